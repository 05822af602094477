import { beginPickWindow, endPickWindow } from "#app/db/pick-windows.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { reassignWindow } from "./reassign-window.server.ts";

export type CloseWindowOutcome = "closed" | "nothing-to-do" | "too-early";

/**
 * Closes a pick window: its orders are decided anew together, then published. Whatever breaks on the way, every order
 * has a decision, and its publishing job runs a little later.
 */
export async function closePickWindow(ctx: ShopContext, closesAt: Date): Promise<CloseWindowOutcome> {
  const begun = await beginPickWindow(ctx.db, ctx.shopId, closesAt);
  if (begun !== "go") return begun;
  const report = await reassignWindow(ctx, closesAt);
  const published = await endPickWindow(ctx.db, ctx.shopId, closesAt, report);
  ctx.log.info({ closesAt, ...report, published }, "pick window closed");
  return "closed";
}
