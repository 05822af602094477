import { describe, expect, test } from "vitest";
import { saveInventory } from "#app/db/inventory.server.ts";
import { acceptMissing } from "#app/services/connections/accept-missing.server.ts";
import { adminSql } from "#tests/support/stack.ts";
import { changesOf, connectionRow, stockOf } from "./arrange.ts";
import { crawled, databaseTime, pull, row, setUp, skus } from "./pull.ts";

describe("stock that is not listed any more", () => {
  test("becomes 0 at the second complete pull in a row without it", async () => {
    const { shop, warehouse, connectionId } = await setUp();
    const all = [row(warehouse, "A", 3), row(warehouse, "B", 4)];
    await pull(shop, connectionId, all);
    await pull(shop, connectionId, all.slice(0, 1));
    await pull(shop, connectionId, all);
    await pull(shop, connectionId, all.slice(0, 1));
    expect(await stockOf(connectionId)).toMatchObject([
      { sku: "A" },
      { sku: "B", available: 4, missing_pulls: 1 },
    ]);
    expect(await pull(shop, connectionId, all.slice(0, 1))).toMatchObject({ vanished: 1, suspect: false });
    expect(await stockOf(connectionId)).toMatchObject([
      { sku: "A" },
      { sku: "B", available: 0, is_known: true },
    ]);
    expect((await changesOf(shop.id)).at(-1)).toEqual({
      sku: "B",
      available_before: 4,
      available_after: 0,
      cause: "missing",
    });
    await pull(shop, connectionId, all.slice(0, 1));
    expect((await changesOf(shop.id)).filter((change) => change.cause === "missing")).toHaveLength(1);
  });

  test("stays when pulls were not complete, however many", async () => {
    const { shop, warehouse, connectionId } = await setUp();
    await pull(shop, connectionId, [row(warehouse, "A", 3), row(warehouse, "B", 4)]);
    for (let i = 0; i < 3; i += 1) {
      const slice = { rows: [row(warehouse, "A", 3)], crawl: crawled, pullStartedAt: await databaseTime() };
      await saveInventory(shop.ctx.db, shop.id, connectionId, { ...slice, complete: false });
    }
    expect(await stockOf(connectionId)).toMatchObject([
      { sku: "A" },
      { sku: "B", available: 4, missing_pulls: 0 },
    ]);
  });

  test("counts as listed when an earlier slice of the same pull had it", async () => {
    const { shop, warehouse, connectionId } = await setUp();
    for (let i = 0; i < 3; i += 1) {
      const pullStartedAt = await databaseTime();
      for (const sku of ["A", "B"]) {
        const slice = {
          rows: [row(warehouse, sku, 3)],
          crawl: crawled,
          pullStartedAt,
          complete: sku === "B",
        };
        await saveInventory(shop.ctx.db, shop.id, connectionId, slice);
      }
    }
    expect(await stockOf(connectionId)).toMatchObject([{ missing_pulls: 0 }, { missing_pulls: 0 }]);
  });

  test("is kept, and the connection shown red, when more than 20% and 20 rows vanish at once", async () => {
    const { shop, warehouse, connectionId } = await setUp();
    const all = skus(100).map((sku) => row(warehouse, sku, 5));
    await pull(shop, connectionId, all);
    for (let i = 0; i < 3; i += 1) {
      expect(await pull(shop, connectionId, all.slice(21))).toMatchObject({
        suspect: true,
        missing: 21,
        vanished: 0,
      });
    }
    expect((await stockOf(connectionId)).every((each) => each.available === 5)).toBe(true);
    expect(await connectionRow(connectionId)).toMatchObject({ health: "stock_suspect" });

    await pull(shop, connectionId, all);
    expect(await connectionRow(connectionId)).toMatchObject({ health: "ok" });
  });

  test.each([
    [100, 20],
    [200, 40],
    [10, 10],
  ])("of %i rows, %i may vanish without asking", async (total, vanishing) => {
    const { shop, warehouse, connectionId } = await setUp();
    const all = skus(total).map((sku) => row(warehouse, sku, 5));
    await pull(shop, connectionId, all);
    await pull(shop, connectionId, all.slice(vanishing));
    expect(await pull(shop, connectionId, all.slice(vanishing))).toMatchObject({
      vanished: vanishing,
      suspect: false,
    });
  });

  test("becomes 0 when the merchant confirms it, and what is listed stays", async () => {
    const { shop, warehouse, connectionId } = await setUp();
    const all = skus(50).map((sku) => row(warehouse, sku, 5));
    await pull(shop, connectionId, all);
    // Nothing to confirm yet.
    expect(await acceptMissing(shop.ctx, connectionId)).toEqual({ outcome: "accepted", rows: 0 });
    const startedAt = await databaseTime();
    await pull(shop, connectionId, all.slice(30));
    await adminSql`
      insert into public.connection_sync_status (shop_id, connection_id, sync_type, status, started_at)
      values (${shop.id}, ${connectionId}, 'inventory', 'completed', ${startedAt})`;
    expect(await acceptMissing(shop.ctx, connectionId)).toEqual({ outcome: "accepted", rows: 30 });
    const stock = await stockOf(connectionId);
    expect(stock.filter((each) => each.available === 0)).toHaveLength(30);
    expect(stock.filter((each) => each.available === 5)).toHaveLength(20);
    expect(await connectionRow(connectionId)).toMatchObject({ health: "ok" });
  });
});
