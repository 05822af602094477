import { afterAll, beforeAll, expect, test } from "vitest";
import { type Peer, startShopifyPeer } from "#tests/support/peers.ts";
import { frameAddress, openShop, tokenOf, userAgent } from "./shopify.ts";
import { runWebProcess, startWebProcess } from "./web-process.ts";

let peer: Peer;
beforeAll(async () => {
  peer = await startShopifyPeer();
});
afterAll(() => peer.stop());

async function get(url: string) {
  const started = performance.now();
  const answer = await fetch(url, { headers: { "user-agent": userAgent }, redirect: "manual" });
  return Object.assign(answer, { milliseconds: performance.now() - started });
}

test("without its environment the server does not start and names everything that is missing", async () => {
  const { code, output } = await runWebProcess({ PATH: process.env["PATH"], NODE_ENV: "test" });
  expect(code).toBe(1);
  const missing = [
    "SHOPIFY_API_KEY",
    "SHOPIFY_API_SECRET",
    "SHOPIFY_APP_URL",
    "SCOPES",
    "SUPABASE_URL",
    "SUPABASE_SECRET_KEY",
    "TRACKSTAR_API_KEY",
    "TRACKSTAR_WEBHOOK_SECRET",
    "ENCRYPTION_KEYS",
  ];
  expect(output.trim().split("\n").slice(1).sort()).toEqual(
    missing.map((name) => `  ${name}: missing`).sort(),
  );
});

test("a production server does not start with stand-ins", async () => {
  const { code, output } = await runWebProcess({ ...process.env, NODE_ENV: "production" });
  expect(code).toBe(1);
  expect(output).toContain("SHOPIFY_ADMIN_ORIGIN: points at a stand-in");
  expect(output).toContain("TRACKSTAR_API_URL: points at a stand-in");
});

test("the log names requests and never holds a session token", async () => {
  const shop = await openShop(peer);
  const token = await tokenOf(peer, shop);
  const web = await startWebProcess({ EXTRA_FRAME_ANCESTORS: "http://localhost:4321" });
  const page = await get(web.url + frameAddress(shop, token));
  expect(page.status).toBe(200);
  await page.text();
  expect(page.headers.get("content-security-policy")).toBe(
    `frame-ancestors https://${shop} https://admin.shopify.com http://localhost:4321`,
  );
  expect(page.headers.get("link")).toBeNull();
  for (const path of ["/app/nothing-here", "/nothing-here", "/auth/nothing-here", "/webhooks/shopify"])
    await get(web.url + frameAddress(shop, token, path));

  expect(await web.end()).toBe(0);
  const id = page.headers.get("x-request-id") ?? "no id";
  const lines = web
    .output()
    .split("\n")
    .filter((line) => line.includes(id));
  expect(lines.join("\n")).toContain('"method":"GET","path":"/app","status":200');
  // Which of a page's parallel loaders makes the row is a matter of timing.
  expect(web.output()).toMatch(/"outcome":"(created|updated)","msg":"shop signed in"/);
  expect(web.output()).not.toContain(token);
  expect(web.output()).not.toContain("id_token");
  expect(web.output()).not.toMatch(/shp(at|rt)_/);
});

test("while the database is away pages offer another try and the copy is not ready", async () => {
  const shop = await openShop(peer);
  const web = await startWebProcess({ SUPABASE_URL: "http://127.0.0.1:9" });

  const page = await get(web.url + frameAddress(shop, await tokenOf(peer, shop)));
  expect(page.status).toBe(503);
  expect(page.milliseconds).toBeLessThan(5000);
  const text = await page.text();
  expect(text).toContain("Swyft cannot reach its data");
  expect(text).toContain("Try again");
  expect(page.headers.get("content-security-policy")).toContain(`https://${shop}`);

  const ready = await get(`${web.url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({
    status: "not ready",
    problems: [expect.stringMatching(/^database: /)],
  });
  expect((await get(`${web.url}/healthz`)).status).toBe(200);
});
