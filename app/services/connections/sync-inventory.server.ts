import { listInventory, type TrackstarInventoryItem } from "#app/clients/trackstar/index.server.ts";
import { saveInventory, type StockRow, type StockSlice } from "#app/db/inventory.server.ts";
import { listWmsProducts } from "#app/db/products.server.ts";
import { listTrackstarWarehouseIds } from "#app/db/warehouses.server.ts";
import { stockRows } from "#app/services/inventory/stock-rows.ts";
import { copyState } from "./connection-state.ts";
import {
  completed,
  customerWait,
  firstReadWait,
  needsCustomer,
  type Sync,
  type SyncRun,
  waiting,
} from "./sync-run.ts";
import { readWarehouses } from "./sync-warehouses.server.ts";

/** Rows per call, far from the API's time limit for one. */
const sliceSize = 5000;

/**
 * All stock of a connection. Nothing is saved before the last page is in: with a page missing, a SKU's items would
 * not add up and others would seem to have vanished.
 */
export const syncInventory: Sync = async (run) => {
  const { ctx, connection, remote, access } = run;
  if (needsCustomer(connection)) return waiting(customerWait);
  const copy = copyState(remote, "get_inventory");
  if (!copy.isFilled) return waiting(firstReadWait);

  const items: TrackstarInventoryItem[] = [];
  for await (const page of listInventory(access)) items.push(...page);
  const warehouses = await knownWarehouses(run, items);
  const products = await listWmsProducts(ctx.db, ctx.shopId, connection.id);
  const rows = stockRows(items, products, warehouses);

  const saved = await saveInSlices(run, rows, copy.crawl);
  if (saved.unknownWarehouses.length > 0) {
    ctx.log.warn({ warehouses: saved.unknownWarehouses }, "stock at warehouses the WMS does not list");
  }
  return completed(rows.length, saved.suspect ? suspectMessage(saved.missing) : null);
};

const suspectMessage = (missing: number) =>
  `${missing} stock figures vanished at once. The last known ones are kept until you confirm that they are gone.`;

/** Warehouses we know; when stock mentions another, they are read again first. */
async function knownWarehouses(run: SyncRun, items: readonly TrackstarInventoryItem[]): Promise<string[]> {
  const { ctx, connection } = run;
  const known = await listTrackstarWarehouseIds(ctx.db, ctx.shopId, connection.id);
  const mentioned = items.flatMap((item) => Object.keys(item.inventory_by_warehouse_id ?? {}));
  const set = new Set(known);
  if (known.length > 0 && mentioned.every((each) => set.has(each))) return known;
  await readWarehouses(run);
  return listTrackstarWarehouseIds(ctx.db, ctx.shopId, connection.id);
}

async function saveInSlices(run: SyncRun, rows: readonly StockRow[], crawl: StockSlice["crawl"]) {
  const { ctx, connection, startedAt } = run;
  const save = (slice: readonly StockRow[], complete: boolean) =>
    saveInventory(ctx.db, ctx.shopId, connection.id, {
      rows: slice,
      crawl,
      complete,
      pullStartedAt: startedAt,
    });
  const unknownWarehouses = new Set<string>();
  let start = 0;
  for (; start + sliceSize < rows.length; start += sliceSize) {
    const saved = await save(rows.slice(start, start + sliceSize), false);
    for (const each of saved.unknownWarehouses) unknownWarehouses.add(each);
  }
  const last = await save(rows.slice(start), true);
  return { ...last, unknownWarehouses: [...unknownWarehouses, ...last.unknownWarehouses] };
}
