import { describe, expect, test } from "vitest";
import { type LintFacts, lintRules } from "./lint-rules.ts";
import type { RoutingRule } from "./routing-setup.ts";

const reno = { id: "w1", name: "Reno", is_active: true, capabilities: ["cold"] };
const newark = { id: "w2", name: "Newark", is_active: false, capabilities: [] };
const now = new Date("2026-06-01T00:00:00Z");
const facts: LintFacts = { warehouses: [reno, newark], matches: {}, liveSince: {}, now };

const toReno = { type: "route_to_warehouse", warehouse_id: "w1" };
const hold = { type: "hold", until: null };
const state = (operator: string, value?: unknown) => ({ field: "ship_to_state", operator, value });
const price = (operator: string, value: unknown) => ({ field: "total_price", operator, value });
const tag = (operator: string, value?: unknown) => ({ field: "tags", operator, value });
const sku = (lines: string, operator: string, value: unknown) => ({ field: "sku", lines, operator, value });

let made = 0;
const rule = (
  conditions: unknown,
  action: unknown = hold,
  changes: Partial<RoutingRule> = {},
): RoutingRule => {
  made++;
  const id = `r${String(made).padStart(4, "0")}`;
  return { id, name: `Rule ${id}`, priority: made, is_active: true, conditions, action, ...changes };
};

const kinds = (rules: readonly RoutingRule[], given: Partial<LintFacts> = {}) =>
  lintRules(rules, { ...facts, ...given }).map(({ ruleId, kind }) => [ruleId, kind]);
const isContradictory = (conditions: unknown) =>
  kinds([rule(conditions)])
    .flat()
    .includes("contradictory");

describe("conditions that no order can meet", () => {
  test.each<unknown>([
    { all: [state("equals", "CA"), state("equals", "NY")] },
    { all: [state("equals", "CA"), state("not_equals", "ca")] },
    { all: [state("in", ["CA", "OR"]), state("in", ["NY"])] },
    { all: [state("in", ["CA", "OR"]), state("not_in", ["or", "ca", "wa"])] },
    { all: [state("equals", "CA"), { none: [state("in", ["CA"])] }] },
    { all: [state("exists"), state("is_empty")] },
    { all: [state("is_empty"), state("starts_with", "C")] },
    { all: [state("starts_with", "90"), state("starts_with", "91")] },
    { all: [state("contains", "abc"), state("not_contains", "b")] },
    { all: [state("ends_with", "ab"), state("ends_with", "cab"), state("ends_with", "dab")] },
    state("in", []),
    { all: [price("greater_than", 100), price("less_than_or_equal", 100)] },
    { all: [price("between", [10, 20]), price("between", [21, 30])] },
    { all: [price("equals", 10), price("not_in", [10])] },
    price("less_than", 0),
    { field: "item_count", operator: "between", value: [1.2, 1.8] },
    { field: "item_count", operator: "less_than", value: 1 },
    {
      all: [
        { field: "order_date", operator: "after", value: "2026-02-01" },
        { field: "order_date", operator: "before", value: "2026-01-01" },
      ],
    },
    { all: [tag("contains", "VIP"), tag("not_contains", "vip")] },
    { all: [tag("contains", "VIP"), tag("is_empty")] },
    { all: [sku("any", "equals", "A"), sku("none", "equals", "A")] },
    { all: [sku("all", "starts_with", "A"), sku("any", "in", ["B-1", "C-1"])] },
    { all: [sku("all", "equals", "A"), sku("all", "equals", "B")] },
    sku("all", "in", []),
    { any: [{ all: [state("equals", "CA"), state("equals", "NY")] }, { all: [state("in", [])] }] },
    { all: [{ any: [state("equals", "CA"), state("equals", "OR")] }, state("equals", "NY")] },
    { none: [state("exists"), state("is_empty")] },
  ])("%j", (conditions) => {
    expect(isContradictory(conditions)).toBe(true);
  });

  test.each<unknown>([
    { all: [state("equals", "CA"), { field: "ship_to_city", operator: "equals", value: "Reno" }] },
    { any: [state("equals", "CA"), state("equals", "NY")] },
    { all: [state("starts_with", "90"), state("starts_with", "902"), state("not_contains", "1")] },
    { all: [state("starts_with", "ab"), state("ends_with", "bc"), state("contains", "zz")] },
    { all: [state("not_equals", "CA"), state("is_empty")] },
    { all: [price("greater_than", 100), price("less_than", 100.01)] },
    { all: [price("not_equals", 0), { none: [price("greater_than", 0)] }] },
    { all: [tag("contains", "VIP"), tag("not_contains", "gift"), tag("exists")] },
    { all: [sku("any", "equals", "A"), sku("any", "equals", "B")] },
    { all: [sku("any", "equals", "ab"), sku("none", "equals", "AB")] },
    { none: [sku("all", "equals", "A")] },
  ])("but not %j", (conditions) => {
    expect(isContradictory(conditions)).toBe(false);
  });
});

