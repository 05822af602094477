import { z } from "zod";
import type { Db } from "#app/db/client.server.ts";
import { exportCustomer, redactCustomer, uninstallShop } from "#app/db/compliance.server.ts";
import { requestReread, saveOrders } from "#app/db/orders.server.ts";
import {
  finishShopifyEvent,
  loadShopifyEvent,
  type OrderSource,
  parkShopifyEvent,
  type ShopifyEvent,
} from "#app/db/shopify-events.server.ts";
import {
  CustomerRedaction,
  DataRequest,
  ShopRedaction,
} from "#app/services/compliance/compliance-payloads.ts";
import { eraseShop } from "#app/services/compliance/erase-shop.server.ts";
import { orderFromWebhook } from "#app/services/orders/from-webhook.ts";
import { orderGid } from "#app/services/orders/order-facts.ts";
import { saveVersions } from "#app/services/orders/save-versions.server.ts";
import { numericId, WebhookOrder } from "#app/services/orders/webhook-order.ts";
import { parseExactJson } from "./exact-json.ts";

type Effect = "processed" | "ignored" | "shop-not-installed";
export type ProcessOutcome = Effect | "failed" | "nothing-to-do";

/** Gives a stored delivery its effect, once; one that cannot be understood is closed as failed. */
export async function processShopifyEvent(db: Db, eventId: string): Promise<ProcessOutcome> {
  const event = await loadShopifyEvent(db, eventId);
  if (event?.status !== "received" || event.payload === null) return "nothing-to-do";
  const outcome = await effectOrProblem(db, event, parseExactJson(event.payload));
  switch (outcome) {
    case "processed":
    case "ignored":
      await finishShopifyEvent(db, event.id, outcome);
      return outcome;
    case "shop-not-installed":
      await parkShopifyEvent(db, event.id);
      return outcome;
    default:
      await finishShopifyEvent(db, event.id, "failed", outcome.problem);
      return "failed";
  }
}

async function effectOrProblem(
  db: Db,
  event: ShopifyEvent,
  payload: unknown,
): Promise<Effect | { problem: string }> {
  try {
    return await takeEffect(db, event, payload);
  } catch (error) {
    if (error instanceof UnusablePayload) return { problem: error.message };
    throw error;
  }
}

/** The payload is not what its topic promises; trying again would not help. Its message holds no values. */
class UnusablePayload extends Error {
  override readonly name = "UnusablePayload";
}

function parse<Schema extends z.ZodType>(schema: Schema, payload: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.code}`);
  throw new UnusablePayload(problems.join("; "));
}

function takeEffect(db: Db, event: ShopifyEvent, payload: unknown): Promise<Effect> {
  switch (event.topic) {
    case "orders/create":
    case "orders/updated":
    case "orders/paid":
    case "orders/cancelled":
    case "orders/fulfilled":
    case "orders/partially_fulfilled":
      return forShop(event, (shop) => saveOrder(db, event, shop, payload));
    case "orders/edited":
      return forShop(event, (shop) => reread(db, shop, parse(OrderEdit, payload)));
    case "refunds/create":
      return forShop(event, (shop) => reread(db, shop, parse(Refund, payload)));
    case "orders/delete":
      return forShop(event, (shop) => deleteOrder(db, event, shop, payload));
    case "app/uninstalled":
      return uninstall(db, event);
    case "shop/redact":
      return forgetShop(db, event, payload);
    case "customers/redact":
      return eraseCustomer(db, event, payload);
    case "customers/data_request":
      return answerDataRequest(db, event, payload);
    default:
      return Promise.resolve("ignored");
  }
}

async function forShop(event: ShopifyEvent, effect: (shop: OrderSource) => Promise<void>): Promise<Effect> {
  if (event.shop === null) return "shop-not-installed";
  if (!event.shop.takesOrders) return "ignored";
  await effect(event.shop);
  return "processed";
}

async function saveOrder(db: Db, event: ShopifyEvent, shop: OrderSource, payload: unknown): Promise<void> {
  const facts = orderFromWebhook(parse(WebhookOrder, payload));
  await saveVersions(db, shop, [{ facts, triggeredAt: event.triggeredAt, webhookId: event.webhookId }]);
}

const OrderEdit = z.object({ order_edit: z.object({ order_id: numericId }) }).transform((e) => e.order_edit);
const Refund = z.object({ order_id: numericId });

const reread = (db: Db, shop: OrderSource, { order_id }: { order_id: string }) =>
  requestReread(db, shop.shopId, orderGid(order_id));

async function deleteOrder(db: Db, event: ShopifyEvent, shop: OrderSource, payload: unknown): Promise<void> {
  const { id } = parse(z.object({ id: numericId }), payload);
  const deletion = { external_order_id: orderGid(id), deleted_at: happenedAt(event) };
  await saveOrders(db, shop.shopId, shop.channelId, [deletion]);
}

const happenedAt = (event: ShopifyEvent): string => event.triggeredAt ?? event.receivedAt;

async function uninstall(db: Db, event: ShopifyEvent): Promise<Effect> {
  switch (await uninstallShop(db, event.shopDomain, happenedAt(event))) {
    case "uninstalled":
    case "already-uninstalled":
      return "processed";
    case "older-than-install":
    case "unknown-shop":
      return "ignored";
  }
}

async function forgetShop(db: Db, event: ShopifyEvent, payload: unknown): Promise<Effect> {
  requireSameShop(event, parse(ShopRedaction, payload));
  const outcome = await eraseShop(db, event.shopDomain, event.triggeredAt);
  return outcome === "redacted" ? "processed" : "ignored";
}

async function eraseCustomer(db: Db, event: ShopifyEvent, payload: unknown): Promise<Effect> {
  const { shopDomain, customer } = parse(CustomerRedaction, payload);
  requireSameShop(event, { shopDomain });
  await redactCustomer(db, event.shopDomain, customer);
  return "processed";
}

async function answerDataRequest(db: Db, event: ShopifyEvent, payload: unknown): Promise<Effect> {
  const { shopDomain, requestId, customer } = parse(DataRequest, payload);
  requireSameShop(event, { shopDomain });
  const outcome = await exportCustomer(db, event.shopDomain, requestId, customer);
  return outcome === "exported" ? "processed" : "ignored";
}

/** The signature covers the body, not the headers. */
function requireSameShop(event: ShopifyEvent, { shopDomain }: { shopDomain: string }): void {
  if (shopDomain.toLowerCase() !== event.shopDomain) {
    throw new UnusablePayload("shop_domain: not the shop of the delivery");
  }
}
