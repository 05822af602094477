import { requestRoutings } from "#app/db/routing.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";

/** Queues several orders for routing because a person asked; those a person has locked stay as they are. */
export async function routeAgainTogether(ctx: ShopContext, orderIds: readonly string[]) {
  const counts = await requestRoutings(ctx.db, ctx.shopId, orderIds, ctx.actor);
  return counts ? { outcome: "asked" as const, ...counts } : { outcome: "order-not-found" as const };
}
