import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { config } from "#app/config.server.ts";
import { makeDb } from "#app/db/client.server.ts";
import { action, loader } from "#app/routes/webhooks.shopify.tsx";
import { logger } from "#app/clients/logger.server.ts";
import { receiveShopify } from "#app/services/webhooks/receive-shopify.server.ts";
import { countedRefusals } from "#app/services/webhooks/refusals.server.ts";
import { makeShop, makeTwoShops } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { deliver, deliveryRequest, eventRow, jobsOf, orderPayload } from "./shopify-deliveries.ts";

const stored = async (webhookId: string) => (await eventRow(webhookId)) !== undefined;

/** A client of the data API that counts its calls. */
function countingDb(fetchFunction: typeof fetch = fetch) {
  const calls: string[] = [];
  const counting: typeof fetch = (input, init) => {
    calls.push(input instanceof Request ? input.url : String(input));
    return fetchFunction(input, init);
  };
  return { calls, db: makeDb(config.supabase.url, config.supabase.secretKey, counting) };
}

describe("a signed delivery", () => {
  test("is stored with its job, in one call of the data API", async () => {
    const { mine, theirs } = await makeTwoShops();
    const { calls, db } = countingDb();
    const webhookId = randomUUID();
    const order = orderPayload();
    const request = deliveryRequest({ topic: "orders/create", shop: mine.domain, body: order, webhookId });

    expect(await receiveShopify(request, { db, log: logger })).toBe("stored");

    expect(calls).toEqual([`${config.supabase.url}/rest/v1/rpc/ingest_shopify_event`]);
    const event = await eventRow(webhookId);
    expect(event).toMatchObject({ topic: "orders/create", shop_id: mine.id, status: "received" });
    expect(event?.shop_id).not.toBe(theirs.id);
    expect(await jobsOf("process_shopify_event", `shopify-event:${event?.id}`)).toBe(1);
  });

  test("that comes again is acknowledged and changes nothing", async () => {
    const shop = await makeShop();
    const delivery = {
      topic: "orders/create",
      shop: shop.domain,
      body: orderPayload(),
      webhookId: randomUUID(),
    };
    expect(await deliver(delivery)).toBe(200);
    expect(await deliver({ ...delivery, body: orderPayload() })).toBe(200);
    const rows = await adminSql`
      select from public.shopify_webhook_events where webhook_id = ${delivery.webhookId}`;
    expect(rows).toHaveLength(1);
    const event = await eventRow(delivery.webhookId);
    expect(event?.payload).toContain(delivery.body.id);
  });

  test("may be signed with the old secret", async () => {
    const shop = await makeShop();
    const webhookId = randomUUID();
    const secret = config.shopify.oldApiSecret;
    expect(
      await deliver({ topic: "orders/create", shop: shop.domain, body: orderPayload(), webhookId, secret }),
    ).toBe(200);
    expect(await stored(webhookId)).toBe(true);
  });

  test("keeps every digit of ids beyond 2^53", async () => {
    const shop = await makeShop();
    const webhookId = randomUUID();
    await deliver({
      topic: "orders/delete",
      shop: shop.domain,
      body: '{"id":820982911946154508}',
      webhookId,
    });
    expect((await eventRow(webhookId))?.payload).toBe('{"id": 820982911946154508}');
  });

  test("of a topic nobody knows is stored and enqueued", async () => {
    const shop = await makeShop();
    const webhookId = randomUUID();
    expect(await deliver({ topic: "planets/align", shop: shop.domain, body: { a: 1 }, webhookId })).toBe(200);
    expect(await eventRow(webhookId)).toMatchObject({ topic: "planets/align", status: "received" });
  });

  test.each([
    ["half a JSON text", '{"id": 12'],
    ["a JSON text that is no object", "[1, 2]"],
    ["bytes that are no text", Uint8Array.from([123, 255, 254, 125])],
    ["a NUL character", '{"note": "\u0000"}'],
    ["an escaped NUL character", '{"note": "\\u0000"}'],
  ])("with %s is stored as failed and acknowledged", async (_what, body) => {
    const shop = await makeShop();
    const webhookId = randomUUID();
    expect(await deliver({ topic: "orders/create", shop: shop.domain, body, webhookId })).toBe(200);
    const event = await eventRow(webhookId);
    expect(event).toMatchObject({ status: "failed", payload: null });
    expect(await jobsOf("process_shopify_event", `shopify-event:${event?.id}`)).toBe(0);
  });

  test.each(["2026-02-31T10:00:00Z", "0000-01-01T00:00:00Z", "yesterday"])(
    "triggered at a moment that never was (%s) is stored without it",
    async (triggeredAt) => {
      const shop = await makeShop();
      const webhookId = randomUUID();
      const delivery = {
        topic: "orders/create",
        shop: shop.domain,
        body: orderPayload(),
        webhookId,
        triggeredAt,
      };
      expect(await deliver(delivery)).toBe(200);
      const [row] = await adminSql`
        select triggered_at from public.shopify_webhook_events where webhook_id = ${webhookId}`;
      expect(row).toEqual({ triggered_at: null });
    },
  );

  test("of a shop not yet known waits, without a job", async () => {
    const webhookId = randomUUID();
    const shop = `unknown-${webhookId.slice(0, 8)}.myshopify.com`;
    expect(await deliver({ topic: "orders/create", shop, body: orderPayload(), webhookId })).toBe(200);
    const event = await eventRow(webhookId);
    expect(event).toMatchObject({ shop_id: null, status: "received" });
    expect(await jobsOf("process_shopify_event", `shopify-event:${event?.id}`)).toBe(0);
  });
});

