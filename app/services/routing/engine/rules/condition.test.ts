import { describe, expect, it } from "vitest";
import { input, line } from "../example-input.ts";
import { readCondition } from "./condition.ts";

const order = {
  ship_to_state: "CA",
  ship_to_postal_code: "90001",
  ship_to_city: "Los Angeles",
  total_price: 120,
  order_date: "2026-01-20T10:00:00Z",
  tags: ["VIP", "gift"],
  customer_email_domain: "",
  lines: [line("AB-1", 2, { grams: 300 }), line("AC-2", 1)],
};

function meets(conditions: unknown, changes: object = {}): boolean {
  const reading = readCondition(conditions);
  if ("faults" in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.matches(input({ order: { ...order, ...changes } }).order);
}

type Example = [field: string, operator: string, value: unknown, met: boolean];

describe("a condition on the order", () => {
  it.each<Example>([
    ["ship_to_state", "equals", "ca", true],
    ["ship_to_state", "equals", "OR", false],
    ["ship_to_state", "not_equals", "OR", true],
    ["ship_to_state", "in", ["OR", "ca"], true],
    ["ship_to_state", "in", [], false],
    ["ship_to_state", "not_in", ["CA"], false],
    ["ship_to_state", "not_in", [], true],
    ["ship_to_country", "equals", "us", true],
    ["currency", "in", ["usd"], true],
    ["channel_type", "equals", "Shopify", true],
    ["ship_to_city", "contains", "ANGEL", true],
    ["ship_to_city", "not_contains", "angel", false],
    ["ship_to_postal_code", "starts_with", "900", true],
    ["ship_to_postal_code", "ends_with", "900", false],
    ["ship_to_city", "exists", undefined, true],
    ["ship_to_city", "is_empty", null, false],
    ["total_price", "equals", 120, true],
    ["total_price", "not_equals", 120, false],
    ["total_price", "in", [1, 120], true],
    ["total_price", "not_in", [1, 120], false],
    ["total_price", "greater_than", 120, false],
    ["total_price", "greater_than_or_equal", 120, true],
    ["total_price", "less_than", 120, false],
    ["total_price", "less_than_or_equal", 120, true],
    ["total_price", "between", [120, 130], true],
    ["total_price", "between", [100, 120], true],
    ["total_price", "between", [121, 130], false],
    ["item_count", "equals", 3, true],
    ["weight_grams", "equals", 600, true],
    ["order_date", "before", "2026-01-20T10:00:00Z", false],
    ["order_date", "after", "2026-01-20T10:00:00Z", false],
    ["order_date", "after", "2026-01-20", true],
    ["order_date", "before", "2026-01-20T10:00:01+00:00", true],
    ["order_date", "between", ["2026-01-20T11:00:00+01:00", "2026-01-21"], true],
    ["tags", "contains", "vip", true],
    ["tags", "contains", "gif", false],
    ["tags", "not_contains", "Gift", false],
    ["tags", "exists", undefined, true],
    ["tags", "is_empty", undefined, false],
  ])("%s %s %j: %s", (field, operator, value, met) => {
    expect(meets({ field, operator, value })).toBe(met);
  });

  it.each<Example>([
    ["shipping_method", "equals", "express", false],
    ["shipping_method", "not_equals", "express", true],
    ["shipping_method", "in", ["express"], false],
    ["shipping_method", "not_in", ["express"], true],
    ["shipping_method", "contains", "express", false],
    ["shipping_method", "not_contains", "express", true],
    ["shipping_method", "starts_with", "e", false],
    ["shipping_method", "exists", undefined, false],
    ["shipping_method", "is_empty", undefined, true],
    ["customer_email_domain", "exists", undefined, false],
    ["customer_email_domain", "is_empty", undefined, true],
    ["total_price", "less_than", 1000, false],
    ["total_price", "not_equals", 1, true],
    ["total_price", "not_in", [1], true],
    ["weight_grams", "less_than", 1000, false],
    ["order_date", "before", "2030-01-01", false],
    ["tags", "contains", "vip", false],
    ["tags", "not_contains", "vip", true],
    ["tags", "exists", undefined, false],
    ["tags", "is_empty", undefined, true],
  ])("where there is nothing, %s %s %j: %s", (field, operator, value, met) => {
    const nothing = { total_price: null, order_date: null, tags: [], lines: [line("A", 1)] };
    expect(meets({ field, operator, value }, nothing)).toBe(met);
  });

  it.each<[lines: string, operator: string, value: unknown, met: boolean]>([
    ["any", "equals", "AB-1", true],
    ["any", "equals", "ab-1", false],
    ["all", "starts_with", "A", true],
    ["all", "starts_with", "AB", false],
    ["none", "contains", "X", true],
    ["none", "ends_with", "-1", false],
    ["any", "in", ["AC-2"], true],
    ["all", "in", [], false],
    ["none", "in", [], true],
  ])("sku over %s line: %s %j: %s", (lines, operator, value, met) => {
    expect(meets({ field: "sku", operator, value, lines })).toBe(met);
  });
});

describe("a group", () => {
  const yes = { field: "ship_to_state", operator: "equals", value: "CA" };
  const no = { field: "ship_to_state", operator: "equals", value: "NV" };

  it.each([
    [{ all: [yes, yes] }, true],
    [{ all: [yes, no] }, false],
    [{ any: [no, yes] }, true],
    [{ any: [no, no] }, false],
    [{ none: [no, no] }, true],
    [{ none: [no, yes] }, false],
    [{ all: [{ any: [no, yes] }, { none: [{ all: [yes, no] }] }] }, true],
  ])("%j: %s", (group, met) => {
    expect(meets(group)).toBe(met);
  });
});

describe("what cannot be read is told in words", () => {
  const state = { field: "ship_to_state" };
  const deep = (depth: number): unknown => (depth === 0 ? state : { all: [deep(depth - 1)] });

  it.each<[unknown, string]>([
    [{ ...state, operator: "resembles", value: "CA" }, 'unknown operator "resembles"'],
    [{ field: "zip", operator: "equals", value: "1" }, 'unknown field "zip"'],
    [
      { ...state, operator: "greater_than", value: "CA" },
      'operator "greater_than" does not apply to ship_to_state',
    ],
    [{ ...state, operator: "in", value: "CA" }, 'value: expected a list, got "CA"'],
    [{ ...state, operator: "equals", value: 7 }, "value: expected text, got 7"],
    [{ ...state, operator: "contains", value: "" }, 'value: expected text that is not empty, got ""'],
    [{ ...state, operator: "equals" }, "value: expected text, got nothing"],
    [{ ...state, operator: "exists", value: false }, '"exists" takes no value, got false'],
    [
      { ...state, operator: "equals", value: "CA", lines: "any" },
      '"lines" belongs to sku, not to "ship_to_state"',
    ],
    [{ ...state, operator: "equals", value: "CA", or: 1 }, 'or: expected a known key, got "or"'],
    [{ field: "total_price", operator: "equals", value: "1" }, 'value: expected a number, got "1"'],
    [
      { field: "total_price", operator: "between", value: [1] },
      "value: expected a lower and an upper end, got a list of 1",
    ],
    [{ field: "total_price", operator: "between", value: [2, 1] }, "value: expected the lower end first"],
    [
      { field: "order_date", operator: "before", value: "soon" },
      'value: expected an ISO 8601 date or date-time, got "soon"',
    ],
    [{ field: "sku", operator: "equals", value: "A" }, 'sku needs "lines": "any", "all" or "none"'],
    [
      { field: "sku", operator: "not_equals", value: "A", lines: "any" },
      'operator "not_equals" does not apply to sku',
    ],
    [{ all: [] }, 'empty group "all"'],
    [{ any: {} }, 'group "any": expected a list, got an object'],
    [{ all: [state], any: [state] }, 'a group has one key, "all", and nothing beside it'],
    [{ all: [{ none: [] }] }, 'empty group "none"'],
    [{}, "field: expected the name of a field, got nothing"],
    ["always", 'conditions: expected an object, got "always"'],
    [deep(60), "groups nested more than 50 deep"],
  ])("%j", (conditions, problem) => {
    const reading = readCondition(conditions);
    expect("faults" in reading && reading.faults[0]?.problem).toBe(problem);
  });
});
