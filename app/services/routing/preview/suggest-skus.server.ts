import { readInventoryGrid } from "#app/db/lists-inventory.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";

const mostSuggestions = 10;

/** SKUs with stock figures that begin like what is typed. */
export async function suggestSkus(ctx: ShopContext, typed: string) {
  const { items } = await readInventoryGrid(ctx.db, ctx.shopId, {
    search: typed,
    low: 0,
    limit: mostSuggestions,
  });
  return items.slice(0, mostSuggestions).map(({ sku, product }) => ({ sku, product }));
}
