import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { requestRouting } from "#app/db/routing.server.ts";
import {
  acceptShipment,
  applyWmsOrders,
  notePublishAttempt,
  type WmsOrderState,
} from "#app/db/shipments.server.ts";
import { setOrderCreation } from "#app/db/connections.server.ts";
import { publishShipment } from "#app/services/routing/publish-shipment.server.ts";
import { makeShop, makeTwoShops, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeConnection, makeWarehouse, setStock, type TestWarehouse } from "#tests/support/warehouses.ts";
import {
  historyOf,
  kindsOf,
  latestShipment,
  orderState,
  ordersToday,
  reservationsOf,
  routedOrder,
  sync,
  startWms,
} from "./wms.ts";

const state = (order: Partial<WmsOrderState> & { id: string }): WmsOrderState => ({
  reference_id: null,
  status: "open",
  warehouse_id: null,
  packages: [],
  ...order,
});

interface Published {
  readonly shop: TestShop;
  readonly warehouse: TestWarehouse;
  readonly orderId: string;
  readonly shipmentId: string;
  readonly wmsOrderId: string;
  readonly tell: (order: Partial<WmsOrderState>) => Promise<number>;
}

/** An order of one unit that its WMS has accepted. */
async function published(shop?: TestShop, warehouse?: TestWarehouse): Promise<Published> {
  shop ??= await makeShop();
  if (!warehouse) {
    const connectionId = await makeConnection(shop, { orderCreation: "swyft" });
    warehouse = await makeWarehouse(shop, { connectionId });
    await setStock(shop, warehouse, "A", 5000);
  }
  const { orderId, shipment } = await routedOrder(shop, { sku: "A", quantity: 1 });
  const wmsOrderId = `ord-${randomUUID()}`;
  await notePublishAttempt(shop.ctx.db, shop.id, shipment.id, 0);
  const order = { id: wmsOrderId, status: "open", warehouse_id: warehouse.trackstarWarehouseId };
  const accepted = { ...order, adopted: false, ignored_warehouse: false };
  expect(await acceptShipment(shop.ctx.db, shop.id, shipment.id, accepted)).toBe("saved");
  const { ctx, id: shopId } = shop;
  const { connectionId } = warehouse;
  return {
    shop,
    warehouse,
    orderId,
    shipmentId: shipment.id,
    wmsOrderId,
    tell: (news) => applyWmsOrders(ctx.db, shopId, connectionId, [state({ id: wmsOrderId, ...news })]),
  };
}

const parcel = { tracking_number: "T1", tracking_url: "https://carrier.example/T1", carrier: "UPS" };

describe("through Trackstar", () => {
  const wms = startWms();

  test("shipment and tracking come back and end the reservation", async () => {
    const connection = await wms.connect();
    const { shop } = connection;
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-OAK", quantity: 1 });
    await publishShipment(shop.ctx, shipment.id);
    const { wms_order_id: wmsOrderId } = await latestShipment(orderId);
    await wms.atWms(wmsOrderId ?? "", "ship");
    await sync(connection, "orders");
    expect(await latestShipment(orderId)).toMatchObject({ status: "published" }); // not crawled yet

    await wms.crawl(["get_orders"]);
    await sync(connection, "orders");
    const shipped = await latestShipment(orderId);
    expect(shipped).toMatchObject({ status: "shipped", wms_status: "fulfilled" });
    expect(shipped.tracking).toHaveLength(1);
    expect(shipped.tracking[0]?.tracking_number).toMatch(/^SBX/);
    expect(shipped.tracking[0]?.carrier).toMatch(/UPS|FedEx/);
    expect(await reservationsOf(orderId)).toMatchObject([{ release_reason: "fulfilled" }]);
    expect(await orderState(orderId)).toMatchObject({ routing_status: "routed", wms_order_id: wmsOrderId });
    expect(await kindsOf(orderId)).toEqual(["decided", "published", "shipped"]);
    await sync(connection, "orders");
    expect(await kindsOf(orderId)).toHaveLength(3);
  });

  test("an order the floor rejects is for a person", async () => {
    const connection = await wms.connect();
    const { shop } = connection;
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-OAK", quantity: 1 });
    await publishShipment(shop.ctx, shipment.id);
    await wms.atWms((await latestShipment(orderId)).wms_order_id ?? "", "reject");
    await wms.crawl(["get_orders"]);
    await sync(connection, "orders");
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "needs_review",
      routing_reason: "wms_exception",
    });
  });
});

