import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptOrder, type NewOrder } from "./accept-order.ts";
import { accountNamed } from "./accounts.ts";
import { cancelAtWarehouse, cancelOrder, rejectOrder, shipOrder } from "./change-order.ts";
import { workTheFloor } from "./floor.ts";
import { announceInbound, receiveInbound } from "./inbound.ts";
import { listOrders } from "./orders.ts";
import { countStock, emptyShelves, listStock } from "./stock.ts";
import { openWms, type WmsStore } from "./store.ts";

const account = accountNamed("northline");
const skus = ["MUG-SAGE", "BOARD-SAGE", "LAMP-OAK", "KIT-TABLE-SAGE"] as const;
const warehouses = ["wh-reno", "wh-columbus"] as const;

const sku = fc.constantFrom(...skus);
const warehouse = fc.constantFrom(...warehouses);
const few = fc.integer({ min: 1, max: 40 });
const nth = fc.nat(30);

const step = fc.oneof(
  fc.record({ do: fc.constant("order" as const), sku, warehouse, quantity: few }),
  fc.record({
    do: fc.constantFrom("ship" as const, "cancel" as const, "refuse" as const, "reject" as const),
    nth,
  }),
  fc.record({ do: fc.constant("count" as const), sku, warehouse, quantity: few }),
  fc.record({ do: fc.constant("receive" as const), sku, warehouse, quantity: few }),
  fc.record({ do: fc.constantFrom("empty" as const, "floor" as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let orderCount = 0;

function orderFor(sku: string, warehouseId: string, quantity: number): NewOrder {
  orderCount += 1;
  return {
    order_number: String(orderCount),
    customerId: null,
    warehouseId,
    shipTo: { address1: "1 Test Street", city: "Denver", state: "CO", postal_code: "80205", country: "US" },
    lines: [{ sku, quantity }],
    details: {},
  };
}

function take(store: WmsStore, move: Step): void {
  switch (move.do) {
    case "order":
      acceptOrder(store, account, orderFor(move.sku, move.warehouse, move.quantity));
      return;
    case "count":
      countStock(store, move.warehouse, move.sku, move.quantity);
      return;
    case "receive":
      receive(store, move.sku, move.warehouse, move.quantity);
      return;
    case "empty":
      emptyShelves(store);
      return;
    case "floor":
      workTheFloor(store, 0);
      return;
    case "ship":
    case "cancel":
    case "refuse":
    case "reject": {
      const orders = listOrders(store, {});
      const order = orders[move.nth % orders.length];
      if (!order) return;
      const change = { ship: shipOrder, cancel: cancelOrder, refuse: cancelAtWarehouse, reject: rejectAny }[
        move.do
      ];
      change(store, order.id);
    }
  }
}

const rejectAny = (store: WmsStore, id: string) => rejectOrder(store, id, "damaged");

function receive(store: WmsStore, sku: string, warehouseId: string, quantity: number): void {
  const announced = announceInbound(store, account, {
    customerId: null,
    warehouseId,
    purchaseOrderNumber: "PO-1",
    expectedArrivalDate: "2026-12-01T00:00:00Z",
    lines: [{ sku, expected_quantity: quantity }],
  });
  if (announced.outcome === "accepted") receiveInbound(store, announced.inbound.id);
}

/** Units that orders still in the building claim, per product and warehouse: what `committed` must say. */
function claimedUnits(store: WmsStore): Map<string, number> {
  const claimed = new Map<string, number>();
  for (const order of listOrders(store, {})) {
    if (!["open", "confirmed", "processing"].includes(order.status)) continue;
    for (const unit of order.allocations) {
      const key = `${unit.product_id}@${order.warehouse_id}`;
      claimed.set(key, (claimed.get(key) ?? 0) + unit.quantity);
    }
  }
  return claimed;
}

function expectStockAddsUp(store: WmsStore): void {
  const claimed = claimedUnits(store);
  for (const row of listStock(store, { account: "northline" })) {
    expect(row.onhand).toBe(row.committed + row.unfulfillable + row.fulfillable);
    expect(Math.min(row.onhand, row.committed, row.fulfillable)).toBeGreaterThanOrEqual(0);
    expect(row.committed).toBe(claimed.get(`${row.product_id}@${row.warehouse_id}`) ?? 0);
  }
}

describe("the WMS' stock", () => {
  it("always adds up, and commits exactly what open orders claim", () => {
    const store = openWms(":memory:");
    const moves = fc.array(step, { minLength: 5, maxLength: 25 });
    const property = fc.property(moves, (steps) => {
      for (const move of steps) take(store, move);
      expectStockAddsUp(store);
    });
    // Every run begins with the same shelves: filling a new store each time takes longer than the test.
    const begin = fc.beforeEach(() => store.db.exec("begin"));
    const end = fc.afterEach(() => store.db.exec("rollback"));
    fc.assert(property, { numRuns: 40, plugins: [begin, end] });
  });

  it("is the same in every new store", () => {
    const now = () => new Date("2026-11-02T12:00:00Z");
    const [one, other] = [openWms(":memory:", now), openWms(":memory:", now)];
    expect(listStock(one, {})).toEqual(listStock(other, {}));
  });

  it("misses some SKUs in some warehouses and has run out of others", () => {
    const rows = listStock(openWms(":memory:"), { account: "northline" });
    expect(rows.length).toBeGreaterThan(340);
    expect(rows.length).toBeLessThan(400);
    expect(rows.filter((row) => row.fulfillable === 0).length).toBeGreaterThan(5);
  });
});
