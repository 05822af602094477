import { describe, expect, test } from "vitest";
import { releaseExpiredReservations } from "#app/db/routing.server.ts";
import { setOrderCreation } from "#app/db/connections.server.ts";
import { publishShipment } from "#app/services/routing/publish-shipment.server.ts";
import type { TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
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

const wms = startWms();

async function atpOf(shop: TestShop, sku: string): Promise<number> {
  const [row] = await adminSql<{ atp: number }[]>`
    select sum(atp)::int as atp from public.available_to_promise(${shop.id}, null, array[${sku}])`;
  return row?.atp ?? 0;
}

const age = (orderId: string, hours: number) => adminSql`
  update public.inventory_reservations r set created_at = r.created_at - make_interval(hours => ${hours})
  from public.shipments s where s.id = r.shipment_id and s.order_id = ${orderId}`;

describe("a reservation", () => {
  test("ends with the first crawl begun after the WMS accepted the order, and the units count once all the while", async () => {
    const connection = await wms.connect();
    const { shop } = connection;
    const before = await atpOf(shop, "TOTE-OAK");
    await wms.crawl(["get_inventory"]); // not read before the order is in
    const { orderId, shipment } = await routedOrder(shop, { sku: "TOTE-OAK", quantity: 3 });
    expect(await atpOf(shop, "TOTE-OAK")).toBe(before - 3);
    await publishShipment(shop.ctx, shipment.id);

    await sync(connection, "inventory");
    expect(await reservationsOf(orderId)).toMatchObject([{ is_accepted: true, release_reason: null }]);
    expect(await atpOf(shop, "TOTE-OAK")).toBe(before - 3);

    await wms.crawl(["get_inventory"]);
    await sync(connection, "inventory");
    expect(await reservationsOf(orderId)).toMatchObject([{ release_reason: "in_source" }]);
    expect(await atpOf(shop, "TOTE-OAK")).toBe(before - 3);

    await wms.atWms((await latestShipment(orderId)).wms_order_id ?? "", "ship");
    await wms.crawl();
    await sync(connection, "orders", "inventory");
    expect(await latestShipment(orderId)).toMatchObject({ status: "shipped" });
    expect(await reservationsOf(orderId)).toMatchObject([{ release_reason: "in_source" }]);
    expect(await atpOf(shop, "TOTE-OAK")).toBe(before - 3);
  });

  test("of a shipment nobody publishes ends after the shop's limit, with a line in the history", async () => {
    const { shop, id } = await wms.connect();
    await setOrderCreation(shop.ctx.db, shop.id, id, "off", "test");
    await adminSql`update public.stores set settings = '{"reservation_hours": 5}' where id = ${shop.id}`;
    const before = await atpOf(shop, "TOTE-ASH");
    const { orderId, shipment } = await routedOrder(shop, { sku: "TOTE-ASH", quantity: 1 });
    await age(orderId, 4);
    await releaseExpiredReservations(shop.ctx.db);
    expect(await reservationsOf(orderId)).toMatchObject([{ release_reason: null }]);

    await age(orderId, 2);
    await releaseExpiredReservations(shop.ctx.db);
    await releaseExpiredReservations(shop.ctx.db);
    expect(await reservationsOf(orderId)).toMatchObject([{ release_reason: "expired" }]);
    expect(await atpOf(shop, "TOTE-ASH")).toBe(before);
    expect((await historyOf(orderId)).filter(({ kind }) => kind === "reservation_released")).toMatchObject([
      { details: { number: shipment.number, reason: "expired" } },
    ]);
    // Its place in the day stays: it is still to be shipped.
    expect(await ordersToday(shop)).toBe(1);
  });

  test("of a published shipment does not expire", async () => {
    const { shop } = await wms.connect();
    const { orderId, shipment } = await routedOrder(shop, { sku: "TOTE-ASH", quantity: 1 });
    await publishShipment(shop.ctx, shipment.id);
    await age(orderId, 1000);
    await releaseExpiredReservations(shop.ctx.db);
    expect(await reservationsOf(orderId)).toMatchObject([{ release_reason: null }]);
  });

  test("that had expired is made again when the shipment is published late", async () => {
    const { shop } = await wms.connect();
    const before = await atpOf(shop, "TOTE-ASH");
    const { orderId, shipment } = await routedOrder(shop, { sku: "TOTE-ASH", quantity: 2 });
    await age(orderId, 1000);
    await releaseExpiredReservations(shop.ctx.db);

    expect(await publishShipment(shop.ctx, shipment.id)).toBe("published");
    expect(await reservationsOf(orderId)).toEqual([
      { quantity: 2, is_accepted: false, release_reason: "expired" },
      { quantity: 2, is_accepted: true, release_reason: null },
    ]);
    expect(await atpOf(shop, "TOTE-ASH")).toBe(before - 2);
  });

  test("that had expired and went to somebody else has the order decided again", async () => {
    for (const warehouse of ["wh-reno", "wh-columbus"]) await wms.shelve(warehouse, "TOTE-FERN", 1);
    const { shop } = await wms.connect();
    const { orderId, shipment } = await routedOrder(shop, { sku: "TOTE-FERN", quantity: 1 });
    await age(orderId, 1000);
    await releaseExpiredReservations(shop.ctx.db);
    const other = await routedOrder(shop, { sku: "TOTE-FERN", quantity: 1 });
    expect(other.shipment.warehouse).toBe(shipment.warehouse);

    expect(await publishShipment(shop.ctx, shipment.id)).toBe("routed-again");
    expect(await orderState(orderId)).toMatchObject({ routing_status: "pending" });
    expect(await latestShipment(orderId)).toMatchObject({ status: "cancelled" });
    expect((await reservationsOf(orderId)).map((row) => row.release_reason)).toEqual([
      "expired",
      "superseded",
    ]);
    expect(await kindsOf(other.orderId)).toEqual(["decided"]);
    expect(await ordersToday(shop)).toBe(1);
  });
});
