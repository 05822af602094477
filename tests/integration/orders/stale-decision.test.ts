import { describe, expect, test } from "vitest";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makeShop, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeConnection, makeWarehouse, setStock } from "#tests/support/warehouses.ts";
import {
  deliverAndProcess,
  gidOf,
  jobsOf,
  linePayload,
  orderPayload,
  orderRow,
} from "./shopify-deliveries.ts";

type Payload = ReturnType<typeof orderPayload>;

/** A shop whose order of two units of A has just been given to its one warehouse. */
async function makeRoutedOrder(orderCreation: "off" | "swyft" = "off") {
  const shop = await makeShop();
  const connectionId = await makeConnection(shop, { orderCreation });
  const warehouse = await makeWarehouse(shop, { connectionId });
  await setStock(shop, warehouse, "A", 10);
  const order = orderPayload();
  await deliverAndProcess({ topic: "orders/create", shop: shop.domain, body: order });
  const { id } = await rowOf(shop, order);
  expect(await routeOrder(shop.ctx, id)).toBe("saved");
  expect(await rowOf(shop, order)).toMatchObject({ routing_status: "routed" });
  await adminSql`delete from graphile_worker._private_jobs where key = ${`route:${id}`}`;
  return { shop, warehouse, order, id };
}

async function rowOf(shop: TestShop, order: { id: string }) {
  const row = await orderRow(shop.id, gidOf(order));
  if (!row) throw new Error("the order has no row");
  return row;
}

let lastSecond = 0;

async function update(shop: TestShop, order: Payload, changes: Record<string, unknown>): Promise<void> {
  lastSecond += 1;
  const updatedAt = new Date(Date.UTC(2026, 3, 1, 0, 0, lastSecond)).toISOString();
  const body = { ...order, updated_at: updatedAt, ...changes };
  expect(await deliverAndProcess({ topic: "orders/updated", shop: shop.domain, body })).toBe("processed");
}

const newAddress = (order: Payload) => ({
  shipping_address: { ...(order["shipping_address"] as object), address1: "2 Other Street" },
});

const shipmentOf = async (orderId: string) => {
  const [row] = await adminSql<{ id: string; status: string }[]>`
    select id, status from public.shipments where order_id = ${orderId} order by created_at, number`;
  if (!row) throw new Error("the order has no shipment");
  return row;
};

const setShipment = (id: string, status: string) =>
  adminSql`update public.shipments set status = ${status}::public.shipment_status where id = ${id}`;

async function openReservations(shop: TestShop): Promise<number> {
  const [row] = await adminSql<{ units: number }[]>`
    select coalesce(sum(quantity), 0)::int as units from public.inventory_reservations
    where shop_id = ${shop.id} and released_at is null`;
  return row?.units ?? 0;
}

async function ordersOfTheDay(shop: TestShop): Promise<number> {
  const [row] = await adminSql<{ orders: number }[]>`
    select coalesce(sum(orders), 0)::int as orders from public.warehouse_days where shop_id = ${shop.id}`;
  return row?.orders ?? 0;
}

describe("before anything is published", () => {
  test.each([
    ["the address", newAddress],
    ["the lines", () => ({ line_items: [linePayload({ current_quantity: 1, fulfillable_quantity: 1 })] })],
    [
      "a line more",
      () => ({
        line_items: [linePayload({}), linePayload({ admin_graphql_api_id: "gid://shopify/LineItem/2" })],
      }),
    ],
    ["a SKU", () => ({ line_items: [linePayload({ sku: "B" })] })],
  ])("a change of %s gives the units back and has the order decided again", async (_what, change) => {
    const { shop, order, id } = await makeRoutedOrder();
    const version = (await rowOf(shop, order)).facts_version;
    expect([await openReservations(shop), await ordersOfTheDay(shop)]).toEqual([2, 1]);

    await update(shop, order, change(order));

    expect(await rowOf(shop, order)).toMatchObject({
      routing_status: "pending",
      routing_reason: null,
      routing_decision_id: null,
      facts_version: version + 1,
    });
    expect((await shipmentOf(id)).status).toBe("cancelled");
    expect([await openReservations(shop), await ordersOfTheDay(shop)]).toEqual([0, 0]);
    expect(await jobsOf("route_order", `route:${id}`)).toBe(1);
    expect(await jobsOf("cancel_shipment", `cancel:${(await shipmentOf(id)).id}`)).toBe(0);
  });

  test.each([
    ["cancelled", "cancelled", { cancelled_at: "2026-04-01T00:00:00Z" }],
    ["refunded", "unpaid", { financial_status: "refunded" }],
    ["left without an address", "no_address", { shipping_address: null }],
  ])("an order %s is held and its units are free", async (_what, reason, changes) => {
    const { shop, order, id } = await makeRoutedOrder();
    await update(shop, order, changes);
    expect(await rowOf(shop, order)).toMatchObject({ routing_status: "held", routing_reason: reason });
    expect((await shipmentOf(id)).status).toBe("cancelled");
    expect([await openReservations(shop), await ordersOfTheDay(shop)]).toEqual([0, 0]);
    expect(await jobsOf("route_order", `route:${id}`)).toBe(0);
  });

  test("a deleted order is held", async () => {
    const { shop, order, id } = await makeRoutedOrder();
    await deliverAndProcess({ topic: "orders/delete", shop: shop.domain, body: `{"id":${order.id}}` });
    expect(await rowOf(shop, order)).toMatchObject({ routing_status: "held", routing_reason: "deleted" });
    expect((await shipmentOf(id)).status).toBe("cancelled");
  });

  test("an order that somebody shipped by hand is not shipped a second time", async () => {
    const { shop, order, id } = await makeRoutedOrder();
    const shipped = linePayload({ fulfillable_quantity: 0 });
    await update(shop, order, {
      line_items: [shipped],
      fulfillment_status: "fulfilled",
      closed_at: "2026-04-01T00:00:00Z",
    });
    expect((await shipmentOf(id)).status).toBe("cancelled");
    expect(await rowOf(shop, order)).toMatchObject({ routing_status: "held", routing_reason: "closed" });
  });
});

