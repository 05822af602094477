import type { Peer } from "../peer.ts";
import { count } from "../store/counters.ts";
import { transaction } from "../store/database.ts";
import { findShop, markInstalled, type Shop } from "../store/shops.ts";
import { issueAccessToken, issueRefreshToken, takeRefreshToken } from "../store/tokens.ts";
import { Client, Grant, isOnline, type TokenExchange } from "./grants.ts";
import { staffUserId, verifySessionToken } from "./session-token.ts";

const refreshTokenSeconds = 90 * 24 * 3600;
const onlineTokenSeconds = 24 * 3600;

export interface TokenAnswer {
  readonly status: 200 | 400 | 401 | 404;
  readonly body: object;
}

const refused = (status: 400 | 401 | 404, error: string, description: string): TokenAnswer => ({
  status,
  body: { error, error_description: description },
});

/** Answers POST /admin/oauth/access_token of one shop: token exchange and refresh. */
export async function answerTokenRequest(peer: Peer, domain: string, body: unknown): Promise<TokenAnswer> {
  const shop = findShop(peer.db, domain);
  if (!shop) return refused(404, "shop_not_found", `no shop ${domain}`);
  const answer = await answerFor(peer, shop, body);
  if (answer.status !== 200) count(peer.db, domain, "refused_tokens");
  return answer;
}

async function answerFor(peer: Peer, shop: Shop, body: unknown): Promise<TokenAnswer> {
  const client = Client.safeParse(body);
  if (!client.success) return refused(400, "invalid_request", "client_id and client_secret are required");
  const { apiKey, apiSecret } = peer.settings;
  if (client.data.client_id !== apiKey)
    return refused(400, "application_cannot_be_found", "no application with this client_id");
  if (client.data.client_secret !== apiSecret)
    return refused(401, "invalid_client", "the client secret does not match");
  const grant = Grant.safeParse(body);
  if (!grant.success) return refused(400, "invalid_request", "unknown grant type or missing fields");
  return grant.data.grant_type === "refresh_token"
    ? refresh(peer, shop, grant.data.refresh_token)
    : exchange(peer, shop, grant.data);
}

async function exchange(peer: Peer, shop: Shop, grant: TokenExchange): Promise<TokenAnswer> {
  const claims = await verifySessionToken(peer, shop, grant.subject_token);
  if (!claims || shop.state === "uninstalled")
    return refused(400, "invalid_subject_token", "the session token is not valid for this shop");
  return transaction(peer.db, () => {
    markInstalled(peer.db, shop.domain, peer.now());
    count(peer.db, shop.domain, "token_exchanges");
    return {
      status: 200,
      body: isOnline(grant) ? onlineToken(peer, shop) : firstOfflineToken(peer, shop, grant),
    };
  });
}

function firstOfflineToken(peer: Peer, shop: Shop, grant: TokenExchange): object {
  if (grant.expiring === "1") return expiringTokens(peer, shop, null);
  const scope = peer.settings.scopes.join(",");
  const access_token = issueAccessToken(peer.db, { shop: shop.domain, scope, userId: null, expiresMs: null });
  return { access_token, scope };
}

function refresh(peer: Peer, shop: Shop, token: string): TokenAnswer {
  return transaction(peer.db, () => {
    if (!takeRefreshToken(peer.db, token, shop.domain, peer.now().getTime()))
      return refused(400, "invalid_grant", "the refresh token is unknown, used up or expired");
    count(peer.db, shop.domain, "refreshes");
    return { status: 200, body: expiringTokens(peer, shop, token) };
  });
}

function expiringTokens(peer: Peer, shop: Shop, parent: string | null): object {
  const nowMs = peer.now().getTime();
  const scope = peer.settings.scopes.join(",");
  const seconds = peer.settings.accessTokenSeconds;
  return {
    access_token: issueAccessToken(peer.db, {
      shop: shop.domain,
      scope,
      userId: null,
      expiresMs: nowMs + seconds * 1000,
    }),
    scope,
    expires_in: seconds,
    refresh_token: issueRefreshToken(peer.db, {
      shop: shop.domain,
      parent,
      expiresMs: nowMs + refreshTokenSeconds * 1000,
    }),
    refresh_token_expires_in: refreshTokenSeconds,
  };
}

function onlineToken(peer: Peer, shop: Shop): object {
  const scope = peer.settings.scopes.join(",");
  return {
    access_token: issueAccessToken(peer.db, {
      shop: shop.domain,
      scope,
      userId: staffUserId,
      expiresMs: peer.now().getTime() + onlineTokenSeconds * 1000,
    }),
    scope,
    expires_in: onlineTokenSeconds,
    associated_user_scope: scope,
    associated_user: {
      id: Number(staffUserId),
      first_name: "Shop",
      last_name: "Owner",
      email: shop.email,
      email_verified: true,
      account_owner: true,
      locale: "en",
      collaborator: false,
    },
  };
}
