import type { Conjunct, Literal } from "./literals.ts";

/** Whether no order can meet all of these. Only what one field alone makes impossible is found, and only for certain. */
export function isContradictory(conjunct: Conjunct): boolean {
  const byField = Map.groupBy(conjunct, ({ field }) => field);
  return [...byField].some(([field, literals]) => !canBeMet(field, literals));
}

/** Whether no order can meet both, where each of them can be met. */
export function excludes(one: Conjunct, other: Conjunct): boolean {
  const fields = new Set(other.map(({ field }) => field));
  return [...fields].some((field) => !canBeMet(field, [...of(field, one), ...of(field, other)]));
}

const of = (name: string, conjunct: Conjunct) => conjunct.filter(({ field }) => field === name);

/**
 * Tries the few values that stand for all there are: those the literals name, those beside and between them, one that
 * holds everything asked for, and none.
 */
function canBeMet(field: string, literals: readonly Literal[]): boolean {
  switch (field) {
    case "sku":
      return canLinesMeet(literals);
    case "tags":
      return tagSets(literals).some((tags) => literals.every((literal) => doTagsMeet(literal, tags)));
    case "item_count":
      return wholeNumbers(literals).some((count) => literals.every((literal) => doesMeet(literal, count)));
    case "total_price":
    case "weight_grams":
      return [null, ...numbers(literals).filter((number) => number >= 0)].some((number) =>
        literals.every((literal) => doesMeet(literal, number)),
      );
    case "order_date":
      return [null, ...numbers(literals)].some((moment) =>
        literals.every((literal) => doesMeet(literal, moment)),
      );
    default:
      return [null, ...texts(literals)].some((text) => literals.every((literal) => doesMeet(literal, text)));
  }
}

/** Each line that has to be there must be possible beside what holds for all lines. */
function canLinesMeet(literals: readonly Literal[]): boolean {
  const ofEachLine = literals.filter(isOfEachLine).map(ofOneLine);
  const ofSomeLine = literals.filter((literal) => !isOfEachLine(literal)).map(ofOneLine);
  const lines = ofSomeLine.length > 0 ? ofSomeLine.map((one) => [...ofEachLine, one]) : [ofEachLine];
  return lines.every((asked) => texts(asked).some((sku) => asked.every((literal) => doesMeet(literal, sku))));
}

const isOfEachLine = ({ lines, isPositive }: Literal) => (lines === "any" ? !isPositive : isPositive);

/** What it asks of the SKU of a line. "Not none" asks for one, "not all" for one that differs. */
const ofOneLine = (literal: Literal): Literal =>
  literal.lines === "none" ? { ...literal, isPositive: !literal.isPositive } : literal;

function doesMeet({ operator, values, isPositive }: Literal, actual: string | number | null): boolean {
  return compares(operator, actual, values) === isPositive;
}

function compares(
  operator: Literal["operator"],
  actual: string | number | null,
  values: Literal["values"],
): boolean {
  const [first, second] = values;
  if (operator === "is_empty") return actual === null || actual === "";
  if (actual === null || (first === undefined && operator !== "in")) return false;
  if (operator === "equals" || operator === "in") return values.includes(actual);
  if (typeof actual === "number") return compareNumbers(operator, actual, Number(first), Number(second));
  const part = String(first);
  if (operator === "contains") return actual.includes(part);
  return operator === "starts_with" ? actual.startsWith(part) : actual.endsWith(part);
}

function compareNumbers(operator: Literal["operator"], actual: number, low: number, high: number): boolean {
  if (operator === "greater_than") return actual > low;
  if (operator === "greater_than_or_equal") return actual >= low;
  if (operator === "less_than") return actual < low;
  if (operator === "less_than_or_equal") return actual <= low;
  return low <= actual && actual <= high;
}

function doTagsMeet({ operator, values, isPositive }: Literal, tags: readonly string[]): boolean {
  const holds =
    operator === "is_empty" ? tags.length === 0 : values.some((tag) => tags.includes(String(tag)));
  return holds === isPositive;
}

/** With the tags that are asked for, and with another one. */
function tagSets(literals: readonly Literal[]): string[][] {
  const required = literals
    .filter(({ operator, isPositive }) => operator === "contains" && isPositive)
    .flatMap(({ values }) => values.map(String));
  return [required, [...required, unlike(literals)]];
}

function numbers(literals: readonly Literal[]): number[] {
  const named = literals.flatMap(({ values }) => values.map(Number)).sort((a, b) => a - b);
  const between = named.flatMap((number, at) => ((named[at + 1] ?? number) + number) / 2);
  return [0, ...named, ...between, ...named.flatMap((number) => [number - 1, number + 1])];
}

/** An order to route has at least one unit. */
const wholeNumbers = (literals: readonly Literal[]) =>
  [1, ...literals.flatMap(({ values }) => values.flatMap((value) => around(Number(value))))].filter(
    (number) => number >= 1,
  );

const around = (value: number) => [
  Math.floor(value) - 1,
  Math.floor(value),
  Math.ceil(value),
  Math.ceil(value) + 1,
];

function texts(literals: readonly Literal[]): string[] {
  const asked = literals.filter(({ isPositive }) => isPositive);
  const parts = (operator: Literal["operator"]) =>
    asked.filter((literal) => literal.operator === operator).flatMap(({ values }) => values.map(String));
  const longest = (all: readonly string[]) => all.reduce((a, b) => (b.length > a.length ? b : a), "");
  // Nothing that may not be in it can come about where two parts meet.
  const gap = unlike(literals);
  const holdingAll = [longest(parts("starts_with")), ...parts("contains"), longest(parts("ends_with"))].join(
    gap,
  );
  return [...parts("equals"), ...parts("in"), holdingAll, gap];
}

/** Text that none of the literals name, nor a part of it. */
function unlike(literals: readonly Literal[]): string {
  const named = literals.flatMap(({ values }) => values.map(String)).join("");
  let code = 0xe000;
  while (named.includes(String.fromCharCode(code))) code++;
  return String.fromCharCode(code);
}
