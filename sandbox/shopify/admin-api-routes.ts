import { Hono } from "hono";
import { z } from "zod";
import type { Buckets } from "./graphql/bucket.ts";
import { answerGraphql } from "./graphql/execute.ts";
import { answerTokenRequest } from "./oauth/token-endpoint.ts";
import type { Peer } from "./peer.ts";
import { findShop } from "./store/shops.ts";
import { findAccessToken } from "./store/tokens.ts";

const GraphBody = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

const supportedVersions = new Set(["2026-01", "2026-04", "2026-07", "2026-10", "2027-01"]);
const unauthorized = "[API] Invalid API key or access token (unrecognized login or wrong password)";

/** What the app calls at https://{shop}/admin; the shop's own host arrives in X-Forwarded-Host. */
export function adminApiRoutes(peer: Peer, buckets: Buckets) {
  const routes = new Hono();
  routes.post("/oauth/access_token", async (c) => {
    const domain = c.req.header("x-forwarded-host") ?? "";
    const body: unknown = await c.req.json().catch(() => null);
    const answer = await answerTokenRequest(peer, domain, body);
    return c.json(answer.body, answer.status);
  });
  routes.post("/api/:version/graphql.json", async (c) => {
    const version = c.req.param("version");
    if (!supportedVersions.has(version)) return c.json({ errors: "Not Found" }, 404);
    const token = findAccessToken(
      peer.db,
      c.req.header("x-shopify-access-token") ?? "",
      peer.now().getTime(),
    );
    const shop = token && findShop(peer.db, token.shop);
    if (!token || !shop || shop.domain !== c.req.header("x-forwarded-host"))
      return c.json({ errors: unauthorized }, 401);
    const body = GraphBody.safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ errors: { query: "Required parameter missing or invalid" } }, 400);
    const { query, variables, operationName } = body.data;
    const request = { query, variables: variables ?? {}, operationName: operationName ?? undefined };
    c.header("x-shopify-api-version", version);
    return c.json(await answerGraphql(peer, buckets, { shop, scope: token.scope }, request));
  });
  return routes;
}
