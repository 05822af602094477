import type { TrackstarProduct } from "#app/clients/trackstar/index.server.ts";
import type { ProductRow } from "#app/db/products.server.ts";

/**
 * Products of a WMS as rows; one without a SKU cannot be named by an order and is left out.
 * Components are what else is picked for the product: the kit's parts, or the item behind another SKU.
 */
export const productRows = (products: readonly TrackstarProduct[]): ProductRow[] =>
  products.flatMap((product) => {
    if (product.sku === null || product.sku === "") return [];
    return [
      {
        sku: product.sku,
        product_id: product.id,
        name: product.name,
        is_kit: product.is_kit ?? false,
        components: componentsOf(product),
        is_active: product.active ?? true,
      },
    ];
  });

function componentsOf(product: TrackstarProduct) {
  const parts = product.inventory_items.map((part) => ({
    sku: part.sku ?? "",
    unit_quantity: part.unit_quantity ?? 1,
  }));
  // With a part that cannot be named the kit's stock cannot be told: no figure is better than too high a one.
  if (parts.some((part) => part.sku === "")) return [];
  const isItself = parts.length === 1 && parts[0]?.sku === product.sku;
  return isItself ? [] : parts;
}
