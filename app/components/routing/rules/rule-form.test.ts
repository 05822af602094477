import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  actionTypes,
  conditionFields,
  findFaults,
  groupKinds,
  lineScopes,
  operatorsOf,
} from "#app/services/routing/engine/index.ts";
import { checkRuleForm, isSound } from "./check-rule-form.ts";
import { editRule, type RuleEdit } from "./edit-rule.ts";
import { readRuleForm, salvageRule } from "./read-rule-form.ts";
import { fieldChoices, offeredOperators } from "./rule-fields.ts";
import { newRule, type RuleForm } from "./rule-form.ts";
import { writeRule } from "./write-rule.ts";

const timeZone = "America/Los_Angeles";
const shop = { timeZone, warehouseIds: new Set(["w1"]) };

const edits = (form: RuleForm, ...list: RuleEdit[]): RuleForm => list.reduce(editRule, form);
const read = (conditions: unknown, action: unknown) =>
  readRuleForm({ name: "A rule", is_active: true, conditions, action }, timeZone);

const text = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom("a", "B", "-", "9") });
const number = fc.integer({ min: 0, max: 900 });
const moment = fc.integer({ min: 0, max: 40_000 }).map((hour) => new Date(hour * 3_600_000).toISOString());

const comparison = fc.constantFrom(...conditionFields).chain(({ name: field, type }) =>
  fc.constantFrom(...operatorsOf(field)).chain(({ name: operator, takes }) => {
    const one: fc.Arbitrary<string | number> = type === "number" ? number : type === "date" ? moment : text;
    const pair = fc.tuple(one, one).map((ends) => ends.sort((a, b) => (a < b ? -1 : 1)));
    const values = { none: fc.constant(undefined), one, two: pair, many: fc.array(one, { minLength: 1 }) };
    return fc.record({
      field: fc.constant(field),
      operator: fc.constant(operator),
      ...(takes !== "none" && { value: values[takes] }),
      ...(type === "sku" && { lines: fc.constantFrom(...lineScopes) }),
    });
  }),
);
const { condition } = fc.letrec((tie) => ({
  condition: fc.oneof({ maxDepth: 3 }, comparison, tie("group")),
  group: fc
    .constantFrom(...groupKinds)
    .chain((kind) =>
      fc.array(tie("condition"), { minLength: 1, maxLength: 3 }).map((members) => ({ [kind]: members })),
    ),
}));

describe("a rule in the builder", () => {
  test("comes back as it was written", () => {
    const action = { type: "route_to_warehouse", warehouse_id: "w1" };
    fc.assert(
      fc.property(condition, (conditions) => {
        expect(findFaults({ conditions, action })).toEqual([]);
        const form = read(conditions, action);
        if (!form) throw new Error("the builder cannot show this rule");
        expect(isSound(checkRuleForm(form, shop))).toBe(true);
        const written = writeRule(form, timeZone);
        expect(inUtc(written.conditions)).toEqual(inUtc(plain(conditions)));
      }),
    );
  });

  test.each<[object]>([
    [{ type: "prefer_warehouse", warehouse_id: "w1" }],
    [{ type: "require_capability", capability: "cold" }],
    [{ type: "set_split", policy: "when_needed", max_shipments: 2, min_shipment_value: 9.5 }],
    [{ type: "keep_together", skus: ["A"] }],
    [{ type: "keep_together", skus: null }],
    [{ type: "hold", until: null }],
    [{ type: "hold", until: "2026-07-01T09:00:00-07:00" }],
    [{ type: "set_weights", weights: { inventory: 0.405, proximity: 0.295, cost: 0.2, capacity: 0.1 } }],
  ])("keeps the action %j", (action) => {
    const form = read({ field: "tags", operator: "exists" }, action);
    expect(form && writeRule(form, timeZone).action).toEqual(action);
  });

  test.each<[string, unknown, unknown]>([
    ["no conditions", undefined, { type: "hold" }],
    ["an unknown operator", { field: "ship_to_state", operator: "resembles", value: "CA" }, { type: "hold" }],
    ["a key nobody knows", { field: "tags", operator: "exists", or: 1 }, { type: "hold" }],
    ["two kinds of group in one", { all: [], any: [] }, { type: "hold" }],
    ["an unknown action", { field: "tags", operator: "exists" }, { type: "teleport" }],
    ["text for an action", { field: "tags", operator: "exists" }, "hold"],
  ])("with %s is not shown, and can be begun anew", (_what, conditions, action) => {
    expect(read(conditions, action)).toBeNull();
    const rule = { name: "Odd", is_active: false, conditions, action };
    expect(salvageRule(rule, timeZone)).toMatchObject({ name: "Odd", isActive: false });
  });

  test("every field and operator of the engine is offered", () => {
    expect([...fieldChoices].sort()).toEqual(conditionFields.map(({ name }) => name).sort());
    for (const { name: field } of conditionFields) {
      for (const { name: operator } of operatorsOf(field)) {
        expect(offeredOperators(field, operator)).toContain(operator);
      }
    }
    expect(actionTypes).toHaveLength(8);
  });
});

