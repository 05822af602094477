import { holdForPerson, recallOrder, releaseOrder } from "#app/db/person-decisions.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";

/** A person holds an order back from routing, for good or until a moment, and may say why. */
export const holdOrder = (
  ctx: ShopContext,
  orderId: string,
  hold: { note: string | null; until: Date | null },
) => holdForPerson(ctx.db, ctx.shopId, orderId, ctx.actor, hold);

/** A person lets a held order go: it is routed, unless something else holds it as well. */
export const letOrderGo = (ctx: ShopContext, orderId: string) =>
  releaseOrder(ctx.db, ctx.shopId, orderId, ctx.actor);

/** A person asks the WMS for an order back; once it is cancelled there, it is held here. */
export const takeOrderBack = (ctx: ShopContext, orderId: string) =>
  recallOrder(ctx.db, ctx.shopId, orderId, ctx.actor);
