import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { chooseOrderCreation } from "#app/services/connections/manage-connection.server.ts";
import { syncConnection } from "#app/services/connections/sync-connection.server.ts";
import { publishShipment } from "#app/services/routing/publish-shipment.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { type Peer, startTrackstarPeer } from "#tests/support/peers.ts";
import { makeShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { link, stockOf } from "./arrange.ts";

let peer: Peer;
beforeAll(async () => {
  peer = await startTrackstarPeer({ INITIAL_CRAWL_DELAY_SECONDS: "3600", WMS_SHIP_AFTER_SECONDS: "off" });
});
afterAll(() => peer.stop());

const Calls = z.object({
  calls: z.array(z.object({ method: z.string(), path: z.string(), query: z.string() })),
});

test("what the WMS does with an order comes back: accepted, shipped, its tracking and its stock", async () => {
  const shop = await makeShop();
  const id = await link(peer, shop, { account: "northline" });
  const crawlAndSync = async () => {
    await peer.call("POST", "/sandbox/crawl", {});
    for (const kind of ["warehouses", "products", "inventory", "orders"] as const) {
      expect(await syncConnection(shop.ctx, id, kind)).toBe("completed");
    }
  };
  await crawlAndSync();
  await chooseOrderCreation(shop.ctx, id, "swyft");
  const stocked = (await stockOf(id)).find((row) => (row.available ?? 0) > 5 && !row.sku.startsWith("KIT-"));
  if (!stocked) throw new Error("nothing in stock");

  const order = await makePendingOrder(shop, [{ sku: stocked.sku, quantity: 2 }]);
  await adminSql`update public.unified_orders set ship_to_name = 'Recipient 1' where id = ${order}`;
  expect(await routeOrder({ ...shop.ctx, now: new Date() }, order)).toBe("saved");
  const shipment = async () => {
    const [row] = await adminSql<
      {
        id: string;
        status: string;
        wms_order_id: string | null;
        wms_status: string | null;
        tracking: { tracking_number: string; carrier: string }[];
      }[]
    >`select id, status, wms_order_id, wms_status, tracking from public.shipments where order_id = ${order}`;
    if (!row) throw new Error("no shipment");
    return row;
  };
  expect(await publishShipment(shop.ctx, (await shipment()).id)).toBe("published");
  const { wms_order_id: wmsOrderId } = await shipment();

  const reservation = async () => {
    const [row] = await adminSql<{ release_reason: string | null; accepted: boolean }[]>`
      select release_reason, accepted_at is not null as accepted
      from public.inventory_reservations where shop_id = ${shop.id}`;
    return row;
  };
  expect(await reservation()).toEqual({ release_reason: null, accepted: true });
  await crawlAndSync();
  // The figures now read were crawled after the WMS had the order.
  expect(await reservation()).toEqual({ release_reason: "in_source", accepted: true });

  await peer.call("POST", `/sandbox/wms/orders/${wmsOrderId}/ship`);
  await crawlAndSync();
  const shipped = await shipment();
  expect(shipped).toMatchObject({ status: "shipped", wms_status: "fulfilled" });
  expect(shipped.tracking).toHaveLength(1);
  expect(shipped.tracking[0]?.tracking_number).not.toBe("");
  const { calls } = Calls.parse(await peer.call("GET", "/sandbox/calls"));
  // Looking an order up by its number is publishing's; the syncs list all orders once, then what changed.
  const lists = calls
    .filter(({ method, path }) => method === "GET" && path === "/wms/orders")
    .map(({ query }) => decodeURIComponent(query))
    .filter((query) => !query.includes("order_number"));
  expect(lists.map((query) => query.includes("trackstar_updated_date[gte]="))).toEqual([false, true, true]);
});