describe("a delivery is refused, and nothing stored,", () => {
  const refused = [
    ["without a signature", { headers: { "x-shopify-hmac-sha256": undefined } }],
    ["with an empty signature", { headers: { "x-shopify-hmac-sha256": "" } }],
    ["signed with another secret", { secret: "not-the-secret" }],
    ["with the signature of another body", { headers: { "x-shopify-hmac-sha256": "b".repeat(43) + "=" } }],
  ] as const;

  test.each(refused)("%s", async (_what, changes) => {
    const shop = await makeShop();
    const webhookId = randomUUID();
    const before = await countedRefusals("shopify", "unsigned");
    const delivery = {
      topic: "orders/create",
      shop: shop.domain,
      body: orderPayload(),
      webhookId,
      ...changes,
    };
    expect(await deliver(delivery)).toBe(401);
    expect(await stored(webhookId)).toBe(false);
    expect(await countedRefusals("shopify", "unsigned")).toBe(before + 1);
  });

  test.each(["x-shopify-webhook-id", "x-shopify-topic", "x-shopify-shop-domain"])(
    "signed but without %s",
    async (header) => {
      const webhookId = randomUUID();
      const shop = (await makeShop()).domain;
      const headers = { [header]: undefined };
      const status = await deliver({
        topic: "orders/create",
        shop,
        body: orderPayload(),
        webhookId,
        headers,
      });
      expect(status).toBe(400);
      expect(await stored(webhookId)).toBe(false);
    },
  );

  test.each(["x-shopify-webhook-id", "x-shopify-topic", "x-shopify-event-id"])(
    "signed but with a %s longer than any of Shopify's",
    async (header) => {
      const shop = (await makeShop()).domain;
      const headers = { [header]: "1".repeat(4000) };
      expect(await deliver({ topic: "orders/create", shop, body: orderPayload(), headers })).toBe(400);
    },
  );

  test("when it is over 10 MB, without a call of the data API", async () => {
    const shop = await makeShop();
    const webhookId = randomUUID();
    const body = JSON.stringify({ note: "n".repeat(10 * 1024 * 1024) });
    const before = await countedRefusals("shopify", "too-large");
    const { calls, db } = countingDb();
    const request = () => deliveryRequest({ topic: "orders/create", shop: shop.domain, body, webhookId });
    expect(await receiveShopify(request(), { db, log: logger })).toBe("too-large");
    expect((await action({ request: request(), params: {}, context: {} })).status).toBe(413);
    expect(calls).toEqual([]);
    expect(await stored(webhookId)).toBe(false);
    expect(await countedRefusals("shopify", "too-large")).toBe(before + 2);
  });

  test("by any other method than POST", async () => {
    const request = new Request("http://localhost/webhooks/shopify", { method: "PUT", body: "{}" });
    expect((await action({ request, params: {}, context: {} })).status).toBe(405);
    expect(loader().status).toBe(405);
  });
});

test("a large delivery within the limit is stored", async () => {
  const shop = await makeShop();
  const webhookId = randomUUID();
  const body = { ...orderPayload(), note: "n".repeat(9 * 1024 * 1024) };
  expect(await deliver({ topic: "orders/create", shop: shop.domain, body, webhookId })).toBe(200);
  expect(await stored(webhookId)).toBe(true);
});

test.each([
  ["cannot be reached", () => Promise.reject(new TypeError("fetch failed"))],
  [
    "answers that its database is gone",
    () => Promise.resolve(Response.json({ message: "gone" }, { status: 503 })),
  ],
])("a delivery is to come again while the data API %s", async (_what, down) => {
  const shop = await makeShop();
  const { db } = countingDb(down);
  const request = deliveryRequest({ topic: "orders/create", shop: shop.domain, body: orderPayload() });
  expect(await receiveShopify(request, { db, log: logger })).toBe("unavailable");
});
