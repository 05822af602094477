import { describe, expect, test } from "vitest";
import {
  loadRoutingSnapshot,
  releaseExpiredReservations,
  resumeStalledWork,
  saveDecision,
} from "#app/db/routing.server.ts";
import {
  acceptShipment,
  applyWmsOrders,
  beginCancel,
  notePublishAttempt,
  recordCancel,
  refuseShipment,
} from "#app/db/shipments.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { makeShop, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeConnection, makeWarehouse, setStock, type TestWarehouse } from "#tests/support/warehouses.ts";
import {
  changeOrder,
  latestShipment,
  newAddress,
  orderState,
  ordersToday,
  reservationsOf,
  routedOrder,
  shipmentsOf,
} from "./wms.ts";

async function makePublishingShop(stock = 100) {
  const shop = await makeShop();
  const connectionId = await makeConnection(shop, { orderCreation: "swyft" });
  const warehouse = await makeWarehouse(shop, { connectionId });
  await setStock(shop, warehouse, "A", stock);
  return { shop, warehouse };
}

/** A decision for the order on the facts as they are now, ready to be saved later. */
async function decideNow(shop: TestShop, orderId: string, warehouse: TestWarehouse) {
  const snapshot = await loadRoutingSnapshot(shop.ctx.db, shop.id, orderId, shop.ctx.now);
  if (!snapshot) throw new Error("no snapshot");
  const row = {
    order_id: orderId,
    facts_version: snapshot.order.facts_version,
    settings_version: snapshot.settings_version,
    now: shop.ctx.now.toISOString(),
    actor: "test",
    outcome: "routed",
    reason: null,
    selected_warehouse_id: warehouse.id,
    allocations: [{ warehouse_id: warehouse.id, lines: [{ line_id: "line-1", sku: "A", quantity: 1 }] }],
    decision_factors: null,
    alternatives: [],
    details: { unfilled: [] },
    engine_version: "1",
  };
  return () => saveDecision(shop.ctx.db, shop.id, row);
}

describe("a decision on facts that have moved is not saved", () => {
  test("when the order has changed", async () => {
    const { shop, warehouse } = await makePublishingShop();
    const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    const save = await decideNow(shop, orderId, warehouse);
    await changeOrder(shop, orderId, newAddress);
    expect(await save()).toBe("order-changed");
    expect(await shipmentsOf(orderId)).toEqual([]);
    expect(await routeOrder(shop.ctx, orderId)).toBe("saved");
  });

  test("when the order was cancelled", async () => {
    const { shop, warehouse } = await makePublishingShop();
    const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    const save = await decideNow(shop, orderId, warehouse);
    await changeOrder(shop, orderId, { cancelled_at: "2026-04-01T00:00:00Z" });
    expect(await save()).toBe("order-changed");
    expect(await routeOrder(shop.ctx, orderId)).toBe("not-routable");
  });

  test("when the shop's settings have changed", async () => {
    const { shop, warehouse } = await makePublishingShop();
    const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    const save = await decideNow(shop, orderId, warehouse);
    await adminSql`update public.stores set settings_version = settings_version + 1 where id = ${shop.id}`;
    expect(await save()).toBe("order-changed");
  });

  test("when the stock is gone", async () => {
    const { shop, warehouse } = await makePublishingShop();
    const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    const save = await decideNow(shop, orderId, warehouse);
    await setStock(shop, warehouse, "A", 0);
    expect(await save()).toBe("stock-changed");
    expect(await ordersToday(shop)).toBe(0);
  });

  test("when the day is full", async () => {
    const { shop, warehouse } = await makePublishingShop();
    await adminSql`update public.trackstar_warehouses set daily_capacity = 1 where id = ${warehouse.id}`;
    const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    const save = await decideNow(shop, orderId, warehouse);
    await routedOrder(shop, { sku: "A", quantity: 1 });
    expect(await save()).toBe("capacity-full");
  });

  test("when somebody else has decided", async () => {
    const { shop, warehouse } = await makePublishingShop();
    const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    const save = await decideNow(shop, orderId, warehouse);
    expect(await Promise.all([save(), save(), save()])).toEqual(
      expect.arrayContaining(["saved", "already-decided", "already-decided"]),
    );
    expect(await shipmentsOf(orderId)).toHaveLength(1);
    expect(await orderState(orderId)).toMatchObject({ routing_status: "routed" });
  });
});

