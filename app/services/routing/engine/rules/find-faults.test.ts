import { describe, expect, it } from "vitest";
import { actionTypes } from "./action.ts";
import { findFaults } from "./find-faults.ts";
import { conditionFields, operatorsOf } from "./vocabulary.ts";
import type { FieldType } from "./vocabulary.ts";

const inCalifornia = { field: "ship_to_state", operator: "equals", value: "CA" };
const hold = { type: "hold" };

describe("the faults of a rule", () => {
  it("are none where decisions would follow it", () => {
    expect(findFaults({ conditions: inCalifornia, action: hold })).toEqual([]);
  });

  it("are told all at once, each with the path to its part", () => {
    const conditions = {
      all: [
        inCalifornia,
        {
          any: [
            { ...inCalifornia, value: "" },
            { field: "zip", operator: "in", value: [] },
          ],
        },
        { none: [] },
        { field: "sku", operator: "equals", value: "A" },
        { ...inCalifornia, operator: "resembles", or: 1 },
        { ...inCalifornia, operator: "resembles" },
      ],
    };
    const action = { type: "set_split", policy: "always", max_shipments: 0, soon: true };
    expect(findFaults({ conditions, action }).map(({ at }) => at.join("."))).toEqual([
      "conditions.all.1.any.0.value",
      "conditions.all.1.any.1.field",
      "conditions.all.2.none",
      "conditions.all.3.lines",
      "conditions.all.4.or",
      "conditions.all.5.operator",
      "action.policy",
      "action.max_shipments",
      "action.soon",
    ]);
  });

  it("name what is missing altogether", () => {
    expect(findFaults({ conditions: null })).toEqual([
      { at: ["conditions"], problem: "no conditions" },
      { at: ["action"], problem: "no action" },
    ]);
  });

  it("include a warehouse that is not there, where the warehouses are known", () => {
    const rule = { conditions: inCalifornia, action: { type: "exclude_warehouse", warehouse_id: "w9" } };
    expect(findFaults(rule)).toEqual([]);
    expect(findFaults(rule, new Set(["w9"]))).toEqual([]);
    expect(findFaults(rule, new Set(["w1"]))).toEqual([
      { at: ["action", "warehouse_id"], problem: 'unknown warehouse "w9"' },
    ]);
  });
});

describe("what the tables of fields, operators and actions list", () => {
  const one: Record<FieldType, unknown> = { text: "x", number: 1, date: "2026-01-20", tags: "x", sku: "x" };
  const actions: Record<(typeof actionTypes)[number], object> = {
    route_to_warehouse: { warehouse_id: "w1" },
    prefer_warehouse: { warehouse_id: "w1" },
    exclude_warehouse: { warehouse_id: "w1" },
    require_capability: { capability: "hazmat" },
    set_split: {},
    keep_together: {},
    hold: {},
    set_weights: { weights: {} },
  };
  const everyComparison = conditionFields.flatMap(({ name, type }) =>
    operatorsOf(name).map((operator) => ({ field: name, type, ...operator })),
  );

  it.each(everyComparison)("can be read: $field $name", ({ field, name, takes, type }) => {
    const value = { none: undefined, one: one[type], many: [one[type]], two: [one[type], one[type]] }[takes];
    const lines = field === "sku" ? "any" : undefined;
    expect(findFaults({ conditions: { field, operator: name, value, lines }, action: hold })).toEqual([]);
  });

  it.each(actionTypes)("can be read: %s", (type) => {
    expect(findFaults({ conditions: inCalifornia, action: { type, ...actions[type] } })).toEqual([]);
  });

  it("are the documented ones", () => {
    const documented = {
      text: "equals not_equals in not_in contains not_contains starts_with ends_with exists is_empty",
      number:
        "equals not_equals in not_in greater_than greater_than_or_equal less_than less_than_or_equal between",
      date: "before after between",
      tags: "contains not_contains exists is_empty",
      sku: "equals in starts_with ends_with contains",
    };
    for (const { name, type } of conditionFields) {
      expect(
        operatorsOf(name)
          .map((operator) => operator.name)
          .join(" "),
      ).toBe(documented[type]);
    }
    expect(everyComparison).toHaveLength(8 * 10 + 3 * 9 + 3 + 4 + 5);
  });
});
