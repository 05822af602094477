import { z } from "zod";
import { callFunction, type Db, unwrap } from "./client.server.ts";
import { optional } from "./values.ts";

export interface IncomingEvent {
  /** svix-id: the same for every repeat of a delivery. */
  readonly eventId: string;
  readonly eventType: string;
  readonly connectionId: string | null;
  /** The body without secrets; null when it is not readable. */
  readonly body: string | null;
}

/** Stores one signed delivery and enqueues it, in one call. */
export const ingestTrackstarEvent = (db: Db, event: IncomingEvent) =>
  callFunction(
    db,
    "ingest_trackstar_event",
    {
      p_event_id: event.eventId,
      p_event_type: event.eventType,
      p_connection_id: event.connectionId ?? undefined,
      p_body: event.body ?? undefined,
    },
    z.enum(["stored", "duplicate", "unreadable"]),
  );

const TrackstarEvent = z
  .object({
    id: z.uuid(),
    event_type: z.string(),
    connection_id: optional(z.string()),
    shop_id: optional(z.uuid()),
    status: z.enum(["received", "processed", "ignored", "failed"]),
    payload: z.object({ data: z.unknown().optional() }),
  })
  .transform((row) => ({
    id: row.id,
    eventType: row.event_type,
    connectionId: row.connection_id,
    shopId: row.shop_id,
    status: row.status,
    data: row.payload.data,
  }));
export type TrackstarEvent = z.infer<typeof TrackstarEvent>;

/** The event itself says whose it is. */
export async function findTrackstarEvent(db: Db, id: string): Promise<TrackstarEvent | undefined> {
  const row = unwrap(
    await db
      .from("trackstar_webhook_events")
      .select("id, event_type, connection_id, shop_id, status, payload")
      .eq("id", id)
      .maybeSingle(),
  );
  return row === null ? undefined : TrackstarEvent.parse(row);
}

export const finishTrackstarEvent = (
  db: Db,
  id: string,
  status: "processed" | "ignored" | "failed",
  error?: string,
) => callFunction(db, "finish_trackstar_event", { p_id: id, p_status: status, p_error: error }, z.unknown());
