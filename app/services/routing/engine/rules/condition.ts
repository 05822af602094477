import { z } from "zod";
import { describeProblem, expected, placeProblems, shown } from "../problems.ts";
import type { OrderInput } from "../route-input.ts";
import { faultsWithin, unreadable } from "./fault.ts";
import type { Fault, Unreadable } from "./fault.ts";
import { dateOperators, numberOperators, presenceOperators, skuOperators } from "./operators.ts";
import { tagOperators, textOperators } from "./operators.ts";
import type { Operator, Operators } from "./operators.ts";
import { numberFields, orderMoment, textFields } from "./order-fields.ts";
import { dateValue, exactText, foldedText, numberValue, readValues } from "./values.ts";
import { deepestGroup, groupKinds, isOperator, lineScopes } from "./vocabulary.ts";
import type { GroupKind } from "./vocabulary.ts";

/** Whether an order meets a condition. */
export type Matches = (order: OrderInput) => boolean;
type Reading = { matches: Matches } | Unreadable;

const over = expected('"any", "all" or "none", the lines it has to hold for');
const Comparison = z.strictObject(
  {
    field: z.string(expected("the name of a field")),
    operator: z.string(expected("the name of an operator")),
    value: z.unknown().optional(),
    lines: z.enum(lineScopes, over).optional(),
  },
  expected("an object"),
);
type Comparison = z.output<typeof Comparison>;

/**
 * Reads one condition or a group `{ all | any | none: [...] }`, nested up to 50 deep. What cannot be read comes back
 * as faults, their paths from the condition: an unknown field or operator, a value of the wrong kind, an empty group.
 */
export function readCondition(document: unknown, depth = 1): Reading {
  if (depth > deepestGroup) return unreadable([], `groups nested more than ${deepestGroup} deep`);
  if (typeof document === "object" && document !== null) {
    const kind = groupKinds.find((name) => name in document);
    if (kind) return readGroup(kind, document, depth);
  }
  const parsed = Comparison.safeParse(document);
  if (parsed.success) return readComparison(parsed.data);
  const faults = placeProblems(parsed.error.issues).map(({ path, message }) => ({
    at: path,
    problem: describeProblem(path.length === 0 ? ["conditions"] : path, message),
  }));
  return { faults };
}

function readGroup(kind: GroupKind, document: object, depth: number): Reading {
  const [entry, ...others] = Object.entries(document);
  if (!entry || others.length > 0)
    return unreadable([], `a group has one key, ${shown(kind)}, and nothing beside it`);
  const members: unknown = entry[1];
  if (!Array.isArray(members))
    return unreadable([kind], `group ${shown(kind)}: expected a list, got ${shown(members)}`);
  if (members.length === 0) return unreadable([kind], `empty group ${shown(kind)}`);
  const conditions: Matches[] = [];
  const faults: Fault[] = [];
  for (const [at, member] of members.entries()) {
    const reading = readCondition(member, depth + 1);
    if ("faults" in reading) faults.push(...faultsWithin([kind, at], reading));
    else conditions.push(reading.matches);
  }
  return faults.length > 0 ? { faults } : { matches: joined(kind, conditions) };
}

function joined(kind: GroupKind, conditions: readonly Matches[]): Matches {
  switch (kind) {
    case "all":
      return (order) => conditions.every((matches) => matches(order));
    case "any":
      return (order) => conditions.some((matches) => matches(order));
    case "none":
      return (order) => !conditions.some((matches) => matches(order));
  }
}

function readComparison(comparison: Comparison): Reading {
  const { field, lines } = comparison;
  if (field === "sku") return readSku(comparison);
  if (lines !== undefined) return unreadable(["lines"], `"lines" belongs to sku, not to ${shown(field)}`);
  const text = textFields.find((name) => name === field);
  if (text) {
    const folded = (order: OrderInput) => order[text]?.toLowerCase() ?? null;
    return readPresence(comparison, folded) ?? readField(comparison, folded, textOperators, foldedText);
  }
  const number = numberFields.find(({ name }) => name === field);
  if (number) return readField(comparison, number.read, numberOperators, numberValue);
  if (field === "order_date") return readField(comparison, orderMoment, dateOperators, dateValue);
  if (field !== "tags") return unreadable(["field"], `unknown field ${shown(field)}`);
  const tags = (order: OrderInput) => order.tags.map((tag) => tag.toLowerCase());
  return readPresence(comparison, tags) ?? readField(comparison, tags, tagOperators, foldedText);
}

/** Null where the operator is another one. A field is empty where it is missing or has nothing in it. */
function readPresence(
  { operator, value }: Comparison,
  read: (order: OrderInput) => { length: number } | null,
): Reading | null {
  if (!presenceOperators.some(({ name }) => name === operator)) return null;
  if (value !== undefined && value !== null) {
    return unreadable(["value"], `${shown(operator)} takes no value, got ${shown(value)}`);
  }
  return { matches: (order) => (read(order)?.length ?? 0) > 0 === (operator === "exists") };
}

function readField<Actual, Value>(
  { operator: name, value, field }: Comparison,
  read: (order: OrderInput) => Actual | null,
  operators: Operators<Actual, Value>,
  element: z.ZodType<Value>,
): Reading {
  const operator = operators.find((one) => one.name === name);
  if (!operator) return unknownOperator(name, field);
  const values = readValues(operator.takes, element, value);
  if ("faults" in values) return values;
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
  const operator = skuOperators.find((one) => one.name === name);
  if (!operator) return unknownOperator(name, field);
  const values = readValues(operator.takes, exactText, value);
  if ("faults" in values) return values;
  const holds = ({ sku }: { sku: string }) => operator.holds(sku, values.values);
  switch (lines) {
    case "any":
      return { matches: (order) => order.lines.some(holds) };
    case "all":
      return { matches: (order) => order.lines.length > 0 && order.lines.every(holds) };
    case "none":
      return { matches: (order) => !order.lines.some(holds) };
    case undefined:
      return unreadable(["lines"], 'sku needs "lines": "any", "all" or "none"');
  }
}

function unknownOperator(name: string, field: string): Unreadable {
  return unreadable(
    ["operator"],
    isOperator(name)
      ? `operator ${shown(name)} does not apply to ${field}`
      : `unknown operator ${shown(name)}`,
  );
}
