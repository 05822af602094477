import { describe, expect, test } from "vitest";
import { resumeStalledWork } from "#app/db/routing.server.ts";
import { setOrderCreation } from "#app/db/connections.server.ts";
import { publishShipment } from "#app/services/routing/publish-shipment.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { makeShop, makeTwoShops } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeWarehouse, setStock } from "#tests/support/warehouses.ts";
import { connectionRow, link as linkAccount } from "../connections/arrange.ts";
import {
  createElsewhere,
  forgetJob,
  hasJob,
  kindsOf,
  latestShipment,
  orderState,
  ordersToday,
  reservationsOf,
  routedOrder,
  trackstarId,
  startWms,
} from "./wms.ts";

const wms = startWms();
const creates = () => wms.calls("POST", "/wms/orders");

describe("publishing a shipment", () => {
  test("creates exactly one WMS order, keyed and referenced by the shipment", async () => {
    const { shop } = await wms.connect();
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-OAK", quantity: 2 });

    expect(await publishShipment(shop.ctx, shipment.id)).toBe("published");

    const [order, ...more] = await wms.ordersNumbered(shipment.number);
    expect(more).toEqual([]);
    expect(order).toMatchObject({
      reference_id: shipment.id,
      warehouse_id: shipment.warehouse,
      lines: [{ sku: "MUG-OAK", quantity: 2 }],
    });
    expect(await creates()).toMatchObject([{ idempotency_key: shipment.id, status: 200 }]);
    expect(await latestShipment(orderId)).toMatchObject({ status: "published", wms_order_id: order?.id });
    expect(await orderState(orderId)).toMatchObject({ routing_status: "routed", wms_order_id: order?.id });
    expect(await reservationsOf(orderId)).toEqual([{ quantity: 2, is_accepted: true, release_reason: null }]);
    expect(await kindsOf(orderId)).toEqual(["decided", "published"]);

    expect(await publishShipment(shop.ctx, shipment.id)).toBe("nothing-to-do");
    expect(await creates()).toHaveLength(1);
  });

  test("names products as the WMS does", async () => {
    const { shop } = await wms.connect("harborside");
    const { shipment } = await routedOrder(shop, { sku: "MUG-ASH", quantity: 1 });
    expect(await publishShipment(shop.ctx, shipment.id)).toBe("published");
    expect(await wms.ordersNumbered(shipment.number)).toMatchObject([{ lines: [{ sku: "MUG-ASH" }] }]);
  });

  test("adopts an order of that number that the WMS already has", async () => {
    const account = await wms.connect("harborside");
    const { shop } = account;
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-ASH", quantity: 1 });
    const line = { product_id: "prod-harborside-mug-ash", sku: "MUG-ASH", quantity: 1 };
    const theirs = await createElsewhere(account, { order_number: shipment.number, line_items: [line] });
    const before = (await creates()).length;

    expect(await publishShipment(shop.ctx, shipment.id)).toBe("adopted");
    expect(await creates()).toHaveLength(before);
    expect(await latestShipment(orderId)).toMatchObject({ status: "published", wms_order_id: theirs.id });
    expect(await kindsOf(orderId)).toContain("adopted");
  });

  test("does not adopt an order that is another shipment's", async () => {
    const { shop } = await wms.connect("harborside");
    const first = await routedOrder(shop, { sku: "MUG-ASH", quantity: 1 });
    await publishShipment(shop.ctx, first.shipment.id);
    const second = await routedOrder(shop, { sku: "MUG-ASH", quantity: 1 });
    await adminSql`update public.shipments set number = ${first.shipment.number} where id = ${second.shipment.id}`;

    expect(await publishShipment(shop.ctx, second.shipment.id)).toBe("published");
    expect(await wms.ordersNumbered(first.shipment.number)).toHaveLength(2);
  });

  test("two jobs at once make one WMS order", async () => {
    const { shop } = await wms.connect("harborside");
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-ASH", quantity: 1 });

    const outcomes = await Promise.all([
      publishShipment(shop.ctx, shipment.id),
      publishShipment(shop.ctx, shipment.id),
      publishShipment(shop.ctx, shipment.id),
    ]);

    expect(outcomes).toContain("published");
    expect(await wms.ordersNumbered(shipment.number)).toHaveLength(1);
    expect(await latestShipment(orderId)).toMatchObject({ status: "published" });
    expect(await reservationsOf(orderId)).toHaveLength(1);
  });

  test("sends nothing while publishing is off, and loses nothing", async () => {
    const account = await wms.connect();
    const { shop, id } = account;
    await setOrderCreation(shop.ctx.db, shop.id, id, "off", "test");
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-OAK", quantity: 1 });
    expect(await hasJob(`publish:${shipment.id}`)).toBe(false);

    const reads = (await wms.calls("GET", "/wms/orders")).length;

    expect(await publishShipment(shop.ctx, shipment.id)).toBe("publishing-off");
    expect(await wms.calls("GET", "/wms/orders")).toHaveLength(reads);
    expect(await creates()).toEqual([]);
    expect(await latestShipment(orderId)).toMatchObject({ status: "planned", publish_attempts: 0 });

    await setOrderCreation(shop.ctx.db, shop.id, id, "swyft", "test");
    expect(await hasJob(`publish:${shipment.id}`)).toBe(true);
    expect(await publishShipment(shop.ctx, shipment.id)).toBe("published");
  });

  test("cannot reach another shop's shipment", async () => {
    const { mine, theirs } = await makeTwoShops();
    await wms.connect("northline", theirs);
    const { orderId, shipment } = await routedOrder(theirs, { sku: "MUG-OAK", quantity: 1 });

    expect(await publishShipment(mine.ctx, shipment.id)).toBe("shipment-not-found");
    expect(await creates()).toEqual([]);
    expect(await latestShipment(orderId)).toMatchObject({ status: "planned" });
  });
});

