import { acceptMissingStock, findConnection } from "#app/db/connections.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";

/** The merchant confirms that stock which vanished all at once is gone. */
export async function acceptMissing(
  ctx: ShopContext,
  connectionId: string,
): Promise<{ outcome: "accepted"; rows: number } | { outcome: "connection-not-found" }> {
  const connection = await findConnection(ctx.db, ctx.shopId, connectionId);
  if (!connection) return { outcome: "connection-not-found" };
  return {
    outcome: "accepted",
    rows: await acceptMissingStock(ctx.db, ctx.shopId, connectionId, ctx.actor),
  };
}
