import { dismissSetupGuide } from "#app/db/lists-home.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";

/** Hides the setup guide for good. */
export async function closeSetupGuide(ctx: ShopContext): Promise<void> {
  await dismissSetupGuide(ctx.db, ctx.shopId, ctx.actor);
}
