import { expect, test } from "vitest";
import { readRuleForm } from "./read-rule-form.ts";
import { newRule } from "./rule-form.ts";
import { tellRule } from "./tell-rule.ts";

const warehouses = new Map([["w1", "Reno"]]);
const toReno = { type: "route_to_warehouse", warehouse_id: "w1" };
const west = { field: "ship_to_state", operator: "in", value: ["CA", "OR", "WA"] };

function tell(conditions: unknown, action: unknown = toReno): string {
  const rule = { name: "", is_active: true, conditions, action };
  const form = readRuleForm(rule, "America/New_York");
  if (!form) throw new Error("the builder cannot show this rule");
  return tellRule(form, warehouses);
}

test.each<[conditions: object, which: string]>([
  [west, "Orders to CA, OR or WA"],
  [{ field: "ship_to_state", operator: "not_in", value: ["AK", "HI"] }, "Orders not to AK or HI"],
  [{ field: "ship_to_country", operator: "equals", value: "US" }, "Orders to the United States"],
  [{ field: "ship_to_country", operator: "in", value: ["ca", "MX"] }, "Orders to Canada or Mexico"],
  [
    { field: "ship_to_postal_code", operator: "starts_with", value: "902" },
    "Orders to ZIP codes starting with 902",
  ],
  [{ field: "ship_to_city", operator: "is_empty" }, "Orders without a city"],
  [{ field: "total_price", operator: "greater_than_or_equal", value: 100 }, "Orders worth at least 100"],
  [{ field: "total_price", operator: "between", value: [10, 20.5] }, "Orders worth 10 to 20.5"],
  [{ field: "item_count", operator: "equals", value: 1 }, "Orders with 1 unit"],
  [{ field: "item_count", operator: "not_in", value: [2, 3] }, "Orders not with 2 or 3 units"],
  [{ field: "weight_grams", operator: "less_than", value: 500 }, "Orders weighing less than 500 g"],
  [{ field: "sku", operator: "in", value: ["A", "B"], lines: "any" }, "Orders with A or B"],
  [{ field: "sku", operator: "equals", value: "A", lines: "all" }, "Orders with nothing but A"],
  [
    { field: "sku", operator: "starts_with", value: "MUG", lines: "none" },
    "Orders without SKUs starting with MUG",
  ],
  [{ field: "tags", operator: "contains", value: "gift" }, "Orders tagged “gift”"],
  [{ field: "tags", operator: "not_contains", value: "gift" }, "Orders not tagged “gift”"],
  [
    { field: "order_date", operator: "after", value: "2026-01-20T00:00:00Z" },
    "Orders placed after Jan 19, 2026 at 7:00 PM",
  ],
  [
    { field: "shipping_method", operator: "in", value: ["Express", "Overnight"] },
    "Orders whose shipping method is “Express” or “Overnight”",
  ],
  [{ field: "currency", operator: "not_equals", value: "USD" }, "Orders whose currency is not USD"],
  [{ field: "ship_to_state", operator: "in", value: [] }, "Orders to …"],
  [{ field: "item_count", operator: "greater_than_or_equal", value: 1 }, "All orders"],
])("%j", (conditions, which) => {
  expect(tell(conditions)).toBe(`${which} go to Reno.`);
});

test("a long list says how many more there are", () => {
  const value = ["CA", "OR", "WA", "NV", "AZ", "UT", "ID", "MT"];
  expect(tell({ field: "ship_to_state", operator: "in", value })).toBe(
    "Orders to CA, OR, WA, NV, AZ or 3 more go to Reno.",
  );
});

test("groups read as and, or, and other than", () => {
  const gift = { field: "tags", operator: "contains", value: "gift" };
  const big = { field: "total_price", operator: "greater_than", value: 100 };
  expect(tell({ all: [west, { any: [gift, big] }] })).toBe(
    "Orders to CA, OR or WA and (tagged “gift” or worth more than 100) go to Reno.",
  );
  expect(tell({ none: [west, gift] })).toBe(
    "Orders other than those to CA, OR or WA or tagged “gift” go to Reno.",
  );
});

test.each<[action: object, what: string]>([
  [{ type: "route_to_warehouse", warehouse_id: "gone" }, "go to a deleted warehouse"],
  [{ type: "prefer_warehouse", warehouse_id: "w1" }, "go to Reno if it can ship them"],
  [{ type: "exclude_warehouse", warehouse_id: "w1" }, "never go to Reno"],
  [{ type: "require_capability", capability: "cold" }, "only go to warehouses with “cold”"],
  [{ type: "set_split", policy: "never" }, "are never split"],
  [
    { type: "set_split", max_shipments: 2, min_shipment_value: 20 },
    "may be split into at most 2 shipments when each shipment is worth at least 20",
  ],
  [{ type: "keep_together", skus: null }, "ship in one piece"],
  [{ type: "keep_together", skus: ["A", "B"] }, "keep A and B together"],
  [{ type: "hold", until: null }, "are held until somebody releases them"],
  [{ type: "hold", until: "2026-07-01T09:00:00-04:00" }, "are held until Jul 1, 2026 at 9:00 AM"],
  [
    { type: "set_weights", weights: { inventory: 0.25, proximity: 0.25, cost: 0.5, capacity: 0 } },
    "are scored by stock 25%, distance 25%, shipping cost 50% and capacity 0%",
  ],
])("%j", (action, what) => {
  expect(tell(west, action)).toBe(`Orders to CA, OR or WA ${what}.`);
});

test("a rule nobody has filled in yet shows its gaps", () => {
  expect(tellRule(newRule, warehouses)).toBe("Orders to … go to …");
});
