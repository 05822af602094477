import { type Crawl, saveInventory, type StockRow } from "#app/db/inventory.server.ts";
import { makeShop, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeWarehouse, type TestWarehouse } from "#tests/support/warehouses.ts";

export const crawled: Crawl = {
  startedAt: new Date("2026-10-01T10:00:00Z"),
  endedAt: new Date("2026-10-01T10:05:00Z"),
};

export const row = (warehouse: TestWarehouse, sku: string, available: number | null): StockRow => ({
  warehouse: warehouse.trackstarWarehouseId,
  sku,
  product_id: `prod-${sku}`,
  available,
  committed: null,
  on_hand: available,
  incoming: null,
});

export async function databaseTime(): Promise<Date> {
  const [now] = await adminSql<{ now: Date }[]>`select clock_timestamp() as now`;
  if (!now) throw new Error("no time");
  return now.now;
}

/** Everything the WMS lists, read and saved as one complete pull. */
export async function pull(shop: TestShop, connectionId: string, rows: StockRow[], crawl = crawled) {
  return saveInventory(shop.ctx.db, shop.id, connectionId, {
    rows,
    crawl,
    complete: true,
    pullStartedAt: await databaseTime(),
  });
}

export async function setUp() {
  const shop = await makeShop();
  const warehouse = await makeWarehouse(shop);
  return { shop, warehouse, connectionId: warehouse.connectionId };
}

export const skus = (count: number) => Array.from({ length: count }, (_, index) => `SKU-${index}`);
