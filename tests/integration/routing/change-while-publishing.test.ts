import { describe, expect, test } from "vitest";
import { setOrderCreation } from "#app/db/connections.server.ts";
import { cancelShipment } from "#app/services/routing/cancel-shipment.server.ts";
import { publishShipment } from "#app/services/routing/publish-shipment.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import {
  changeOrder,
  createElsewhere,
  hasJob,
  latestShipment,
  newAddress,
  orderState,
  ordersToday,
  routedOrder,
  shipmentsOf,
  sync,
  untilCrawled,
  startWms,
} from "./wms.ts";

const wms = startWms();
const cancels = async () =>
  (await wms.calls("PUT", "/wms/orders")).filter(({ path }) => path.endsWith("/cancel"));

describe("a change while publishing", () => {
  test("before the WMS has heard of it needs no call", async () => {
    const { shop } = await wms.connect();
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-ASH", quantity: 1 });
    await wms.fault({ fault: "429", endpoint: "POST /wms/orders", times: 1 });
    await expect(publishShipment(shop.ctx, shipment.id)).rejects.toThrow();

    await changeOrder(shop, orderId, newAddress);
    expect(await orderState(orderId)).toMatchObject({ routing_status: "pending" });
    expect(await latestShipment(orderId)).toMatchObject({ status: "cancelled" });
    expect(await publishShipment(shop.ctx, shipment.id)).toBe("nothing-to-do");
    expect(await ordersToday(shop)).toBe(0);
  });

  test("lets the attempt end, then takes it back", async () => {
    const { shop } = await wms.connect("harborside");
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-ASH", quantity: 1 });
    await wms.fault({ fault: "slow", endpoint: "POST /wms/orders", delayMs: 1000, times: 1 });
    const publishing = publishShipment(shop.ctx, shipment.id);
    await waitFor(async () => ((await latestShipment(orderId)).status === "publishing" ? true : undefined));

    await changeOrder(shop, orderId, newAddress);
    expect(await orderState(orderId)).toMatchObject({ routing_status: "change_pending" });
    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("wait-for-crawl");
    expect(await publishing).toBe("published");
    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("cancelled");

    expect(await wms.ordersNumbered(shipment.number)).toMatchObject([{ status: "cancelled" }]);
    expect(await orderState(orderId)).toMatchObject({ routing_status: "pending" });
  });

  test("after an attempt without an answer finds out first, and needs no publishing for it", async () => {
    const connection = await wms.connect("harborside");
    const { shop, id } = connection;
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-ASH", quantity: 1 });
    await wms.fault({ fault: "write-reaches-wms-but-500", endpoint: "POST /wms/orders", times: 1 });
    await expect(publishShipment(shop.ctx, shipment.id)).rejects.toThrow();
    await setOrderCreation(shop.ctx.db, shop.id, id, "off", "test");
    await changeOrder(shop, orderId, newAddress);

    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("wait-for-crawl");
    await untilCrawled(connection, shipment.number);
    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("cancelled");
    expect(await wms.ordersNumbered(shipment.number)).toMatchObject([{ status: "cancelled" }]);
    expect(await orderState(orderId)).toMatchObject({ routing_status: "pending" });
  });

  test("whose attempt never arrived ends without a call", async () => {
    const { shop } = await wms.connect("harborside");
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-ASH", quantity: 1 });
    await wms.fault({ fault: "500", endpoint: "POST /wms/orders", times: 1 });
    await expect(publishShipment(shop.ctx, shipment.id)).rejects.toThrow();
    await changeOrder(shop, orderId, newAddress);
    await wms.crawl(["get_orders"]);
    expect(await publishShipment(shop.ctx, shipment.id)).toBe("unwanted");
    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("cancelled");
    expect(await cancels()).toEqual([]);
    expect(await orderState(orderId)).toMatchObject({ routing_status: "pending" });
  });

  test("and a refusal at the same time settle each other", async () => {
    const { shop } = await wms.connect();
    const { orderId, shipment } = await routedOrder(shop, { sku: "VASE-ASH", quantity: 1 });
    await wms.shelve(shipment.warehouse, "VASE-ASH", 0);
    await wms.fault({ fault: "slow", endpoint: "POST /wms/orders", delayMs: 1000, times: 1 });
    const publishing = publishShipment(shop.ctx, shipment.id);
    await waitFor(async () => ((await latestShipment(orderId)).status === "publishing" ? true : undefined));
    await changeOrder(shop, orderId, newAddress);

    expect(await publishing).toBe("unwanted");
    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("nothing-to-do");
    expect(await orderState(orderId)).toMatchObject({ routing_status: "pending" });
  });
});

test("a shipment given up that turns up in the WMS after all is cancelled there", async () => {
  const connection = await wms.connect("harborside");
  const { shop } = connection;
  const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-ASH", quantity: 1 });
  await wms.fault({ fault: "500", endpoint: "POST /wms/orders", times: 1 });
  await expect(publishShipment(shop.ctx, shipment.id)).rejects.toThrow();
  await changeOrder(shop, orderId, newAddress);
  await wms.crawl(["get_orders"]);
  expect(await cancelShipment(shop.ctx, shipment.id)).toBe("cancelled");
  await routeOrder(shop.ctx, orderId);
  expect(await ordersToday(shop)).toBe(1);

  await createElsewhere(connection, {
    order_number: shipment.number,
    reference_id: shipment.id,
    line_items: [{ product_id: "prod-harborside-mug-ash", sku: "MUG-ASH", quantity: 1 }],
  });
  await sync(connection, "orders");
  expect(await shipmentsOf(orderId)).toMatchObject([{ status: "cancel_requested" }, { status: "planned" }]);
  expect(await hasJob(`cancel:${shipment.id}`)).toBe(true);
  expect(await cancelShipment(shop.ctx, shipment.id)).toBe("cancelled");
  expect(await wms.ordersNumbered(shipment.number)).toMatchObject([{ status: "cancelled" }]);
  expect(await orderState(orderId)).toMatchObject({ routing_status: "routed" });
  expect(await ordersToday(shop)).toBe(1);
});
