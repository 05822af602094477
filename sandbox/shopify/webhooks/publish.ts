import { createHash, randomUUID } from "node:crypto";
import { triggeredAt } from "../lib/clock.ts";
import { exactJson } from "../lib/exact-json.ts";
import type { Peer } from "../peer.ts";
import { apiVersion } from "../settings.ts";
import { addDelivery } from "../store/deliveries.ts";
import { findShop, type Shop } from "../store/shops.ts";
import { isComplianceTopic, type Topic } from "./topics.ts";

export interface ShopEvent {
  readonly topic: Topic;
  readonly payload: unknown;
}

const disorderWindowMs = 1500;

/** Only an installed app is told; privacy requests also reach one that was installed once. */
const isTold = (shop: Shop, topic: Topic) =>
  shop.state === "installed" || (isComplianceTopic(topic) && shop.installedAt !== null);

/**
 * Puts the events of one merchant action into the outbox: one webhook id each, one event id together. Call inside
 * the transaction that changes the shop.
 */
export function publish(peer: Peer, domain: string, subject: string, events: readonly ShopEvent[]): string[] {
  const shop = findShop(peer.db, domain);
  if (!shop) return [];
  const eventId = randomUUID();
  const ids = events
    .filter(({ topic }) => isTold(shop, topic))
    .map((event) => enqueue(peer, shop, subject, eventId, event));
  peer.wake();
  return ids;
}

function enqueue(
  peer: Peer,
  shop: Shop,
  subject: string,
  eventId: string,
  { topic, payload }: ShopEvent,
): string {
  const now = peer.now();
  const webhookId = randomUUID();
  addDelivery(peer.db, {
    webhookId,
    eventId,
    shop: shop.domain,
    topic,
    subject,
    triggeredAt: triggeredAt(now),
    body: exactJson(payload),
    headers: {},
    state: shop.faults.drop ? "dropped" : "pending",
    dueMs: dueMs(shop, webhookId, now.getTime()),
  });
  return webhookId;
}

/** Disorder holds everything to the end of the current window and sends it in the order of a hash of the id. */
function dueMs(shop: Shop, webhookId: string, nowMs: number): number {
  const base = nowMs + shop.faults.delayMs;
  if (!shop.faults.disorder) return base;
  const windowEnd = Math.ceil((base + 1) / disorderWindowMs) * disorderWindowMs;
  return windowEnd + (createHash("sha256").update(webhookId).digest().readUInt16BE() % 200);
}

export const deliveryHeaders = (delivery: {
  topic: string;
  shop: string;
  webhookId: string;
  eventId: string;
  triggeredAt: string;
}): Record<string, string> => ({
  "content-type": "application/json",
  "user-agent": "Swyft-Sandbox-Shop/1.0",
  "x-shopify-topic": delivery.topic,
  "x-shopify-shop-domain": delivery.shop,
  "x-shopify-api-version": apiVersion,
  "x-shopify-webhook-id": delivery.webhookId,
  "x-shopify-event-id": delivery.eventId,
  "x-shopify-triggered-at": delivery.triggeredAt,
});
