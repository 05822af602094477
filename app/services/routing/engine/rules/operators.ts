/** How many values a condition compares with. */
export type Takes = "none" | "one" | "many" | "two";

/** Compares what an order says with the values of a condition. */
export interface Operator<Actual, Value = Actual> {
  takes: Exclude<Takes, "none">;
  holds: (actual: Actual, values: readonly Value[]) => boolean;
  /** Passes where the field is missing. */
  negated: boolean;
}

export type Operators<Actual, Value = Actual> = readonly ({ name: string } & Operator<Actual, Value>)[];

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
const atLeast = againstOne<number, number>((actual, value) => actual >= value);
const atMost = againstOne<number, number>((actual, value) => actual <= value);
const between: Operator<number> = {
  takes: "two",
  holds: (actual, [low, high]) => low !== undefined && high !== undefined && low <= actual && actual <= high,
  negated: false,
};
const hasTag = againstOne<readonly string[], string>((tags, tag) => tags.includes(tag));

export const textOperators = [
  { name: "equals", ...equalsText },
  { name: "not_equals", ...not(equalsText) },
  { name: "in", ...inTexts },
  { name: "not_in", ...not(inTexts) },
  { name: "contains", ...contains },
  { name: "not_contains", ...not(contains) },
  { name: "starts_with", ...startsWith },
  { name: "ends_with", ...endsWith },
] as const satisfies Operators<string>;

export const numberOperators = [
  { name: "equals", ...equalsNumber },
  { name: "not_equals", ...not(equalsNumber) },
  { name: "in", ...inNumbers },
  { name: "not_in", ...not(inNumbers) },
  { name: "greater_than", ...above },
  { name: "greater_than_or_equal", ...atLeast },
  { name: "less_than", ...below },
  { name: "less_than_or_equal", ...atMost },
  { name: "between", ...between },
] as const satisfies Operators<number>;

/** Moments in milliseconds; both ends of `between` belong to it, those of the others do not. */
export const dateOperators = [
  { name: "before", ...below },
  { name: "after", ...above },
  { name: "between", ...between },
] as const satisfies Operators<number>;

export const tagOperators = [
  { name: "contains", ...hasTag },
  { name: "not_contains", ...not(hasTag) },
] as const satisfies Operators<readonly string[], string>;

export const skuOperators = [
  { name: "equals", ...equalsText },
  { name: "in", ...inTexts },
  { name: "starts_with", ...startsWith },
  { name: "ends_with", ...endsWith },
  { name: "contains", ...contains },
] as const satisfies Operators<string>;

/** These ask whether there is anything at all, and take no value. */
export const presenceOperators = [
  { name: "exists", takes: "none" },
  { name: "is_empty", takes: "none" },
] as const;
