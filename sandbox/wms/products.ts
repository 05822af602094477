import { z } from "zod";
import { all, booleanColumn, first } from "./sqlite.ts";
import type { WmsStore } from "./store.ts";

const productRow = z.object({
  id: z.string(),
  account: z.string(),
  customer_id: z.string().nullable(),
  sku: z.string(),
  name: z.string(),
  grams: z.number(),
  price: z.string(),
  is_kit: booleanColumn,
  created_at: z.string(),
  updated_at: z.string(),
});
export type WmsProduct = z.infer<typeof productRow>;

const componentRow = z.object({ product_id: z.string(), sku: z.string(), quantity: z.number() });
export type WmsComponent = z.infer<typeof componentRow>;

export function listProducts(store: WmsStore, account: string): WmsProduct[] {
  return all(store.db, productRow, "select * from product where account = ? order by id", account);
}

export interface ProductQuery {
  readonly account: string;
  readonly customerId: string | null;
  readonly productId?: string | undefined;
  readonly sku?: string | undefined;
}

/** A merchant's product by id, else by SKU; never another merchant's. */
export function findProduct(store: WmsStore, query: ProductQuery): WmsProduct | undefined {
  const owned = "account = ? and customer_id is ?";
  const [column, key] = query.productId === undefined ? ["sku", query.sku] : ["id", query.productId];
  const sql = `select * from product where ${owned} and ${column} = ?`;
  return first(store.db, productRow, sql, query.account, query.customerId, key ?? "");
}

/** What must be picked for one unit: the parts of a kit, or the product itself. */
export function pickList(store: WmsStore, product: WmsProduct): WmsComponent[] {
  if (!product.is_kit) return [{ product_id: product.id, sku: product.sku, quantity: 1 }];
  return all(
    store.db,
    componentRow,
    `select kit_component.product_id, product.sku, kit_component.quantity
       from kit_component join product on product.id = kit_component.product_id
      where kit_component.kit_id = ? order by product.sku`,
    product.id,
  );
}
