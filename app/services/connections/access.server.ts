import {
  checkKey,
  isTrackstarError,
  type TrackstarAccess,
  type TrackstarError,
  unavailable,
} from "#app/clients/trackstar/index.server.ts";
import {
  type Connection,
  isTrackstarKeyRefused,
  markActionUnavailable,
  markReconnect,
  recordTrackstarKey,
  takeReadSlot,
} from "#app/db/connections.server.ts";
import { decryptSecret } from "#app/lib/crypto.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";

/** A connection as far as calling Trackstar for it needs it; the token is sealed. */
export interface SealedConnection {
  readonly id: string;
  readonly connection_id: string;
  readonly access_token: string | null;
  readonly warehouse_customer_id?: string | null;
}

export const sealed = (connection: Connection): SealedConnection => ({
  id: connection.id,
  connection_id: connection.trackstarId,
  access_token: connection.accessToken,
  warehouse_customer_id: connection.warehouseCustomerId,
});

/** Where a connection's token is sealed to. */
export const tokenPlace = (trackstarId: string) => `trackstar_connections.access_token.${trackstarId}`;

/**
 * What calls for a connection need. Reads of all workers share one limit, and refusals are learned from: a refused
 * token asks the merchant to reconnect, a refused organisation key stops all calls, a forbidden action is remembered.
 * Throws a TrackstarError of kind `unavailable` while calls are stopped.
 */
export async function openAccess(ctx: ShopContext, connection: SealedConnection): Promise<TrackstarAccess> {
  if (await isTrackstarKeyRefused(ctx.db)) {
    throw unavailable("open_access", "Calls are stopped: Trackstar refuses the organisation's API key");
  }
  if (connection.access_token === null)
    throw unavailable("open_access", "The connection has been disconnected");
  return {
    accessToken: await decryptSecret(connection.access_token, tokenPlace(connection.connection_id)),
    warehouseCustomerId: connection.warehouse_customer_id ?? null,
    waitForRead: async () => {
      const wait = await takeReadSlot(ctx.db, ctx.shopId, connection.id);
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    },
    learnFrom: (refusal) => learnFrom(ctx, connection.id, refusal),
  };
}

async function learnFrom(ctx: ShopContext, connectionId: string, refusal: TrackstarError): Promise<void> {
  switch (refusal.kind) {
    case "unauthorized":
      return judgeUnauthorized(ctx, connectionId, refusal.message);
    case "forbidden":
    case "not_implemented":
      await markActionUnavailable(ctx.db, ctx.shopId, connectionId, refusal.action);
      return;
    case "not_found":
    case "validation":
    case "rate_limited":
    case "refused":
    case "conflict":
    case "unavailable":
      return;
  }
}

/** A 401 does not say whose fault it is: the organisation's key alone is tried once. */
async function judgeUnauthorized(ctx: ShopContext, connectionId: string, message: string): Promise<void> {
  if (await refusesKey()) return stopCalls(ctx);
  ctx.log.warn({ connection: connectionId }, "Trackstar refuses a connection's token");
  await markReconnect(ctx.db, ctx.shopId, connectionId, message);
}

async function refusesKey(): Promise<boolean> {
  try {
    await checkKey();
    return false;
  } catch (error) {
    if (isTrackstarError(error, "unauthorized")) return true;
    throw error;
  }
}

type Operator = Pick<ShopContext, "db" | "log">;

async function stopCalls({ db, log }: Operator): Promise<void> {
  const isNews = await recordTrackstarKey(db, false);
  if (isNews) log.fatal("Trackstar refuses the organisation's API key; all calls to it are stopped");
}

/** A call that needs the organisation's key only: refused, it stops all others. */
export async function callWithKey<Result>(ctx: Operator, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (isTrackstarError(error, "unauthorized")) await stopCalls(ctx);
    throw error;
  }
}

/** Tries a refused key again; true when Trackstar may be called. */
export async function mayCallTrackstar({ db, log }: Operator): Promise<boolean> {
  if (!(await isTrackstarKeyRefused(db))) return true;
  if (await refusesKey()) return false;
  if (await recordTrackstarKey(db, true)) log.info("Trackstar accepts the organisation's API key again");
  return true;
}
