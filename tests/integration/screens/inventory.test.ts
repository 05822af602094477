import fc from "fast-check";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { exportInventory } from "#app/services/inventory/export-inventory.server.ts";
import { InventoryParams, openInventory } from "#app/services/inventory/open-inventory.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makeShop, makeTwoShops, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeConnection, makeWarehouse, setStock, type TestWarehouse } from "#tests/support/warehouses.ts";

const open = (shop: TestShop, query: Record<string, string> = {}, limit?: number) =>
  openInventory(shop.ctx, InventoryParams.parse(query), limit);

const skus = async (shop: TestShop, query: Record<string, string>) =>
  (await open(shop, query)).items.map(({ sku }) => sku);

async function fillStock(
  shop: TestShop,
  warehouse: TestWarehouse,
  rows: readonly { sku: string; available: number | null }[],
) {
  await adminSql`
    insert into public.trackstar_inventory (shop_id, warehouse_id, sku, available, on_hand, is_known, source_as_of)
    select ${shop.id}, ${warehouse.id}, r.sku, r.available, r.available, r.available is not null, now()
    from jsonb_to_recordset(${adminSql.json(rows.map((row) => ({ ...row })))}) as r (sku text, available integer)`;
}

async function readCsv(
  shop: TestShop,
  query: Record<string, string> = {},
  limit?: number,
): Promise<string[][]> {
  const parts: string[] = [];
  for await (const part of exportInventory(shop.ctx, InventoryParams.parse(query), limit)) parts.push(part);
  return Papa.parse<string[]>(parts.join("").trim()).data;
}

test("paging forth and back shows every SKU once, in order", async () => {
  const word = fc.stringMatching(/^[A-Za-z0-9 %_'-]{1,6}$/).filter((text) => text.trim() === text);
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(word, { maxLength: 20 }),
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom(undefined, "out"),
      async (all, limit, stock) => {
        const shop = await makeShop();
        const warehouse = await makeWarehouse(shop);
        await fillStock(
          shop,
          warehouse,
          all.map((sku, index) => ({ sku, available: index % 2 === 0 ? 0 : 20 })),
        );
        const expected = all.filter((_, index) => stock === undefined || index % 2 === 0);
        const filter = { ...(stock && { stock }) };
        const forward: string[] = [];
        let page = await open(shop, filter, limit);
        for (;;) {
          forward.push(...page.items.map(({ sku }) => sku));
          if (page.next === null) break;
          page = await open(shop, { ...filter, after: page.next }, limit);
        }
        expect([...forward].sort()).toEqual([...expected].sort());
        expect(new Set(forward).size).toBe(forward.length);

        const back = page.items.map(({ sku }) => sku);
        while (page.previous !== null) {
          page = await open(shop, { ...filter, before: page.previous }, limit);
          back.unshift(...page.items.map(({ sku }) => sku));
        }
        expect(back).toEqual(forward);
      },
    ),
    { numRuns: 15 },
  );
});

test("1,001 SKUs are all exported, slice by slice, and searched by how they begin", async () => {
  const shop = await makeShop();
  const warehouse = await makeWarehouse(shop);
  await fillStock(
    shop,
    warehouse,
    Array.from({ length: 1001 }, (_, index) => ({ sku: `SKU-${index}`, available: index })),
  );
  const csv = await readCsv(shop, {}, 100);
  expect(csv).toHaveLength(1002);
  expect(new Set(csv.slice(1).map(([sku]) => sku)).size).toBe(1001);
  expect((await open(shop, {}, 1500)).items).toHaveLength(1001);
  expect(await skus(shop, { q: "sku-100" })).toEqual(["SKU-100", "SKU-1000"]);
  expect(await skus(shop, { q: "%" })).toEqual([]);
});

test("low, out of stock and unknown are told apart", async () => {
  const shop = await makeShop();
  const reno = await makeWarehouse(shop);
  const newark = await makeWarehouse(shop, { place: "newark" });
  await fillStock(shop, reno, [
    { sku: "PLENTY", available: 50 },
    { sku: "LOW", available: 10 },
    { sku: "OUT", available: 0 },
    { sku: "UNKNOWN", available: null },
  ]);
  await fillStock(shop, newark, [{ sku: "OUT", available: 50 }]);
  expect(await skus(shop, { stock: "low" })).toEqual(["LOW"]);
  expect(await skus(shop, { stock: "out" })).toEqual(["OUT"]);
  expect(await skus(shop, { stock: "unknown" })).toEqual(["UNKNOWN"]);
  expect(await skus(shop, { stock: "out", warehouse: newark.id })).toEqual([]);
  const [unknown] = (await open(shop, { q: "unknown" })).items;
  expect(unknown).toMatchObject({ atp: null, cells: [{ isKnown: false, available: null, atp: null }] });
  const csv = await readCsv(shop, { stock: "unknown" });
  expect(csv[1]?.[4]).toBe("unknown");
});

test("what is promised to shipments is shown as reserved and cannot be promised again", async () => {
  const shop = await makeShop();
  const reno = await makeWarehouse(shop);
  await setStock(shop, reno, "MUG", 10);
  await routeOrder(shop.ctx, await makePendingOrder(shop, [{ sku: "MUG", quantity: 4 }]));
  const [item] = (await open(shop)).items;
  expect(item).toMatchObject({ atp: 6, cells: [{ available: 10, reserved: 4, atp: 6 }] });
});

test("warehouses that are one choice share what can be promised; it counts once", async () => {
  const shop = await makeShop();
  const connectionId = await makeConnection(shop, { warehouseSelectable: false });
  const reno = await makeWarehouse(shop, { connectionId });
  const newark = await makeWarehouse(shop, { place: "newark", connectionId });
  await setStock(shop, reno, "MUG", 3);
  await setStock(shop, newark, "MUG", 4);
  const [item] = (await open(shop)).items;
  expect(item?.atp).toBe(7);
  expect(item?.cells.map(({ atp, isShared }) => [atp, isShared])).toEqual([
    [7, true],
    [7, true],
  ]);
});

test("a cell that a spreadsheet would calculate stays text", async () => {
  const shop = await makeShop();
  await fillStock(shop, await makeWarehouse(shop), [{ sku: "=1+1", available: 5 }]);
  expect((await readCsv(shop))[1]?.[0]).toBe("'=1+1");
});

test("a shop sees its own stock only, and none of a connection that ended", async () => {
  const { mine, theirs } = await makeTwoShops();
  const gone = await makeWarehouse(mine);
  await setStock(mine, gone, "OLD", 5);
  await setStock(mine, await makeWarehouse(mine, { place: "newark" }), "MINE", 5);
  const foreign = await makeWarehouse(theirs);
  await setStock(theirs, foreign, "THEIRS", 5);
  await adminSql`update public.trackstar_connections set is_active = false, health = 'disconnected' where id = ${gone.connectionId}`;

  expect(await skus(mine, {})).toEqual(["MINE"]);
  expect(await skus(mine, { warehouse: foreign.id })).toEqual([]);
  expect((await readCsv(mine)).flat().join()).not.toContain("THEIRS");
  expect((await open(mine)).warehouses.map(({ name }) => name)).toEqual(["newark"]);
});
