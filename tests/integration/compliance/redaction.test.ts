import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
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
import { auditOf } from "./audit.ts";
import { harmlessColumns, personalColumns } from "./data-map.ts";
import { findMark, makeCustomer, type MarkedCustomer, newMark, plant } from "./marks.ts";

const customerColumns = personalColumns.filter(({ whose }) => whose === "customer");

async function redact(shop: TestShop, customer: { id: string; email: string }, orders: readonly string[]) {
  const body = `{"shop_id":1,"shop_domain":"${shop.domain}","customer":{"id":${customer.id},"email":"${customer.email}",
    "phone":null},"orders_to_redact":[${orders.join(",")}]}`;
  expect(await deliverAndProcess({ topic: "customers/redact", shop: shop.domain, body })).toBe("processed");
}

const digitsOf = (customer: MarkedCustomer) => customer.externalOrderId.replace("gid://shopify/Order/", "");

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
