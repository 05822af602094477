import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { makeShop, makeTwoShops } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeConnection, makeWarehouse } from "#tests/support/warehouses.ts";
import { changesOf, jobsOf, stockOf } from "./arrange.ts";
import { crawled, pull, row, setUp } from "./pull.ts";

describe("saving stock", () => {
  test("keeps exactly what the last pull listed, and the changes add up to it", async () => {
    const shop = await makeShop();
    const connectionId = await makeConnection(shop);
    const warehouses = [
      await makeWarehouse(shop, { connectionId }),
      await makeWarehouse(shop, { connectionId }),
    ];
    const seen = new Set<string>();
    const anyPull = fc.uniqueArray(
      fc.record({
        warehouse: fc.constantFrom(...warehouses),
        sku: fc.constantFrom("A", "B", "a", "0"),
        available: fc.option(fc.integer({ min: -3, max: 50 }), { nil: null }),
      }),
      { selector: (each) => `${each.warehouse.id} ${each.sku}`, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(anyPull, async (listed) => {
        await pull(
          shop,
          connectionId,
          listed.map((each) => row(each.warehouse, each.sku, each.available)),
        );
        for (const each of listed) seen.add(`${each.warehouse.id} ${each.sku}`);
        const stock = await stockOf(connectionId);
        expect(stock).toHaveLength(seen.size);
        for (const each of listed) {
          expect(stock).toContainEqual(
            expect.objectContaining({
              warehouse: each.warehouse.trackstarWarehouseId,
              sku: each.sku,
              available: each.available,
              is_known: each.available !== null,
              missing_pulls: 0,
            }),
          );
        }
        const [sums] = await adminSql<{ changes: number; stock: number }[]>`
          select (select coalesce(sum(coalesce(available_after, 0) - coalesce(available_before, 0)), 0)::int
                  from public.stock_changes where shop_id = ${shop.id}) as changes,
                 (select coalesce(sum(available), 0)::int
                  from public.trackstar_inventory where shop_id = ${shop.id}) as stock`;
        expect(sums?.changes).toBe(sums?.stock);
      }),
      { numRuns: 25 },
    );
  });

  test("writes no change when nothing changed", async () => {
    const { shop, warehouse, connectionId } = await setUp();
    await pull(shop, connectionId, [row(warehouse, "A", 3)]);
    await pull(shop, connectionId, [row(warehouse, "A", 3)]);
    expect(await changesOf(shop.id)).toHaveLength(1);
  });

  test("leaves unknown stock unknown", async () => {
    const { shop, warehouse, connectionId } = await setUp();
    await pull(shop, connectionId, [row(warehouse, "A", null)]);
    expect(await stockOf(connectionId)).toMatchObject([{ available: null, is_known: false }]);
  });

  test("takes the crawl's start for the age, and while a crawl runs keeps the age it knows", async () => {
    const { shop, warehouse, connectionId } = await setUp();
    await pull(shop, connectionId, [row(warehouse, "A", 3)]);
    await pull(shop, connectionId, [row(warehouse, "A", 4), row(warehouse, "B", 1)], {
      startedAt: null,
      endedAt: new Date("2026-10-01T11:00:00Z"),
    });
    const ages = (await stockOf(connectionId)).map((each) => [each.sku, each.source_as_of]);
    expect(ages).toEqual([
      ["A", crawled.startedAt],
      ["B", new Date("2026-10-01T11:00:00Z")],
    ]);
  });

  test("names warehouses it does not know and saves nothing for them", async () => {
    const { shop, connectionId } = await setUp();
    const elsewhere = await makeWarehouse(shop);
    const saved = await pull(shop, connectionId, [row(elsewhere, "A", 3)]);
    expect(saved).toMatchObject({ saved: 0, unknownWarehouses: [elsewhere.trackstarWarehouseId] });
    expect(await stockOf(elsewhere.connectionId)).toEqual([]);
  });

  test("one shop cannot write another's stock", async () => {
    const { mine, theirs } = await makeTwoShops();
    const warehouse = await makeWarehouse(theirs);
    await pull(theirs, warehouse.connectionId, [row(warehouse, "A", 3)]);
    await pull(mine, warehouse.connectionId, [row(warehouse, "A", 99)]);
    await pull(mine, warehouse.connectionId, []);
    await pull(mine, warehouse.connectionId, []);
    expect(await stockOf(warehouse.connectionId)).toMatchObject([
      { sku: "A", available: 3, missing_pulls: 0 },
    ]);
    expect(await changesOf(mine.id)).toEqual([]);
  });

  test("retries orders that wait for a SKU that rose, and only for those", async () => {
    const { shop, warehouse, connectionId } = await setUp();
    await pull(shop, connectionId, [
      row(warehouse, "UP", 1),
      row(warehouse, "DOWN", 9),
      row(warehouse, "NONE", 0),
    ]);
    await pull(shop, connectionId, [
      row(warehouse, "UP", 2),
      row(warehouse, "DOWN", 8),
      row(warehouse, "NONE", 0),
    ]);
    const retries = (await jobsOf(shop.id))
      .filter((job) => job.task === "retry_unfillable")
      .map((job) => job.payload);
    expect(retries).toEqual([
      { shopId: shop.id, skus: ["DOWN", "UP"] },
      { shopId: shop.id, skus: ["UP"] },
    ]);
  });
});

describe("reservations", () => {
  test("end once a crawl begun after the WMS accepted the order is in", async () => {
    const { shop, warehouse, connectionId } = await setUp();
    await pull(shop, connectionId, [row(warehouse, "A", 5)]);
    await adminSql`update public.trackstar_inventory set source_as_of = now() where shop_id = ${shop.id}`;
    expect(await routeOrder(shop.ctx, await makePendingOrder(shop, [{ sku: "A", quantity: 2 }]))).toBe(
      "saved",
    );
    const reserved = () => adminSql<{ reason: string | null }[]>`
      select release_reason as reason from public.inventory_reservations where shop_id = ${shop.id}`;
    const acceptedAt = new Date("2026-10-01T12:00:00Z");
    const crawl = (startedAt: Date) =>
      pull(shop, connectionId, [row(warehouse, "A", 3)], { startedAt, endedAt: null });

    await crawl(new Date("2026-10-01T12:30:00Z"));
    expect(await reserved()).toEqual([{ reason: null }]); // not accepted yet
    await adminSql`update public.inventory_reservations set accepted_at = ${acceptedAt} where shop_id = ${shop.id}`;
    await crawl(new Date("2026-10-01T11:59:59Z"));
    expect(await reserved()).toEqual([{ reason: null }]); // begun before
    await crawl(new Date("2026-10-01T12:00:01Z"));
    expect(await reserved()).toEqual([{ reason: "in_source" }]);
  });

  test("stay while the figures do not list their SKU", async () => {
    const { shop, warehouse, connectionId } = await setUp();
    await pull(shop, connectionId, [row(warehouse, "A", 5), row(warehouse, "B", 5)]);
    await adminSql`update public.trackstar_inventory set source_as_of = now() where shop_id = ${shop.id}`;
    await routeOrder(shop.ctx, await makePendingOrder(shop, [{ sku: "A", quantity: 2 }]));
    await adminSql`update public.inventory_reservations set accepted_at = '2026-10-01' where shop_id = ${shop.id}`;
    await pull(shop, connectionId, [row(warehouse, "B", 5)], {
      startedAt: new Date("2026-10-02"),
      endedAt: null,
    });
    const open = await adminSql`
      select from public.inventory_reservations where shop_id = ${shop.id} and released_at is null`;
    expect(open).toHaveLength(1);
  });
});

test("an unknown connection's stock is refused without a trace", async () => {
  const shop = await makeShop();
  const saved = await pull(shop, randomUUID(), [
    { ...row({ id: "", connectionId: "", trackstarWarehouseId: "w" }, "A", 1) },
  ]);
  expect(saved).toMatchObject({ saved: 0, unknownWarehouses: ["w"] });
});
