import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";

const Row = z.object({
  seq: z.number(),
  webhook_id: z.string(),
  event_id: z.string(),
  shop: z.string(),
  topic: z.string(),
  subject: z.string(),
  triggered_at: z.string(),
  body: z.string(),
  headers: z.string(),
  state: z.enum(["pending", "delivered", "failed", "dropped"]),
  attempts: z.number(),
  due_ms: z.number(),
});

const toDelivery = (row: z.infer<typeof Row>) => ({
  webhookId: row.webhook_id,
  eventId: row.event_id,
  shop: row.shop,
  topic: row.topic,
  subject: row.subject,
  triggeredAt: row.triggered_at,
  body: row.body,
  headers: z.record(z.string(), z.string()).parse(JSON.parse(row.headers)),
  state: row.state,
  attempts: row.attempts,
  dueMs: row.due_ms,
});

export type Delivery = ReturnType<typeof toDelivery>;
export type NewDelivery = Omit<Delivery, "attempts">;

export interface Attempt {
  readonly at: string;
  readonly status: number | null;
  readonly error: string | null;
  readonly milliseconds: number;
  /** What the sandbox did on purpose, e.g. "wrong secret". */
  readonly note: string | null;
}

export function addDelivery(db: DatabaseSync, delivery: NewDelivery): void {
  db.prepare(
    `insert into deliveries (webhook_id, event_id, shop, topic, subject, triggered_at, body, headers, state, attempts, due_ms)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)`,
  ).run(
    delivery.webhookId,
    delivery.eventId,
    delivery.shop,
    delivery.topic,
    delivery.subject,
    delivery.triggeredAt,
    delivery.body,
    JSON.stringify(delivery.headers),
    delivery.state,
    delivery.dueMs,
  );
}

export const dueDeliveries = (db: DatabaseSync, nowMs: number, limit: number): Delivery[] =>
  z
    .array(Row)
    .parse(
      db
        .prepare(
          "select * from deliveries where state = 'pending' and due_ms <= ? order by due_ms, seq limit ?",
        )
        .all(nowMs, limit),
    )
    .map(toDelivery);

/** When the next waiting delivery is due, or null when none waits. */
export function nextDueMs(db: DatabaseSync): number | null {
  const row = db.prepare("select min(due_ms) as due from deliveries where state = 'pending'").get();
  return z.object({ due: z.number().nullable() }).parse(row).due;
}

export function recordAttempt(
  db: DatabaseSync,
  webhookId: string,
  attempt: Attempt,
  next: { state: Delivery["state"]; dueMs: number },
): void {
  db.prepare(
    "insert into attempts (webhook_id, at, status, error, milliseconds, note) values (?, ?, ?, ?, ?, ?)",
  ).run(webhookId, attempt.at, attempt.status, attempt.error, attempt.milliseconds, attempt.note);
  db.prepare("update deliveries set attempts = attempts + 1, state = ?, due_ms = ? where webhook_id = ?").run(
    next.state,
    next.dueMs,
    webhookId,
  );
}

const AttemptRows = z.array(
  z.object({
    webhook_id: z.string(),
    at: z.string(),
    status: z.number().nullable(),
    error: z.string().nullable(),
    milliseconds: z.number(),
    note: z.string().nullable(),
  }),
);

function attemptsOf(db: DatabaseSync, webhookIds: readonly string[]): Map<string, Attempt[]> {
  const found = new Map<string, Attempt[]>();
  const marks = webhookIds.map(() => "?").join(", ");
  const sql = `select * from attempts where webhook_id in (${marks}) order by id`;
  for (const { webhook_id, ...attempt } of AttemptRows.parse(db.prepare(sql).all(...webhookIds)))
    found.set(webhook_id, [...(found.get(webhook_id) ?? []), attempt]);
  return found;
}

export interface DeliveryFilter {
  readonly shop?: string;
  readonly topic?: string;
  readonly subject?: string;
  readonly limit: number;
  /** With the bodies sent. */
  readonly bodies: boolean;
}

/** The delivery log, newest first, each with all its attempts. */
export function listDeliveries(db: DatabaseSync, filter: DeliveryFilter) {
  const rows = db
    .prepare(
      `select * from deliveries where (? is null or shop = ?) and (? is null or topic = ?) and (? is null or subject = ?)
       order by seq desc limit ?`,
    )
    .all(
      ...[filter.shop, filter.topic, filter.subject].flatMap((value) => [value ?? null, value ?? null]),
      filter.limit,
    );
  const deliveries = z.array(Row).parse(rows).map(toDelivery);
  const attempts = attemptsOf(
    db,
    deliveries.map((delivery) => delivery.webhookId),
  );
  return deliveries.map(({ headers: _headers, attempts: _count, body, ...delivery }) => ({
    ...delivery,
    ...(filter.bodies ? { body } : {}),
    attempts: attempts.get(delivery.webhookId) ?? [],
  }));
}
