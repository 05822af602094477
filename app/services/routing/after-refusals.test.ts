import { expect, test } from "vitest";
import { afterRefusals } from "./after-refusals.ts";
import { decide, type Decision, parseRouteInput } from "./engine/index.ts";

const stock = (warehouse_id: string, available: number) => ({
  warehouse_id,
  sku: "A",
  available,
  synced_at: "2026-01-20T14:40:00Z",
});

function decided(
  warehouses: Record<string, object>,
  stocks: Record<string, number>,
  rules: object[] = [],
): Decision {
  const parsed = parseRouteInput({
    now: "2026-01-20T15:00:00Z",
    order: { id: "o1", ship_to_country: "US", currency: "USD", lines: [{ id: "l1", sku: "A", quantity: 1 }] },
    warehouses: Object.entries(warehouses).map(([id, facts]) => ({
      id,
      latitude: 39.5,
      longitude: -119.8,
      ...facts,
    })),
    inventory: Object.entries(stocks).map(([id, available]) => stock(id, available)),
    rules,
  });
  if (!parsed.ok) throw new Error(parsed.problems.join());
  return decide(parsed.input);
}

const refused = { rejected_order_ids: ["o1"] };
const review = { outcome: "needs_review", reason: "rejected_by_all" };

test("an order that every warehouse refused is for a person", () => {
  expect(afterRefusals(decided({ w1: refused, w2: refused }, { w1: 5, w2: 5 }))).toEqual(review);
});

test("also when a rule restricts it to the warehouse that refused", () => {
  const rule = {
    id: "r1",
    name: "One",
    priority: 1,
    conditions: { field: "currency", operator: "equals", value: "USD" },
    action: { type: "route_to_warehouse", warehouse_id: "w1" },
  };
  expect(afterRefusals(decided({ w1: refused, w2: {} }, { w1: 5, w2: 5 }, [rule]))).toEqual(review);
});

test("a warehouse that waits for stock or another day keeps the order waiting", () => {
  expect(afterRefusals(decided({ w1: refused, w2: {} }, { w1: 5, w2: 0 }))).toMatchObject({
    outcome: "unfillable",
  });
  const full = { daily_capacity: 1, orders_today: 1 };
  expect(afterRefusals(decided({ w1: refused, w2: full }, { w1: 5, w2: 5 }))).toMatchObject({
    outcome: "unfillable",
  });
});

test("an order nobody refused stays as it was decided", () => {
  expect(afterRefusals(decided({ w1: {} }, { w1: 5 }))).toEqual({ outcome: "routed", reason: null });
  expect(afterRefusals(decided({ w1: { is_active: false } }, { w1: 5 })).outcome).toBe("unfillable");
});
