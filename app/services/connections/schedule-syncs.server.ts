import { enqueueDueSyncs } from "#app/db/syncs.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { mayCallTrackstar } from "./access.server.ts";

/** Enqueues the syncs whose time has come, over all shops; answers how many. */
export async function scheduleSyncs(operator: Pick<ShopContext, "db" | "log">): Promise<number> {
  if (!(await mayCallTrackstar(operator))) return 0;
  return (await enqueueDueSyncs(operator.db)).length;
}
