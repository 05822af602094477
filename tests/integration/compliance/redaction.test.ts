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
  jobsOf,
  orderPayload,
  orderRow,
} from "#tests/integration/orders/shopify-deliveries.ts";
import { makeShop, makeTwoShops, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeWarehouse } from "#tests/support/warehouses.ts";
import { harmlessColumns, personalColumns } from "./data-map.ts";
import { findMark, makeCustomer, type MarkedCustomer, newMark, plant } from "./marks.ts";

const customerColumns = personalColumns.filter(({ whose }) => whose === "customer");

async function redact(shop: TestShop, customer: { id: string; email: string }, orders: readonly string[]) {
  const body = `{"shop_id":1,"shop_domain":"${shop.domain}","customer":{"id":${customer.id},"email":"${customer.email}",
    "phone":null},"orders_to_redact":[${orders.join(",")}]}`;
  expect(await deliverAndProcess({ topic: "customers/redact", shop: shop.domain, body })).toBe("processed");
}

const digitsOf = (customer: MarkedCustomer) => customer.externalOrderId.replace("gid://shopify/Order/", "");

const auditOf = async (shop: TestShop, action: string) =>
  adminSql<{ subject: string; details: Record<string, unknown> }[]>`
    select subject, details from public.audit_log where shop_id = ${shop.id} and action = ${action}`;

