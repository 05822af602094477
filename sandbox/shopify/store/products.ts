import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { catalogue } from "#sandbox/demo/catalogue.ts";
import { nextId, reserveIds } from "../lib/ids.ts";

/** A product with its only variant. */
export const Product = z.object({
  id: z.string(),
  variantId: z.string(),
  inventoryItemId: z.string(),
  sku: z.string(),
  title: z.string(),
  vendor: z.string(),
  grams: z.number(),
  price: z.string(),
  barcode: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Product = z.infer<typeof Product>;

const Rows = z.array(z.object({ seq: z.number(), body: z.string() }));
const parse = (rows: unknown): Product[] =>
  Rows.parse(rows).map((row) => Product.parse(JSON.parse(row.body)));

/** Gives a new shop the demo catalogue. */
export function seedProducts(db: DatabaseSync, shop: string, now: Date): void {
  const at = now.toISOString();
  const idOf = reserveIds(db, "small", catalogue.length * 3);
  const insert = db.prepare("insert into products (shop, id, seq, sku, body) values (?, ?, ?, ?, ?)");
  catalogue.forEach((item, n) => {
    const [id, variantId, inventoryItemId] = [idOf(3 * n), idOf(3 * n + 1), idOf(3 * n + 2)];
    const product = { ...item, barcode: null, id, variantId, inventoryItemId, createdAt: at, updatedAt: at };
    insert.run(shop, id, n + 1, item.sku, JSON.stringify(product));
  });
}

type NewProduct = Pick<Product, "sku" | "title" | "vendor" | "grams" | "price" | "barcode">;

export function createProduct(db: DatabaseSync, shop: string, item: NewProduct, now: Date): Product {
  const [id, variantId, inventoryItemId] = [nextId(db, "small"), nextId(db, "small"), nextId(db, "small")];
  const at = now.toISOString();
  const product = { ...item, id, variantId, inventoryItemId, createdAt: at, updatedAt: at };
  saveProduct(db, shop, product);
  return product;
}

export function saveProduct(db: DatabaseSync, shop: string, product: Product): void {
  const body = JSON.stringify(Product.parse(product));
  db.prepare(
    `insert into products (shop, id, seq, sku, body)
     values (?, ?, (select coalesce(max(seq), 0) + 1 from products where shop = ?), ?, ?)
     on conflict (shop, id) do update set sku = excluded.sku, body = excluded.body`,
  ).run(shop, product.id, shop, product.sku, body);
}

export function deleteProduct(db: DatabaseSync, shop: string, id: string): void {
  db.prepare("delete from products where shop = ? and id = ?").run(shop, id);
}

export const listProducts = (db: DatabaseSync, shop: string): Product[] =>
  parse(db.prepare("select seq, body from products where shop = ? order by seq").all(shop));

export const findProductBySku = (db: DatabaseSync, shop: string, sku: string): Product | null =>
  parse(db.prepare("select seq, body from products where shop = ? and sku = ? limit 1").all(shop, sku))[0] ??
  null;

/** By the id of the product, of its variant or of its inventory item. */
export function findProduct(
  db: DatabaseSync,
  shop: string,
  by: "id" | "variantId" | "inventoryItemId",
  id: string,
): Product | null {
  const query = `select seq, body from products where shop = ? and json_extract(body, '$.${by}') = ? limit 1`;
  return parse(db.prepare(query).all(shop, id))[0] ?? null;
}
