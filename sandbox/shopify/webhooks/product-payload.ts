import { shopTimeText } from "../lib/clock.ts";
import { gid } from "../lib/ids.ts";
import type { Product } from "../store/products.ts";
import type { Shop } from "../store/shops.ts";

/** The product as `products/create` and `products/update` carry it. */
export function productPayload(product: Product, shop: Shop) {
  const created = shopTimeText(product.createdAt, shop.timezone);
  const updated = shopTimeText(product.updatedAt, shop.timezone);
  return {
    admin_graphql_api_id: gid("Product", product.id),
    body_html: null,
    created_at: created,
    handle: product.sku.toLowerCase(),
    id: BigInt(product.id),
    product_type: "",
    published_at: created,
    template_suffix: null,
    title: product.title,
    updated_at: updated,
    vendor: product.vendor,
    status: "active",
    published_scope: "web",
    tags: "",
    variants: [variantPayload(product, created, updated)],
    options: [],
    images: [],
    image: null,
    media: [],
    variant_gids: [
      { admin_graphql_api_id: gid("ProductVariant", product.variantId), updated_at: product.updatedAt },
    ],
    has_variants_that_requires_components: false,
    category: null,
  };
}

const variantPayload = (product: Product, created: string, updated: string) => ({
  admin_graphql_api_id: gid("ProductVariant", product.variantId),
  barcode: product.barcode,
  compare_at_price: null,
  created_at: created,
  id: BigInt(product.variantId),
  inventory_policy: "deny",
  position: 1,
  price: product.price,
  product_id: BigInt(product.id),
  sku: product.sku,
  taxable: true,
  title: "Default Title",
  updated_at: updated,
  option1: "Default Title",
  option2: null,
  option3: null,
  image_id: null,
  inventory_item_id: BigInt(product.inventoryItemId),
  inventory_quantity: 0,
  old_inventory_quantity: 0,
});
