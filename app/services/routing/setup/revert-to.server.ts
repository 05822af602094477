import { revertStoredSetup } from "#app/db/routing-setup.server.ts";
import { storableCount } from "#app/lib/storable.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import type { RevertResult } from "./routing-setup.ts";

/**
 * Makes an old version's content live again at once, as a new version; a draft stays. Decisions report its rules whose
 * warehouse is gone meanwhile.
 */
export async function revertTo(ctx: ShopContext, version: number): Promise<RevertResult> {
  if (!storableCount.safeParse(version).success) return { outcome: "version-not-found" };
  return revertStoredSetup(ctx.db, ctx.shopId, version, ctx.actor, ctx.now);
}
