import { describe, expect, test } from "vitest";
import { resumeStalledWork } from "#app/db/routing.server.ts";
import { setOrderCreation } from "#app/db/connections.server.ts";
import { cancelShipment } from "#app/services/routing/cancel-shipment.server.ts";
import { publishShipment } from "#app/services/routing/publish-shipment.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makeShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import {
  changeOrder,
  createElsewhere,
  forgetJob,
  hasJob,
  kindsOf,
  latestShipment,
  newAddress,
  orderState,
  ordersToday,
  reservationsOf,
  routedOrder,
  sync,
  startWms,
  type Account,
} from "./wms.ts";

const wms = startWms();
const cancels = async () =>
  (await wms.calls("PUT", "/wms/orders")).filter(({ path }) => path.endsWith("/cancel"));

/** An order in the WMS of an account, one unit. */
async function publishedOrder(account: Account = "northline") {
  const connection = await wms.connect(account);
  const { shop } = connection;
  const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-ASH", quantity: 1 });
  expect(await publishShipment(shop.ctx, shipment.id)).toBe("published");
  const wmsOrderId = (await latestShipment(orderId)).wms_order_id ?? "";
  return { connection, shop, orderId, shipment, wmsOrderId };
}

describe("a change after publishing", () => {
  test("asks the WMS to cancel, and the order is decided and published again", async () => {
    const { shop, orderId, shipment } = await publishedOrder();
    await changeOrder(shop, orderId, newAddress);
    expect(await orderState(orderId)).toMatchObject({ routing_status: "change_pending" });
    expect(await hasJob(`cancel:${shipment.id}`)).toBe(true);

    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("cancelled");

    expect(await wms.ordersNumbered(shipment.number)).toMatchObject([{ status: "cancelled" }]);
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "pending",
      routing_reason: null,
      wms_order_id: null,
      routed_to_warehouse_id: null,
    });
    expect(await reservationsOf(orderId)).toMatchObject([{ release_reason: "cancelled" }]);
    expect(await ordersToday(shop)).toBe(0);
    expect(await hasJob(`route:${orderId}`)).toBe(true);
    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("nothing-to-do");

    expect(await routeOrder(shop.ctx, orderId)).toBe("saved");
    const second = await latestShipment(orderId);
    expect(second.number).toBe(`${shipment.number}-2`);
    expect(await publishShipment(shop.ctx, second.id)).toBe("published");
    expect(await ordersToday(shop)).toBe(1);
  });

  test("of a cancelled order has it held", async () => {
    const { shop, orderId, shipment } = await publishedOrder();
    await changeOrder(shop, orderId, { cancelled_at: "2026-04-01T00:00:00Z" });
    await cancelShipment(shop.ctx, shipment.id);
    expect(await orderState(orderId)).toMatchObject({ routing_status: "held", routing_reason: "cancelled" });
    expect(await hasJob(`route:${orderId}`)).toBe(false);
  });

  test("that the WMS refuses is for a person; the shipment leaves as it was", async () => {
    const { connection, shop, orderId, shipment, wmsOrderId } = await publishedOrder();
    await changeOrder(shop, orderId, newAddress);
    await wms.atWms(wmsOrderId, "ship");

    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("refused");
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "needs_review",
      routing_reason: "change_refused_by_wms",
      wms_order_id: wmsOrderId,
    });
    expect(await latestShipment(orderId)).toMatchObject({ status: "published" });
    expect((await latestShipment(orderId)).error_message).toContain("already fulfilled");
    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("nothing-to-do");
    expect(await routeOrder(shop.ctx, orderId)).toBe("already-decided");

    await wms.crawl(["get_orders"]);
    await sync(connection, "orders");
    expect(await latestShipment(orderId)).toMatchObject({ status: "shipped" });
    expect(await reservationsOf(orderId)).toMatchObject([{ release_reason: "fulfilled" }]);
  });

  test("overtaken by the parcel leaving is for a person and not left pending", async () => {
    const { connection, shop, orderId, shipment, wmsOrderId } = await publishedOrder();
    await changeOrder(shop, orderId, newAddress);
    await wms.atWms(wmsOrderId, "ship");
    await wms.crawl(["get_orders"]);
    await sync(connection, "orders");

    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("nothing-to-do");
    expect(await cancels()).toEqual([]);
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "needs_review",
      routing_reason: "changed_after_shipping",
      wms_order_id: wmsOrderId,
    });
  });

  test("overtaken by the warehouse cancelling it has the order decided again", async () => {
    const { connection, shop, orderId, shipment, wmsOrderId } = await publishedOrder();
    await changeOrder(shop, orderId, newAddress);
    await wms.atWms(wmsOrderId, "cancel");
    await wms.crawl(["get_orders"]);
    await sync(connection, "orders");
    expect(await orderState(orderId)).toMatchObject({ routing_status: "pending" });
    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("nothing-to-do");
    expect(await ordersToday(shop)).toBe(0);
  });
});

