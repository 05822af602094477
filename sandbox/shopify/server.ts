import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { adminPageRoutes } from "./admin/routes.ts";
import { adminApiRoutes } from "./admin-api-routes.ts";
import { ordersRoutes } from "./control/orders-routes.ts";
import { productRoutes } from "./control/product-routes.ts";
import { shopRoutes } from "./control/shop-routes.ts";
import { webhookRoutes } from "./control/webhook-routes.ts";
import { createBuckets } from "./graphql/bucket.ts";
import { adminSchema } from "./graphql/schema.ts";
import type { Clock } from "./lib/clock.ts";
import type { Peer } from "./peer.ts";
import type { Settings } from "./settings.ts";
import { openDatabase, transaction } from "./store/database.ts";
import { ensureShop } from "./store/shops.ts";
import { startCourier } from "./webhooks/courier.ts";

/** Starts the Shopify stand-in on localhost; resolves once it answers. */
export async function startShopifySandbox(settings: Settings, now: Clock = () => new Date()) {
  const db = openDatabase(settings.stateDir);
  transaction(db, () => settings.shopDomains.forEach((domain) => ensureShop(db, { domain }, now())));
  const courierOf: { wake: () => void } = { wake: () => undefined };
  const peer: Peer = { settings, db, now, wake: () => courierOf.wake() };
  const courier = startCourier(peer);
  courierOf.wake = courier.wake;
  const server = serve({ fetch: application(peer).fetch, port: settings.port, hostname: "localhost" });
  const address = await new Promise<AddressInfo>((resolve, reject) => {
    server.once("error", reject);
    server.once("listening", () => resolve(addressOf(server.address())));
  });
  courier.wake();
  // A quarter of a second of pure computing, better spent before the first call than within it.
  setImmediate(adminSchema);

  const stop = async () => {
    await courier.stop();
    await new Promise((resolve) => {
      server.close(resolve);
      if ("closeAllConnections" in server) server.closeAllConnections();
    });
    db.close();
  };
  return { url: `http://localhost:${address.port}`, peer, stop };
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === "string") throw new Error("not listening on a TCP port");
  return address;
}

function application(peer: Peer): Hono {
  const { bucket, restoreRate } = peer.settings.graphql;
  const buckets = createBuckets(bucket, restoreRate, peer.now);
  const app = new Hono();
  app.route("/admin", adminApiRoutes(peer, buckets));
  for (const routes of [
    ordersRoutes(peer),
    shopRoutes(peer),
    productRoutes(peer),
    webhookRoutes(peer, buckets),
  ])
    app.route("/sandbox", routes);
  app.route("/", adminPageRoutes(peer));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return c.json({ error: error.message }, error.status);
    console.error(error);
    return c.json({ error: error.message }, 500);
  });
  return app;
}
