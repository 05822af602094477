import type { Logger } from "#app/clients/logger.server.ts";
import { logger } from "#app/clients/logger.server.ts";
import { config } from "#app/config.server.ts";
import { connectDb, type Db, DbError } from "#app/db/client.server.ts";
import { ingestShopifyEvent, type SignedDelivery } from "#app/db/shopify-events.server.ts";
import { storableMoment } from "#app/lib/storable.ts";
import { countRefusal } from "./refusals.server.ts";
import { readBody } from "./read-body.ts";
import { isSignedBy } from "./verify-shopify.server.ts";

const maxBytes = 10 * 1024 * 1024;

export type Receipt =
  "stored" | "duplicate" | "unreadable" | "unsigned" | "too-large" | "incomplete" | "unavailable";

interface Receiver {
  readonly db: Db;
  readonly log: Logger;
}

/** Verifies a delivery on its raw bytes and stores it with its job in one call; nothing else happens to it here. */
export async function receiveShopify(
  request: Request,
  { db, log }: Receiver = { db: connectDb(), log: logger },
): Promise<Receipt> {
  const receipt = await receive(request, db);
  if (receipt === "too-large" || receipt === "unsigned" || receipt === "incomplete") {
    countRefusal("shopify", receipt);
    const [topic, shop] = [
      request.headers.get("x-shopify-topic"),
      request.headers.get("x-shopify-shop-domain"),
    ];
    log[receipt === "too-large" ? "error" : "warn"]({ topic, shop, receipt }, "delivery refused");
  }
  return receipt;
}

async function receive(request: Request, db: Db): Promise<Receipt> {
  const body = await readBody(request, maxBytes);
  if (!body) return "too-large";
  const { apiSecret, oldApiSecret } = config.shopify;
  const secrets = oldApiSecret === undefined ? [apiSecret] : [apiSecret, oldApiSecret];
  if (!isSignedBy(secrets, body, request.headers.get("x-shopify-hmac-sha256"))) return "unsigned";
  const delivery = describe(request.headers, body);
  if (!delivery) return "incomplete";
  try {
    return await ingestShopifyEvent(db, delivery);
  } catch (error) {
    // Shopify sends it again later.
    if (error instanceof DbError && error.isOutage) return "unavailable";
    throw error;
  }
}

const shopDomain = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i;

/** Longer than any id or topic of Shopify's, and short enough for an index. */
const longestName = 255;

/** Undefined without the headers that make a delivery one of a kind and somebody's. */
function describe(headers: Headers, body: Uint8Array): SignedDelivery | undefined {
  const webhookId = headers.get("x-shopify-webhook-id");
  const topic = headers.get("x-shopify-topic");
  const domain = headers.get("x-shopify-shop-domain") ?? "";
  const eventId = headers.get("x-shopify-event-id") ?? undefined;
  if (!webhookId || !topic || !shopDomain.test(domain)) return undefined;
  if ([webhookId, topic, eventId ?? ""].some((name) => name.length > longestName)) return undefined;
  return {
    webhookId,
    topic: topic.toLowerCase(),
    shopDomain: domain.toLowerCase(),
    apiVersion: headers.get("x-shopify-api-version") ?? undefined,
    triggeredAt: momentOrUndefined(headers.get("x-shopify-triggered-at")),
    eventId,
    body: textOrUndefined(body),
  };
}

const momentOrUndefined = (text: string | null) => storableMoment.safeParse(text).data;

/** Undefined for bytes that are not UTF-8 or hold a NUL, which Postgres text cannot. */
function textOrUndefined(body: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
