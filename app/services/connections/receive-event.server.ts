import { Webhook } from "svix";
import { z } from "zod";
import { type Logger, logger } from "#app/clients/logger.server.ts";
import { config } from "#app/config.server.ts";
import { connectDb, type Db, DbError } from "#app/db/client.server.ts";
import { ingestTrackstarEvent, type IncomingEvent } from "#app/db/trackstar-events.server.ts";
import { storableText } from "#app/lib/storable.ts";
import { readBody } from "#app/services/webhooks/read-body.ts";
import { countRefusal } from "#app/services/webhooks/refusals.server.ts";
import { withoutSecrets } from "./without-secrets.ts";

const maxBytes = 10 * 1024 * 1024;
/** Longer than any id of Svix's, and short enough for an index. */
const longestId = 255;

export type EventReceipt = "stored" | "duplicate" | "unreadable" | "unsigned" | "too-large" | "unavailable";

interface Receiver {
  readonly db: Db;
  readonly log: Logger;
}

/** Verifies a delivery on its raw bytes, removes its secrets and stores it with its job in one call. */
export async function receiveEvent(
  request: Request,
  { db, log }: Receiver = { db: connectDb(), log: logger },
): Promise<EventReceipt> {
  const receipt = await receive(request, db);
  if (receipt === "too-large" || receipt === "unsigned") {
    countRefusal("trackstar", receipt);
    log[receipt === "too-large" ? "error" : "warn"]({ receipt }, "Trackstar delivery refused");
  }
  return receipt;
}

async function receive(request: Request, db: Db): Promise<EventReceipt> {
  const body = await readBody(request, maxBytes);
  if (!body) return "too-large";
  // The id that was signed: the library looks at these headers in this order too.
  const eventId = request.headers.get("svix-id") ?? request.headers.get("webhook-id");
  if (eventId === null || eventId.length > longestId || !isSigned(body, request.headers)) return "unsigned";
  try {
    return await ingestTrackstarEvent(db, readEvent(eventId, Buffer.from(body).toString()));
  } catch (error) {
    // Trackstar sends it again later.
    if (error instanceof DbError && error.isOutage) return "unavailable";
    throw error;
  }
}

function isSigned(body: Uint8Array, headers: Headers): boolean {
  try {
    new Webhook(config.trackstar.webhookSecret).verify(Buffer.from(body), Object.fromEntries(headers));
    return true;
  } catch {
    return false;
  }
}

const name = storableText(255);
const Envelope = z.looseObject({ event_type: name.min(1), connection_id: name.nullish() });

function readEvent(eventId: string, text: string): IncomingEvent {
  const envelope = Envelope.safeParse(parseJson(text));
  const body = envelope.success ? cleanText(envelope.data) : undefined;
  // Secrets cannot be taken out of what cannot be read, so none of it is kept.
  if (!envelope.success || body === undefined)
    return { eventId, eventType: "unreadable", connectionId: null, body: null };
  const { event_type: eventType, connection_id: connectionId } = envelope.data;
  return { eventId, eventType, connectionId: connectionId ?? null, body };
}

/** Undefined when it is nested deeper than can be walked. */
function cleanText(value: unknown): string | undefined {
  try {
    return JSON.stringify(withoutSecrets(value));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
