import {
  createLinkToken,
  exchangeCode,
  getConnection,
  isTrackstarError,
  type TrackstarConnection,
} from "#app/clients/trackstar/index.server.ts";
import { auditRefusedConnection, findConnection, saveConnection } from "#app/db/connections.server.ts";
import { encryptSecret } from "#app/lib/crypto.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { callWithKey, tokenPlace } from "./access.server.ts";

export type LinkTokenResult =
  { outcome: "ready"; linkToken: string } | { outcome: "connection-not-found" } | { outcome: "unavailable" };

/** A token that opens the Link window for this shop; with `connectionId` to renew that connection's credentials. */
export async function startLink(ctx: ShopContext, connectionId?: string): Promise<LinkTokenResult> {
  let renewed: string | undefined;
  if (connectionId !== undefined) {
    const connection = await findConnection(ctx.db, ctx.shopId, connectionId);
    if (!connection) return { outcome: "connection-not-found" };
    // One that was disconnected does not exist at Trackstar any more: linking makes a new one.
    if (connection.health !== "disconnected") renewed = connection.trackstarId;
  }
  try {
    const linkToken = await callWithKey(ctx, () =>
      createLinkToken({
        customerId: ctx.shopId,
        ...(renewed !== undefined && { connectionId: renewed }),
      }),
    );
    return { outcome: "ready", linkToken };
  } catch (error) {
    if (!isTrackstarError(error)) throw error;
    ctx.log.warn({ err: error }, "no link token");
    return { outcome: "unavailable" };
  }
}

export type LinkResult =
  | { outcome: "linked"; id: string }
  /** The code is not this shop's: nothing was stored, the attempt was. */
  | { outcome: "owned-by-another-shop" }
  /** Unknown, used or too old: the merchant starts again. */
  | { outcome: "code-refused" }
  | { outcome: "unavailable" };

/** Turns the Link window's code into a stored connection and starts its first sync. */
export async function linkConnection(ctx: ShopContext, authCode: string): Promise<LinkResult> {
  try {
    return await exchange(ctx, authCode);
  } catch (error) {
    if (!isTrackstarError(error)) throw error;
    ctx.log.warn({ err: error }, "a link code was not exchanged");
    const isTheirs = ["unauthorized", "rate_limited", "unavailable"].includes(error.kind);
    return { outcome: isTheirs ? "unavailable" : "code-refused" };
  }
}

async function exchange(ctx: ShopContext, authCode: string): Promise<LinkResult> {
  const linked = await callWithKey(ctx, () => exchangeCode(authCode));
  const trackstarId = linked.connection_id;
  if (linked.customer_id !== null && linked.customer_id !== ctx.shopId) {
    await auditRefusedConnection(ctx.db, ctx.shopId, trackstarId, ctx.actor);
    return refused(ctx, trackstarId);
  }
  const known = await describe(ctx, trackstarId);
  const saved = await saveConnection(
    ctx.db,
    ctx.shopId,
    {
      trackstarId,
      integrationType: known?.integration_type === "cart" ? "cart" : "wms",
      integrationName: linked.integration_name ?? known?.integration_name ?? "unknown",
      displayName: known?.integration_display_name ?? null,
      accessToken: await encryptSecret(linked.access_token, tokenPlace(trackstarId)),
      metadata: { available_actions: linked.available_actions },
    },
    ctx.actor,
  );
  return saved.outcome === "saved" ? { outcome: "linked", id: saved.id } : refused(ctx, trackstarId);
}

function refused(ctx: ShopContext, trackstarId: string): LinkResult {
  ctx.log.warn({ connection: trackstarId }, "refused a connection that belongs to another shop");
  return { outcome: "owned-by-another-shop" };
}

/** Names only; the code is spent, so the connection is stored with or without them. */
async function describe(ctx: ShopContext, trackstarId: string): Promise<TrackstarConnection | null> {
  try {
    return await getConnection(trackstarId);
  } catch (error) {
    if (!isTrackstarError(error)) throw error;
    ctx.log.warn({ err: error }, "a new connection could not be described");
    return null;
  }
}
