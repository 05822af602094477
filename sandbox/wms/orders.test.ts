import { describe, expect, it } from "vitest";
import { acceptOrder, type NewOrder } from "./accept-order.ts";
import { accountNamed } from "./accounts.ts";
import { cancelOrder, shipOrder } from "./change-order.ts";
import { workTheFloor } from "./floor.ts";
import { findOrder, listOrders } from "./orders.ts";
import { countStock, listStock } from "./stock.ts";
import { openWms, type WmsStore } from "./store.ts";

const address = {
  address1: "1 Test Street",
  city: "Denver",
  state: "CO",
  postal_code: "80205",
  country: "US",
};

function newOrder(changes: Partial<NewOrder> = {}): NewOrder {
  return {
    order_number: "1001",
    reference_id: "ref-1",
    customerId: null,
    warehouseId: "wh-reno",
    shipTo: address,
    lines: [{ sku: "MUG-SAGE", quantity: 2 }],
    details: {},
    ...changes,
  };
}

function accept(store: WmsStore, account: string, order: NewOrder) {
  const result = acceptOrder(store, accountNamed(account), order);
  if (result.outcome === "refused") throw new Error(result.message);
  return result.order;
}

const refusalOf = (store: WmsStore, account: string, order: NewOrder) =>
  acceptOrder(store, accountNamed(account), order);

function stocked() {
  const clock = { now: new Date("2026-11-02T12:00:00Z") };
  const store = openWms(":memory:", () => clock.now);
  for (const sku of ["MUG-SAGE", "BOARD-SAGE"]) countStock(store, "wh-reno", sku, 20);
  return { store, clock };
}

const mugs = (store: WmsStore) => listStock(store, { sku: "MUG-SAGE", warehouseId: "wh-reno" })[0];

describe("an order in the WMS", () => {
  it("commits its units, and shipping takes them off the shelf with a tracking number", () => {
    const { store } = stocked();
    const order = accept(store, "northline", newOrder());
    expect(mugs(store)).toMatchObject({ committed: 2, fulfillable: 18, sellable: 18 });
    shipOrder(store, order.id);
    expect(mugs(store)).toMatchObject({ committed: 0, fulfillable: 18 });
    const shipped = findOrder(store, order.id);
    expect(shipped).toMatchObject({ status: "fulfilled", shipments: [{ warehouse_id: "wh-reno" }] });
    expect(shipped?.shipments[0]?.tracking_number).toMatch(/^SBX[0-9A-F]{15}$/);
  });

  it("for a kit picks the parts", () => {
    const { store } = stocked();
    const order = accept(store, "northline", newOrder({ lines: [{ sku: "KIT-TABLE-SAGE", quantity: 3 }] }));
    expect(order.allocations).toMatchObject([
      { sku: "BOARD-SAGE", quantity: 3 },
      { sku: "MUG-SAGE", quantity: 12 },
    ]);
    expect(mugs(store)).toMatchObject({ committed: 12 });
  });

  it("is refused without stock, even when two lines only together ask too much", () => {
    const { store } = stocked();
    const lines = [
      { sku: "MUG-SAGE", quantity: 11 },
      { sku: "MUG-SAGE", quantity: 10 },
    ];
    expect(refusalOf(store, "northline", newOrder({ lines }))).toMatchObject({ reason: "no-stock" });
    expect(listOrders(store, {})).toEqual([]);
    expect(mugs(store)).toMatchObject({ committed: 0 });
  });

  it("is refused for an unknown SKU, a bad address, an unknown warehouse", () => {
    const { store } = stocked();
    const unknown = newOrder({ lines: [{ sku: "NOPE", quantity: 1 }] });
    expect(refusalOf(store, "northline", unknown)).toMatchObject({ reason: "unknown-sku" });
    const astray = newOrder({ shipTo: { ...address, postal_code: "8020" } });
    expect(refusalOf(store, "northline", astray)).toMatchObject({ reason: "bad-address" });
    const elsewhere = newOrder({ warehouseId: "wh-newark" });
    expect(refusalOf(store, "northline", elsewhere)).toMatchObject({ reason: "unknown-warehouse" });
  });

  it("with a number already there is refused by Northline and taken again by Harborside", () => {
    const { store } = stocked();
    countStock(store, "wh-newark", "MUG-SAGE", 20);
    accept(store, "northline", newOrder());
    expect(refusalOf(store, "northline", newOrder())).toMatchObject({ reason: "duplicate" });
    const order = newOrder({ warehouseId: "wh-newark" });
    accept(store, "harborside", order);
    accept(store, "harborside", order);
    expect(listOrders(store, { account: "harborside", orderNumber: "1001" })).toHaveLength(2);
  });

  it("moves one stage at a time until it has shipped", () => {
    const { store, clock } = stocked();
    const order = accept(store, "northline", newOrder());
    const seen: unknown[] = [];
    for (let minute = 0; minute < 4; minute += 1) {
      workTheFloor(store, 180);
      seen.push(findOrder(store, order.id)?.status);
      clock.now = new Date(clock.now.getTime() + 60_000);
    }
    expect(seen).toEqual(["open", "confirmed", "processing", "fulfilled"]);
  });

  it("cannot be cancelled at Harborside once it is being picked, but can at Northline", () => {
    const { store } = stocked();
    countStock(store, "wh-newark", "MUG-SAGE", 20);
    const ours = accept(store, "northline", newOrder());
    const theirs = accept(store, "harborside", newOrder({ warehouseId: "wh-newark" }));
    workTheFloor(store, 0);
    workTheFloor(store, 0);
    expect(cancelOrder(store, ours.id)).toMatchObject({ outcome: "changed", order: { status: "cancelled" } });
    expect(mugs(store)).toMatchObject({ committed: 0, fulfillable: 20 });
    expect(cancelOrder(store, theirs.id)).toMatchObject({ outcome: "refused" });
  });

  it("waits for stock at the shared 3PL and is allocated when it arrives", () => {
    const { store } = stocked();
    const shared = { customerId: "cust-quay-supply", warehouseId: undefined };
    for (const id of ["wh-shared-west", "wh-shared-south"]) countStock(store, id, "MUG-SAGE", 0);
    const order = accept(store, "threepl-shared", newOrder(shared));
    expect(order.status).toBe("backordered");
    workTheFloor(store, 600);
    expect(findOrder(store, order.id)?.status).toBe("backordered");
    countStock(store, "wh-shared-west", "MUG-SAGE", 5);
    workTheFloor(store, 600);
    expect(findOrder(store, order.id)?.status).toBe("open");
  });
});
