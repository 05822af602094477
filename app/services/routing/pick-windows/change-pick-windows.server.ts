import { publishNow, savePickWindows } from "#app/db/pick-windows.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import type { PickWindows } from "./pick-windows.ts";

/** Sets the shop's pick windows; what waits now waits for the next close, or, with none, is published. */
export async function changePickWindows(ctx: ShopContext, windows: PickWindows) {
  const nextClose = await savePickWindows(ctx.db, ctx.shopId, windows, ctx.actor);
  return { outcome: "saved" as const, nextClose: nextClose?.toISOString() ?? null };
}

/** Publishes orders that wait for the window at once: these, or all of them. */
export async function publishWaiting(ctx: ShopContext, orderIds: readonly string[] | "all") {
  const orders = await publishNow(ctx.db, ctx.shopId, orderIds, ctx.actor);
  return orders === null
    ? { outcome: "order-not-found" as const }
    : { outcome: "published" as const, orders };
}
