import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { triggeredAt } from "../lib/clock.ts";
import { exactJson } from "../lib/exact-json.ts";
import type { Peer } from "../peer.ts";
import { readCounters } from "../store/counters.ts";
import { addDelivery, listDeliveries } from "../store/deliveries.ts";
import { listShops, saveFaults } from "../store/shops.ts";
import { Faults } from "../webhooks/faults.ts";
import type { Buckets } from "../graphql/bucket.ts";
import { bodyOf, shopNamed, valid } from "./parse.ts";

const FaultsInput = Faults.partial().extend({ shop: z.string().optional() });
const Drain = z.object({ shop: z.string().optional(), available: z.number().min(0).default(0) });
const Deliver = z.object({
  shop: z.string().optional(),
  topic: z.string(),
  /** JSON, or text sent byte for byte. */
  payload: z.unknown(),
  webhookId: z.string().optional(),
  eventId: z.string().optional(),
  triggeredAt: z.string().optional(),
  headers: z.record(z.string(), z.string()).default({}),
});

export function webhookRoutes(peer: Peer, buckets: Buckets) {
  const routes = new Hono();
  routes.get("/deliveries", (c) => {
    const limit = valid(z.coerce.number().int().min(1).max(1000).default(100), c.req.query("limit"));
    const { shop, topic, subject, bodies } = c.req.query();
    return c.json({
      deliveries: listDeliveries(peer.db, { shop, topic, subject, limit, bodies: bodies !== undefined }),
    });
  });
  routes.get("/faults", (c) => c.json({ faults: shopNamed(peer, c.req.query("shop")).faults }));
  routes.post("/faults", async (c) => {
    const { shop, ...changes } = await bodyOf(c, FaultsInput);
    const shops = shop === undefined ? listShops(peer.db) : [shopNamed(peer, shop)];
    for (const each of shops) saveFaults(peer.db, each.domain, { ...each.faults, ...changes });
    return c.json({ faults: shopNamed(peer, shops[0]?.domain).faults });
  });
  routes.post("/deliver", async (c) =>
    c.json({ webhookId: deliverNow(peer, await bodyOf(c, Deliver)) }, 202),
  );
  routes.post("/throttle", async (c) => {
    const { shop, available } = await bodyOf(c, Drain);
    buckets.drainTo(shopNamed(peer, shop).domain, available);
    return c.json({ ok: true });
  });
  routes.get("/metrics", (c) => {
    const domains = listShops(peer.db).map((shop) => shop.domain);
    return c.json({ shops: readCounters(peer.db, domains) });
  });
  return routes;
}

/** Any signed delivery, also for a shop that never installed the app, or of a topic nobody subscribed to. */
function deliverNow(peer: Peer, input: z.infer<typeof Deliver>): string {
  const shop = input.shop ?? shopNamed(peer, undefined).domain;
  const webhookId = input.webhookId ?? randomUUID();
  addDelivery(peer.db, {
    webhookId,
    eventId: input.eventId ?? randomUUID(),
    shop,
    topic: input.topic,
    subject: webhookId,
    triggeredAt: input.triggeredAt ?? triggeredAt(peer.now()),
    body: typeof input.payload === "string" ? input.payload : exactJson(input.payload ?? {}),
    headers: Object.fromEntries(
      Object.entries(input.headers).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    state: "pending",
    dueMs: peer.now().getTime(),
  });
  peer.wake();
  return webhookId;
}
