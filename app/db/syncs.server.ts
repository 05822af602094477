import { z } from "zod";
import type { SyncKind } from "#app/jobs/tasks.ts";
import { callFunction, type Db } from "./client.server.ts";
import { optional, timestamp } from "./values.ts";

const args = (shopId: string, connectionId: string) => ({
  p_shop_id: shopId,
  p_connection_id: connectionId,
});

/** Enqueues syncs of a connection, at most one job per kind. */
export const requestSync = (
  db: Db,
  shopId: string,
  connectionId: string,
  kinds: readonly SyncKind[],
  delaySeconds = 0,
) =>
  callFunction(
    db,
    "request_sync",
    { ...args(shopId, connectionId), p_kinds: [...kinds], p_delay_seconds: delaySeconds },
    z.enum(["requested", "connection-not-found"]),
  );

const Started = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("key-refused") }),
  z
    .object({
      outcome: z.literal("started"),
      run_id: z.uuid(),
      started_at: timestamp,
      previous_started_at: optional(timestamp),
    })
    .transform((row) => ({
      outcome: row.outcome,
      runId: row.run_id,
      startedAt: row.started_at,
      previousStartedAt: row.previous_started_at,
    })),
]);

/** Opens a run of a sync. */
export const startSync = (db: Db, shopId: string, connectionId: string, kind: SyncKind) =>
  callFunction(db, "start_sync", { ...args(shopId, connectionId), p_kind: kind }, Started);

export interface SyncEnd {
  /** pending: it has to wait, and `message` says for what. */
  readonly status: "completed" | "failed" | "pending";
  readonly items: number;
  readonly message: string | null;
}

export const finishSync = (db: Db, shopId: string, runId: string, end: SyncEnd) =>
  callFunction(
    db,
    "finish_sync",
    {
      p_shop_id: shopId,
      p_run_id: runId,
      p_status: end.status,
      p_items: end.items,
      p_message: end.message ?? undefined,
    },
    z.unknown(),
  );

const DueSync = z.object({ shop_id: z.uuid(), connection_id: z.uuid(), kind: z.string() });

/** Enqueues every sync whose time has come; answers them. */
export const enqueueDueSyncs = (db: Db) => callFunction(db, "due_syncs", {}, z.array(DueSync));
