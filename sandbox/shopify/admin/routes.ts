import { readFileSync } from "node:fs";
import { type Context, Hono } from "hono";
import { adminModule, bridgeScript } from "../client/serve.ts";
import { embeddedUrl } from "../oauth/embedded-url.ts";
import type { Peer } from "../peer.ts";
import { findShop, listShops } from "../store/shops.ts";
import { adminPage } from "./page.ts";

const appHandle = "swyft";
const javascript = { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache" };

/** The admin a person looks at: the page with the app's frame, and the scripts of both. */
export function adminPageRoutes(peer: Peer) {
  const routes = new Hono();
  const bridge = bridgeScript();
  routes.get("/", (c) => {
    const [first] = listShops(peer.db);
    return c.redirect(`/store/${first?.handle ?? ""}/apps/${appHandle}`);
  });
  routes.get("/app-bridge.js", (c) =>
    c.body(bridge, 200, { ...javascript, "access-control-allow-origin": "*" }),
  );
  routes.get("/client/admin.css", (c) =>
    c.body(readFileSync(new URL("../client/admin/admin.css", import.meta.url)), 200, {
      "content-type": "text/css; charset=utf-8",
    }),
  );
  routes.get("/client/admin/:file{[a-z-]+\\.ts}", (c) => {
    const source = adminModule(c.req.param("file").replace(/\.ts$/, ""));
    return source === null ? c.notFound() : c.body(source, 200, javascript);
  });
  routes.get("/store/:store/apps/:app/*", (c) => page(c, c.req.param("store")));
  routes.get("/store/:store/apps/:app", (c) => page(c, c.req.param("store")));

  async function page(c: Context, store: string): Promise<Response> {
    const shop = findShop(peer.db, `${store}.myshopify.com`);
    if (!shop) return c.text(`There is no shop named ${store} here.`, 404);
    const url = new URL(c.req.url);
    const path = url.pathname.replace(/^\/store\/[^/]+\/apps\/[^/]+/, "") || "/";
    const src = await embeddedUrl(peer, shop, path, url.searchParams);
    return c.html(
      adminPage({ shop, shops: listShops(peer.db), appUrl: peer.settings.appUrl, appHandle, src }),
    );
  }
  return routes;
}
