import "@shopify/shopify-api/adapters/web-api";
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api";
import { expect, test } from "vitest";
import { Deliveries, startReceiver, startTestSandbox, testKeys } from "../testing.ts";
import { webhookHmac } from "./signature.ts";

const official = shopifyApi({
  apiKey: testKeys.apiKey,
  apiSecretKey: testKeys.apiSecret,
  apiVersion: ApiVersion.October26,
  hostName: "localhost",
  isEmbeddedApp: true,
  logger: { level: LogSeverity.Error },
});

type Received = Awaited<ReturnType<typeof startReceiver>>["received"][number];

const validate = ({ body, headers }: Received) =>
  official.webhooks.validate({
    rawBody: body.toString(),
    rawRequest: new Request("http://localhost/webhooks/shopify", {
      method: "POST",
      headers: requestHeaders(headers),
    }),
  });

const requestHeaders = (headers: Received["headers"]) =>
  new Headers(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );

const topicsOf = (received: readonly Received[]) => received.map(({ headers }) => headers["x-shopify-topic"]);

test("every delivery passes the official library's validation", async () => {
  const app = await startReceiver();
  const sandbox = await startTestSandbox(app.url);
  await sandbox.install();
  await sandbox.post("/sandbox/orders", { largeIds: true });
  await expect.poll(() => app.received.length).toBe(3);
  expect(new Set(topicsOf(app.received))).toEqual(
    new Set(["orders/create", "orders/paid", "orders/updated"]),
  );
  for (const delivery of app.received)
    expect(await validate(delivery)).toMatchObject({
      valid: true,
      domain: "swyft-demo.myshopify.com",
      apiVersion: "2026-10",
    });
  const events = new Set(app.received.map(({ headers }) => headers["x-shopify-event-id"]));
  const ids = new Set(app.received.map(({ headers }) => headers["x-shopify-webhook-id"]));
  expect([events.size, ids.size]).toEqual([1, 3]);
});

test("a shop that has not installed the app sends nothing", async () => {
  const app = await startReceiver();
  const sandbox = await startTestSandbox(app.url);
  await sandbox.post("/sandbox/orders", {});
  expect(Deliveries.parse(await sandbox.get("/sandbox/deliveries")).deliveries).toEqual([]);
  expect(app.received).toEqual([]);
});

test("a refused delivery is repeated with the same webhook id and the same bytes until it is taken", async () => {
  const app = await startReceiver((n) => (n <= 2 ? 503 : 200));
  const sandbox = await startTestSandbox(app.url);
  await sandbox.install();
  await sandbox.post("/sandbox/deliver", { topic: "orders/updated", payload: { id: 1 } });
  await expect.poll(() => app.received.length).toBe(3);
  expect(new Set(app.received.map(({ headers }) => headers["x-shopify-webhook-id"])).size).toBe(1);
  expect(new Set(app.received.map(({ body }) => body.toString())).size).toBe(1);
  await expect
    .poll(async () => Deliveries.parse(await sandbox.get("/sandbox/deliveries")).deliveries)
    .toMatchObject([{ state: "delivered", attempts: [{ status: 503 }, { status: 503 }, { status: 200 }] }]);
});

test("a delivery is given up after eight retries", async () => {
  const app = await startReceiver(() => 500);
  const sandbox = await startTestSandbox(app.url, { WEBHOOK_RETRY_BASE_MS: "1" });
  await sandbox.post("/sandbox/deliver", { topic: "orders/updated", payload: {} });
  await expect
    .poll(async () => Deliveries.parse(await sandbox.get("/sandbox/deliveries")).deliveries[0]?.state, {
      timeout: 5000,
    })
    .toBe("failed");
  expect(app.received).toHaveLength(9);
});

test("with duplicates on, each delivery arrives twice under one webhook id", async () => {
  const app = await startReceiver();
  const sandbox = await startTestSandbox(app.url);
  await sandbox.install();
  await sandbox.post("/sandbox/faults", { duplicate: true });
  await sandbox.post("/sandbox/orders", {});
  await expect.poll(() => app.received.length).toBe(6);
  const ids = app.received.map(({ headers }) => headers["x-shopify-webhook-id"]);
  expect(new Set(ids).size).toBe(3);
});

test("disorder delivers everything, but not in the order it happened", async () => {
  const app = await startReceiver();
  const sandbox = await startTestSandbox(app.url);
  await sandbox.install();
  await sandbox.post("/sandbox/faults", { disorder: true });
  await sandbox.post("/sandbox/orders", { count: 8 });
  await expect.poll(() => app.received.length, { timeout: 8000 }).toBe(24);
  const moments = app.received.map(({ headers }) => String(headers["x-shopify-triggered-at"]));
  expect(moments).not.toEqual(moments.toSorted());
}, 10_000);

test("a wrong secret, a cut body and a drop do what they say", async () => {
  const app = await startReceiver();
  const sandbox = await startTestSandbox(app.url);
  await sandbox.install();
  const placeWith = async (faults: object) => {
    await sandbox.post("/sandbox/faults", { wrongSecret: false, badJson: false, drop: false, ...faults });
    app.received.length = 0;
    await sandbox.post("/sandbox/orders", { financialStatus: "pending" });
  };
  await placeWith({ wrongSecret: true });
  await expect.poll(() => app.received.length).toBe(2);
  for (const delivery of app.received) expect(await validate(delivery)).toMatchObject({ valid: false });

  await placeWith({ badJson: true });
  await expect.poll(() => app.received.length).toBe(2);
  for (const { body, headers } of app.received) {
    expect(headers["x-shopify-hmac-sha256"]).toBe(webhookHmac(body, testKeys.apiSecret));
    expect(() => void JSON.parse(body.toString())).toThrow(SyntaxError);
  }

  await placeWith({ drop: true });
  const { deliveries } = Deliveries.parse(await sandbox.get("/sandbox/deliveries?limit=2"));
  expect(deliveries.map((delivery) => delivery.state)).toEqual(["dropped", "dropped"]);
});

test("after an uninstall only app/uninstalled and the compliance topics reach the app", async () => {
  const app = await startReceiver();
  const sandbox = await startTestSandbox(app.url);
  await sandbox.install();
  await sandbox.post("/sandbox/orders", { silent: true });
  await sandbox.post("/sandbox/uninstall", {});
  for (const topic of ["customers/data_request", "customers/redact", "shop/redact"])
    await sandbox.post("/sandbox/compliance", { topic });
  await sandbox.post("/sandbox/orders", {});
  await expect.poll(() => app.received.length).toBe(4);
  expect(new Set(topicsOf(app.received))).toEqual(
    new Set(["app/uninstalled", "customers/data_request", "customers/redact", "shop/redact"]),
  );
  const redact = app.received.find(({ headers }) => headers["x-shopify-topic"] === "customers/redact");
  expect(JSON.parse(redact?.body.toString() ?? "{}")).toMatchObject({
    shop_domain: "swyft-demo.myshopify.com",
    customer: { email: "buyer-1001@example.com" },
  });
});
