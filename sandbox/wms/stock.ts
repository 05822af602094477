import { z } from "zod";
import { accountNamed, wmsAccounts } from "./accounts.ts";
import { all, run, transaction } from "./sqlite.ts";
import type { WmsStore } from "./store.ts";

const stockRow = z.object({
  account: z.string(),
  customer_id: z.string().nullable(),
  product_id: z.string(),
  warehouse_id: z.string(),
  sku: z.string(),
  name: z.string(),
  onhand: z.number(),
  committed: z.number(),
  unfulfillable: z.number(),
  fulfillable: z.number(),
  awaiting: z.number(),
  updated_at: z.string(),
});
type StockRow = z.infer<typeof stockRow>;

/** Null `sellable`: this WMS does not report it. */
export type WmsStock = StockRow & { readonly sellable: number | null };

/** A number of units of one product in one warehouse. */
export interface Units {
  readonly productId: string;
  readonly warehouseId: string;
  readonly quantity: number;
}

export interface StockQuery {
  readonly account?: string | undefined;
  readonly sku?: string | undefined;
  readonly warehouseId?: string | undefined;
  readonly productId?: string | undefined;
}

export function listStock(store: WmsStore, query: StockQuery): WmsStock[] {
  const rows = all(
    store.db,
    stockRow,
    `select product.account, product.customer_id, product.sku, product.name, stock.*
       from stock join product on product.id = stock.product_id
      where product.account = ifnull(?, product.account) and product.sku = ifnull(?, product.sku)
        and stock.warehouse_id = ifnull(?, stock.warehouse_id) and product.id = ifnull(?, product.id)
      order by product.id, stock.warehouse_id`,
    query.account ?? null,
    query.sku ?? null,
    query.warehouseId ?? null,
    query.productId ?? null,
  );
  return rows.map((row) => ({
    ...row,
    sellable: accountNamed(row.account).reportsSellable ? row.fulfillable : null,
  }));
}

export function fulfillableUnits(store: WmsStore, productId: string, warehouseId: string): number {
  return listStock(store, { productId, warehouseId })[0]?.fulfillable ?? 0;
}

/** Sets units aside for an order. */
export function commitUnits(store: WmsStore, units: Units): void {
  move(store, units, "committed = committed + :q, fulfillable = fulfillable - :q");
}

/** Gives an order's units back. */
export function releaseUnits(store: WmsStore, units: Units): void {
  move(store, units, "committed = committed - :q, fulfillable = fulfillable + :q");
}

/** Committed units leave the building. */
export function shipUnits(store: WmsStore, units: Units): void {
  move(store, units, "onhand = onhand - :q, committed = committed - :q");
}

export function expectUnits(store: WmsStore, units: Units): void {
  ensureRow(store, units.productId, units.warehouseId);
  move(store, units, "awaiting = awaiting + :q");
}

/** Expected units arrive on the shelf. */
export function receiveUnits(store: WmsStore, units: Units): void {
  move(
    store,
    units,
    "awaiting = awaiting - min(awaiting, :q), onhand = onhand + :q, fulfillable = fulfillable + :q",
  );
}

function move(store: WmsStore, units: Units, change: string): void {
  const sql = `update stock set ${change}, updated_at = :at where product_id = :product and warehouse_id = :warehouse`;
  const changed = store.db.prepare(sql).run({
    q: units.quantity,
    at: store.now().toISOString(),
    product: units.productId,
    warehouse: units.warehouseId,
  }).changes;
  if (Number(changed) !== 1) throw new Error(`No stock row for ${units.productId} at ${units.warehouseId}`);
}

function ensureRow(store: WmsStore, productId: string, warehouseId: string): void {
  run(
    store.db,
    "insert or ignore into stock (product_id, warehouse_id, onhand, fulfillable, updated_at) values (?, ?, 0, 0, ?)",
    productId,
    warehouseId,
    store.now().toISOString(),
  );
}

/** A count on the floor: `available` units of the SKU are free at that warehouse. Answers the rows it set. */
export function countStock(store: WmsStore, warehouseId: string, sku: string, available: number): WmsStock[] {
  const account = wmsAccounts.find((each) =>
    each.warehouses.some((warehouse) => warehouse.id === warehouseId),
  );
  if (!account) return [];
  const idRow = z.object({ id: z.string() });
  const products = all(
    store.db,
    idRow,
    "select id from product where account = ? and sku = ? and is_kit = 0",
    account.account,
    sku,
  );
  return transaction(store.db, () => {
    for (const { id } of products) {
      ensureRow(store, id, warehouseId);
      const onhand = "onhand = committed + unfulfillable + :q, fulfillable = :q";
      move(store, { productId: id, warehouseId, quantity: available }, onhand);
    }
    return listStock(store, { account: account.account, sku, warehouseId });
  });
}

/** Clears every shelf; units already set aside for open orders stay. Answers the number of rows changed. */
export function emptyShelves(store: WmsStore): number {
  return run(
    store.db,
    "update stock set onhand = committed, unfulfillable = 0, fulfillable = 0, updated_at = ?",
    store.now().toISOString(),
  );
}

/** Removes a product from one warehouse's books, as when a merchant stops carrying it there. */
export function forgetStock(store: WmsStore, warehouseId: string, sku: string): number {
  return run(
    store.db,
    `delete from stock where warehouse_id = ? and committed = 0
        and product_id in (select id from product where sku = ?)`,
    warehouseId,
    sku,
  );
}
