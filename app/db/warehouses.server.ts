import { z } from "zod";
import { callFunction, type Db, unwrap } from "./client.server.ts";

export interface WarehouseRow {
  readonly trackstar_warehouse_id: string;
  readonly name: string;
  readonly code: string | null;
  readonly address1: string | null;
  readonly address2: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postal_code: string | null;
  readonly country: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly geo_precision: string;
}

/** Stores the warehouses of a connection; what the merchant owns stays. */
export const saveWarehouses = (db: Db, shopId: string, connectionId: string, rows: readonly WarehouseRow[]) =>
  callFunction(
    db,
    "save_warehouses",
    { p_shop_id: shopId, p_connection_id: connectionId, p_rows: JSON.stringify(rows) },
    z.object({ inserted: z.int(), updated: z.int() }),
  );

const pageSize = 1000;

/** Trackstar's ids of a connection's warehouses. */
export async function listTrackstarWarehouseIds(
  db: Db,
  shopId: string,
  connectionId: string,
): Promise<string[]> {
  const Rows = z.array(z.object({ trackstar_warehouse_id: z.string() }));
  const ids: string[] = [];
  for (;;) {
    const page = Rows.parse(
      unwrap(
        await db
          .from("trackstar_warehouses")
          .select("trackstar_warehouse_id")
          .eq("shop_id", shopId)
          .eq("trackstar_connection_id", connectionId)
          .gt("trackstar_warehouse_id", ids.at(-1) ?? "")
          .order("trackstar_warehouse_id")
          .limit(pageSize),
      ),
    );
    ids.push(...page.map((row) => row.trackstar_warehouse_id));
    if (page.length < pageSize) return ids;
  }
}
