import { z } from "zod";
import { dateOrInstant, text } from "../fields.ts";
import { describeProblem, expected, placeProblems, shown } from "../problems.ts";
import { SplitChange, Weights, wrongSum } from "../settings-input.ts";
import { unreadable } from "./fault.ts";
import type { Unreadable } from "./fault.ts";

const warehouse_id = text;
const skus = z.array(text, expected("a list of SKUs or null")).min(1, expected("at least one SKU"));

const Kind = z.looseObject({ type: z.string(expected("the type of an action")) }, expected("an object"));
const Action = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("route_to_warehouse"), warehouse_id }),
  z.strictObject({ type: z.literal("prefer_warehouse"), warehouse_id }),
  z.strictObject({ type: z.literal("exclude_warehouse"), warehouse_id }),
  z.strictObject({ type: z.literal("require_capability"), capability: text }),
  SplitChange.extend({ type: z.literal("set_split") }),
  z.strictObject({ type: z.literal("keep_together"), skus: skus.nullable().default(null) }),
  z.strictObject({ type: z.literal("hold"), until: dateOrInstant.nullable().default(null) }),
  z.strictObject({ type: z.literal("set_weights"), weights: Weights }),
]);

/** What a matching rule does. */
export type Action = z.output<typeof Action>;
/** An action as it may be written, optional keys left out. */
export type ActionDocument = z.input<typeof Action>;

/** The types of actions, in the order in which they are documented. */
export const actionTypes = Action.options.map(({ shape }) => shape.type.value);
const known = new Set<string>(actionTypes);

/** Reads an action; what cannot be read comes back as faults, their paths from the action. */
export function readAction(document: unknown): { action: Action } | Unreadable {
  const kind = Kind.safeParse(document);
  if (!kind.success) return faultsOf(kind.error.issues);
  if (!known.has(kind.data.type)) return unreadable(["type"], `unknown action ${shown(kind.data.type)}`);
  const parsed = Action.safeParse(document);
  if (!parsed.success) return faultsOf(parsed.error.issues);
  const sum = parsed.data.type === "set_weights" ? wrongSum(parsed.data.weights) : null;
  if (sum === null) return { action: parsed.data };
  return unreadable(["weights"], `action.weights: expected weights that add up to 1, got ${sum}`);
}

function faultsOf(issues: readonly z.core.$ZodIssue[]): Unreadable {
  const faults = placeProblems(issues).map(({ path, message }) => ({
    at: path,
    problem: describeProblem(["action", ...path], message),
  }));
  return { faults };
}