describe("the data map", () => {
  test("names columns that exist, each once", async () => {
    const columns = await adminSql<{ name: string }[]>`
      select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`;
    const existing = new Set(columns.map(({ name }) => name));
    const named = [...personalColumns.map(({ table, column }) => `${table}.${column}`), ...harmlessColumns];
    expect(named.filter((name) => !existing.has(name))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
    expect(customerColumns.length).toBeGreaterThan(15);
  });

  test("leaves out no column that sounds personal", async () => {
    const suspects = await adminSql<{ name: string }[]>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type not in ('boolean', 'uuid', 'integer')
        and column_name ~* 'email|phone|name|address|city|postal|latitude|longitude|payload|tracking|document|message|details|notes|metadata|tags|last_error|shipment_data'
        and column_name <> 'velocity_data'`;
    const named = new Set([
      ...personalColumns.map(({ table, column }) => `${table}.${column}`),
      ...harmlessColumns,
    ]);
    expect(suspects.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
  });
});

describe("customers/redact", () => {
  test.each(customerColumns)("empties $table.$column, and no other shop's", async (column) => {
    const { mine, theirs } = await makeTwoShops();
    const email = `${randomUUID()}@example.com`;
    const customer = await makeCustomer(mine, email);
    await makeCustomer(theirs, email);
    const [planted, kept] = [newMark(), newMark()];
    expect(await plant(mine, column, planted)).toBe(1);
    expect(await plant(theirs, column, kept)).toBe(1);
    expect(await findMark(planted)).toEqual({ [`public.${column.table}`]: 1 });

    await redact(mine, customer, [digitsOf(customer)]);

    expect(await findMark(planted)).toEqual({});
    expect(await findMark(kept)).toEqual({ [`public.${column.table}`]: 1 });
  });

  test("also finds orders by the customer's email, whatever its case", async () => {
    const shop = await makeShop();
    const order = orderPayload({ email: `Buyer-${randomUUID()}@Example.com` });
    await deliverAndProcess({ topic: "orders/create", shop: shop.domain, body: order });
    await redact(shop, { id: "5", email: String(order["email"]).toLowerCase() }, []);
    expect(await orderRow(shop.id, gidOf(order))).toMatchObject({
      customer_email: null,
      ship_to_name: null,
      ship_to_address1: null,
    });
    const [audit] = await auditOf(shop, "customer_redacted");
    expect(audit).toEqual({
      subject: "customer:5",
      details: { orders: 1, shopify_events: 0, trackstar_events: 0, exports: 0 },
    });
  });

  test("refuses personal data that comes later, and takes the rest", async () => {
    const shop = await makeShop();
    const order = orderPayload();
    await deliverAndProcess({ topic: "orders/create", shop: shop.domain, body: order });
    await redact(shop, { id: "5", email: "nobody@example.com" }, [order.id]);
    const later = {
      ...order,
      updated_at: "2027-01-01T00:00:00Z",
      total_price: "31.00",
      total_price_set: null,
    };
    await deliverAndProcess({ topic: "orders/updated", shop: shop.domain, body: later });
    expect(await orderRow(shop.id, gidOf(order))).toMatchObject({
      customer_email: null,
      ship_to_name: null,
      total_price: "31.00",
      routing_status: "held",
      routing_reason: "no_address",
    });
  });

  test("holds for an order that comes only afterwards", async () => {
    const shop = await makeShop();
    const order = orderPayload();
    await redact(shop, { id: "5", email: "nobody@example.com" }, [order.id]);
    await deliverAndProcess({ topic: "orders/create", shop: shop.domain, body: order });
    const row = await orderRow(shop.id, gidOf(order));
    expect(row).toMatchObject({ customer_email: null, ship_to_name: null, routing_reason: "no_address" });
    expect(row?.redacted_at).not.toBeNull();
  });

  test("clears an order's event that still waits, and has the order read again", async () => {
    const shop = await makeShop();
    const order = orderPayload();
    const webhookId = randomUUID();
    await deliver({ topic: "orders/create", shop: shop.domain, body: order, webhookId });
    await redact(shop, { id: "5", email: "nobody@example.com" }, [order.id]);
    expect(await eventRow(webhookId)).toMatchObject({ status: "ignored", payload: null });
    expect(await jobsOf("reread_order", `reread:${shop.id}:${gidOf(order)}`)).toBe(1);
  });

  test("clears an earlier request about the customer that could not be read", async () => {
    const shop = await makeShop();
    const email = `${randomUUID()}@example.com`;
    const body = { shop_domain: shop.domain, customer: { id: "not a number", email } };
    expect(await deliverAndProcess({ topic: "customers/data_request", shop: shop.domain, body })).toBe(
      "failed",
    );
    await redact(shop, { id: "9", email }, []);
    expect(await findMark({ text: email, number: "no such number" })).toEqual({});
  });

  test("takes back a shipment that nobody has published yet", async () => {
    const shop = await makeShop();
    const customer = await makeCustomer(shop, "somebody@example.com");
    await adminSql`update public.shipments set status = 'planned' where order_id = ${customer.orderId}`;
    await redact(shop, customer, [digitsOf(customer)]);
    expect(await orderRow(shop.id, customer.externalOrderId)).toMatchObject({
      routing_status: "held",
      routing_reason: "no_address",
    });
    const [shipment] =
      await adminSql`select status from public.shipments where order_id = ${customer.orderId}`;
    expect(shipment).toEqual({ status: "cancelled" });
  });

  test("for another shop than the delivery's does nothing", async () => {
    const { mine, theirs } = await makeTwoShops();
    const order = orderPayload();
    await deliverAndProcess({ topic: "orders/create", shop: theirs.domain, body: order });
    const body = `{"shop_domain":"${theirs.domain}","customer":{"id":1},"orders_to_redact":[${order.id}]}`;
    expect(await deliverAndProcess({ topic: "customers/redact", shop: mine.domain, body })).toBe("failed");
    expect(await orderRow(theirs.id, gidOf(order))).toMatchObject({ ship_to_name: "Avery Buyer" });
  });
});

describe("customers/data_request", () => {
  const request = (shop: TestShop, id: number, email: string, orders: readonly string[]) =>
    deliverAndProcess({
      topic: "customers/data_request",
      shop: shop.domain,
      body: `{"shop_domain":"${shop.domain}","customer":{"id":9,"email":"${email}"},
        "orders_requested":[${orders.join(",")}],"data_request":{"id":${id}}}`,
    });

  test("writes one export of everything held, once, that an operator can read", async () => {
    const { mine, theirs } = await makeTwoShops();
    const email = `${randomUUID()}@example.com`;
    const [first, second] = [orderPayload({ email }), orderPayload({ email: "other@example.com" })];
    const stranger = orderPayload({ email: "stranger@example.com" });
    for (const body of [first, second, stranger])
      await deliverAndProcess({ topic: "orders/create", shop: mine.domain, body });
    await deliverAndProcess({ topic: "orders/create", shop: theirs.domain, body: orderPayload({ email }) });

    expect(await request(mine, 41, email, [second.id])).toBe("processed");
    expect(await request(mine, 41, email, [second.id])).toBe("processed");

    const exports = await adminSql<{ document: { orders: Record<string, unknown>[] } }[]>`
      select document from public.customer_exports where shop_id = ${mine.id} and request_id = '41'`;
    expect(exports).toHaveLength(1);
    const orders = exports[0]?.document.orders ?? [];
    expect(orders.map((order) => order["order"]).sort()).toEqual([gidOf(first), gidOf(second)].sort());
    expect(orders[0]).toMatchObject({
      name: "Avery Buyer",
      address1: "1 Main Street",
      city: "Los Angeles",
      postal_code: "90001",
      phone: "555-0100",
      tags: ["new", "web"],
      shipments: [],
    });
    expect(await auditOf(mine, "customer_exported")).toEqual([
      { subject: "data_request:41", details: { orders: 2 } },
    ]);
  });

  test("names no personal data in the audit log", async () => {
    const shop = await makeShop();
    const email = `${randomUUID()}@example.com`;
    await request(shop, 42, email, []);
    await redact(shop, { id: "9", email }, []);
    const [row] = await adminSql`
      select count(*)::int as rows from public.audit_log a where a::text like ${`%${email}%`}`;
    expect(row).toEqual({ rows: 0 });
    expect(await findMark({ text: email, number: "no such number" })).toEqual({});
  });
});

describe("shop/redact", () => {
  const eraseShop = (shop: { domain: string }, triggeredAt: string) =>
    deliverAndProcess({
      topic: "shop/redact",
      shop: shop.domain,
      body: { shop_id: 1, shop_domain: shop.domain },
      triggeredAt,
    });

  async function rowsOfShop(shop: TestShop): Promise<Record<string, number>> {
    const tables = await adminSql<{ name: string }[]>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'shop_id' and table_name <> 'audit_log'`;
    const found: Record<string, number> = {};
    for (const { name } of tables) {
      const [row] = await adminSql<{ rows: number }[]>`
        select count(*)::int as rows from public.${adminSql(name)} where shop_id = ${shop.id}`;
      if (row && row.rows > 0) found[name] = row.rows;
    }
    return found;
  }

  test("deletes every row of the shop, staff's too, and leaves a line in the audit log", async () => {
    const { mine, theirs } = await makeTwoShops();
    await makeCustomer(mine, "somebody@example.com");
    await makeCustomer(theirs, "somebody@example.com");
    const before = await rowsOfShop(theirs);
    const mark = newMark();
    for (const column of personalColumns) expect(await plant(mine, column, mark)).toBeGreaterThan(0);

    await eraseShop(mine, new Date().toISOString());

    expect(await rowsOfShop(mine)).toEqual({});
    expect(await findMark(mark)).toEqual({});
    const [store] = await adminSql`select count(*)::int as rows from public.stores where id = ${mine.id}`;
    expect(store).toEqual({ rows: 0 });
    expect(await auditOf(mine, "shop_redacted")).toHaveLength(1);
    expect(await rowsOfShop(theirs)).toEqual(before);
  });

  test("goes on in slices until nothing is left", async () => {
    const shop = await makeShop();
    await adminSql`
      insert into public.unified_orders (shop_id, sales_channel_id, external_order_id)
      select ${shop.id}, ${shop.channelId}, 'order-' || n from generate_series(1, 4500) n`;
    await eraseShop(shop, new Date().toISOString());
    expect(await rowsOfShop(shop)).toEqual({});
  });

  test("older than the current install is recorded and ignored", async () => {
    const shop = await makeShop();
    await makeCustomer(shop, "somebody@example.com");
    const before = await rowsOfShop(shop);
    expect(await eraseShop(shop, "2019-12-31T23:59:59Z")).toBe("ignored");
    expect(await rowsOfShop(shop)).toEqual({ ...before, shopify_webhook_events: 2 });
    expect(await auditOf(shop, "shop_redact_ignored")).toHaveLength(1);
  });

  test("of a shop nobody knows forgets what waited for it", async () => {
    const domain = `gone-${randomUUID().slice(0, 8)}.myshopify.com`;
    await deliver({ topic: "orders/create", shop: domain, body: orderPayload() });
    await eraseShop({ domain }, new Date().toISOString());
    const [left] = await adminSql`
      select count(*)::int as rows from public.shopify_webhook_events where shop_domain = ${domain}`;
    expect(left).toEqual({ rows: 0 });
  });
});

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
