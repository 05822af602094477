import { requestRouting } from "#app/db/routing.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";

/** A person asks for an order that has no decision to be routed again. */
export const routeAgain = (ctx: ShopContext, orderId: string) =>
  requestRouting(ctx.db, ctx.shopId, orderId, ctx.actor);
