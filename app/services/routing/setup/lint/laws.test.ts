import fc from "fast-check";
import { expect, test } from "vitest";
import { input, line } from "../../engine/example-input.ts";
import { readCondition } from "../../engine/rules/condition.ts";
import { covers, reachOf } from "./covers.ts";

const word = fc.constantFrom("a", "b", "ab", "ba", "aba");
const texts = ["equals", "not_equals", "contains", "not_contains", "starts_with", "ends_with"];
const numbers = [
  "equals",
  "not_equals",
  "greater_than",
  "greater_than_or_equal",
  "less_than",
  "less_than_or_equal",
];
const small = fc.integer({ min: 0, max: 3 });
const day = small.map((number) => `2026-01-0${number + 1}`);
const among = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 });
const ends = fc.tuple(small, small).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);

const comparison = fc.oneof(
  fc.record({ field: fc.constant("ship_to_state"), operator: fc.constantFrom(...texts), value: word }),
  fc.record({
    field: fc.constant("ship_to_state"),
    operator: fc.constantFrom("in", "not_in"),
    value: among(word),
  }),
  fc.record({
    field: fc.constantFrom("ship_to_state", "tags"),
    operator: fc.constantFrom("exists", "is_empty"),
  }),
  fc.record({
    field: fc.constantFrom("total_price", "item_count"),
    operator: fc.constantFrom(...numbers),
    value: small,
  }),
  fc.record({
    field: fc.constant("total_price"),
    operator: fc.constantFrom("in", "not_in"),
    value: among(small),
  }),
  fc.record({ field: fc.constant("total_price"), operator: fc.constant("between"), value: ends }),
  fc.record({ field: fc.constant("order_date"), operator: fc.constantFrom("before", "after"), value: day }),
  fc.record({
    field: fc.constant("tags"),
    operator: fc.constantFrom("contains", "not_contains"),
    value: word,
  }),
  fc.record({
    field: fc.constant("sku"),
    lines: fc.constantFrom("any", "all", "none"),
    operator: fc.constantFrom("equals", "contains", "starts_with", "ends_with"),
    value: word,
  }),
);
const { condition } = fc.letrec<{ condition: unknown; group: unknown }>((tie) => ({
  condition: fc.oneof({ depthSize: "small" }, comparison, tie("group")),
  group: fc
    .tuple(fc.constantFrom("all", "any", "none"), fc.array(tie("condition"), { minLength: 1, maxLength: 3 }))
    .map(([kind, members]) => ({ [kind]: members })),
}));

const order = fc
  .record({
    ship_to_state: fc.option(word),
    total_price: fc.option(small),
    order_date: fc.option(day),
    tags: among(word),
    lines: fc.array(fc.tuple(word, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 2 }),
  })
  .map(({ lines, ...rest }) => {
    const numbered = lines.map(([sku, quantity], at) => line(sku, quantity, { id: String(at) }));
    return input({ order: { ...rest, lines: numbered } }).order;
  });

function matcherOf(conditions: unknown) {
  const reading = readCondition(conditions);
  if ("faults" in reading) throw new Error("the conditions cannot be read", { cause: reading.faults });
  return reading.matches;
}

test("no order meets conditions that are said to contradict each other", () => {
  let claims = 0;
  fc.assert(
    fc.property(condition, fc.array(order, { minLength: 10, maxLength: 10 }), (conditions, orders) => {
      if (reachOf(conditions)?.matches.length !== 0) return;
      claims++;
      expect(orders.filter(matcherOf(conditions))).toEqual([]);
    }),
    { numRuns: 600 },
  );
  expect(claims).toBeGreaterThan(10);
});

test("an order that meets conditions meets those that are said to cover them", () => {
  let claims = 0;
  fc.assert(
    fc.property(
      condition,
      condition,
      fc.array(order, { minLength: 10, maxLength: 10 }),
      (one, other, orders) => {
        const [broad, narrow] = [reachOf(one), reachOf(other)];
        if (!broad || !narrow || !covers(broad, narrow)) return;
        claims++;
        expect(orders.filter(matcherOf(other)).filter((met) => !matcherOf(one)(met))).toEqual([]);
      },
    ),
    { numRuns: 600 },
  );
  expect(claims).toBeGreaterThan(10);
});
