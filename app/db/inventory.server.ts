import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";

/** A SKU's stock at a warehouse, by Trackstar's id of it; `available` null: unknown. */
export interface StockRow {
  readonly warehouse: string;
  readonly sku: string;
  readonly product_id: string | null;
  readonly available: number | null;
  readonly committed: number | null;
  readonly on_hand: number | null;
  readonly incoming: number | null;
}

/** When Trackstar last read this stock from the WMS; `startedAt` null while it is at it. */
export interface Crawl {
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

const SavedInventory = z
  .object({
    saved: z.int(),
    risen: z.int(),
    vanished: z.int(),
    suspect: z.boolean(),
    missing: z.int(),
    unknown_warehouses: z.array(z.string()),
  })
  .transform(({ unknown_warehouses: unknownWarehouses, ...rest }) => ({ ...rest, unknownWarehouses }));

export interface StockSlice {
  readonly rows: readonly StockRow[];
  readonly crawl: Crawl;
  /** With these rows everything has been read, beginning at `pullStartedAt`. */
  readonly complete: boolean;
  readonly pullStartedAt: Date;
}

export const saveInventory = (db: Db, shopId: string, connectionId: string, slice: StockSlice) =>
  callFunction(
    db,
    "save_inventory",
    {
      p_shop_id: shopId,
      p_connection_id: connectionId,
      p_rows: JSON.stringify(slice.rows),
      p_crawl_started_at: slice.crawl.startedAt?.toISOString(),
      p_crawl_ended_at: slice.crawl.endedAt?.toISOString(),
      p_complete: slice.complete,
      p_pull_started_at: slice.pullStartedAt.toISOString(),
    },
    SavedInventory,
  );
