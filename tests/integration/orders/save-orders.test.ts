import { describe, expect, test } from "vitest";
import { processShopifyEvent } from "#app/services/webhooks/process-shopify-event.server.ts";
import { saveOrders } from "#app/db/orders.server.ts";
import { orderFromWebhook } from "#app/services/orders/from-webhook.ts";
import { saveVersions } from "#app/services/orders/save-versions.server.ts";
import { WebhookOrder } from "#app/services/orders/webhook-order.ts";
import { makeShop, makeTwoShops, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import {
  deliver,
  deliverAndProcess,
  eventRow,
  gidOf,
  jobsOf,
  linePayload,
  officialSample,
  orderPayload,
  orderRow,
} from "./shopify-deliveries.ts";

async function history(orderId: string) {
  const rows = await adminSql<{ kind: string; details: unknown }[]>`
    select kind, details from public.order_history where order_id = ${orderId} order by id`;
  return rows.map(({ kind, details }) => ({ kind, details }));
}

const orders = async (shop: TestShop) => {
  const [row] = await adminSql<{ count: number }[]>`
    select count(*)::int as count from public.unified_orders where shop_id = ${shop.id}`;
  return row?.count;
};

describe("an order event", () => {
  test("becomes a row of its own shop, waits for its decision, and its payload is gone", async () => {
    const { mine, theirs } = await makeTwoShops();
    const order = orderPayload();
    const delivery = { topic: "orders/create", shop: mine.domain, body: order, webhookId: `w-${order.id}` };
    expect(await deliverAndProcess(delivery)).toBe("processed");

    const row = await orderRow(mine.id, gidOf(order));
    expect(row).toMatchObject({
      external_order_number: order["name"],
      customer_email: "buyer@example.com",
      ship_to_name: "Avery Buyer",
      total_price: "30.00",
      routing_status: "pending",
      routing_reason: null,
      facts_version: 1,
    });
    expect(await jobsOf("route_order", `route:${row?.id}`)).toBe(1);
    expect(await history(row?.id ?? "")).toEqual([{ kind: "received", details: {} }]);
    expect(await eventRow(delivery.webhookId)).toMatchObject({ status: "processed", payload: null });
    expect(await orders(theirs)).toBe(0);
  });

  test("processed twice has its effect once", async () => {
    const shop = await makeShop();
    const webhookId = `twice-${shop.id}`;
    const order = orderPayload();
    await deliverAndProcess({ topic: "orders/create", shop: shop.domain, body: order, webhookId });
    const event = await eventRow(webhookId);
    expect(await processShopifyEvent(shop.ctx.db, event?.id ?? "")).toBe("nothing-to-do");
    expect(await orders(shop)).toBe(1);
  });

  test("older than what is known changes nothing", async () => {
    const shop = await makeShop();
    const order = orderPayload({ updated_at: "2026-03-05T00:00:00Z" });
    const older = { ...order, updated_at: "2026-03-04T00:00:00Z", email: "before@example.com" };
    await deliverAndProcess({ topic: "orders/updated", shop: shop.domain, body: order });
    const before = await orderRow(shop.id, gidOf(order));
    await deliverAndProcess({ topic: "orders/create", shop: shop.domain, body: older });
    expect(await orderRow(shop.id, gidOf(order))).toEqual(before);
  });

  test("of an order that may not be routed holds it with the reason, and an update looks again", async () => {
    const shop = await makeShop();
    const order = orderPayload({ financial_status: "pending" });
    await deliverAndProcess({ topic: "orders/create", shop: shop.domain, body: order });
    const held = await orderRow(shop.id, gidOf(order));
    expect(held).toMatchObject({ routing_status: "held", routing_reason: "unpaid" });
    expect(await jobsOf("route_order", `route:${held?.id}`)).toBe(0);

    const paid = { ...order, financial_status: "paid", updated_at: "2026-03-02T00:00:00Z" };
    await deliverAndProcess({ topic: "orders/paid", shop: shop.domain, body: paid });
    expect(await orderRow(shop.id, gidOf(order))).toMatchObject({
      routing_status: "pending",
      routing_reason: null,
      facts_version: 2,
    });
    expect(await jobsOf("route_order", `route:${held?.id}`)).toBe(1);
    expect(await history(held?.id ?? "")).toEqual([
      { kind: "received", details: {} },
      { kind: "held", details: { reason: "unpaid" } },
      { kind: "updated", details: { changed: ["payment"] } },
    ]);
  });

  test("of an order placed before routing was switched on is kept, not routed", async () => {
    const shop = await makeShop({ routingFrom: new Date("2026-03-02T00:00:00Z") });
    const order = orderPayload();
    await deliverAndProcess({ topic: "orders/create", shop: shop.domain, body: order });
    expect(await orderRow(shop.id, gidOf(order))).toMatchObject({
      routing_status: "held",
      routing_reason: "placed_before_routing",
    });
  });

  test("follows the shop's payment setting", async () => {
    const shop = await makeShop();
    await adminSql`update public.stores set settings = '{"payment": "paid"}' where id = ${shop.id}`;
    const order = orderPayload({ financial_status: "authorized" });
    await deliverAndProcess({ topic: "orders/create", shop: shop.domain, body: order });
    expect(await orderRow(shop.id, gidOf(order))).toMatchObject({ routing_reason: "unpaid" });
  });

  test("is ignored where the channel does not take orders", async () => {
    const shop = await makeShop();
    await adminSql`update public.sales_channels set sync_orders = false where shop_id = ${shop.id}`;
    expect(await deliverAndProcess({ topic: "orders/create", shop: shop.domain, body: orderPayload() })).toBe(
      "ignored",
    );
    expect(await orders(shop)).toBe(0);
  });

  test("whose payload is no order is closed as failed, naming fields but no values", async () => {
    const shop = await makeShop();
    const webhookId = `bad-${shop.id}`;
    const body = { ...orderPayload(), email: 12, line_items: "secret" };
    expect(await deliverAndProcess({ topic: "orders/create", shop: shop.domain, body, webhookId })).toBe(
      "failed",
    );
    const event = await eventRow(webhookId);
    expect(event?.error_message).toBe("email: invalid_type; line_items: invalid_type");
  });

  test("that waited for its shop is processed once the shop is there", async () => {
    const domain = `late-${Date.now()}.myshopify.com`;
    const order = orderPayload({ created_at: "2030-01-01T00:00:00Z", processed_at: "2030-01-01T00:00:00Z" });
    const webhookId = `late-${order.id}`;
    expect(await deliver({ topic: "orders/create", shop: domain, body: order, webhookId })).toBe(200);
    const event = await eventRow(webhookId);
    const shop = await makeShop();
    expect(await processShopifyEvent(shop.ctx.db, event?.id ?? "")).toBe("shop-not-installed");

    const [answer] = await adminSql<{ made: { shop_id: string } }[]>`
      select public.upsert_store(${domain}, 'Late', null, 'UTC', 'USD') as made`;
    expect(await jobsOf("process_shopify_event", `shopify-event:${event?.id}`)).toBe(1);
    expect(await processShopifyEvent(shop.ctx.db, event?.id ?? "")).toBe("processed");
    expect(await orderRow(answer?.made.shop_id ?? "", gidOf(order))).toMatchObject({
      routing_status: "pending",
    });
  });
});

describe("cancel and delete", () => {
  test("hold an order for good, also when they come first", async () => {
    const shop = await makeShop();
    const order = orderPayload();
    const cancelled = { ...order, cancelled_at: "2026-03-02T00:00:00Z", updated_at: "2026-03-02T00:00:00Z" };
    await deliverAndProcess({ topic: "orders/cancelled", shop: shop.domain, body: cancelled });
    await deliverAndProcess({ topic: "orders/create", shop: shop.domain, body: order });
    const later = { ...order, updated_at: "2026-03-09T00:00:00Z" };
    await deliverAndProcess({ topic: "orders/updated", shop: shop.domain, body: later });
    const row = await orderRow(shop.id, gidOf(order));
    expect(row).toMatchObject({ routing_status: "held", routing_reason: "cancelled" });
    expect(row?.cancelled_at).toEqual(new Date("2026-03-02T00:00:00Z"));
  });

  test("of an order never seen leave a tombstone that its versions do not raise", async () => {
    const shop = await makeShop();
    const order = orderPayload();
    const deletion = `{"id":${order.id}}`;
    await deliverAndProcess({ topic: "orders/delete", shop: shop.domain, body: deletion });
    expect(await orderRow(shop.id, gidOf(order))).toMatchObject({
      external_order_number: null,
      routing_status: "held",
      routing_reason: "deleted",
    });
    await deliverAndProcess({ topic: "orders/create", shop: shop.domain, body: order });
    const row = await orderRow(shop.id, gidOf(order));
    expect(row).toMatchObject({
      external_order_number: order["name"],
      routing_status: "held",
      routing_reason: "deleted",
    });
    expect(row?.deleted_at).not.toBeNull();
    expect(await jobsOf("route_order", `route:${row?.id}`)).toBe(0);
  });
});

describe("an edit or a refund", () => {
  test.each([
    ["orders/edited", (id: string) => `{"order_edit":{"id":1,"order_id":${id}}}`],
    ["refunds/create", (id: string) => `{"id":1,"order_id":${id}}`],
  ])("(%s) has the order read again", async (topic, body) => {
    const shop = await makeShop();
    const order = orderPayload();
    expect(await deliverAndProcess({ topic, shop: shop.domain, body: body(order.id) })).toBe("processed");
    expect(await jobsOf("reread_order", `reread:${shop.id}:${gidOf(order)}`)).toBe(1);
  });
});

const subscribed = [
  "orders/create",
  "orders/updated",
  "orders/edited",
  "orders/paid",
  "orders/cancelled",
  "orders/fulfilled",
  "orders/partially_fulfilled",
  "orders/delete",
  "refunds/create",
  "app/uninstalled",
  "app/scopes_update",
  "products/create",
  "products/update",
  "products/delete",
  "customers/data_request",
  "customers/redact",
  "shop/redact",
];

test.each(subscribed)("Shopify's own sample of %s has its effect", async (topic) => {
  const shop = await makeShop();
  const sample = officialSample(topic);
  const body = "shop_domain" in sample ? { ...sample, shop_domain: shop.domain } : sample;
  const triggeredAt = "2026-03-01T00:00:00.123456789Z";
  const outcome = await deliverAndProcess({ topic, shop: shop.domain, body, triggeredAt });
  const acknowledged = ["app/scopes_update", "products/create", "products/update", "products/delete"];
  expect(outcome).toBe(acknowledged.includes(topic) ? "ignored" : "processed");
});

test("1,001 orders in pages of 250 are saved, and saved again without a change", async () => {
  const shop = await makeShop();
  const payloads = Array.from({ length: 1001 }, () =>
    WebhookOrder.parse(orderPayload({ line_items: [linePayload({})] })),
  );
  const source = {
    shopId: shop.id,
    shopDomain: shop.domain,
    channelId: shop.channelId,
    settings: {},
    routingFrom: "2020-01-01T00:00:00Z",
    takesOrders: true,
  };
  const save = async () => {
    const totals = { inserted: 0, updated: 0, unchanged: 0, to_route: 0 };
    for (let start = 0; start < payloads.length; start += 250) {
      const versions = payloads.slice(start, start + 250).map((payload) => ({
        facts: orderFromWebhook(payload),
        triggeredAt: null,
        webhookId: null,
      }));
      const saved = await saveVersions(shop.ctx.db, source, versions);
      for (const key of ["inserted", "updated", "unchanged", "to_route"] as const) totals[key] += saved[key];
    }
    return totals;
  };
  expect(await save()).toEqual({ inserted: 1001, updated: 0, unchanged: 0, to_route: 1001 });
  expect(await save()).toEqual({ inserted: 0, updated: 0, unchanged: 1001, to_route: 0 });
  expect(await orders(shop)).toBe(1001);
});

test("a shop cannot save orders under another shop's channel", async () => {
  const { mine, theirs } = await makeTwoShops();
  const deletion = { external_order_id: "gid://shopify/Order/1", deleted_at: "2026-03-01T00:00:00Z" };
  await expect(saveOrders(mine.ctx.db, mine.id, theirs.channelId, [deletion])).rejects.toThrow();
  expect([await orders(mine), await orders(theirs)]).toEqual([0, 0]);
});
