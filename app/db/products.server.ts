import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";

const Component = z.object({ sku: z.string(), unit_quantity: z.number().positive() });

export interface ProductRow {
  readonly sku: string;
  readonly product_id: string;
  readonly name: string | null;
  readonly is_kit: boolean;
  readonly components: readonly z.infer<typeof Component>[];
  readonly is_active: boolean;
}

const args = (shopId: string, connectionId: string) => ({
  p_shop_id: shopId,
  p_connection_id: connectionId,
});

export const saveProducts = (db: Db, shopId: string, connectionId: string, rows: readonly ProductRow[]) =>
  callFunction(db, "save_products", { ...args(shopId, connectionId), p_rows: JSON.stringify(rows) }, z.int());

const WmsProduct = z
  .object({
    sku: z.string(),
    product_id: z.string(),
    is_kit: z.boolean(),
    components: z.array(Component),
  })
  .transform((row) => ({
    sku: row.sku,
    productId: row.product_id,
    isKit: row.is_kit,
    components: row.components.map((each) => ({ sku: each.sku, unitQuantity: each.unit_quantity })),
  }));
export type WmsProduct = z.infer<typeof WmsProduct>;

/** Every active product of a connection, in order of SKU and product id. */
export const listWmsProducts = (db: Db, shopId: string, connectionId: string) =>
  callFunction(db, "connection_products", args(shopId, connectionId), z.array(WmsProduct));
