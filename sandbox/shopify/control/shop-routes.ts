import { Hono } from "hono";
import { z } from "zod";
import { gid } from "../lib/ids.ts";
import { embeddedUrl } from "../oauth/embedded-url.ts";
import { mintSessionToken } from "../oauth/session-token.ts";
import { recentOrders } from "../store/orders.ts";
import type { Peer } from "../peer.ts";
import { transaction } from "../store/database.ts";
import { ensureShop, listShops, markAvailable, markUninstalled, type Shop } from "../store/shops.ts";
import { expireAccessTokens } from "../store/tokens.ts";
import { publish } from "../webhooks/publish.ts";
import { shopPayload } from "../webhooks/shop-payload.ts";
import { complianceTopics, type ComplianceTopic } from "../webhooks/topics.ts";
import { bodyOf, shopNamed, valid } from "./parse.ts";

const ShopOnly = z.object({ shop: z.string().optional() });
const NewShop = z.object({
  shop: z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/),
  name: z.string().optional(),
  email: z.string().optional(),
  currency: z.string().length(3).optional(),
  timezone: z.string().optional(),
});
const Compliance = ShopOnly.extend({
  topic: z.enum(complianceTopics),
  customerId: z.string().regex(/^\d+$/).optional(),
  email: z.string().nullable().optional(),
  orderIds: z.array(z.string().regex(/^\d+$/)).optional(),
});
const Scopes = ShopOnly.extend({ previous: z.array(z.string()), current: z.array(z.string()) });

export function shopRoutes(peer: Peer) {
  const routes = new Hono();
  routes.get("/shops", (c) => c.json({ shops: listShops(peer.db) }));
  routes.post("/shops", async (c) => {
    const { shop, ...wishes } = await bodyOf(c, NewShop);
    const made = transaction(peer.db, () => ensureShop(peer.db, { domain: shop, ...wishes }, peer.now()));
    return c.json({ shop: made }, 201);
  });
  routes.post("/install", async (c) => {
    const { shop } = await bodyOf(c, ShopOnly);
    markAvailable(peer.db, shopNamed(peer, shop).domain);
    return c.json({ ok: true });
  });
  routes.post("/uninstall", async (c) => {
    const { shop } = await bodyOf(c, ShopOnly);
    return c.json({ webhookIds: uninstall(peer, shopNamed(peer, shop)) });
  });
  routes.post("/scopes", async (c) => {
    const { shop, previous, current } = await bodyOf(c, Scopes);
    const { domain, legacyId } = shopNamed(peer, shop);
    const payload = {
      id: 1,
      shop_id: gid("Shop", legacyId),
      previous,
      current,
      updated_at: peer.now().toISOString(),
    };
    return c.json({ webhookIds: publish(peer, domain, "app", [{ topic: "app/scopes_update", payload }]) });
  });
  routes.post("/compliance", async (c) => {
    const input = await bodyOf(c, Compliance);
    return c.json({ webhookIds: demandCompliance(peer, shopNamed(peer, input.shop), input) });
  });
  routes.post("/expire-tokens", async (c) => {
    const { shop } = await bodyOf(c, ShopOnly);
    expireAccessTokens(peer.db, shopNamed(peer, shop).domain, peer.now().getTime());
    return c.json({ ok: true });
  });
  routes.get("/session-token", async (c) => {
    const seconds = valid(z.coerce.number().int().default(60), c.req.query("expiresIn"));
    return c.json({ token: await mintSessionToken(peer, shopNamed(peer, c.req.query("shop")), seconds) });
  });
  routes.get("/embedded-url", async (c) => {
    const shop = shopNamed(peer, c.req.query("shop"));
    return c.json({ url: await embeddedUrl(peer, shop, c.req.query("path") ?? "/") });
  });
  return routes;
}

/** The tokens die at once; the app hears about it like any other event. */
function uninstall(peer: Peer, shop: Shop): string[] {
  return transaction(peer.db, () => {
    const ids = publish(peer, shop.domain, "app", [{ topic: "app/uninstalled", payload: shopPayload(shop) }]);
    markUninstalled(peer.db, shop.domain, peer.now());
    return ids;
  });
}

function demandCompliance(peer: Peer, shop: Shop, input: z.infer<typeof Compliance>): string[] {
  const payload = compliancePayload(peer, shop, input);
  return publish(peer, shop.domain, "compliance", [{ topic: input.topic, payload }]);
}

/** The buyer of the named orders, else of the latest order. */
function compliancePayload(peer: Peer, shop: Shop, input: z.infer<typeof Compliance>) {
  const base = { shop_id: BigInt(shop.legacyId), shop_domain: shop.domain };
  const latest = recentOrders(peer.db, shop.domain, 1)[0];
  const orderIds = (input.orderIds ?? (latest ? [latest.id] : [])).map((id) => BigInt(id));
  const customer = {
    id: BigInt(input.customerId ?? latest?.customerId ?? "0"),
    email: input.email === undefined ? (latest?.email ?? null) : input.email,
    phone: null,
  };
  const bodies: Record<ComplianceTopic, object> = {
    "customers/data_request": { ...base, customer, orders_requested: orderIds, data_request: { id: 9999 } },
    "customers/redact": { ...base, customer, orders_to_redact: orderIds },
    "shop/redact": base,
  };
  return bodies[input.topic];
}
