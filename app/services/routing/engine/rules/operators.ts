/** Compares what an order says with the values of a condition. */
export interface Operator<Actual, Value = Actual> {
  takes: "one" | "many" | "two";
  holds: (actual: Actual, values: readonly Value[]) => boolean;
  /** Passes where the field is missing. */
  negated: boolean;
}

export type Operators<Actual, Value = Actual> = ReadonlyMap<string, Operator<Actual, Value>>;

function againstOne<Actual, Value>(
  holds: (actual: Actual, value: Value) => boolean,
): Operator<Actual, Value> {
  const compare = (actual: Actual, [value]: readonly Value[]) => value !== undefined && holds(actual, value);
  return { takes: "one", holds: compare, negated: false };
}

function not<Actual, Value>({ takes, holds }: Operator<Actual, Value>): Operator<Actual, Value> {
  return { takes, holds: (actual, values) => !holds(actual, values), negated: true };
}

const equalsText = againstOne<string, string>((actual, value) => actual === value);
const equalsNumber = againstOne<number, number>((actual, value) => actual === value);
const inTexts: Operator<string> = { takes: "many", holds: (one, all) => all.includes(one), negated: false };
const inNumbers: Operator<number> = { takes: "many", holds: (one, all) => all.includes(one), negated: false };
const contains = againstOne<string, string>((actual, part) => actual.includes(part));
const startsWith = againstOne<string, string>((actual, part) => actual.startsWith(part));
const endsWith = againstOne<string, string>((actual, part) => actual.endsWith(part));
const above = againstOne<number, number>((actual, value) => actual > value);
const below = againstOne<number, number>((actual, value) => actual < value);
const between: Operator<number> = {
  takes: "two",
  holds: (actual, [low, high]) => low !== undefined && high !== undefined && low <= actual && actual <= high,
  negated: false,
};
const hasTag = againstOne<readonly string[], string>((tags, tag) => tags.includes(tag));

export const textOperators: Operators<string> = new Map([
  ["equals", equalsText],
  ["not_equals", not(equalsText)],
  ["in", inTexts],
  ["not_in", not(inTexts)],
  ["contains", contains],
  ["not_contains", not(contains)],
  ["starts_with", startsWith],
  ["ends_with", endsWith],
]);

export const numberOperators: Operators<number> = new Map([
  ["equals", equalsNumber],
  ["not_equals", not(equalsNumber)],
  ["in", inNumbers],
  ["not_in", not(inNumbers)],
  ["greater_than", above],
  ["greater_than_or_equal", againstOne<number, number>((actual, value) => actual >= value)],
  ["less_than", below],
  ["less_than_or_equal", againstOne<number, number>((actual, value) => actual <= value)],
  ["between", between],
]);

/** Moments in milliseconds; both ends of `between` belong to it, those of the others do not. */
export const dateOperators: Operators<number> = new Map([
  ["before", below],
  ["after", above],
  ["between", between],
]);

export const tagOperators: Operators<readonly string[], string> = new Map([
  ["contains", hasTag],
  ["not_contains", not(hasTag)],
]);

export const skuOperators: Operators<string> = new Map([
  ["equals", equalsText],
  ["in", inTexts],
  ["starts_with", startsWith],
  ["ends_with", endsWith],
  ["contains", contains],
]);
