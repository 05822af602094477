import { randomUUID } from "node:crypto";
import { z } from "zod";
import { all, run } from "#sandbox/wms/sqlite.ts";
import { accountNamed } from "#sandbox/wms/accounts.ts";
import type { Connection } from "./connections.ts";
import { takeFault } from "./faults.ts";
import { timestamp, type Peer } from "./peer.ts";

/** What is told to the app, besides the connection it is about. */
export interface WebhookEvent {
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly previous?: Record<string, unknown>;
}

/** Writes an event to the outbox, in the caller's transaction; the courier takes it from there. */
export function announce(peer: Peer, connection: Connection, event: WebhookEvent): void {
  const aboutConnection = event.type.startsWith("connection");
  if (connection.webhooks_disabled && !aboutConnection) return;
  const body = {
    connection_id: connection.id,
    integration_name: accountNamed(connection.account).integrationName,
    integration_type: aboutConnection ? "general" : "wms",
    event_type: event.type,
    data: event.data,
    ...(event.previous && { previous_attributes: event.previous }),
  };
  const target = { connectionId: connection.id, endpoint: event.type };
  const dropped = takeFault(peer, ["webhook-drop"], target) !== undefined;
  const held = !dropped && takeFault(peer, ["webhook-disorder"], target) !== undefined;
  const repeated = !dropped && takeFault(peer, ["webhook-duplicate"], target) !== undefined;
  run(
    peer.db,
    `insert into webhook (id, connection_id, event_type, body, status, repeats, due_at, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    `msg_${randomUUID().replaceAll("-", "")}`,
    connection.id,
    event.type,
    JSON.stringify(body),
    dropped ? "dropped" : held ? "held" : "pending",
    repeated ? 1 : 0,
    timestamp(peer),
    timestamp(peer),
  );
}

const deliveryRow = z.object({
  seq: z.number(),
  webhook_id: z.string(),
  event_type: z.string(),
  connection_id: z.string(),
  attempt: z.number(),
  status: z.number().nullable(),
  note: z.string().nullable(),
  at: z.string(),
});

/** Every attempt to deliver, oldest first. */
export function listDeliveries(peer: Peer) {
  return all(peer.db, deliveryRow, "select * from delivery order by seq");
}

const countRow = z.object({ status: z.string(), count: z.number() });

/** How many webhooks are in which state. */
export function outboxCounts(peer: Peer): Record<string, number> {
  const rows = all(peer.db, countRow, "select status, count(*) as count from webhook group by status");
  return Object.fromEntries(rows.map((row) => [row.status, row.count]));
}
