import { z } from "zod";
import { flag, optionalText, text, wholeNumber } from "../fields.ts";
import { expected } from "../problems.ts";
import { readAction } from "./action.ts";
import type { Action } from "./action.ts";
import { readCondition } from "./condition.ts";
import type { Matches } from "./condition.ts";
import { faultsWithin, unreadable } from "./fault.ts";
import type { Unreadable } from "./fault.ts";

type Reading = { matches: Matches; action: Action } | Unreadable;

/** A rule as it may be written. What it asks for is read here once; what cannot be read is kept as faults. */
export const RuleInput = z
  .strictObject(
    {
      id: text,
      name: optionalText,
      priority: wholeNumber.default(1),
      is_active: flag.default(true),
      conditions: z.unknown().optional(),
      action: z.unknown().optional(),
    },
    expected("an object"),
  )
  .transform(({ conditions, action, ...rule }) => ({ ...rule, reading: readRule(conditions, action) }));

export type Rule = z.output<typeof RuleInput>;

/** What a rule asks for, read, or all that is wrong with it. */
export function readRule(conditions: unknown, action: unknown): Reading {
  const condition = isGiven(conditions) ? readCondition(conditions) : unreadable([], "no conditions");
  const wanted = isGiven(action) ? readAction(action) : unreadable([], "no action");
  if (!("faults" in condition || "faults" in wanted)) {
    return { matches: condition.matches, action: wanted.action };
  }
  return { faults: [...faultsWithin(["conditions"], condition), ...faultsWithin(["action"], wanted)] };
}

function isGiven(part: unknown): boolean {
  return part !== undefined && part !== null;
}
