import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requireShop } from "#app/services/shops/require-shop.server.ts";
import { sessionStorage } from "#app/shopify.server.ts";
import { type Peer, startShopifyPeer } from "#tests/support/peers.ts";
import { adminSql } from "#tests/support/stack.ts";
import {
  countersOf,
  documentRequest,
  forgedToken,
  frameRequest,
  openShop,
  tokenOf,
  userAgent,
} from "./shopify.ts";

let peer: Peer;
beforeAll(async () => {
  peer = await startShopifyPeer();
});
afterAll(() => peer.stop());

const storesOf = (shop: string) => adminSql`
  select id, shop_name, email, time_zone, currency, is_active from public.stores where shop_domain = ${shop}`;

test("the first visit exchanges a token and makes the shop from Shopify's facts", async () => {
  const shop = await openShop(peer, { name: "Harbor Goods", timezone: "America/Denver" });
  const ctx = await requireShop(documentRequest(shop, await tokenOf(peer, shop)));

  expect(ctx).toMatchObject({ shopDomain: shop, actor: "88001122" });
  expect(await storesOf(shop)).toMatchObject([
    {
      id: ctx.shopId,
      shop_name: "Harbor Goods",
      time_zone: "America/Denver",
      currency: "USD",
      is_active: true,
    },
  ]);
  const session = await sessionStorage.loadSession(`offline_${shop}`);
  expect(session?.accessToken).toMatch(/^shpat_/);
  expect(session?.refreshToken).toMatch(/^shprt_/);
  expect(session?.expires?.getTime()).toBeGreaterThan(Date.now());
});

test("later visits exchange nothing and act for the same shop", async () => {
  const shop = await openShop(peer);
  const first = await requireShop(documentRequest(shop, await tokenOf(peer, shop)));
  const again = await requireShop(frameRequest(await tokenOf(peer, shop)));
  expect(again.shopId).toBe(first.shopId);
  expect(await countersOf(peer, shop)).toMatchObject({ token_exchanges: 1 });
});

test("two shops are kept apart, whatever the address says", async () => {
  const [mine, theirs] = [await openShop(peer), await openShop(peer)];
  const me = await requireShop(documentRequest(mine, await tokenOf(peer, mine)));
  const them = await requireShop(documentRequest(theirs, await tokenOf(peer, theirs)));
  expect(me.shopId).not.toBe(them.shopId);
  // My token with their domain in the address is still me.
  expect((await requireShop(documentRequest(theirs, await tokenOf(peer, mine)))).shopId).toBe(me.shopId);
});

test("visits at the same time make one shop", async () => {
  const shop = await openShop(peer);
  const token = await tokenOf(peer, shop);
  const visits = await Promise.all(
    Array.from({ length: 4 }, () => requireShop(documentRequest(shop, token))),
  );
  expect(new Set(visits.map(({ shopId }) => shopId)).size).toBe(1);
  expect(await storesOf(shop)).toHaveLength(1);
});

test("a shop whose row is missing although its session is there is made again", async () => {
  const shop = await openShop(peer);
  const { shopId } = await requireShop(documentRequest(shop, await tokenOf(peer, shop)));
  await adminSql`delete from public.stores where id = ${shopId}`;
  const again = await requireShop(frameRequest(await tokenOf(peer, shop)));
  expect(await storesOf(shop)).toMatchObject([{ id: again.shopId, is_active: true }]);
});

test("after an uninstall the same shop comes back", async () => {
  const shop = await openShop(peer);
  const { shopId } = await requireShop(documentRequest(shop, await tokenOf(peer, shop)));
  const token = await tokenOf(peer, shop);
  await peer.call("POST", "/sandbox/uninstall", { shop });
  await adminSql`update public.stores set is_active = false, uninstalled_at = now() where id = ${shopId}`;
  await sessionStorage.deleteSession(`offline_${shop}`);
  expect((await refusal(requireShop(frameRequest(token)))).status).toBe(401);

  await peer.call("POST", "/sandbox/install", { shop });
  const back = await requireShop(documentRequest(shop, await tokenOf(peer, shop)));
  expect(back.shopId).toBe(shopId);
  expect(await storesOf(shop)).toMatchObject([{ id: shopId, is_active: true }]);
});

test.each([
  { name: "never ends", claims: { exp: undefined } },
  { name: "has ended", claims: { exp: Math.floor(Date.now() / 1000) - 60 } },
  { name: "was issued by another shop", claims: { iss: "https://other.myshopify.com/admin" } },
  { name: "names no issuer", claims: { iss: undefined } },
  { name: "is for another app", claims: { aud: "another-app" } },
])("a request whose token $name is refused and leaves nothing", async ({ claims }) => {
  const shop = await openShop(peer);
  const token = await forgedToken(shop, claims);

  const fetched = await refusal(requireShop(frameRequest(token)));
  expect(fetched.status).toBe(401);
  expect(fetched.headers.get("x-shopify-retry-invalid-session-request")).toBe("1");

  const opened = await refusal(requireShop(documentRequest(shop, token)));
  expect(opened.status).toBe(302);
  expect(opened.headers.get("location")).toMatch(/^\/auth\/session-token\?/);
  expect(opened.headers.get("location")).not.toContain(token);

  expect(await storesOf(shop)).toEqual([]);
  expect(await sessionStorage.loadSession(`offline_${shop}`)).toBeUndefined();
  expect(await countersOf(peer, shop)).toMatchObject({ token_exchanges: 0 });
});

test("a token without a valid signature is refused", async () => {
  const shop = await openShop(peer);
  const token = await tokenOf(peer, shop);
  const forged = `${token.slice(0, token.lastIndexOf("."))}.${Buffer.from(randomUUID()).toString("base64url")}`;
  expect((await refusal(requireShop(frameRequest(forged)))).status).toBe(401);
  expect((await refusal(requireShop(frameRequest("not-a-token")))).status).toBe(401);
  expect(await storesOf(shop)).toEqual([]);
});

test("without a token or a shop nobody gets in", async () => {
  const shop = await openShop(peer);
  const bounced = await refusal(requireShop(documentRequest(shop, undefined)));
  expect(bounced.headers.get("location")).toMatch(/^\/auth\/session-token\?/);
  const nowhere = new Request("http://localhost:3000/app", { headers: { "user-agent": userAgent } });
  const lost = await refusal(requireShop(nowhere));
  expect(lost.headers.get("location")).toBe("/auth/login");
});

async function refusal(answer: Promise<unknown>): Promise<Response> {
  const thrown: unknown = await answer.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof Response)) throw new Error("the request was not refused", { cause: thrown });
  return thrown;
}