describe("editing", () => {
  test("adds conditions and groups and removes them, the group with its last member", () => {
    const added = edits(newRule, { edit: "add-group", key: 1 }, { edit: "add-condition", key: 3 });
    expect(added.conditions.members).toMatchObject([
      { kind: "condition", key: 2 },
      { kind: "group", key: 3, match: "any", members: [{ key: 4 }, { key: 5 }] },
    ]);
    const emptied = edits(added, { edit: "remove", key: 4 }, { edit: "remove", key: 5 });
    expect(emptied.conditions.members.map(({ key }) => key)).toEqual([2]);
    expect(edits(emptied, { edit: "remove", key: 2 }).conditions.members).toEqual([]);
  });

  test("keeps what was typed where it still makes sense", () => {
    const typed = edits(
      newRule,
      { edit: "field", key: 2, field: "total_price" },
      { edit: "operator", key: 2, operator: "between" },
      { edit: "values", key: 2, values: ["10", "20"] },
      { edit: "field", key: 2, field: "item_count" },
    );
    expect(typed.conditions.members).toMatchObject([{ field: "item_count", values: ["10", "20"] }]);
    const fewer = edits(typed, { edit: "operator", key: 2, operator: "equals" });
    expect(fewer.conditions.members).toMatchObject([{ values: ["10"] }]);
    const other = edits(fewer, { edit: "field", key: 2, field: "tags" });
    expect(other.conditions.members).toMatchObject([{ operator: "contains", values: [] }]);
  });

  test("never makes a key twice", () => {
    const grown = edits(newRule, { edit: "add-group", key: 1 }, { edit: "add-group", key: 3 });
    const keys = (group: RuleForm["conditions"]): number[] => [
      group.key,
      ...group.members.flatMap((member) => (member.kind === "group" ? keys(member) : [member.key])),
    ];
    expect(new Set(keys(grown.conditions)).size).toBe(keys(grown.conditions).length);
  });
});

describe("messages stand at the field", () => {
  const about = (conditions: unknown) => {
    const form = read(conditions, { type: "hold" });
    return form && [...checkRuleForm(form, shop).values.values()];
  };

  test.each<[object, string]>([
    [{ field: "ship_to_state", operator: "in", value: [] }, "Add at least one value."],
    [{ field: "ship_to_city", operator: "contains", value: "" }, "Enter a value."],
    [{ field: "total_price", operator: "equals", value: "ten" }, "Enter a number."],
    [{ field: "total_price", operator: "between", value: [10] }, "Enter both ends."],
    [
      { field: "total_price", operator: "between", value: [20, 10] },
      "The second value can't be below the first.",
    ],
    [{ field: "order_date", operator: "before", value: "soon" }, "Choose a date and time."],
  ])("%j", (conditions, message) => {
    expect(about(conditions)).toEqual([message]);
    expect(about({ any: [{ none: [conditions] }] })).toEqual([message]);
  });

  test.each<[object, object]>([
    [{ type: "route_to_warehouse", warehouseId: "" }, { warehouseId: "Choose a warehouse." }],
    [
      { type: "route_to_warehouse", warehouseId: "gone" },
      { warehouseId: "This warehouse was deleted. Choose another one." },
    ],
    [{ type: "set_split" }, { splitPolicy: "Choose what changes." }],
    [{ type: "set_split", maxShipments: "1.5" }, { maxShipments: "Enter a whole number from 1." }],
    [{ type: "keep_together", together: "skus" }, { skus: "Add at least one SKU." }],
    [{ type: "hold", holdFor: "date" }, { holdUntil: "Choose a date and time." }],
    [
      { type: "set_weights", weights: { inventory: "50", proximity: "30", cost: "20", capacity: "10" } },
      { weights: "The weights add up to 110%. Make it 100%." },
    ],
  ])("%j", (change, messages) => {
    const form = edits(newRule, { edit: "action", change });
    expect(checkRuleForm(form, shop).action).toEqual(messages);
  });

  test("a new rule asks for a name, a value and a warehouse", () => {
    const messages = checkRuleForm(newRule, shop);
    expect(messages).toMatchObject({ name: "Enter a name.", action: { warehouseId: "Choose a warehouse." } });
    expect(messages.values.get(2)).toBe("Add at least one value.");
  });

  test("a rule for every order needs no conditions", () => {
    const form = edits(
      newRule,
      { edit: "name", name: "All to Reno" },
      { edit: "applies-to", appliesTo: "every-order" },
      { edit: "action", change: { warehouseId: "w1" } },
    );
    expect(isSound(checkRuleForm(form, shop))).toBe(true);
    const written = writeRule(form, timeZone);
    expect(read(written.conditions, written.action)).toMatchObject({ appliesTo: "every-order" });
  });
});

/** An outermost group around a single comparison says nothing; the builder leaves it out. */
function plain(conditions: unknown): unknown {
  const [kind, members] = Object.entries(z.record(z.string(), z.unknown()).parse(conditions))[0] ?? [];
  const only: unknown = Array.isArray(members) && members.length === 1 ? members[0] : undefined;
  return kind !== "none" && typeof only === "object" && only !== null && "field" in only ? only : conditions;
}

const inUtc = (document: unknown): unknown =>
  JSON.parse(JSON.stringify(document), (_key, value: unknown) =>
    typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) ? new Date(value).toISOString() : value,
  );