describe("an attempt that was turned away on its way", () => {
  test("by a rate limit is simply repeated", async () => {
    const { shop } = await wms.connect();
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-OAK", quantity: 1 });
    await wms.fault({ fault: "429", endpoint: "POST /wms/orders", times: 1 });

    await expect(publishShipment(shop.ctx, shipment.id)).rejects.toMatchObject({ kind: "rate_limited" });
    expect(await latestShipment(orderId)).toMatchObject({ status: "planned" });
    expect(await publishShipment(shop.ctx, shipment.id)).toBe("published");
  });

  test("by a refused token waits for the merchant to reconnect and is not lost", async () => {
    const account = await wms.connect();
    const { shop, id } = account;
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-OAK", quantity: 1 });
    await wms.fault({ fault: "401", connectionId: await trackstarId(account), endpoint: "POST /wms/orders" });

    await expect(publishShipment(shop.ctx, shipment.id)).rejects.toMatchObject({ kind: "unauthorized" });
    expect(await connectionRow(id)).toMatchObject({ health: "reconnect" });
    expect(await publishShipment(shop.ctx, shipment.id)).toBe("publishing-off");
    expect(await reservationsOf(orderId)).toEqual([
      { quantity: 1, is_accepted: false, release_reason: null },
    ]);
    await forgetJob(`publish:${shipment.id}`); // the job has run and found publishing off
    await resumeStalledWork(shop.ctx.db);
    expect(await hasJob(`publish:${shipment.id}`)).toBe(false);

    await wms.noFaults();
    await linkAccount(wms.peer(), shop, { account: "northline" });
    await resumeStalledWork(shop.ctx.db);
    expect(await hasJob(`publish:${shipment.id}`)).toBe(true);
    expect(await publishShipment(shop.ctx, shipment.id)).toBe("published");
  });
});

test("a WMS that ignores the warehouse has the order taken back, and counts as one place from then on", async () => {
  const { shop } = await wms.connect("threepl-shared");
  const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-OAK", quantity: 1 });

  expect(await publishShipment(shop.ctx, shipment.id)).toBe("needs-review");
  expect(await wms.ordersNumbered(shipment.number)).toMatchObject([{ status: "cancelled" }]);
  expect(await orderState(orderId)).toMatchObject({
    routing_status: "needs_review",
    routing_reason: "warehouse_ignored",
  });
  expect(await latestShipment(orderId)).toMatchObject({ status: "cancelled" });
  expect((await latestShipment(orderId)).error_message).toContain("ignored");
  expect(await reservationsOf(orderId)).toMatchObject([{ release_reason: "cancelled" }]);
  expect(await ordersToday(shop)).toBe(0);

  const next = await routedOrder(shop, { sku: "MUG-OAK", quantity: 1 });
  expect(await publishShipment(shop.ctx, next.shipment.id)).toBe("published");
});

describe("a WMS that imports orders itself", () => {
  test("gets nothing from us; the history says where the order should go, once", async () => {
    const { shop, id } = await wms.connect();
    await setOrderCreation(shop.ctx.db, shop.id, id, "wms", "test");
    await adminSql`update public.trackstar_warehouses set shopify_location_id = 'gid://shopify/Location/7'
      where shop_id = ${shop.id}`;
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-OAK", quantity: 1 });
    expect(await hasJob(`publish:${shipment.id}`)).toBe(true);

    expect(await publishShipment(shop.ctx, shipment.id)).toBe("advised");
    expect(await publishShipment(shop.ctx, shipment.id)).toBe("advised");
    expect(await creates()).toEqual([]);
    expect(await kindsOf(orderId)).toEqual(["decided", "advised"]);
    expect(await latestShipment(orderId)).toMatchObject({ status: "planned" });
  });

  test("is followed once it has imported the order", async () => {
    const account = await wms.connect("harborside");
    const { shop, id } = account;
    await setOrderCreation(shop.ctx.db, shop.id, id, "wms", "test");
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-ASH", quantity: 1 });
    const imported = await createElsewhere(account, {
      order_number: `#${shipment.number}`,
      line_items: [{ product_id: "prod-harborside-mug-ash", sku: "MUG-ASH", quantity: 1 }],
    });

    expect(await publishShipment(shop.ctx, shipment.id)).toBe("adopted");
    expect(await orderState(orderId)).toMatchObject({ wms_order_id: imported.id });
  });
});

test("an order that nobody decides, because its job is gone, is taken up again", async () => {
  const shop = await makeShop();
  await setStock(shop, await makeWarehouse(shop), "A", 1);
  const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
  expect(await hasJob(`route:${orderId}`)).toBe(false);
  await resumeStalledWork(shop.ctx.db);
  expect(await hasJob(`route:${orderId}`)).toBe(true);
});
