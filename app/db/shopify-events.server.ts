import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";
import { optional } from "./values.ts";

export interface SignedDelivery {
  /** X-Shopify-Webhook-Id: the same for every repeat. */
  readonly webhookId: string;
  readonly topic: string;
  readonly shopDomain: string;
  readonly apiVersion?: string;
  readonly triggeredAt?: string;
  readonly eventId?: string;
  /** Undefined when the bytes are not text. */
  readonly body?: string;
}

/** Stores one signed delivery and enqueues it, in one call. */
export const ingestShopifyEvent = (db: Db, delivery: SignedDelivery) =>
  callFunction(
    db,
    "ingest_shopify_event",
    {
      p_webhook_id: delivery.webhookId,
      p_topic: delivery.topic,
      p_shop_domain: delivery.shopDomain,
      p_api_version: delivery.apiVersion,
      p_triggered_at: delivery.triggeredAt,
      p_event_id: delivery.eventId,
      p_body: delivery.body,
    },
    z.enum(["stored", "duplicate", "unreadable"]),
  );

/** The shop an order came from, as far as saving it needs to know it. */
export const OrderSource = z
  .object({
    id: z.uuid(),
    domain: z.string(),
    channel_id: z.uuid(),
    settings: z.unknown(),
    routing_from: optional(z.string()),
    takes_orders: z.boolean(),
  })
  .transform((row) => ({
    shopId: row.id,
    shopDomain: row.domain,
    channelId: row.channel_id,
    settings: row.settings,
    routingFrom: row.routing_from,
    takesOrders: row.takes_orders,
  }));
export type OrderSource = z.infer<typeof OrderSource>;

const ShopifyEvent = z
  .object({
    id: z.uuid(),
    webhook_id: z.string(),
    topic: z.string(),
    shop_domain: z.string(),
    status: z.enum(["received", "processed", "ignored", "failed"]),
    triggered_at: optional(z.string()),
    received_at: z.string(),
    payload: optional(z.string()),
    shop: optional(OrderSource),
  })
  .transform((row) => ({
    id: row.id,
    webhookId: row.webhook_id,
    topic: row.topic,
    shopDomain: row.shop_domain,
    status: row.status,
    triggeredAt: row.triggered_at,
    receivedAt: row.received_at,
    /** JSON text, so that long ids keep their digits. */
    payload: row.payload,
    /** Null while the shop is not installed. */
    shop: row.shop,
  }));
export type ShopifyEvent = z.infer<typeof ShopifyEvent>;

/** A delivery names its shop itself. */
export const loadShopifyEvent = (db: Db, eventId: string): Promise<ShopifyEvent | null> =>
  callFunction(db, "load_shopify_event", { p_event_id: eventId }, optional(ShopifyEvent));

export async function finishShopifyEvent(
  db: Db,
  eventId: string,
  status: "processed" | "ignored" | "failed",
  error?: string,
): Promise<void> {
  const args = { p_event_id: eventId, p_status: status, p_error: error };
  await callFunction(db, "finish_shopify_event", args, z.unknown());
}

/** The delivery waits until its shop is installed. */
export async function parkShopifyEvent(db: Db, eventId: string): Promise<void> {
  await callFunction(db, "park_shopify_event", { p_event_id: eventId }, z.unknown());
}
