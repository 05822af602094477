import { Hono } from "hono";
import { z } from "zod";
import { gid } from "../lib/ids.ts";
import type { Peer } from "../peer.ts";
import { transaction } from "../store/database.ts";
import { createProduct, deleteProduct, findProduct, listProducts, saveProduct } from "../store/products.ts";
import { productPayload } from "../webhooks/product-payload.ts";
import { publish } from "../webhooks/publish.ts";
import { bodyOf, shopNamed } from "./parse.ts";

const Wishes = z.object({
  shop: z.string().optional(),
  sku: z.string(),
  title: z.string().default("New product"),
  vendor: z.string().default("Plain Goods"),
  grams: z.number().int().min(0).default(500),
  price: z.string().default("10.00"),
  barcode: z.string().nullable().default(null),
});
const Changes = Wishes.partial();

export function productRoutes(peer: Peer) {
  const routes = new Hono();
  routes.get("/products", (c) =>
    c.json({ products: listProducts(peer.db, shopNamed(peer, c.req.query("shop")).domain) }),
  );
  routes.post("/products", async (c) => {
    const { shop: name, ...item } = await bodyOf(c, Wishes);
    const shop = shopNamed(peer, name);
    const product = transaction(peer.db, () => {
      const made = createProduct(peer.db, shop.domain, item, peer.now());
      const payload = productPayload(made, shop);
      publish(peer, shop.domain, gid("Product", made.id), [{ topic: "products/create", payload }]);
      return made;
    });
    return c.json({ product }, 201);
  });
  routes.post("/products/:id", async (c) => {
    const { shop: name, ...changes } = await bodyOf(c, Changes);
    const shop = shopNamed(peer, name);
    const before = findProduct(peer.db, shop.domain, "id", c.req.param("id"));
    if (!before) return c.json({ error: "no such product" }, 404);
    const product = { ...before, ...changes, updatedAt: peer.now().toISOString() };
    transaction(peer.db, () => {
      saveProduct(peer.db, shop.domain, product);
      const payload = productPayload(product, shop);
      publish(peer, shop.domain, gid("Product", product.id), [{ topic: "products/update", payload }]);
    });
    return c.json({ product });
  });
  routes.post("/products/:id/delete", async (c) => {
    const { shop: name } = await bodyOf(c, z.object({ shop: z.string().optional() }));
    const { domain } = shopNamed(peer, name);
    const id = c.req.param("id");
    if (!findProduct(peer.db, domain, "id", id)) return c.json({ error: "no such product" }, 404);
    transaction(peer.db, () => {
      deleteProduct(peer.db, domain, id);
      publish(peer, domain, gid("Product", id), [{ topic: "products/delete", payload: { id: BigInt(id) } }]);
    });
    return c.json({ ok: true });
  });
  return routes;
}
