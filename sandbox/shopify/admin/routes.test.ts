import "@shopify/shopify-api/adapters/web-api";
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api";
import { expect, test } from "vitest";
import { startTestSandbox, testKeys } from "../testing.ts";

const official = shopifyApi({
  apiKey: testKeys.apiKey,
  apiSecretKey: testKeys.apiSecret,
  apiVersion: ApiVersion.October26,
  hostName: "localhost",
  isEmbeddedApp: true,
  logger: { level: LogSeverity.Error },
});

async function frameUrl(adminUrl: string): Promise<URL> {
  const page = await (await fetch(adminUrl)).text();
  const src = /data-src="([^"]+)"/.exec(page)?.[1] ?? "";
  return new URL(src.replaceAll("&amp;", "&"));
}

test("the frame's URL passes the official library: signature, host, shop and session token", async () => {
  const sandbox = await startTestSandbox("http://localhost:3000");
  const url = await frameUrl(`${sandbox.url}/store/swyft-demo/apps/swyft/app/orders?status=open`);
  expect(url.origin + url.pathname).toBe("http://localhost:3000/app/orders");
  const query = Object.fromEntries(url.searchParams);
  expect(query).toMatchObject({ embedded: "1", status: "open", shop: "swyft-demo.myshopify.com" });
  expect(await official.utils.validateHmac(query)).toBe(true);
  expect(official.utils.sanitizeHost(query["host"] ?? "")).toBe(query["host"]);
  const payload = await official.session.decodeSessionToken(query["id_token"] ?? "");
  expect(payload).toMatchObject({ dest: "https://swyft-demo.myshopify.com", aud: testKeys.apiKey });
});

test("a shop that removed the app sees how to install it, not the app", async () => {
  const sandbox = await startTestSandbox();
  await sandbox.install();
  await sandbox.post("/sandbox/uninstall", {});
  const page = await (await fetch(`${sandbox.url}/store/swyft-demo/apps/swyft`)).text();
  expect(page).toContain("Install Swyft again");
  expect(page).not.toContain("<iframe");
});

test("an unknown shop has no admin, and the start page leads to the first shop", async () => {
  const sandbox = await startTestSandbox();
  expect((await fetch(`${sandbox.url}/store/nobody/apps/swyft`)).status).toBe(404);
  expect((await fetch(sandbox.url)).url).toBe(`${sandbox.url}/store/swyft-demo/apps/swyft`);
});

test("App Bridge is one classic script without module syntax", async () => {
  const sandbox = await startTestSandbox();
  const response = await fetch(`${sandbox.url}/app-bridge.js`);
  const source = await response.text();
  expect(response.headers.get("content-type")).toContain("text/javascript");
  expect(source).not.toMatch(/^\s*(import|export)\s/m);
  expect(source).toContain("startBridge();");
});

test("a page of another origin cannot use the control API with a plain form post", async () => {
  const sandbox = await startTestSandbox();
  const headers = { "content-type": "text/plain" };
  const response = await fetch(`${sandbox.url}/sandbox/uninstall`, { method: "POST", headers, body: "{}" });
  expect(response.status).toBe(415);
});
