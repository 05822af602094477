import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Session } from "@shopify/shopify-api";
import type { Db } from "#app/db/client.server.ts";
import { releaseRefreshLease, takeRefreshLease } from "#app/db/leases.server.ts";
import { minutes, seconds } from "#app/lib/duration.ts";
import type { sessionStorage } from "#app/shopify.server.ts";
import { shopifySdk } from "./api.server.ts";
import { statusOf } from "./status-of.ts";

type Sessions = Pick<typeof sessionStorage, "loadSession" | "storeSession">;

/** A token with less left than this is refreshed before it is used; the library draws the line here too. */
const margin = minutes(5);
const leaseSeconds = 30;
const pollEvery = 150;
/** Longer than a lease, so that a dead holder's work is taken over. */
const patience = seconds(leaseSeconds + 10);

/** Nothing here can act for this shop until its merchant opens the app again. */
export class ShopAccessError extends Error {
  override readonly name = "ShopAccessError";
}

/**
 * The shop's offline session with a token that lasts; of all processes one refreshes, the others wait for it.
 * `refused` is a token that Shopify has turned down although its time is not over.
 */
export async function freshSession(
  db: Db,
  sessions: Sessions,
  shopDomain: string,
  refused?: string,
): Promise<Session> {
  const isGood = (session: Session) => !session.isExpired(margin) && session.accessToken !== refused;
  const session = await loadOffline(sessions, shopDomain);
  if (isGood(session)) return session;

  const holder = randomUUID();
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    if (await takeRefreshLease(db, session.id, holder, leaseSeconds)) {
      try {
        // Somebody may have finished between our look and our lease.
        const latest = await loadOffline(sessions, shopDomain);
        return isGood(latest) ? latest : await refresh(sessions, latest);
      } finally {
        await releaseRefreshLease(db, session.id, holder);
      }
    }
    await wait(pollEvery);
    const latest = await loadOffline(sessions, shopDomain);
    if (isGood(latest)) return latest;
  }
  throw new Error(`the token of ${shopDomain} was not refreshed in ${patience} ms`);
}

async function refresh(sessions: Sessions, session: Session): Promise<Session> {
  const refreshed = await askForToken(session);
  // An answer without `expires_in` would be kept for ever; Shopify's offline tokens last an hour.
  refreshed.expires ??= new Date(Date.now() + minutes(60));
  await sessions.storeSession(refreshed);
  return refreshed;
}

async function askForToken({ shop, refreshToken }: Session): Promise<Session> {
  if (!refreshToken) throw new ShopAccessError(`${shop} has no refresh token`);
  try {
    return (await shopifySdk.auth.refreshToken({ shop, refreshToken })).session;
  } catch (error) {
    const status = statusOf(error);
    if (status === 400 || status === 401)
      throw new ShopAccessError(`Shopify refused to renew the token of ${shop}`, { cause: error });
    throw error;
  }
}

async function loadOffline(sessions: Sessions, shopDomain: string): Promise<Session> {
  const session = await sessions.loadSession(shopifySdk.session.getOfflineId(shopDomain));
  if (!session?.accessToken) throw new ShopAccessError(`${shopDomain} has no session`);
  return session;
}