test("an order waiting for a decision while a part of it is under way is for a person", async () => {
  const { shop } = await makePublishingShop();
  const { orderId, shipment } = await routedOrder(shop, { sku: "A", quantity: 1 });
  await adminSql`update public.shipments set status = 'shipped' where id = ${shipment.id}`;
  await adminSql`update public.routing_decisions set is_current = false where order_id = ${orderId}`;
  await adminSql`update public.unified_orders set routing_status = 'pending' where id = ${orderId}`;

  expect(await routeOrder(shop.ctx, orderId)).toBe("already-decided");
  expect(await orderState(orderId)).toMatchObject({
    routing_status: "needs_review",
    routing_reason: "changed_after_shipping",
  });
});

test("everything at once neither locks across nor loses count", { timeout: 60_000 }, async () => {
  const { shop, warehouse } = await makePublishingShop(1000);
  const db = shop.ctx.db;
  const orders = await Promise.all(
    Array.from({ length: 12 }, async () => routedOrder(shop, { sku: "A", quantity: 1 })),
  );

  const wmsId = (shipmentId: string) => `wms-${shipmentId}`;
  const news = (status: string) =>
    orders.map(({ shipment }) => ({
      id: wmsId(shipment.id),
      reference_id: null,
      status,
      warehouse_id: null,
      packages: [],
    }));
  const publish = async (shipmentId: string, isRefused: boolean) => {
    if ((await notePublishAttempt(db, shop.id, shipmentId, 0)) !== "go") return;
    if (isRefused) {
      await refuseShipment(db, shop.id, shipmentId, "warehouse", "no stock");
      return;
    }
    const order = { id: wmsId(shipmentId), status: "open", warehouse_id: null };
    await acceptShipment(db, shop.id, shipmentId, { ...order, adopted: false, ignored_warehouse: false });
  };
  const cancel = async (shipmentId: string) => {
    const begun = await beginCancel(db, shop.id, shipmentId);
    if (begun.outcome === "cancel") await recordCancel(db, shop.id, shipmentId, "accepted", null);
  };

  await Promise.all([
    ...orders.flatMap(({ orderId, shipment }, index) => [
      publish(shipment.id, index % 3 === 0),
      index % 2 === 0 ? changeOrder(shop, orderId, newAddress) : Promise.resolve(),
      cancel(shipment.id),
      routeOrder(shop.ctx, orderId),
    ]),
    applyWmsOrders(db, shop.id, warehouse.connectionId, news("processing")),
    applyWmsOrders(db, shop.id, warehouse.connectionId, news("fulfilled").slice(0, 4)),
    releaseExpiredReservations(db),
    resumeStalledWork(db),
    adminSql`select public.save_inventory(${shop.id}, ${warehouse.connectionId}, ${JSON.stringify([
      {
        warehouse: warehouse.trackstarWarehouseId,
        sku: "A",
        available: 900,
        on_hand: 900,
        committed: 0,
        incoming: 0,
      },
    ])}, now())`,
  ]);

  const live = new Set(["planned", "publishing", "published", "cancel_requested"]);
  let counted = 0;
  for (const { orderId } of orders) {
    const shipments = await shipmentsOf(orderId);
    counted += shipments.filter(({ status }) => live.has(status) || status === "shipped").length;
    expect(shipments.filter(({ status }) => live.has(status)).length).toBeLessThanOrEqual(1);
    const promised = shipments.filter(({ status }) => live.has(status));
    const kept = (await reservationsOf(orderId)).filter(
      ({ release_reason: reason }) => reason === null || reason === "in_source",
    );
    expect(kept.length).toBeGreaterThanOrEqual(promised.length);
    const { routing_status: status } = await orderState(orderId);
    if (status === "change_pending") expect((await latestShipment(orderId)).status).not.toBe("shipped");
  }
  expect(await ordersToday(shop)).toBe(counted);
});
