import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { requestRouting, retryUnfillable } from "#app/db/routing.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { makeShop, makeTwoShops, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeConnection, makeWarehouse, setStock } from "#tests/support/warehouses.ts";

async function orderRow(id: string) {
  const [row] = await adminSql<
    { routing_status: string; routing_reason: string | null; routed_to_warehouse_id: string | null }[]
  >`select routing_status, routing_reason, routed_to_warehouse_id from public.unified_orders where id = ${id}`;
  return row;
}

async function promised(shop: TestShop, sku: string): Promise<number> {
  const [row] = await adminSql<{ units: number }[]>`
    select coalesce(sum(quantity), 0)::int as units from public.inventory_reservations
    where shop_id = ${shop.id} and sku = ${sku} and released_at is null`;
  return row?.units ?? 0;
}

async function shipments(orderId: string) {
  return adminSql<{ id: string; number: string; status: string; units: number; warehouse_id: string }[]>`
    select id, number, status, units, warehouse_id from public.shipments where order_id = ${orderId} order by number`;
}

describe("routing an order", () => {
  test("saves the decision with its shipment and its reservation", async () => {
    const shop = await makeShop();
    const reno = await makeWarehouse(shop, { place: "reno" });
    const newark = await makeWarehouse(shop, { place: "newark" });
    await setStock(shop, reno, "A", 5);
    await setStock(shop, newark, "A", 5);
    const order = await makePendingOrder(shop, [{ sku: "A", quantity: 2 }]);

    expect(await routeOrder(shop.ctx, order)).toBe("saved");

    expect(await orderRow(order)).toEqual({
      routing_status: "routed",
      routing_reason: null,
      routed_to_warehouse_id: reno.id,
    });
    expect(await shipments(order)).toMatchObject([{ units: 2, status: "planned", warehouse_id: reno.id }]);
    expect(await promised(shop, "A")).toBe(2);
    const [decision] = await adminSql<{ factors: { totalScore: number }; others: number }[]>`
      select decision_factors as factors, jsonb_array_length(alternatives) as others
      from public.routing_decisions where order_id = ${order} and is_current`;
    expect(decision?.others).toBe(1);
    expect(decision?.factors.totalScore).toBeGreaterThan(0.5);
  });

  test("decides an order once", async () => {
    const shop = await makeShop();
    await setStock(shop, await makeWarehouse(shop), "A", 5);
    const order = await makePendingOrder(shop, [{ sku: "A", quantity: 2 }]);
    await routeOrder(shop.ctx, order);

    expect(await routeOrder(shop.ctx, order)).toBe("already-decided");
    expect(await shipments(order)).toHaveLength(1);
    expect(await promised(shop, "A")).toBe(2);
  });

  test("cannot reach another shop's order", async () => {
    const { mine, theirs } = await makeTwoShops();
    await setStock(mine, await makeWarehouse(mine), "A", 5);
    const order = await makePendingOrder(theirs, [{ sku: "A", quantity: 1 }]);

    expect(await routeOrder(mine.ctx, order)).toBe("order-not-found");
    expect(await requestRouting(mine.ctx.db, mine.id, order, "test")).toBe("order-not-found");
    expect((await orderRow(order))?.routing_status).toBe("pending");
  });

  test("twenty orders for the last unit: one gets it", async () => {
    const shop = await makeShop();
    await setStock(shop, await makeWarehouse(shop), "LAST", 1);
    const orders = await Promise.all(
      Array.from({ length: 20 }, () => makePendingOrder(shop, [{ sku: "LAST", quantity: 1 }])),
    );

    await Promise.all(orders.map((order) => routeOrder(shop.ctx, order)));

    const statuses = await Promise.all(orders.map(orderRow));
    expect(statuses.filter((row) => row?.routing_status === "routed")).toHaveLength(1);
    expect(statuses.filter((row) => row?.routing_status === "unfillable")).toHaveLength(19);
    expect(await promised(shop, "LAST")).toBe(1);
  });

  test("a daily capacity of three takes exactly three orders", async () => {
    const shop = await makeShop();
    const small = await makeWarehouse(shop, { place: "reno", dailyCapacity: 3 });
    await setStock(shop, small, "A", 100);
    const orders = await Promise.all(
      Array.from({ length: 8 }, () => makePendingOrder(shop, [{ sku: "A", quantity: 1 }])),
    );

    await Promise.all(orders.map((order) => routeOrder(shop.ctx, order)));

    const statuses = (await Promise.all(orders.map(orderRow))).map((row) => row?.routing_status);
    expect(statuses.filter((status) => status === "routed")).toHaveLength(3);
    const [day] = await adminSql<{ orders: number }[]>`
      select orders from public.warehouse_days where warehouse_id = ${small.id}`;
    expect(day?.orders).toBe(3);
  });

  test("stock of unknown size is not routable", async () => {
    const shop = await makeShop();
    await setStock(shop, await makeWarehouse(shop), "A", null);
    const order = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);

    await routeOrder(shop.ctx, order);

    expect(await orderRow(order)).toMatchObject({ routing_status: "unfillable", routing_reason: "no_stock" });
  });

  test("an unfillable order is routed once its SKU is in stock again", async () => {
    const shop = await makeShop();
    const warehouse = await makeWarehouse(shop);
    await setStock(shop, warehouse, "A", 0);
    const order = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    await routeOrder(shop.ctx, order);
    await routeOrder(shop.ctx, order);
    const decisions = await adminSql`select from public.routing_decisions where order_id = ${order}`;
    expect(decisions).toHaveLength(1);

    await setStock(shop, warehouse, "A", 4);
    expect(await retryUnfillable(shop.ctx.db, shop.id, ["B"])).toBe(0);
    expect(await retryUnfillable(shop.ctx.db, shop.id, ["A"])).toBe(1);
    const jobs = await adminSql`select from graphile_worker.jobs where key = ${`route:${order}`}`;
    expect(jobs).toHaveLength(1);
    expect(await routeOrder(shop.ctx, order)).toBe("saved");
    expect((await orderRow(order))?.routing_status).toBe("routed");
  });

  test("an order whose line has no SKU is held with that reason", async () => {
    const shop = await makeShop();
    await setStock(shop, await makeWarehouse(shop), "A", 5);
    const order = await makePendingOrder(shop, [{ sku: "", quantity: 1 }]);

    expect(await routeOrder(shop.ctx, order)).toBe("held");
    expect(await orderRow(order)).toMatchObject({
      routing_status: "held",
      routing_reason: "line_without_sku",
    });
  });

  test("a WMS that cannot be told the warehouse counts as one place with the stock of all its warehouses", async () => {
    const shop = await makeShop();
    const connectionId = await makeConnection(shop, { warehouseSelectable: false });
    const first = await makeWarehouse(shop, { connectionId, place: "columbus", priority: 1 });
    const second = await makeWarehouse(shop, { connectionId, place: "newark", priority: 2 });
    await setStock(shop, first, "A", 2);
    await setStock(shop, second, "A", 3);
    const order = await makePendingOrder(shop, [{ sku: "A", quantity: 5 }]);

    expect(await routeOrder(shop.ctx, order)).toBe("saved");
    expect(await shipments(order)).toMatchObject([{ units: 5, warehouse_id: first.id }]);
    const next = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    await routeOrder(shop.ctx, next);
    expect((await orderRow(next))?.routing_status).toBe("unfillable");
  });
});

describe("settings that no longer fit", () => {
  test("a preferred warehouse that is gone stops nothing", async () => {
    const shop = await makeShop();
    await setStock(shop, await makeWarehouse(shop), "A", 5);
    await adminSql`update public.stores set settings = ${adminSql.json({ preferred_warehouse_id: randomUUID() })}
      where id = ${shop.id}`;
    const order = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);

    expect(await routeOrder(shop.ctx, order)).toBe("saved");
  });

  test.each(["Nowhere/City", "EST", ""])(
    "a time zone named %s is refused when it is written",
    async (zone) => {
      const shop = await makeShop();
      const warehouse = await makeWarehouse(shop);
      await expect(
        adminSql`update public.trackstar_warehouses set time_zone = ${zone} where id = ${warehouse.id}`,
      ).rejects.toThrow("trackstar_warehouses_time_zone_known");
    },
  );
});
