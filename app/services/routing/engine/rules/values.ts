import { z } from "zod";
import { dateOrInstant, text } from "../fields.ts";
import { expected, shown } from "../problems.ts";
import { unreadable } from "./fault.ts";
import type { Unreadable } from "./fault.ts";
import type { Operator } from "./operators.ts";

export const exactText = text;
export const foldedText = text.transform((value) => value.toLowerCase());
export const numberValue = z.number(expected("a number"));
export const dateValue = dateOrInstant.transform((value) => Date.parse(value));

/** The values an operator compares with, however many it takes. */
export function readValues<Value>(
  takes: Operator<unknown>["takes"],
  element: z.ZodType<Value>,
  value: unknown,
): { values: Value[] } | Unreadable {
  if (takes === "one") return readEach(element, [value]);
  if (!Array.isArray(value)) return unreadable(["value"], `value: expected a list, got ${shown(value)}`);
  if (takes === "many") return readEach(element, value);
  if (value.length !== 2)
    return unreadable(["value"], `value: expected a lower and an upper end, got ${shown(value)}`);
  const ends = readEach(element, value);
  if ("faults" in ends) return ends;
  const [low, high] = ends.values;
  const inOrder = low != null && high != null && low <= high;
  return inOrder ? ends : unreadable(["value"], "value: expected the lower end first");
}

function readEach<Value>(
  element: z.ZodType<Value>,
  given: readonly unknown[],
): { values: Value[] } | Unreadable {
  const values: Value[] = [];
  for (const one of given) {
    const parsed = element.safeParse(one);
    if (!parsed.success)
      return unreadable(["value"], `value: ${parsed.error.issues[0]?.message ?? "not understood"}`);
    values.push(parsed.data);
  }
  return { values };
}
