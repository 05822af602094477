import { z } from "zod";
import { flag, optionalText, text, wholeNumber } from "../fields.ts";
import { expected } from "../problems.ts";
import { readAction } from "./action.ts";
import type { Action } from "./action.ts";
import { readCondition } from "./condition.ts";
import type { Matches } from "./condition.ts";
import type { Problem } from "./values.ts";

type Reading = { matches: Matches; action: Action } | Problem;

/** A rule as it may be written. What it asks for is read here once; what cannot be read is kept as a problem. */
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
  .transform(({ conditions, action, ...rule }) => ({ ...rule, reading: read(conditions, action) }));

export type Rule = z.output<typeof RuleInput>;

function read(conditions: unknown, action: unknown): Reading {
  if (conditions === undefined || conditions === null) return { problem: "no conditions" };
  const condition = readCondition(conditions);
  if ("problem" in condition) return condition;
  if (action === undefined || action === null) return { problem: "no action" };
  const wanted = readAction(action);
  return "problem" in wanted ? wanted : { matches: condition.matches, action: wanted.action };
}
