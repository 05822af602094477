import { deleteConnection, isTrackstarError } from "#app/clients/trackstar/index.server.ts";
import {
  chooseWarehouseCustomer,
  type Connection,
  disconnectConnection,
  findConnection,
  isTrackstarKeyRefused,
  listLinkedConnections,
  type OrderCreation,
  setOrderCreation,
} from "#app/db/connections.server.ts";
import { requestSync } from "#app/db/syncs.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { openAccess, sealed } from "./access.server.ts";

/** Ends a connection at Trackstar, then here; what it brought stays as history. */
export async function disconnect(
  ctx: ShopContext,
  connectionId: string,
): Promise<"disconnected" | "already-disconnected" | "connection-not-found" | "unavailable"> {
  const connection = await findConnection(ctx.db, ctx.shopId, connectionId);
  if (!connection) return "connection-not-found";
  if (connection.accessToken !== null && !(await endAtTrackstar(ctx, connection))) return "unavailable";
  return disconnectConnection(ctx.db, ctx.shopId, connectionId, ctx.actor);
}

/** Ends all connections of a shop that is to be forgotten: here in any case, at Trackstar as far as it lets us. */
export async function endConnections(ctx: ShopContext): Promise<void> {
  for (const connection of await listLinkedConnections(ctx.db, ctx.shopId)) {
    try {
      await endAtTrackstar(ctx, connection);
    } catch (error) {
      // Such as a token that does not open any more. The shop's data must go all the same.
      ctx.log.error({ err: error, connection: connection.trackstarId }, "a connection is left at Trackstar");
    }
    await disconnectConnection(ctx.db, ctx.shopId, connection.id, ctx.actor);
  }
}

/** False when it may still exist there. */
async function endAtTrackstar(ctx: ShopContext, connection: Connection): Promise<boolean> {
  try {
    await deleteConnection(await openAccess(ctx, sealed(connection)));
    return true;
  } catch (error) {
    if (!isTrackstarError(error)) throw error;
    // A token that is refused while our key is accepted has nothing left to end.
    const isGone = error.kind === "not_found" || error.kind === "unauthorized";
    if (isGone && !(await isTrackstarKeyRefused(ctx.db))) return true;
    ctx.log.warn(
      { err: error, connection: connection.trackstarId },
      "a connection could not be ended at Trackstar",
    );
    return false;
  }
}

/** Says which customer of a shared account this shop is; syncs begin over with it. */
export const chooseCustomer = (ctx: ShopContext, connectionId: string, customerId: string) =>
  chooseWarehouseCustomer(ctx.db, ctx.shopId, connectionId, customerId, ctx.actor);

/** Says who creates orders in the WMS; shipments that waited for it are published. */
export const chooseOrderCreation = (ctx: ShopContext, connectionId: string, mode: OrderCreation) =>
  setOrderCreation(ctx.db, ctx.shopId, connectionId, mode, ctx.actor);

/** "Sync now": everything, once. */
export const syncNow = (ctx: ShopContext, connectionId: string) =>
  requestSync(ctx.db, ctx.shopId, connectionId, ["warehouses", "products", "inventory", "orders"]);
