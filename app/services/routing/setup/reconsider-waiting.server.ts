import { retryUnfillable } from "#app/db/routing.server.ts";
import { reconsiderOrders } from "#app/db/routing-setup.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";

const batch = 5000;

/** After a new setup went live: what the old one left waiting is decided again. Answers how many orders. */
export async function reconsiderWaiting(ctx: ShopContext): Promise<number> {
  let orders = await retryUnfillable(ctx.db, ctx.shopId);
  let held: number;
  do {
    held = await reconsiderOrders(ctx.db, ctx.shopId, batch);
    orders += held;
  } while (held === batch);
  return orders;
}
