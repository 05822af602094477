import { z } from "zod";
import {
  type InventoryQuery,
  readInventoryGrid,
  type StockCell,
  type StockItem,
} from "#app/db/lists-inventory.server.ts";
import { storableText } from "#app/lib/storable.ts";
import { cutPage } from "#app/lib/keyset-page.ts";
import type { ShopContext } from "#app/services/shop-context.ts";

const pageLength = 25;
/** At most this many promisable units are low, until velocity says it better. */
export const lowUnits = 10;

const sku = z
  .string()
  .min(1)
  .max(255)
  .refine((text) => !text.includes("\0"))
  .optional();

/** The query of the inventory's address. */
export const InventoryParams = z.object({
  q: storableText(200).optional(),
  warehouse: z.uuid().optional(),
  stock: z.enum(["low", "out", "unknown"]).optional(),
  after: sku,
  before: sku,
});
export type InventoryParams = z.infer<typeof InventoryParams>;

/** A page of SKUs with their stock per warehouse. */
export async function openInventory(ctx: ShopContext, params: InventoryParams, limit = pageLength) {
  const query = inventoryQuery(params, limit);
  const grid = await readInventoryGrid(ctx.db, ctx.shopId, query);
  const page = cutPage(grid.items, limit, query.cursor?.direction);
  const names = new Map(grid.warehouses.map(({ id, name }) => [id, name]));
  return {
    now: ctx.now.toISOString(),
    timeZone: grid.time_zone,
    hasStock: grid.any,
    lowUnits,
    warehouses: grid.warehouses.filter(({ connected }) => connected).map(({ id, name }) => ({ id, name })),
    items: page.rows.map((item) => stockItem(item, names)),
    next: page.hasNext ? (page.rows.at(-1)?.sku ?? null) : null,
    previous: page.hasPrevious ? (page.rows.at(0)?.sku ?? null) : null,
  };
}

export type OpenedInventory = Awaited<ReturnType<typeof openInventory>>;

export function inventoryQuery(params: InventoryParams, limit: number): InventoryQuery {
  const { after, before } = params;
  return {
    search: params.q,
    warehouseId: params.warehouse,
    stock: params.stock,
    low: lowUnits,
    cursor:
      before !== undefined
        ? { sku: before, direction: "before" }
        : after !== undefined
          ? { sku: after, direction: "after" }
          : undefined,
    limit,
  };
}

function stockItem(item: StockItem, names: ReadonlyMap<string, string>) {
  return {
    sku: item.sku,
    product: item.product,
    /** Units that can be promised over all places; null while nothing is known. */
    atp: totalAtp(item.cells),
    cells: item.cells
      .map((cell) => ({
        warehouseId: cell.warehouse_id,
        warehouse: names.get(cell.warehouse_id) ?? "A removed warehouse",
        isShared: cell.is_shared,
        isKnown: cell.is_known,
        onHand: cell.on_hand,
        available: cell.available,
        reserved: cell.reserved,
        incoming: cell.incoming,
        atp: cell.atp,
        asOf: cell.as_of.toISOString(),
      }))
      .sort((a, b) => a.warehouse.localeCompare(b.warehouse)),
  };
}

/** Warehouses that share a place have one ATP together; it counts once. */
export function totalAtp(cells: readonly Pick<StockCell, "place_id" | "atp">[]): number | null {
  const places = new Map(
    cells.flatMap(({ place_id, atp }) => (atp === null ? [] : [[place_id, atp] as const])),
  );
  return places.size === 0 ? null : [...places.values()].reduce((sum, atp) => sum + atp, 0);
}
