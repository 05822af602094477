import { setOrderLock } from "#app/db/person-decisions.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";

/** From now on nothing but a person decides this order again. */
export const lockOrder = (ctx: ShopContext, orderId: string) =>
  setOrderLock(ctx.db, ctx.shopId, orderId, ctx.actor, true);

/** The order may be decided again when its facts, stock or a WMS ask for it. */
export const unlockOrder = (ctx: ShopContext, orderId: string) =>
  setOrderLock(ctx.db, ctx.shopId, orderId, ctx.actor, false);