describe("what a WMS says of an order", () => {
  test("is taken over once", async () => {
    const { orderId, tell } = await published();
    expect(await tell({ status: "processing" })).toBe(1);
    expect(await tell({ status: "processing" })).toBe(0);
    expect(await tell({ status: "partially_fulfilled", packages: [parcel] })).toBe(1);
    expect(await tell({ status: "partially_fulfilled" })).toBe(0);
    expect(await latestShipment(orderId)).toMatchObject({ status: "published", tracking: [parcel] });
    expect(await tell({ status: "fulfilled", packages: [parcel] })).toBe(1);
    expect(await kindsOf(orderId)).toEqual(["decided", "published", "wms_status", "wms_status", "shipped"]);
  });

  test("does not unship what has left", async () => {
    const { orderId, tell } = await published();
    await tell({ status: "fulfilled" });
    await tell({ status: "cancelled" });
    expect(await latestShipment(orderId)).toMatchObject({ status: "shipped" });
    expect(await reservationsOf(orderId)).toMatchObject([{ release_reason: "fulfilled" }]);
    expect(await orderState(orderId)).toMatchObject({ routing_status: "routed" });
  });

  test("has an order that was cancelled there looked at, and it can be routed again", async () => {
    const { shop, orderId, tell, wmsOrderId } = await published();
    expect(await ordersToday(shop)).toBe(1);
    await tell({ status: "cancelled" });
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "needs_review",
      routing_reason: "cancelled_in_wms",
      wms_order_id: null,
      routed_to_warehouse_id: null,
    });
    expect(await latestShipment(orderId)).toMatchObject({ status: "cancelled", wms_order_id: wmsOrderId });
    expect(await reservationsOf(orderId)).toMatchObject([{ release_reason: "cancelled" }]);
    expect(await ordersToday(shop)).toBe(0);
    expect(await tell({ status: "cancelled" })).toBe(0);
    expect(await requestRouting(shop.ctx.db, shop.id, orderId, "test")).toBe("queued");
  });

  test("an exception is for a person until the WMS has solved it", async () => {
    const { orderId, tell } = await published();
    await tell({ status: "exception" });
    expect(await orderState(orderId)).toMatchObject({ routing_reason: "wms_exception" });
    await tell({ status: "processing" });
    expect(await orderState(orderId)).toMatchObject({ routing_status: "routed", routing_reason: null });
  });

  test("of the warehouse it ships from is shown when it is another one, once", async () => {
    const { shop, warehouse, orderId, tell } = await published();
    const other = await makeWarehouse(shop, { connectionId: warehouse.connectionId, place: "newark" });
    await tell({ status: "confirmed", warehouse_id: other.trackstarWarehouseId });
    await tell({ status: "processing", warehouse_id: other.trackstarWarehouseId });
    const differences = (await historyOf(orderId)).filter(({ kind }) => kind === "warehouse_differs");
    expect(differences.map(({ details }) => details)).toEqual([
      expect.objectContaining({
        warehouse_id: warehouse.id,
        ships_from_id: other.id,
        wms_warehouse_id: other.trackstarWarehouseId,
      }),
    ]);
  });

  test("finds a shipment whose attempt had no answer by its reference", async () => {
    const { shop, warehouse } = await published();
    const { orderId, shipment } = await routedOrder(shop, { sku: "A", quantity: 1 });
    await notePublishAttempt(shop.ctx.db, shop.id, shipment.id, 0);
    const order = state({ id: "ord-late", reference_id: shipment.id });
    expect(await applyWmsOrders(shop.ctx.db, shop.id, warehouse.connectionId, [order])).toBe(1);
    expect(await latestShipment(orderId)).toMatchObject({ status: "published", wms_order_id: "ord-late" });
    expect(await reservationsOf(orderId)).toMatchObject([{ is_accepted: true, release_reason: null }]);
    expect(await kindsOf(orderId)).toContain("adopted");
  });

  test("finds an order it imported itself by the channel's number, and no other", async () => {
    const shop = await makeShop();
    const connectionId = await makeConnection(shop, { orderCreation: "wms" });
    await setStock(shop, await makeWarehouse(shop, { connectionId }), "A", 9);
    const { orderId } = await routedOrder(shop, { sku: "A", quantity: 1 });
    const other = await routedOrder(shop, { sku: "A", quantity: 1 });
    const { external_order_number: number } = await orderState(orderId);
    const order = state({ id: "ord-imported", order_number: number.replace("#", ""), reference_id: "7001" });

    expect(await applyWmsOrders(shop.ctx.db, shop.id, connectionId, [order])).toBe(1);
    expect(await applyWmsOrders(shop.ctx.db, shop.id, connectionId, [order])).toBe(0);
    expect(await latestShipment(orderId)).toMatchObject({
      status: "published",
      wms_order_id: "ord-imported",
    });
    expect(await latestShipment(other.orderId)).toMatchObject({ status: "planned" });

    await setOrderCreation(shop.ctx.db, shop.id, connectionId, "swyft", "test");
    const { external_order_number: second } = await orderState(other.orderId);
    const same = state({ id: "ord-other", order_number: second });
    expect(await applyWmsOrders(shop.ctx.db, shop.id, connectionId, [same])).toBe(0);
  });

  test("is nothing to another shop, nor to another connection", async () => {
    const { mine, theirs } = await makeTwoShops();
    const { orderId, wmsOrderId, shipmentId } = await published(theirs);
    const order = state({ id: wmsOrderId, reference_id: shipmentId, status: "fulfilled" });
    const ownConnection = await makeConnection(mine);
    const otherConnection = await makeConnection(theirs);
    expect(await applyWmsOrders(mine.ctx.db, mine.id, ownConnection, [order])).toBe(0);
    expect(await applyWmsOrders(theirs.ctx.db, theirs.id, otherConnection, [order])).toBe(0);
    expect(await latestShipment(orderId)).toMatchObject({ status: "published" });
  });

  test("in a page of 1,001 orders takes one call and not long", async () => {
    const { shop, warehouse, orderId } = await published();
    const first = await latestShipment(orderId);
    await adminSql`
      insert into public.shipments (shop_id, order_id, decision_id, warehouse_id, number, lines, units, status, wms_order_id,
                                    wms_status)
      select s.shop_id, s.order_id, s.decision_id, s.warehouse_id, s.number || '-' || n, s.lines, 1, 'published',
             'bulk-' || n, 'open'
      from public.shipments s, generate_series(2, 1001) n where s.id = ${first.id}`;
    const orders = [
      state({ id: first.wms_order_id ?? "", status: "fulfilled" }),
      ...Array.from({ length: 1000 }, (_, index) => state({ id: `bulk-${index + 2}`, status: "fulfilled" })),
    ];
    const begun = performance.now();
    expect(await applyWmsOrders(shop.ctx.db, shop.id, warehouse.connectionId, orders)).toBe(1001);
    expect(performance.now() - begun).toBeLessThan(8000);
    const [left] = await adminSql<{ count: number }[]>`
      select count(*)::int from public.shipments where order_id = ${orderId} and status <> 'shipped'`;
    expect(left?.count).toBe(0);
  });
});
