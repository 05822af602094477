import {
  getConnection,
  isTrackstarError,
  type TrackstarConnection,
} from "#app/clients/trackstar/index.server.ts";
import {
  type Connection,
  disconnectConnection,
  findConnection,
  saveConnectionState,
} from "#app/db/connections.server.ts";
import { finishSync, startSync, type SyncEnd } from "#app/db/syncs.server.ts";
import type { SyncKind } from "#app/jobs/tasks.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { callWithKey, openAccess, sealed } from "./access.server.ts";
import { connectionTrouble } from "./connection-state.ts";
import { syncHistorical } from "./sync-historical.server.ts";
import { syncInventory } from "./sync-inventory.server.ts";
import { syncOrders } from "./sync-orders.server.ts";
import { syncProducts } from "./sync-products.server.ts";
import { type Sync, type SyncRun } from "./sync-run.ts";
import { syncWarehouses } from "./sync-warehouses.server.ts";

const syncs: Record<SyncKind, Sync> = {
  historical: syncHistorical,
  warehouses: syncWarehouses,
  products: syncProducts,
  inventory: syncInventory,
  orders: syncOrders,
};

export type SyncOutcome =
  | SyncEnd["status"]
  | "connection-not-found"
  /** Disconnected, or waiting for the merchant to reconnect. */
  | "not-connected"
  /** Trackstar refuses the organisation's key: nobody calls it. */
  | "key-refused";

/**
 * Runs one sync and writes down how it went. Throws when trying again may help; a refusal that will not change
 * by itself is an outcome.
 */
export async function syncConnection(
  ctx: ShopContext,
  connectionId: string,
  kind: SyncKind,
): Promise<SyncOutcome> {
  const connection = await findConnection(ctx.db, ctx.shopId, connectionId);
  if (!connection) return "connection-not-found";
  const { isActive, health } = connection;
  if (!isActive || health === "disconnected" || health === "reconnect") return "not-connected";
  const started = await startSync(ctx.db, ctx.shopId, connectionId, kind);
  if (started.outcome === "key-refused") return "key-refused";

  const finish = (end: SyncEnd) => finishSync(ctx.db, ctx.shopId, started.runId, end);
  try {
    const end = await syncs[kind](await beginRun(ctx, connection, started));
    await finish(end);
    return end.status;
  } catch (error) {
    await finish({ status: "failed", items: 0, message: messageOf(error) });
    if (isTrackstarError(error, "unauthorized", "forbidden", "not_found", "not_implemented")) {
      ctx.log.warn({ err: error, connection: connectionId, kind }, "sync refused");
      return "failed";
    }
    throw error;
  }
}

async function beginRun(
  ctx: ShopContext,
  connection: Connection,
  times: Pick<SyncRun, "startedAt" | "previousStartedAt">,
): Promise<SyncRun> {
  const access = await openAccess(ctx, sealed(connection));
  const remote = await readState(ctx, connection);
  return {
    ctx,
    connection,
    remote,
    access,
    startedAt: times.startedAt,
    previousStartedAt: times.previousStartedAt,
  };
}

/** What Trackstar says of the connection now, noted; one it does not have any more is disconnected. */
async function readState(ctx: ShopContext, connection: Connection): Promise<TrackstarConnection> {
  try {
    const remote = await callWithKey(ctx, () => getConnection(connection.trackstarId));
    await saveConnectionState(ctx.db, ctx.shopId, connection.id, {
      ...connectionTrouble(remote, ctx.now),
      metadata: remote.available_actions ? { available_actions: remote.available_actions } : {},
    });
    return remote;
  } catch (error) {
    if (isTrackstarError(error, "not_found")) {
      await disconnectConnection(ctx.db, ctx.shopId, connection.id, ctx.actor);
    }
    throw error;
  }
}

const messageOf = (error: unknown): string =>
  isTrackstarError(error) ? error.message : "Swyft could not finish this sync; it is tried again.";
