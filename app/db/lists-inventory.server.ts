import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";
import { warehouseNames } from "./lists-orders.server.ts";
import { optional, timestamp } from "./values.ts";

export const stockFilters = ["low", "out", "unknown"] as const;
export type StockFilter = (typeof stockFilters)[number];

const Cell = z.object({
  warehouse_id: z.uuid(),
  /** Where routing counts this stock: the warehouse, or the place it shares with others of its WMS. */
  place_id: z.uuid(),
  is_shared: z.boolean(),
  /** False while the WMS gives no figure: unknown, not zero. */
  is_known: z.boolean(),
  on_hand: optional(z.int()),
  available: optional(z.int()),
  reserved: optional(z.int()),
  incoming: optional(z.int()),
  atp: optional(z.int()),
  as_of: timestamp,
});
export type StockCell = z.infer<typeof Cell>;

const Item = z.object({ sku: z.string(), product: optional(z.string()), cells: z.array(Cell) });
export type StockItem = z.infer<typeof Item>;

const Grid = z.object({
  time_zone: z.string(),
  warehouses: warehouseNames,
  /** Whether the shop has any stock row at all, whatever the filters. */
  any: z.boolean(),
  items: z.array(Item),
});

export interface InventoryQuery {
  readonly search?: string;
  readonly warehouseId?: string;
  readonly stock?: StockFilter;
  /** At most this many promisable units are low. */
  readonly low: number;
  readonly cursor?: { readonly sku: string; readonly direction: "after" | "before" };
  readonly limit: number;
}

/** A page of SKUs in order, each with its stock per warehouse; one more than the limit when there is another page. */
export const readInventoryGrid = (db: Db, shopId: string, query: InventoryQuery) =>
  callFunction(
    db,
    "inventory_grid",
    {
      p_shop_id: shopId,
      p_search: query.search,
      p_warehouse_id: query.warehouseId,
      p_stock: query.stock,
      p_low: query.low,
      p_cursor: query.cursor?.sku,
      p_backward: query.cursor?.direction === "before",
      p_limit: query.limit,
    },
    Grid,
  );