describe("a decision stays", () => {
  test.each([
    ["its tags", { tags: "vip" }],
    ["its payment to another that ships", { financial_status: "partially_refunded" }],
    ["where its buyer lives to the metre", {}],
  ])("when the order changes %s", async (_what, changes) => {
    const { shop, order, id } = await makeRoutedOrder();
    const before = await rowOf(shop, order);
    const address = { ...(order["shipping_address"] as object), latitude: 33.9701 };
    await update(shop, order, { shipping_address: address, ...changes });
    expect(await rowOf(shop, order)).toMatchObject({
      routing_status: "routed",
      routing_decision_id: before.routing_decision_id,
      facts_version: before.facts_version,
    });
    expect((await shipmentOf(id)).status).toBe("planned");
    expect(await openReservations(shop)).toBe(2);
  });

  test("when its own shipment is what was fulfilled, returned and archived", async () => {
    const { shop, order, id } = await makeRoutedOrder("swyft");
    const shipment = await shipmentOf(id);
    await setShipment(shipment.id, "published");
    const fulfilled = {
      line_items: [linePayload({ fulfillable_quantity: 0 })],
      fulfillment_status: "fulfilled",
    };
    await update(shop, order, { ...fulfilled, closed_at: "2026-04-02T00:00:00Z" });
    expect(await rowOf(shop, order)).toMatchObject({ routing_status: "routed" });
    await setShipment(shipment.id, "shipped");
    const returned = { line_items: [linePayload({ fulfillable_quantity: 0, current_quantity: 0 })] };
    await update(shop, order, { ...fulfilled, ...returned, financial_status: "refunded" });
    expect(await rowOf(shop, order)).toMatchObject({ routing_status: "routed" });
    expect(await jobsOf("cancel_shipment", `cancel:${shipment.id}`)).toBe(0);
  });
});

describe("after the WMS has it", () => {
  test.each(["publishing", "published"])(
    "a change asks a %s shipment back and decides nothing yet",
    async (status) => {
      const { shop, order, id } = await makeRoutedOrder("swyft");
      const shipment = await shipmentOf(id);
      await setShipment(shipment.id, status);
      const before = await rowOf(shop, order);

      await update(shop, order, newAddress(order));

      expect(await rowOf(shop, order)).toMatchObject({
        routing_status: "change_pending",
        routing_reason: null,
        routing_decision_id: before.routing_decision_id,
        facts_version: before.facts_version + 1,
      });
      expect((await shipmentOf(id)).status).toBe(status);
      expect(await openReservations(shop)).toBe(2);
      expect(await jobsOf("cancel_shipment", `cancel:${shipment.id}`)).toBe(1);
      expect(await jobsOf("route_order", `route:${id}`)).toBe(0);
    },
  );

  test("a cancelled order asks it back and says why it is held afterwards", async () => {
    const { shop, order, id } = await makeRoutedOrder("swyft");
    await setShipment((await shipmentOf(id)).id, "published");
    await update(shop, order, { cancelled_at: "2026-04-01T00:00:00Z" });
    expect(await rowOf(shop, order)).toMatchObject({
      routing_status: "change_pending",
      routing_reason: "cancelled",
    });
    expect(await jobsOf("cancel_shipment", `cancel:${(await shipmentOf(id)).id}`)).toBe(1);
  });
});

test("what is added to an order that has already left is for a person", async () => {
  const { shop, order, id } = await makeRoutedOrder("swyft");
  await setShipment((await shipmentOf(id)).id, "shipped");
  const more = linePayload({ admin_graphql_api_id: "gid://shopify/LineItem/2" });
  await update(shop, order, { line_items: [linePayload({ fulfillable_quantity: 0 }), more] });
  expect(await rowOf(shop, order)).toMatchObject({
    routing_status: "needs_review",
    routing_reason: "changed_after_shipping",
  });
});

test("an unfillable order is decided again when its address changes, and let go when it is cancelled", async () => {
  const shop = await makeShop();
  await makeWarehouse(shop);
  const order = orderPayload();
  await deliverAndProcess({ topic: "orders/create", shop: shop.domain, body: order });
  const { id } = await rowOf(shop, order);
  await routeOrder(shop.ctx, id);
  expect(await rowOf(shop, order)).toMatchObject({ routing_status: "unfillable" });
  await update(shop, order, { tags: "vip" });
  expect(await rowOf(shop, order)).toMatchObject({ routing_status: "unfillable" });
  await update(shop, order, newAddress(order));
  expect(await rowOf(shop, order)).toMatchObject({ routing_status: "pending" });
  await routeOrder(shop.ctx, id);
  await update(shop, order, { cancelled_at: "2026-04-01T00:00:00Z" });
  expect(await rowOf(shop, order)).toMatchObject({ routing_status: "held", routing_reason: "cancelled" });
});
