import { describe, expect, test } from "vitest";
import { publishShipment } from "#app/services/routing/publish-shipment.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import type { TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { setStock } from "#tests/support/warehouses.ts";
import {
  hasJob,
  latestShipment,
  orderState,
  ordersToday,
  reservationsOf,
  routedOrder,
  shipmentsOf,
  startWms,
} from "./wms.ts";

const wms = startWms();

describe("a refusal", () => {
  test("for stock tries the next best warehouse, and after three a person decides", async () => {
    const warehouses = ["wh-reno", "wh-columbus", "wh-newark", "wh-dallas"];
    for (const warehouse of warehouses) await wms.shelve(warehouse, "VASE-OAK", 5);
    const { shop } = await wms.connect("northline");
    await wms.connect("harborside", shop);
    // Gone since the last crawl: only the WMS knows.
    for (const warehouse of warehouses) await wms.shelve(warehouse, "VASE-OAK", 0);
    const { orderId } = await routedOrder(shop, { sku: "VASE-OAK", quantity: 1 });
    const outcomes = [];
    for (let round = 1; round <= 3; round++) {
      outcomes.push(await publishShipment(shop.ctx, (await latestShipment(orderId)).id));
      expect(await ordersToday(shop)).toBe(0);
      if (round < 3) expect(await routeOrder(shop.ctx, orderId)).toBe("saved");
    }

    expect(outcomes).toEqual(["routed-again", "routed-again", "needs-review"]);
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "needs_review",
      routing_reason: "rejected_by_three",
      routed_to_warehouse_id: null,
    });
    const tried = await shipmentsOf(orderId);
    expect(new Set(tried.map((shipment) => shipment.warehouse)).size).toBe(3);
    expect(tried.map((shipment) => shipment.status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(tried[0]?.error_message).toContain("Insufficient stock");
    expect(tried.map((shipment) => shipment.number.replace(tried[0]?.number ?? "", ""))).toEqual([
      "",
      "-2",
      "-3",
    ]);
    const ended = { quantity: 1, is_accepted: false, release_reason: "rejected" };
    expect(await reservationsOf(orderId)).toEqual([ended, ended, ended]);
  });

  test.each([
    [
      "the address",
      async (orderId: string) => adminSql`
      update public.unified_orders set ship_to_postal_code = 'nowhere' where id = ${orderId}`,
      "Invalid address",
    ],
    [
      "a missing field",
      async (orderId: string) => adminSql`
      update public.unified_orders set ship_to_city = null where id = ${orderId}`,
      "Validation error",
    ],
  ])("of %s is for a person at once", async (_what, spoil, message) => {
    const { shop } = await wms.connect();
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-OAK", quantity: 1 });
    await spoil(orderId);
    await publishOnceRefused(shop, orderId, shipment.id, message);
  });

  test("of a SKU is for a person at once", async () => {
    const { shop } = await wms.connect();
    const [reno] = await adminSql<{ id: string }[]>`
      select id from public.trackstar_warehouses where shop_id = ${shop.id} and trackstar_warehouse_id = 'wh-reno'`;
    const warehouse = { id: reno?.id ?? "", connectionId: "", trackstarWarehouseId: "wh-reno" };
    await setStock(shop, warehouse, "GHOST-STOCK", 5);
    const { orderId, shipment } = await routedOrder(shop, { sku: "GHOST-STOCK", quantity: 1 });
    await publishOnceRefused(shop, orderId, shipment.id, "Unknown SKU");
  });

  async function publishOnceRefused(shop: TestShop, orderId: string, shipmentId: string, message: string) {
    expect(await publishShipment(shop.ctx, shipmentId)).toBe("needs-review");
    const reason = { routing_status: "needs_review", routing_reason: "rejected_by_wms" };
    expect(await orderState(orderId)).toMatchObject(reason);
    expect((await latestShipment(orderId)).error_message).toContain(message);
    expect(await reservationsOf(orderId)).toEqual([
      { quantity: 1, is_accepted: false, release_reason: "rejected" },
    ]);
    expect(await ordersToday(shop)).toBe(0);
    expect(await hasJob(`route:${orderId}`)).toBe(false);
  }

  test("of one of two shipments, the other being published, is for a person", async () => {
    const { shop } = await wms.connect();
    const { orderId, shipment } = await routedOrder(shop, { sku: "MUG-OAK", quantity: 1 });
    await adminSql`
      insert into public.shipments (shop_id, order_id, decision_id, warehouse_id, number, lines, units, status)
      select shop_id, order_id, decision_id, warehouse_id, number || '-2', lines, units, 'published'
      from public.shipments where id = ${shipment.id}`;
    await wms.shelve(shipment.warehouse, "MUG-OAK", 0);

    expect(await publishShipment(shop.ctx, shipment.id)).toBe("needs-review");
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "needs_review",
      routing_reason: "rejected_in_part",
    });
    expect(await routeOrder(shop.ctx, orderId)).toBe("already-decided");
    expect(await orderState(orderId)).toMatchObject({ routing_status: "needs_review" });
  });
});
