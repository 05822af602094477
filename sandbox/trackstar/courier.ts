import { Webhook } from "svix";
import { z } from "zod";
import { all, run, transaction } from "#sandbox/wms/sqlite.ts";
import { takeFault } from "./faults.ts";
import { timestamp, type Peer } from "./peer.ts";

/** Seconds to wait before each next attempt: Svix' own schedule. */
const retrySeconds = [5, 300, 1800, 7200, 18_000, 36_000, 36_000] as const;
const answerWithinMs = 15_000;
const releaseHeldAfterSeconds = 10;
/** A correct signature of somebody else's. */
const strangersSecret = `whsec_${Buffer.from("this secret is not the app's").toString("base64")}`;

const webhookRow = z.object({
  id: z.string(),
  connection_id: z.string(),
  event_type: z.string(),
  body: z.string(),
  attempts: z.number(),
  repeats: z.number(),
});
type WebhookRow = z.infer<typeof webhookRow>;

interface Attempt {
  readonly status: number | null;
  readonly note: string | null;
}

/** Delivers what is due, oldest first, several at a time as Svix does. Answers how many it tried. */
export async function deliverDue(peer: Peer): Promise<number> {
  releaseOldHeld(peer);
  const due = all(
    peer.db,
    webhookRow,
    "select * from webhook where status = 'pending' and due_at <= ? order by due_at, seq limit 8",
    timestamp(peer),
  );
  await Promise.all(due.map((webhook) => deliver(peer, webhook)));
  return due.length;
}

async function deliver(peer: Peer, webhook: WebhookRow): Promise<void> {
  const target = { connectionId: webhook.connection_id, endpoint: webhook.event_type };
  const forged = takeFault(peer, ["webhook-wrong-secret"], target) !== undefined;
  const attempt = await post(peer, webhook, forged ? strangersSecret : peer.settings.webhookSecret);
  transaction(peer.db, () => {
    record(peer, webhook, { ...attempt, note: forged ? "signed with a wrong secret" : attempt.note });
    const arrived = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
    if (arrived) settle(peer, webhook);
    else retryLater(peer, webhook);
    releaseHeld(peer, webhook.connection_id);
  });
}

async function post(peer: Peer, webhook: WebhookRow, secret: string): Promise<Attempt> {
  // The signature carries real time, whatever clock the peer was given: receivers refuse old stamps.
  const at = new Date();
  const headers = {
    "content-type": "application/json",
    "svix-id": webhook.id,
    "svix-timestamp": String(Math.floor(at.getTime() / 1000)),
    "svix-signature": new Webhook(secret).sign(webhook.id, at, webhook.body),
  };
  try {
    const signal = AbortSignal.timeout(answerWithinMs);
    const request = { method: "POST", headers, body: webhook.body, redirect: "manual", signal } as const;
    const response = await fetch(peer.settings.webhookUrl, request);
    await response.body?.cancel();
    return { status: response.status, note: null };
  } catch (error) {
    return { status: null, note: error instanceof Error ? error.message : "no answer" };
  }
}

function record(peer: Peer, webhook: WebhookRow, attempt: Attempt): void {
  run(
    peer.db,
    `insert into delivery (webhook_id, event_type, connection_id, attempt, status, note, at)
     values (?, ?, ?, ?, ?, ?, ?)`,
    webhook.id, webhook.event_type, webhook.connection_id, webhook.attempts + 1, attempt.status, attempt.note,
    timestamp(peer),
  ); // prettier-ignore
}

function settle(peer: Peer, webhook: WebhookRow): void {
  const status = webhook.repeats > 0 ? "pending" : "delivered";
  const sql =
    "update webhook set status = ?, repeats = max(repeats - 1, 0), attempts = attempts + 1 where id = ?";
  run(peer.db, sql, status, webhook.id);
}

function retryLater(peer: Peer, webhook: WebhookRow): void {
  const wait = retrySeconds[webhook.attempts];
  const due = timestamp(peer, (wait ?? 0) * peer.settings.webhookRetryScale);
  const sql = "update webhook set status = ?, due_at = ?, attempts = attempts + 1 where id = ?";
  run(peer.db, sql, wait === undefined ? "failed" : "pending", due, webhook.id);
}

/** A held message goes out after a later one of its connection was sent: out of order. */
function releaseHeld(peer: Peer, connectionId: string): void {
  const sql = "update webhook set status = 'pending', due_at = ? where status = 'held' and connection_id = ?";
  run(peer.db, sql, timestamp(peer), connectionId);
}

function releaseOldHeld(peer: Peer): void {
  const sql = "update webhook set status = 'pending' where status = 'held' and created_at <= ?";
  run(peer.db, sql, timestamp(peer, -releaseHeldAfterSeconds));
}
