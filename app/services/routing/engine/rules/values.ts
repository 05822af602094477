import { z } from "zod";
import { dateOrInstant, text } from "../fields.ts";
import { expected, shown } from "../problems.ts";
import type { Operator } from "./operators.ts";

/** Why a rule cannot be followed, in words. */
export interface Problem {
  problem: string;
}

export const exactText = text;
export const foldedText = text.transform((value) => value.toLowerCase());
export const numberValue = z.number(expected("a number"));
export const dateValue = dateOrInstant.transform((value) => Date.parse(value));

/** The values an operator compares with, however many it takes. */
export function readValues<Value>(
  takes: Operator<unknown>["takes"],
  element: z.ZodType<Value>,
  value: unknown,
): { values: Value[] } | Problem {
  if (takes === "one") return readEach(element, [value]);
  if (!Array.isArray(value)) return { problem: `value: expected a list, got ${shown(value)}` };
  if (takes === "many") return readEach(element, value);
  if (value.length !== 2) return { problem: `value: expected a lower and an upper end, got ${shown(value)}` };
  const ends = readEach(element, value);
  if ("problem" in ends) return ends;
  const [low, high] = ends.values;
  const inOrder = low != null && high != null && low <= high;
  return inOrder ? ends : { problem: "value: expected the lower end first" };
}

function readEach<Value>(
  element: z.ZodType<Value>,
  given: readonly unknown[],
): { values: Value[] } | Problem {
  const values: Value[] = [];
  for (const one of given) {
    const parsed = element.safeParse(one);
    if (!parsed.success) return { problem: `value: ${parsed.error.issues[0]?.message ?? "not understood"}` };
    values.push(parsed.data);
  }
  return { values };
}