describe("a rule that never takes effect", () => {
  const west = state("in", ["CA", "OR", "WA"]);
  const california = { all: [state("equals", "CA"), price("greater_than", 50)] };

  test.each<[string, unknown, unknown, unknown, unknown]>([
    ["another route first", west, toReno, california, { ...toReno, warehouse_id: "w2" }],
    ["other weights first", west, weights(1), california, weights(0)],
    ["another split first", west, { type: "set_split", policy: "never" }, california, { type: "set_split" }],
    ["the same exclusion", west, exclude("w1"), california, exclude("w1")],
    ["the same capability", west, need("cold"), california, need("cold")],
    ["a larger group", west, { type: "keep_together" }, california, { type: "keep_together", skus: ["A"] }],
    ["a hold for good", west, hold, california, { type: "hold", until: "2026-07-01" }],
    ["anything at all", { none: [state("in", [])] }, hold, california, hold],
  ])("%s", (_what, broad, first, narrow, second) => {
    const [one, two] = [rule(broad, first), rule(narrow, second)];
    expect(kinds([two, one])).toContainEqual([two.id, "unreachable"]);
    expect(kinds([one, two])).not.toContainEqual([one.id, "unreachable"]);
  });

  test.each<[string, unknown, unknown, unknown, unknown]>([
    ["narrower conditions first", california, toReno, west, toReno],
    ["conditions about something else", price("greater_than", 50), toReno, west, toReno],
    ["another kind", west, hold, california, toReno],
    ["another warehouse excluded", west, exclude("w1"), california, exclude("w2")],
    ["a smaller group", west, { type: "keep_together", skus: ["A"] }, california, { type: "keep_together" }],
    ["a shorter hold", west, { type: "hold", until: "2026-07-01" }, california, hold],
    ["one that is off", state("equals", "XX"), toReno, california, toReno],
  ])("but not with %s", (_what, broad, first, narrow, second) => {
    expect(kinds([rule(broad, first), rule(narrow, second)]).flat()).not.toContain("unreachable");
  });

  test("a preference where another rule decides, also a later one", () => {
    const prefer = rule(california, { type: "prefer_warehouse", warehouse_id: "w1" });
    expect(kinds([prefer, rule(west, toReno)])).toEqual([[prefer.id, "unreachable"]]);
  });

  test("an order that must go where another rule forbids it", () => {
    const [route, avoid] = [rule(california, toReno), rule(west, exclude("w1"))];
    const [lint, ...others] = lintRules([route, avoid], facts);
    expect(lint).toMatchObject({ ruleId: route.id, kind: "unreachable" });
    expect(lint?.says).toBe(`No order that matches can ship: “${avoid.name}” excludes this warehouse.`);
    expect(others).toEqual([]);
  });

  test("names the other rule", () => {
    const [lint] = lintRules([rule(west, toReno, { name: "West" }), rule(california, toReno)], facts);
    expect(lint?.says).toBe(
      "This rule never takes effect: “West” matches the same orders and counts instead.",
    );
  });

  test("switched-off rules stand in nobody's way and are not judged", () => {
    const off = { is_active: false };
    expect(kinds([rule(west, toReno, off), rule(california, toReno)])).toEqual([]);
    expect(kinds([rule(west, toReno), rule(california, toReno, off)])).toEqual([]);
  });

  test("five hundred rules that differ stand in nobody's way", { timeout: 20_000 }, () => {
    const many = Array.from({ length: 500 }, (_, at) => rule(state("in", [`S${at}`, `T${at}`]), toReno));
    expect(kinds(many)).toEqual([]);
  });
});

function weights(inventory: number) {
  return { type: "set_weights", weights: { inventory, proximity: 1 - inventory, cost: 0, capacity: 0 } };
}

function exclude(warehouse_id: string) {
  return { type: "exclude_warehouse", warehouse_id };
}

function need(capability: string) {
  return { type: "require_capability", capability };
}

describe("what a rule asks for that is not there", () => {
  const all = state("exists");

  test("a warehouse that was deleted, and what cannot be read", () => {
    const gone = rule(all, { type: "prefer_warehouse", warehouse_id: "w9" });
    const unreadable = rule({ field: "ship_to_state", operator: "resembles", value: "CA" });
    const off = rule({}, hold, { is_active: false });
    const lints = lintRules([gone, unreadable, off], facts);
    expect(lints.map(({ ruleId, kind, severity }) => [ruleId, kind, severity])).toEqual([
      [gone.id, "deleted_warehouse", "critical"],
      [unreadable.id, "invalid", "critical"],
      [off.id, "invalid", "warning"],
    ]);
    expect(lints[1]?.says).toBe(`Routing can't follow this rule and skips it: unknown operator "resembles".`);
  });

  test("a warehouse that takes no orders, unless it is excluded anyway", () => {
    const [route, avoid] = [
      rule(all, { ...toReno, warehouse_id: "w2" }),
      rule(state("equals", "CA"), exclude("w2")),
    ];
    expect(lintRules([route, avoid], facts)).toMatchObject([
      {
        ruleId: route.id,
        kind: "inactive_warehouse",
        says: "Newark takes no orders now. Orders that match can't ship meanwhile.",
      },
    ]);
  });

  test("a capability no warehouse has", () => {
    const [cold, hazmat] = [rule(all, need("cold")), rule(all, need("hazmat"))];
    expect(kinds([cold, hazmat])).toEqual([[hazmat.id, "unknown_capability"]]);
  });
});

test("a live rule that matched nothing is told from one that had no time to", () => {
  const since = (date: string) => ({ r1: new Date(date) });
  const told = (given: Partial<LintFacts>) =>
    lintRules([rule(state("exists"), hold, { id: "r1" })], { ...facts, ...given }).map(({ says }) => says);
  expect(told({})).toEqual([]);
  expect(told({ liveSince: since("2026-05-31T12:00:00Z") })).toEqual([]);
  expect(told({ liveSince: since("2026-05-29T12:00:00Z") })).toEqual([
    "No order matched this rule in the last 2 days.",
  ]);
  expect(told({ liveSince: since("2025-01-01T00:00:00Z") })).toEqual([
    "No order matched this rule in the last 90 days.",
  ]);
  expect(told({ liveSince: since("2025-01-01T00:00:00Z"), matches: { r1: 1 } })).toEqual([]);
});
