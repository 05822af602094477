import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { adminFor } from "#app/clients/shopify-admin/admin.server.ts";
import { readOrder } from "#app/clients/shopify-admin/orders.server.ts";
import { orderFromGraphql } from "#app/services/orders/from-graphql.ts";
import { orderFromWebhook } from "#app/services/orders/from-webhook.ts";
import { rereadOrder } from "#app/services/orders/reread-order.server.ts";
import { WebhookOrder } from "#app/services/orders/webhook-order.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";
import { parseExactJson } from "#app/services/webhooks/exact-json.ts";
import { frameRequest, openShop, tokenOf } from "#tests/integration/identity/shopify.ts";
import { type Peer, startShopifyPeer } from "#tests/support/peers.ts";
import { makeShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { deliverAndProcess, orderRow } from "./shopify-deliveries.ts";

let peer: Peer;
beforeAll(async () => {
  peer = await startShopifyPeer();
});
afterAll(() => peer.stop());

/** A shop of the stand-in that has the app installed. */
async function installedShop(): Promise<ShopContext> {
  const domain = await openShop(peer);
  const ctx = await requireShop(frameRequest(await tokenOf(peer, domain)));
  await adminSql`update public.stores set routing_from = '2020-01-01' where id = ${ctx.shopId}`;
  return ctx;
}

const Placed = z.object({ orders: z.array(z.object({ id: z.string(), gid: z.string() })) });

async function placeOrders(ctx: ShopContext, input: Record<string, unknown>) {
  const answer = await peer.call("POST", "/sandbox/orders", { shop: ctx.shopDomain, ...input });
  return Placed.parse(answer).orders;
}

const act = (ctx: ShopContext, id: string, action: string, input: Record<string, unknown> = {}) =>
  peer.call("POST", `/sandbox/orders/${id}/${action}`, { shop: ctx.shopDomain, ...input });

const Deliveries = z.object({
  deliveries: z.array(
    z.object({ topic: z.string(), webhookId: z.string(), triggeredAt: z.string(), body: z.string() }),
  ),
});

/** What the stand-in sends for the shop, the newest first. */
async function deliveriesOf(ctx: ShopContext) {
  const answer = await peer.call("GET", `/sandbox/deliveries?shop=${ctx.shopDomain}&bodies=1&limit=1000`);
  return Deliveries.parse(answer).deliveries;
}

const carriesOrder = new Set([
  "orders/create",
  "orders/updated",
  "orders/paid",
  "orders/cancelled",
  "orders/fulfilled",
]);

/** The newest payload of each order. */
async function payloads(ctx: ShopContext): Promise<Map<string, WebhookOrder>> {
  const orders = new Map<string, WebhookOrder>();
  for (const delivery of (await deliveriesOf(ctx)).toReversed()) {
    if (!carriesOrder.has(delivery.topic)) continue;
    const order = WebhookOrder.parse(parseExactJson(delivery.body));
    orders.set(order.admin_graphql_api_id, order);
  }
  return orders;
}

test("an order has the same facts through a webhook and through GraphQL", async () => {
  const ctx = await installedShop();
  const admin = await adminFor(ctx.shopDomain);
  await placeOrders(ctx, { count: 8 });
  await placeOrders(ctx, { address: null, email: null, financialStatus: "pending" });
  await placeOrders(ctx, { test: true, tags: ["zeta", "alpha"], largeIds: true });
  const lines = Array.from({ length: 120 }, (_, i) => ({
    sku: `ROW-${i}`,
    quantity: 1 + (i % 3),
    price: "3.5",
    grams: i * 40,
    requiresShipping: i % 5 !== 0,
    ...(i % 10 < 2 && { group: `bundle-${Math.floor(i / 10)}` }),
  }));
  await placeOrders(ctx, { lines });
  const [cancelled, fulfilled, partly, edited] = await placeOrders(ctx, {
    count: 4,
    lines: [
      { sku: "X", quantity: 2 },
      { sku: null, quantity: 1 },
    ],
  });
  await act(ctx, cancelled?.id ?? "", "cancel");
  await act(ctx, fulfilled?.id ?? "", "fulfill");
  await act(ctx, partly?.id ?? "", "fulfill", { lines: [{ sku: "X", quantity: 1 }] });
  await act(ctx, edited?.id ?? "", "edit", { tags: ["gift"] });

  const orders = await payloads(ctx);
  expect(orders.size).toBe(15);
  for (const [gid, payload] of orders) {
    const read = await readOrder(admin, gid);
    expect(read).not.toBeNull();
    if (read) expect(orderFromGraphql(read)).toEqual(orderFromWebhook(payload));
  }
});

test("an edited order is read again, and a late webhook of before the edit changes nothing", async () => {
  const ctx = await installedShop();
  const [placed] = await placeOrders(ctx, { lines: [{ sku: "X", quantity: 3 }], silent: false });
  if (!placed) throw new Error("no order was placed");
  await act(ctx, placed.id, "edit", { lines: [{ sku: "X", quantity: 1 }] });
  const request = { shopId: ctx.shopId, externalOrderId: placed.gid };

  expect(await rereadOrder({ db: ctx.db, now: new Date() }, request)).toBe("saved");

  const lines = async () => {
    const [row] = await adminSql`
      select line_items #>> '{0,fulfillable_quantity}' as units, routing_status
      from public.unified_orders where external_order_id = ${placed.gid} and shop_id = ${ctx.shopId}`;
    return row;
  };
  expect(await lines()).toEqual({ units: "1", routing_status: "pending" });
  const created = (await deliveriesOf(ctx)).find(({ topic }) => topic === "orders/create");
  if (!created) throw new Error("nothing was sent");
  await deliverAndProcess({ ...created, shop: ctx.shopDomain });
  expect(await lines()).toEqual({ units: "1", routing_status: "pending" });
});

test("an order the shop no longer has is deleted here", async () => {
  const ctx = await installedShop();
  const [placed] = await placeOrders(ctx, {});
  if (!placed) throw new Error("no order was placed");
  const request = { shopId: ctx.shopId, externalOrderId: placed.gid };
  await rereadOrder({ db: ctx.db, now: new Date() }, request);
  await act(ctx, placed.id, "delete");
  expect(await rereadOrder({ db: ctx.db, now: new Date() }, request)).toBe("deleted");
  expect(await orderRow(ctx.shopId, placed.gid)).toMatchObject({
    routing_status: "held",
    routing_reason: "deleted",
  });
});

test("an order too old to be shown is not taken for a deleted one", async () => {
  const ctx = await installedShop();
  const long = new Date(Date.now() - 70 * 86_400_000).toISOString();
  const [placed] = await placeOrders(ctx, { createdAt: long, silent: true });
  if (!placed) throw new Error("no order was placed");
  const request = { shopId: ctx.shopId, externalOrderId: placed.gid };
  expect(await rereadOrder({ db: ctx.db, now: new Date() }, request)).toBe("out-of-reach");
  const [channel] = await adminSql`select id from public.sales_channels where shop_id = ${ctx.shopId}`;
  await adminSql`
    insert into public.unified_orders (shop_id, sales_channel_id, external_order_id, order_date)
    values (${ctx.shopId}, ${String(channel?.["id"])}, ${placed.gid}, ${long})`;
  expect(await rereadOrder({ db: ctx.db, now: new Date() }, request)).toBe("out-of-reach");
  expect((await orderRow(ctx.shopId, placed.gid))?.deleted_at).toBeNull();
});

test("nothing is read for a shop that left", async () => {
  const shop = await makeShop();
  await adminSql`update public.stores set is_active = false where id = ${shop.id}`;
  const request = { shopId: shop.id, externalOrderId: "gid://shopify/Order/1" };
  expect(await rereadOrder({ db: shop.ctx.db, now: new Date() }, request)).toBe("not-wanted");
});
