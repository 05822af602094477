import { describe, expect, test } from "vitest";
import { requestRouting } from "#app/db/routing.server.ts";
import { cancelShipment } from "#app/services/routing/cancel-shipment.server.ts";
import { publishShipment } from "#app/services/routing/publish-shipment.server.ts";
import { adminSql } from "#tests/support/stack.ts";
import type { TestShop } from "#tests/support/shops.ts";
import { changeOrder, latestShipment, orderState, routedOrder, startWms, untilCrawled } from "./wms.ts";

const wms = startWms();
const creates = () => wms.calls("POST", "/wms/orders");
const line = { sku: "MUG-ASH", quantity: 1 };

async function redact(shop: TestShop, orderId: string) {
  const { external_order_id: gid } = await orderState(orderId);
  await adminSql`select public.redact_customer(${shop.domain}, array[${gid}], '5', 'nobody@example.com')`;
}

const held = { routing_status: "held", routing_reason: "no_address" };

describe("an order whose customer is forgotten", () => {
  test("before it was published never reaches the WMS", async () => {
    const { shop } = await wms.connect();
    const { orderId, shipment } = await routedOrder(shop, line);
    await redact(shop, orderId);
    expect(await publishShipment(shop.ctx, shipment.id)).toBe("nothing-to-do");
    expect(await orderState(orderId)).toMatchObject(held);
    expect(await creates()).toEqual([]);
  });

  test("after an attempt that never arrived is not sent again without its address", async () => {
    const { shop } = await wms.connect("harborside");
    const { orderId, shipment } = await routedOrder(shop, line);
    await wms.fault({ fault: "500", endpoint: "POST /wms/orders", times: 1 });
    await expect(publishShipment(shop.ctx, shipment.id)).rejects.toThrow();
    const sent = (await creates()).length;
    await redact(shop, orderId);
    await wms.crawl(["get_orders"]);

    expect(await publishShipment(shop.ctx, shipment.id)).toBe("unwanted");
    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("cancelled");
    expect(await creates()).toHaveLength(sent);
    expect(await orderState(orderId)).toMatchObject(held);
    expect(await wms.ordersNumbered(shipment.number)).toEqual([]);
  });

  test("after an attempt that did arrive is taken back", async () => {
    const connection = await wms.connect("harborside");
    const { shop } = connection;
    const { orderId, shipment } = await routedOrder(shop, line);
    await wms.fault({ fault: "write-reaches-wms-but-500", endpoint: "POST /wms/orders", times: 1 });
    await expect(publishShipment(shop.ctx, shipment.id)).rejects.toThrow();
    await redact(shop, orderId);
    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("wait-for-crawl");
    await untilCrawled(connection, shipment.number);

    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("cancelled");
    expect(await wms.ordersNumbered(shipment.number)).toMatchObject([{ status: "cancelled" }]);
    expect(await orderState(orderId)).toMatchObject(held);
  });

  test("once it is in the WMS goes on there, and a later change takes it back for good", async () => {
    const { shop } = await wms.connect();
    const { orderId, shipment } = await routedOrder(shop, line);
    expect(await publishShipment(shop.ctx, shipment.id)).toBe("published");
    await redact(shop, orderId);
    expect(await latestShipment(orderId)).toMatchObject({ status: "published" });

    const [row] = await adminSql<{ line_items: Record<string, unknown>[] }[]>`
      select line_items from public.unified_orders where id = ${orderId}`;
    const lines = row?.line_items.map((item) => ({ ...item, quantity: 2, fulfillable_quantity: 2 }));
    await changeOrder(shop, orderId, { line_items: lines });
    expect(await orderState(orderId)).toMatchObject({ routing_status: "change_pending" });
    expect(await cancelShipment(shop.ctx, shipment.id)).toBe("cancelled");
    expect(await orderState(orderId)).toMatchObject(held);
    expect(await requestRouting(shop.ctx.db, shop.id, orderId, "test")).toBe("not-routable");
  });
});