describe("a cancel request without an answer", () => {
  test("that worked is not mistaken for a refusal", async () => {
    const { shop, orderId, shipment, wmsOrderId } = await publishedOrder();
    await changeOrder(shop, orderId, newAddress);
    const endpoint = `PUT /wms/orders/${wmsOrderId}/cancel`;
    await wms.fault({ fault: "write-reaches-wms-but-500", endpoint, times: 1 });

    await expect(cancelShipment(shop.ctx, shipment.id)).rejects.toThrow("Internal server error");
    expect(await latestShipment(orderId)).toMatchObject({ status: "cancel_requested" });
    // The WMS refuses to cancel what is cancelled.
    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("wait-for-crawl");
    const outcome = await waitFor(async () => {
      const again = await cancelShipment(shop.ctx, shipment.id);
      return again === "wait-for-crawl" ? undefined : again;
    });
    expect(outcome).toBe("cancelled");
    expect(await orderState(orderId)).toMatchObject({ routing_status: "pending" });
  });

  test("is answered by a sync of orders as well", async () => {
    const { connection, shop, orderId, shipment, wmsOrderId } = await publishedOrder();
    await changeOrder(shop, orderId, newAddress);
    const endpoint = `PUT /wms/orders/${wmsOrderId}/cancel`;
    await wms.fault({ fault: "write-reaches-wms-but-500", endpoint, times: 1 });
    await expect(cancelShipment(shop.ctx, shipment.id)).rejects.toThrow();

    await wms.crawl(["get_orders"]);
    await sync(connection, "orders");
    expect(await orderState(orderId)).toMatchObject({ routing_status: "pending" });
    expect(await kindsOf(orderId)).toContain("cancel_accepted");
    expect(await ordersToday(shop)).toBe(0);
  });

  test("is taken up again when its job is gone", async () => {
    const { shop, orderId, shipment } = await publishedOrder();
    await changeOrder(shop, orderId, newAddress);
    await forgetJob(`cancel:${shipment.id}`);
    await resumeStalledWork(shop.ctx.db);
    expect(await hasJob(`cancel:${shipment.id}`)).toBe(true);
  });
});

describe("a connection that does not work", () => {
  test("keeps the request until the merchant has reconnected", async () => {
    const { connection, shop, orderId, shipment } = await publishedOrder();
    await adminSql`update public.trackstar_connections set health = 'reconnect' where id = ${connection.id}`;
    await changeOrder(shop, orderId, newAddress);
    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("connection-off");
    expect(await orderState(orderId)).toMatchObject({ routing_status: "change_pending" });
    await adminSql`update public.trackstar_connections set health = 'ok' where id = ${connection.id}`;
    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("cancelled");
  });

  test("any more leaves the change to a person", async () => {
    const { connection, shop, orderId, shipment } = await publishedOrder();
    await adminSql`update public.trackstar_connections
      set health = 'disconnected', is_active = false where id = ${connection.id}`;
    await changeOrder(shop, orderId, newAddress);
    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("refused");
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "needs_review",
      routing_reason: "change_refused_by_wms",
    });
    await adminSql`update public.trackstar_connections
      set health = 'ok', is_active = true where id = ${connection.id}`;
  });
});

test("a WMS that imported the order itself is not asked: it hears of changes itself", async () => {
  const connection = await wms.connect("harborside");
  const { shop, id } = connection;
  await setOrderCreation(shop.ctx.db, shop.id, id, "wms", "test");
  const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-ASH", quantity: 1 });
  const line = { product_id: "prod-harborside-mug-ash", sku: "MUG-ASH", quantity: 1 };
  const imported = await createElsewhere(connection, { order_number: shipment.number, line_items: [line] });
  expect(await publishShipment(shop.ctx, shipment.id)).toBe("adopted");
  await changeOrder(shop, orderId, newAddress);

  expect(await cancelShipment(shop.ctx, shipment.id)).toBe("left-to-wms");
  expect(await cancels()).toEqual([]);
  expect(await kindsOf(orderId)).toContain("left_to_wms");
  expect(await routeOrder(shop.ctx, orderId)).toBe("saved");
  expect(await publishShipment(shop.ctx, (await latestShipment(orderId)).id)).toBe("adopted");
  expect(await orderState(orderId)).toMatchObject({ routing_status: "routed", wms_order_id: imported.id });
});

test("another shop's shipment cannot be cancelled", async () => {
  const { orderId, shop, shipment } = await publishedOrder();
  const stranger = await makeShop();
  await changeOrder(shop, orderId, newAddress);
  expect(await cancelShipment(stranger.ctx, shipment.id)).toBe("shipment-not-found");
  expect(await cancels()).toEqual([]);
});
