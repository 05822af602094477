import { z } from "zod";
import { describeProblems, expected, shown } from "../problems.ts";
import type { OrderInput } from "../route-input.ts";
import { dateOperators, numberOperators, skuOperators, tagOperators, textOperators } from "./operators.ts";
import type { Operator, Operators } from "./operators.ts";
import { numberFields, orderMoment, textFields } from "./order-fields.ts";
import { dateValue, exactText, foldedText, numberValue, readValues } from "./values.ts";
import type { Problem } from "./values.ts";

export type { Problem };

/** Whether an order meets a condition. */
export type Matches = (order: OrderInput) => boolean;
type Reading = { matches: Matches } | Problem;

const deepest = 50;
const groupKeys = ["all", "any", "none"] as const;
const over = expected('"any", "all" or "none", the lines it has to hold for');
const Comparison = z.strictObject(
  {
    field: z.string(expected("the name of a field")),
    operator: z.string(expected("the name of an operator")),
    value: z.unknown().optional(),
    lines: z.enum(["any", "all", "none"], over).optional(),
  },
  expected("an object"),
);
type Comparison = z.output<typeof Comparison>;

/**
 * Reads one condition or a group `{ all | any | none: [...] }`, nested up to 50 deep. What cannot be read comes back
 * as a problem in words: an unknown field or operator, a value of the wrong kind, an empty group.
 */
export function readCondition(document: unknown, depth = 1): Reading {
  if (depth > deepest) return { problem: `groups nested more than ${deepest} deep` };
  if (typeof document === "object" && document !== null) {
    const key = groupKeys.find((name) => name in document);
    if (key) return readGroup(key, document, depth);
  }
  const parsed = Comparison.safeParse(document);
  if (!parsed.success) {
    return {
      problem:
        describeProblems(parsed.error.issues)[0]?.replace(/^input/, "conditions") ??
        "conditions: not understood",
    };
  }
  return readComparison(parsed.data);
}

function readGroup(key: (typeof groupKeys)[number], document: object, depth: number): Reading {
  const [entry, ...others] = Object.entries(document);
  if (!entry || others.length > 0)
    return { problem: `a group has one key, ${shown(key)}, and nothing beside it` };
  const members: unknown = entry[1];
  if (!Array.isArray(members))
    return { problem: `group ${shown(key)}: expected a list, got ${shown(members)}` };
  if (members.length === 0) return { problem: `empty group ${shown(key)}` };
  const conditions: Matches[] = [];
  for (const member of members) {
    const reading = readCondition(member, depth + 1);
    if ("problem" in reading) return reading;
    conditions.push(reading.matches);
  }
  switch (key) {
    case "all":
      return { matches: (order) => conditions.every((matches) => matches(order)) };
    case "any":
      return { matches: (order) => conditions.some((matches) => matches(order)) };
    case "none":
      return { matches: (order) => !conditions.some((matches) => matches(order)) };
  }
}

function readComparison(comparison: Comparison): Reading {
  const { field, lines } = comparison;
  if (field === "sku") return readSku(comparison);
  if (lines !== undefined) return { problem: `"lines" belongs to sku, not to ${shown(field)}` };
  const text = textFields.get(field);
  if (text) {
    const folded = (order: OrderInput) => text(order)?.toLowerCase() ?? null;
    return readPresence(comparison, folded) ?? readField(comparison, folded, textOperators, foldedText);
  }
  const number = numberFields.get(field);
  if (number) return readField(comparison, number, numberOperators, numberValue);
  if (field === "order_date") return readField(comparison, orderMoment, dateOperators, dateValue);
  if (field !== "tags") return { problem: `unknown field ${shown(field)}` };
  const tags = (order: OrderInput) => order.tags.map((tag) => tag.toLowerCase());
  return readPresence(comparison, tags) ?? readField(comparison, tags, tagOperators, foldedText);
}

/** Null where the operator is another one. A field is empty where it is missing or has nothing in it. */
function readPresence(
  { operator, value }: Comparison,
  read: (order: OrderInput) => { length: number } | null,
): Reading | null {
  if (operator !== "exists" && operator !== "is_empty") return null;
  if (value !== undefined && value !== null) {
    return { problem: `${shown(operator)} takes no value, got ${shown(value)}` };
  }
  return { matches: (order) => (read(order)?.length ?? 0) > 0 === (operator === "exists") };
}

function readField<Actual, Value>(
  { operator: name, value, field }: Comparison,
  read: (order: OrderInput) => Actual | null,
  operators: Operators<Actual, Value>,
  element: z.ZodType<Value>,
): Reading {
  const operator = operators.get(name);
  if (!operator) return unknownOperator(name, field);
  const values = readValues(operator.takes, element, value);
  if ("problem" in values) return values;
  return { matches: (order) => passes(operator, read(order), values.values) };
}

function passes<Actual, Value>(
  operator: Operator<Actual, Value>,
  actual: Actual | null,
  values: readonly Value[],
): boolean {
  return actual === null ? operator.negated : operator.holds(actual, values);
}

function readSku({ operator: name, value, lines, field }: Comparison): Reading {
  const operator = skuOperators.get(name);
  if (!operator) return unknownOperator(name, field);
  const values = readValues(operator.takes, exactText, value);
  if ("problem" in values) return values;
  const holds = ({ sku }: { sku: string }) => operator.holds(sku, values.values);
  switch (lines) {
    case "any":
      return { matches: (order) => order.lines.some(holds) };
    case "all":
      return { matches: (order) => order.lines.length > 0 && order.lines.every(holds) };
    case "none":
      return { matches: (order) => !order.lines.some(holds) };
    case undefined:
      return { problem: 'sku needs "lines": "any", "all" or "none"' };
  }
}

const everyOperator = new Set([
  ...[textOperators, numberOperators, dateOperators, tagOperators, skuOperators].flatMap((all) => [
    ...all.keys(),
  ]),
  ...["exists", "is_empty"],
]);

function unknownOperator(name: string, field: string): Problem {
  return everyOperator.has(name)
    ? { problem: `operator ${shown(name)} does not apply to ${field}` }
    : { problem: `unknown operator ${shown(name)}` };
}
