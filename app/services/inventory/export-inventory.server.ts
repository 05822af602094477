import Papa from "papaparse";
import { readInventoryGrid, type StockItem } from "#app/db/lists-inventory.server.ts";
import { cutPage } from "#app/lib/keyset-page.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { type InventoryParams, inventoryQuery } from "./open-inventory.server.ts";

const sliceLength = 500;
const head = [
  "SKU",
  "Product",
  "Warehouse",
  "On hand",
  "Available",
  "Reserved",
  "Incoming",
  "Available to promise",
  "Stock as of",
];

/** The inventory as CSV text, slice by slice, so that its size does not matter. A cell for every SKU and warehouse. */
export async function* exportInventory(
  ctx: ShopContext,
  params: Pick<InventoryParams, "q" | "warehouse" | "stock">,
  limit = sliceLength,
): AsyncGenerator<string> {
  yield csvText([head]);
  let after: string | undefined;
  do {
    const grid = await readInventoryGrid(ctx.db, ctx.shopId, inventoryQuery({ ...params, after }, limit));
    const page = cutPage(grid.items, limit, "after");
    const names = new Map(grid.warehouses.map(({ id, name }) => [id, name]));
    const rows = page.rows.flatMap((item) => csvRows(item, names));
    if (rows.length > 0) yield csvText(rows);
    after = page.hasNext ? page.rows.at(-1)?.sku : undefined;
  } while (after !== undefined);
}

const csvRows = ({ sku, product, cells }: StockItem, names: ReadonlyMap<string, string>) =>
  cells.map((cell) => [
    sku,
    product,
    names.get(cell.warehouse_id),
    cell.on_hand,
    cell.is_known ? cell.available : "unknown",
    cell.reserved,
    cell.incoming,
    cell.atp,
    cell.as_of.toISOString(),
  ]);

/** A SKU or name that a spreadsheet would take for a formula stays text. */
const csvText = (rows: unknown[][]): string => `${Papa.unparse(rows, { escapeFormulae: true })}\r\n`;
