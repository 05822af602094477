import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { seeStore } from "#app/db/stores.server.ts";
import { orderFromWebhook } from "#app/services/orders/from-webhook.ts";
import { saveVersions } from "#app/services/orders/save-versions.server.ts";
import { WebhookOrder } from "#app/services/orders/webhook-order.ts";
import { processShopifyEvent } from "#app/services/webhooks/process-shopify-event.server.ts";
import {
  deliver,
  deliverAndProcess,
  eventRow,
  gidOf,
  orderPayload,
  orderRow,
} from "#tests/integration/orders/shopify-deliveries.ts";
import { makeShop, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeWarehouse } from "#tests/support/warehouses.ts";
import { auditOf } from "./audit.ts";

describe("app/uninstalled", () => {
  const uninstall = (shop: TestShop, triggeredAt = new Date().toISOString()) =>
    deliverAndProcess({
      topic: "app/uninstalled",
      shop: shop.domain,
      body: { id: 1, myshopify_domain: shop.domain },
      triggeredAt,
    });

  async function stateOf(shop: TestShop) {
    const [state] = await adminSql<Record<string, unknown>[]>`
      select s.is_active, s.uninstalled_at is not null as uninstalled,
             (select count(*)::int from public.shopify_sessions where shop = s.shop_domain) as sessions,
             (select count(*)::int from public.trackstar_connections c where c.shop_id = s.id and c.is_active) as connections,
             (select count(*)::int from graphile_worker._private_jobs j where j.payload ->> 'shopId' = s.id::text) as jobs
      from public.stores s where s.id = ${shop.id}`;
    return state;
  }

  async function makeBusyShop(): Promise<TestShop> {
    const shop = await makeShop();
    await makeWarehouse(shop);
    await adminSql`insert into public.shopify_sessions (id, shop) values (${randomUUID()}, ${shop.domain})`;
    await deliverAndProcess({ topic: "orders/create", shop: shop.domain, body: orderPayload() });
    return shop;
  }

  const installed = { is_active: true, uninstalled: false, sessions: 1, connections: 1, jobs: 1 };
  const gone = { is_active: false, uninstalled: true, sessions: 0, connections: 0, jobs: 0 };

  test("ends sessions, connections and jobs of that shop and keeps its orders", async () => {
    const [mine, theirs] = [await makeBusyShop(), await makeBusyShop()];
    expect(await stateOf(mine)).toEqual(installed);
    expect(await uninstall(mine)).toBe("processed");
    expect(await stateOf(mine)).toEqual(gone);
    expect(await stateOf(theirs)).toEqual(installed);
    const [orders] = await adminSql`
      select count(*)::int as orders from public.unified_orders where shop_id = ${mine.id}`;
    expect(orders).toEqual({ orders: 1 });
    expect(await auditOf(mine, "shop_uninstalled")).toHaveLength(1);
  });

  test("twice is harmless", async () => {
    const shop = await makeBusyShop();
    await uninstall(shop);
    expect(await uninstall(shop)).toBe("processed");
    expect(await stateOf(shop)).toEqual(gone);
    expect(await auditOf(shop, "shop_uninstalled")).toHaveLength(1);
  });

  test("of before the current install does no harm", async () => {
    const shop = await makeBusyShop();
    await uninstall(shop);
    await adminSql`select public.upsert_store(${shop.domain}, 'Back', null, 'UTC', 'USD')`;
    await adminSql`insert into public.shopify_sessions (id, shop) values (${randomUUID()}, ${shop.domain})`;
    expect(await uninstall(shop, new Date(Date.now() - 60_000).toISOString())).toBe("ignored");
    expect(await stateOf(shop)).toMatchObject({ is_active: true, uninstalled: false, sessions: 1 });
  });

  test("that arrives when the merchant is back in the app only ends sessions of before it", async () => {
    const shop = await makeBusyShop();
    const left = new Date(Date.now() - 30 * 60_000);
    const fresh = randomUUID();
    await adminSql`
      insert into public.shopify_sessions (id, shop, expires) values
        (${randomUUID()}, ${shop.domain}, ${new Date(left.getTime() + 59 * 60_000)}),
        (${fresh}, ${shop.domain}, ${new Date(left.getTime() + 61 * 60_000)})`;
    await seeStore(shop.ctx.db, shop.domain);

    expect(await uninstall(shop, left.toISOString())).toBe("ignored");

    expect(await stateOf(shop)).toEqual(installed);
    const sessions = await adminSql`select id from public.shopify_sessions where shop = ${shop.domain}`;
    expect(sessions).toEqual([{ id: fresh }]);
    expect(await uninstall(shop)).toBe("processed");
    expect(await stateOf(shop)).toEqual(gone);
  });

  test("leaves connections that say they want to be linked again", async () => {
    const shop = await makeBusyShop();
    await makeWarehouse(shop);
    await adminSql`
      update public.trackstar_connections set health = 'disconnected'
      where id = (select id from public.trackstar_connections where shop_id = ${shop.id} limit 1)`;
    await uninstall(shop);
    const rows = await adminSql`
      select health, stock_stale_since is not null as stale from public.trackstar_connections
      where shop_id = ${shop.id} order by health`;
    expect(rows).toEqual([
      { health: "disconnected", stale: false },
      { health: "reconnect", stale: true },
    ]);
  });

  test("leaves orders that come afterwards waiting for the shop's return", async () => {
    const shop = await makeBusyShop();
    await uninstall(shop);
    const [order, webhookId] = [orderPayload(), randomUUID()];
    await deliver({ topic: "orders/create", shop: shop.domain, body: order, webhookId });
    const event = await eventRow(webhookId);
    expect(event).toMatchObject({ status: "received", shop_id: null });
    await adminSql`select public.upsert_store(${shop.domain}, 'Back', null, 'UTC', 'USD')`;
    expect(await processShopifyEvent(shop.ctx.db, event?.id ?? "")).toBe("processed");
    expect(await orderRow(shop.id, gidOf(order))).toBeDefined();
  });

  test("a page of orders that was being read when the shop left is still only data", async () => {
    const shop = await makeBusyShop();
    await uninstall(shop);
    const source = {
      shopId: shop.id,
      shopDomain: shop.domain,
      channelId: shop.channelId,
      settings: {},
      routingFrom: "2020-01-01T00:00:00Z",
      takesOrders: true,
    };
    const facts = orderFromWebhook(WebhookOrder.parse(orderPayload()));
    const saved = await saveVersions(shop.ctx.db, source, [{ facts, triggeredAt: null, webhookId: null }]);
    expect(saved).toMatchObject({ inserted: 1, to_route: 0 });
    expect(await stateOf(shop)).toEqual(gone);
  });
});
