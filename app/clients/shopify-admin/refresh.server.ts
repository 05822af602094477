import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Session } from "@shopify/shopify-api";
import type { Db } from "#app/db/client.server.ts";
import { releaseRefreshLease, takeRefreshLease } from "#app/db/leases.server.ts";
import { minutes, seconds } from "#app/lib/duration.ts";
import type { sessionStorage } from "#app/shopify.server.ts";
import { shopifySdk } from "./api.server.ts";

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

/** The shop's offline session with a token that lasts; of all processes one refreshes, the others wait for it. */
export async function freshSession(db: Db, sessions: Sessions, shopDomain: string): Promise<Session> {
  const session = await loadOffline(sessions, shopDomain);
  return isFresh(session) ? session : refreshOnce(db, sessions, session);
}

async function refreshOnce(db: Db, sessions: Sessions, stale: Session): Promise<Session> {
  const holder = randomUUID();
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    if (await takeRefreshLease(db, stale.id, holder, leaseSeconds)) {
      try {
        return await refreshAsHolder(sessions, stale.shop);
      } finally {
        await releaseRefreshLease(db, stale.id, holder);
      }
    }
    await wait(pollEvery);
    const session = await loadOffline(sessions, stale.shop);
    if (isFresh(session)) return session;
  }
  throw new Error(`the token of ${stale.shop} was not refreshed in ${patience} ms`);
}

async function refreshAsHolder(sessions: Sessions, shopDomain: string): Promise<Session> {
  // Somebody may have finished between our look and our lease.
  const session = await loadOffline(sessions, shopDomain);
  if (isFresh(session)) return session;
  if (!session.refreshToken) throw new ShopAccessError(`${shopDomain} has no refresh token`);

  const { session: refreshed } = await shopifySdk.auth.refreshToken({
    shop: shopDomain,
    refreshToken: session.refreshToken,
  });
  // An answer without `expires_in` would be kept for ever; Shopify's offline tokens last an hour.
  refreshed.expires ??= new Date(Date.now() + minutes(60));
  await sessions.storeSession(refreshed);
  return refreshed;
}

async function loadOffline(sessions: Sessions, shopDomain: string): Promise<Session> {
  const session = await sessions.loadSession(shopifySdk.session.getOfflineId(shopDomain));
  if (!session?.accessToken) throw new ShopAccessError(`${shopDomain} has no session`);
  return session;
}

const isFresh = (session: Session): boolean => !session.isExpired(margin);
