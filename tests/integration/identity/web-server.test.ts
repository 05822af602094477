import { once } from "node:events";
import type { Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "#app/server/app.ts";
import { loadBuild } from "#app/server/build.ts";
import { type Peer, startShopifyPeer } from "#tests/support/peers.ts";
import { adminSql, envValue } from "#tests/support/stack.ts";
import { forgedToken, frameAddress, openShop, tokenOf, userAgent } from "./shopify.ts";

let peer: Peer;
let server: Server;
let origin: string;

beforeAll(async () => {
  peer = await startShopifyPeer();
  const build = await loadBuild();
  server = createApp(build).listen(0, "localhost");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening");
  origin = `http://localhost:${address.port}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await peer.stop();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${origin}${path}`, { headers: { "user-agent": userAgent, ...headers }, redirect: "manual" });

describe("who may frame a page", () => {
  const shop = "framed.myshopify.com";

  test.each([
    { path: "/auth/login", status: 200 },
    { path: "/nothing-here", status: 404 },
    { path: "/assets/nothing.js", status: 404 },
    { path: "/%ff", status: 400 },
    { path: `/nothing-here?shop=${shop}`, status: 404, shop },
    { path: `/auth/session-token?shop=${shop}`, status: 200, shop },
    { path: "/auth/session-token?shop=evil.example", status: 200 },
    { path: `/auth/exit-iframe?shop=${shop}&exitIframe=https://evil.example/`, status: 500, shop },
  ])("is said on $path ($status)", async ({ path, status, shop: named }) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toMatch(/^text\//);
    const policy = answer.headers.get("content-security-policy") ?? "";
    const allowed = [...(named ? [`https://${named}`] : []), "https://admin.shopify.com"].join(" ");
    expect(policy).toBe(`frame-ancestors ${allowed}`);
  });

  test("is said on a page of the app, for the shop it belongs to", async () => {
    const mine = await openShop(peer);
    const answer = await get(frameAddress(mine, await tokenOf(peer, mine)));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-security-policy")).toBe(
      `frame-ancestors https://${mine} https://admin.shopify.com`,
    );
  });
});

describe("a page of the app", () => {
  test("signs the merchant in, with App Bridge as the first script of its head", async () => {
    const shop = await openShop(peer);
    const page = await (await get(frameAddress(shop, await tokenOf(peer, shop)))).text();

    const head = page.slice(0, page.indexOf("</head>"));
    const scripts = [...head.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    expect(scripts[0]).toBe('<script src="https://cdn.shopify.com/shopifycloud/app-bridge.js">');
    expect(head).toContain(`<meta name="shopify-api-key" content="${envValue("SHOPIFY_API_KEY")}"/>`);
    expect(page).toContain('href="/app/orders"');
    expect(page).not.toContain(envValue("SHOPIFY_API_SECRET"));
    expect(await adminSql`select from public.stores where shop_domain = ${shop} and is_active`).toHaveLength(
      1,
    );
  });

  test("answers an address that does not exist with a page saying so", async () => {
    const shop = await openShop(peer);
    const answer = await get(frameAddress(shop, await tokenOf(peer, shop), "/app/nothing-here"));
    expect(answer.status).toBe(404);
    const page = await answer.text();
    expect(page).toContain("Page not found");
    expect(page).toContain("<ui-nav-menu>");
  });

  test("asks App Bridge for a fresh token instead of trusting a bad one", async () => {
    const shop = await openShop(peer);
    const bad = await forgedToken(shop, { exp: undefined });
    const answer = await get("/app?_data=routes%2Fapp", { authorization: `Bearer ${bad}` });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("x-shopify-retry-invalid-session-request")).toBe("1");
    expect(await adminSql`select from public.stores where shop_domain = ${shop}`).toHaveLength(0);
  });
});

test("the root leads into the app with its query whole", async () => {
  const answer = await get("/?shop=a.myshopify.com&host=abc&embedded=1&id_token=t%2Bt");
  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toBe("/app?shop=a.myshopify.com&host=abc&embedded=1&id_token=t%2Bt");
});

test("nobody is asked for a shop's domain", async () => {
  const page = await (await get("/auth/login")).text();
  expect(page).toContain("Open Swyft from your Shopify admin");
  expect(page).not.toMatch(/<(form|input)/);
  const known = await get("/auth/login?shop=demo.myshopify.com");
  expect(known.headers.get("location")).toBe(
    `https://admin.shopify.com/store/demo/oauth/install?client_id=${envValue("SHOPIFY_API_KEY")}`,
  );
});

test("every answer names its request; a proxy's id is taken over, nonsense is not", async () => {
  expect((await get("/healthz")).headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
  expect((await get("/healthz", { "x-request-id": "proxy-0001" })).headers.get("x-request-id")).toBe(
    "proxy-0001",
  );
  expect((await get("/healthz", { "x-request-id": "a b" })).headers.get("x-request-id")).not.toBe("a b");
});

test("built assets may be kept for ever, pages not", async () => {
  const build = await loadBuild();
  const asset = await get(build.assets.entry.module);
  expect(asset.status).toBe(200);
  expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect((await get("/auth/login")).headers.get("cache-control")).toBeNull();
});

describe("operations", () => {
  test("a running copy is healthy, and ready while the queue moves", async () => {
    expect((await get("/healthz")).status).toBe(200);
    const ready = await get("/readyz");
    expect(await ready.json()).toEqual({ status: "ready", problems: [] });
    expect(ready.status).toBe(200);
  });

  test("a queue that stands still is named", async () => {
    const key = "identity-test:late-job";
    await adminSql`
      select graphile_worker.add_job('nobody_does_this', run_at := now() - interval '1 hour', job_key := ${key})`;
    const late = await get("/readyz");
    await adminSql`select graphile_worker.remove_job(${key})`;
    expect(late.status).toBe(503);
    expect(await late.json()).toEqual({
      status: "not ready",
      problems: [expect.stringMatching(/^queue: the oldest due job has waited 36\d\d s$/)],
    });
  });

  test("metrics need their token and tell of answers, the queue and the database", async () => {
    expect((await get("/metrics")).status).toBe(401);
    expect((await get("/metrics", { authorization: "Bearer wrong" })).status).toBe(401);
    const answer = await get("/metrics", { authorization: `Bearer ${envValue("METRICS_TOKEN")}` });
    expect(answer.status).toBe(200);
    const page = await answer.text();
    expect(page).toMatch(
      /swyft_http_request_duration_seconds_count\{area="metrics",method="GET",status="401"\} 2/,
    );
    expect(page).toMatch(/^swyft_queue_lag_seconds \d/m);
    expect(page).toMatch(/^swyft_database_reachable 1$/m);
    expect(page).toContain("process_cpu_seconds_total");
  });
});
