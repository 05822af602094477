import { z } from "zod";
import { dateOrInstant, text } from "../fields.ts";
import { describeProblem, expected, shown } from "../problems.ts";
import { SplitChange, Weights, wrongSum } from "../settings-input.ts";
import type { Problem } from "./values.ts";

const warehouse_id = text;
const skus = z.array(text, expected("a list of SKUs or null")).min(1, expected("at least one SKU"));

const schemas = {
  route_to_warehouse: z.strictObject({ type: z.literal("route_to_warehouse"), warehouse_id }),
  prefer_warehouse: z.strictObject({ type: z.literal("prefer_warehouse"), warehouse_id }),
  exclude_warehouse: z.strictObject({ type: z.literal("exclude_warehouse"), warehouse_id }),
  require_capability: z.strictObject({ type: z.literal("require_capability"), capability: text }),
  set_split: SplitChange.extend({ type: z.literal("set_split") }),
  keep_together: z.strictObject({ type: z.literal("keep_together"), skus: skus.nullable().default(null) }),
  hold: z.strictObject({ type: z.literal("hold"), until: dateOrInstant.nullable().default(null) }),
  set_weights: z.strictObject({ type: z.literal("set_weights"), weights: Weights }),
};

const actionTypes = Object.keys(schemas);
const Kind = z.looseObject({ type: z.string(expected("the type of an action")) }, expected("an object"));
const Action = z.discriminatedUnion("type", [
  schemas.route_to_warehouse,
  schemas.prefer_warehouse,
  schemas.exclude_warehouse,
  schemas.require_capability,
  schemas.set_split,
  schemas.keep_together,
  schemas.hold,
  schemas.set_weights,
]);

/** What a matching rule does. */
export type Action = z.output<typeof Action>;

/** Reads an action; what cannot be read comes back as a problem in words. */
export function readAction(document: unknown): { action: Action } | Problem {
  const kind = Kind.safeParse(document);
  if (!kind.success) return firstProblem(kind.error.issues);
  if (!actionTypes.includes(kind.data.type)) return { problem: `unknown action ${shown(kind.data.type)}` };
  const parsed = Action.safeParse(document);
  if (!parsed.success) return firstProblem(parsed.error.issues);
  const sum = parsed.data.type === "set_weights" ? wrongSum(parsed.data.weights) : null;
  if (sum !== null) return { problem: `action.weights: expected weights that add up to 1, got ${sum}` };
  return { action: parsed.data };
}

function firstProblem([issue]: readonly z.core.$ZodIssue[]): Problem {
  if (!issue) return { problem: "action: not understood" };
  const path = ["action", ...issue.path];
  if (issue.code !== "unrecognized_keys") return { problem: describeProblem(path, issue.message) };
  const [key = ""] = issue.keys;
  return { problem: describeProblem([...path, key], `expected a known key, got ${shown(key)}`) };
}
