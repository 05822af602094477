import { describe, expect, test } from "vitest";
import { publishShipment } from "#app/services/routing/publish-shipment.server.ts";
import { adminSql } from "#tests/support/stack.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import {
  createElsewhere,
  latestShipment,
  orderState,
  reservationsOf,
  routedOrder,
  sync,
  untilCrawled,
  startWms,
} from "./wms.ts";

const wms = startWms();
const creates = () => wms.calls("POST", "/wms/orders");

describe("an attempt without an answer", () => {
  test("that reached the WMS is found after the next crawl, not repeated", async () => {
    const account = await wms.connect("harborside"); // takes the same number twice
    const { shop } = account;
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-ASH", quantity: 1 });
    await wms.fault({ fault: "write-reaches-wms-but-500", endpoint: "POST /wms/orders", times: 1 });

    await expect(publishShipment(shop.ctx, shipment.id)).rejects.toThrow("Internal server error");
    expect(await latestShipment(orderId)).toMatchObject({ status: "publishing", publish_attempts: 1 });
    expect(await publishShipment(shop.ctx, shipment.id)).toBe("wait-for-crawl");
    await untilCrawled(account, shipment.number);
    expect(await publishShipment(shop.ctx, shipment.id)).toBe("adopted");

    expect(await wms.ordersNumbered(shipment.number)).toHaveLength(1);
    expect(await creates()).toHaveLength(1);
    expect(await reservationsOf(orderId)).toEqual([{ quantity: 1, is_accepted: true, release_reason: null }]);
  });

  test("is found by a sync of orders as well", async () => {
    const account = await wms.connect("harborside");
    const { shop } = account;
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-ASH", quantity: 1 });
    await wms.fault({ fault: "write-reaches-wms-but-500", endpoint: "POST /wms/orders", times: 1 });
    await expect(publishShipment(shop.ctx, shipment.id)).rejects.toThrow();

    await wms.crawl(["get_orders"]);
    await sync(account, "orders");
    expect(await latestShipment(orderId)).toMatchObject({ status: "published" });
    expect(await publishShipment(shop.ctx, shipment.id)).toBe("nothing-to-do");
    expect(await wms.ordersNumbered(shipment.number)).toHaveLength(1);
  });

  test("that never got there is repeated after the next crawl", async () => {
    const { shop } = await wms.connect("harborside");
    const { shipment } = await routedOrder(shop, { sku: "MUG-ASH", quantity: 1 });
    await wms.fault({ fault: "500", endpoint: "POST /wms/orders", times: 1 });

    await expect(publishShipment(shop.ctx, shipment.id)).rejects.toThrow();
    expect(await publishShipment(shop.ctx, shipment.id)).toBe("wait-for-crawl");
    const outcome = await waitFor(async () => {
      const again = await publishShipment(shop.ctx, shipment.id);
      return again === "wait-for-crawl" ? undefined : again;
    });
    expect(outcome).toBe("published");
    expect(await wms.ordersNumbered(shipment.number)).toHaveLength(1);
  });

  test("of a worker that died waits for a crawl begun well after it", async () => {
    const { shop } = await wms.connect();
    const { shipment } = await routedOrder(shop, { sku: "MUG-OAK", quantity: 1 });
    await adminSql`update public.shipments set status = 'publishing', publish_attempts = 1, last_attempt_at = now()
      where id = ${shipment.id}`;
    await wms.crawl(["get_orders"]);
    expect(await publishShipment(shop.ctx, shipment.id)).toBe("wait-for-crawl");

    await adminSql`update public.shipments set last_attempt_at = now() - interval '3 minutes' where id = ${shipment.id}`;
    expect(await publishShipment(shop.ctx, shipment.id)).toBe("published");
  });

  test("that is still running answers 409 to the next, and both end in one order", async () => {
    const { shop } = await wms.connect("harborside");
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-ASH", quantity: 1 });
    await wms.fault({ fault: "slow", endpoint: "POST /wms/orders", delayMs: 1500, times: 1 });
    const first = publishShipment(shop.ctx, shipment.id);
    await waitFor(async () => ((await latestShipment(orderId)).publish_attempts === 1 ? true : undefined));
    // The first is thought dead although it is not.
    await adminSql`update public.shipments set attempt_ended_at = now() where id = ${shipment.id}`;
    await wms.crawl(["get_orders"]);

    await expect(publishShipment(shop.ctx, shipment.id)).rejects.toMatchObject({ kind: "conflict" });
    expect(await first).toBe("published");
    expect(await publishShipment(shop.ctx, shipment.id)).toBe("nothing-to-do");
    expect(await wms.ordersNumbered(shipment.number)).toHaveLength(1);
  });

  test("a number the WMS knows but Trackstar does not yet is adopted, not refused", async () => {
    const account = await wms.connect("northline"); // refuses the same number twice
    const { shop } = account;
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-OAK", quantity: 1 });
    await wms.fault({ fault: "write-reaches-wms-but-500", endpoint: "POST /wms/orders", times: 1 });
    await expect(createElsewhere(account, { order_number: shipment.number })).rejects.toThrow();

    expect(await publishShipment(shop.ctx, shipment.id)).toBe("wait-for-crawl");
    await untilCrawled(account, shipment.number);
    expect(await publishShipment(shop.ctx, shipment.id)).toBe("adopted");
    expect(await orderState(orderId)).toMatchObject({ routing_status: "routed" });
  });
});
