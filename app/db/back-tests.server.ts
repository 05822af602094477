import { z } from "zod";
import type { PastEvent } from "#app/services/routing/back-test/history.ts";
import type { ReplayRow } from "#app/services/routing/back-test/replay-row.ts";
import { callFunction, type Db } from "./client.server.ts";
import { Snapshot, storedRules } from "./routing.server.ts";
import { count, optional, timestamp } from "./values.ts";

const moment = timestamp.transform((date) => date.getTime());

const Started = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.enum(["started", "already-running"]), id: z.uuid() }),
  z.object({ outcome: z.enum(["setup-not-found", "no-decisions"]) }),
]);

export interface WantedBackTest {
  /** Days of the shop, YYYY-MM-DD, both included. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly kind: "live" | "draft" | "version";
  readonly version: number | null;
}

/** Asks for a back-test and queues it. */
export const startBackTest = (db: Db, shopId: string, wanted: WantedBackTest, actor: string) =>
  callFunction(
    db,
    "start_back_test",
    {
      p_shop_id: shopId,
      p_first_day: wanted.firstDay,
      p_last_day: wanted.lastDay,
      p_kind: wanted.kind,
      ...(wanted.version !== null && { p_version: wanted.version }),
      p_actor: actor,
    },
    Started,
  );

/** Stops a back-test that waits or runs. */
export const cancelBackTest = (db: Db, shopId: string, id: string) =>
  callFunction(
    db,
    "cancel_back_test",
    { p_shop_id: shopId, p_id: id },
    z.enum(["cancelled", "already-over", "not-found"]),
  );

const Begun = z.object({
  setup_kind: z.enum(["live", "draft", "version"]),
  setup: z.object({ rules: storedRules, settings: z.unknown() }),
  settings_version: z.int(),
  starts_at: timestamp,
  ends_at: timestamp,
  decisions_done: z.int(),
  checkpoint: z.unknown(),
  warehouses: Snapshot.shape.warehouses,
  stand_ins: Snapshot.shape.stand_ins,
  places: z.array(z.object({ warehouse_id: z.uuid(), place_id: z.uuid() })),
});
export type BegunBackTest = z.infer<typeof Begun>;

/** Begins a back-test or takes it up again; null when there is nothing to run. */
export const beginBackTest = (db: Db, shopId: string, id: string) =>
  callFunction(db, "begin_back_test", { p_shop_id: shopId, p_id: id }, Begun.nullable());

const OpeningRows = z.array(
  z.object({
    warehouse_id: z.uuid(),
    sku: z.string(),
    available: optional(z.int()),
    safety_stock: z.int(),
  }),
);

/** A page of stock as it was known at a moment, in the order of (warehouse, SKU). */
export const readOpeningStock = (
  db: Db,
  shopId: string,
  at: Date,
  { after, limit }: { after: { warehouse_id: string; sku: string } | undefined; limit: number },
) =>
  callFunction(
    db,
    "back_test_opening",
    {
      p_shop_id: shopId,
      p_at: at.toISOString(),
      p_limit: limit,
      ...(after && { p_after_warehouse: after.warehouse_id, p_after_sku: after.sku }),
    },
    OpeningRows,
  );

const Promised = z.object({
  promised: z.array(z.object({ warehouse_id: z.uuid(), sku: z.string(), units: count })),
  days: z.array(z.object({ warehouse_id: z.uuid(), day: z.string(), orders: count })),
});

/** What was promised already at a moment. */
export const readOpeningPromises = (db: Db, shopId: string, at: Date) =>
  callFunction(db, "back_test_promises", { p_shop_id: shopId, p_at: at.toISOString() }, Promised);

const Line = z.object({ line_id: z.string(), sku: z.string(), quantity: z.int() });
const StockBody = z.object({ warehouse_id: z.uuid(), sku: z.string(), available: optional(z.int()) });
const ReleaseBody = z.object({
  order_id: z.uuid(),
  warehouse_id: z.uuid(),
  sku: z.string(),
  units: z.int(),
  reason: z.enum(["in_source", "fulfilled", "cancelled", "superseded", "rejected", "expired"]),
  is_older: z.boolean(),
  is_of_warehouse: z.boolean(),
  renewed_at: optional(moment),
});
const LookBody = z.object({
  decision: z.object({
    id: z.uuid(),
    outcome: z.string(),
    reason: optional(z.string()),
    facts_version: z.int(),
    settings_version: z.int(),
    chosen_by: optional(z.string()),
    pick_window: optional(z.string()),
    allocations: z.array(z.object({ warehouse_id: z.uuid(), lines: z.array(Line) })),
    unfilled: z.array(z.object({ line_id: z.string(), quantity: z.int() })),
    seen: z.array(
      z.object({
        warehouse_id: z.uuid(),
        excluded: optional(z.string()),
        units: optional(z.int()),
        miles: optional(z.number()),
      }),
    ),
  }),
  order: Snapshot.shape.order,
  later: z.array(moment),
  asked_at: optional(moment),
  ended_at: optional(moment),
});
const At = { at: z.string(), id: z.string() };
const Event = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("stock"), ...At, body: StockBody }),
  z.object({ kind: z.literal("release"), ...At, body: ReleaseBody }),
  z.object({ kind: z.literal("look"), ...At, body: LookBody }),
  z.object({ kind: z.literal("retry"), ...At, body: z.object({ order_id: z.uuid() }) }),
]);
const ranks = { stock: 0, release: 1, look: 2, retry: 3 } as const;

export const EventCursor = z.object({ at: z.string(), rank: z.int(), id: z.string() });
export type EventCursor = z.infer<typeof EventCursor>;

interface Span {
  readonly from: Date;
  readonly to: Date;
  readonly after: EventCursor | null;
  readonly limit: number;
}

/** A page of what happened, in the order of time; `next` is null after the last one. */
export async function readPastEvents(
  db: Db,
  shopId: string,
  { from, to, after, limit }: Span,
): Promise<{ events: PastEvent[]; next: EventCursor | null }> {
  const rows = await callFunction(
    db,
    "back_test_events",
    {
      p_shop_id: shopId,
      p_from: from.toISOString(),
      p_to: to.toISOString(),
      p_limit: limit,
      ...(after && { p_after_at: after.at, p_after_rank: after.rank, p_after_id: after.id }),
    },
    z.array(Event),
  );
  const last = rows.at(-1);
  const isMore = last !== undefined && rows.length === limit;
  return {
    events: rows.map(pastEvent),
    next: isMore ? { at: last.at, rank: ranks[last.kind], id: last.id } : null,
  };
}

function pastEvent({ kind, at, body }: z.infer<typeof Event>): PastEvent {
  const moment = timestamp.parse(at).getTime();
  switch (kind) {
    case "stock":
      return { kind, at: moment, ...body };
    case "release":
      return { kind, at: moment, ...body };
    case "look":
      return { kind, at: moment, ...body };
    case "retry":
      return { kind, at: moment, ...body };
  }
}

const rowsPerCall = 1000;

/** Stores what a run makes of orders; the same again changes nothing. */
export async function saveBackTestOrders(db: Db, shopId: string, id: string, rows: readonly ReplayRow[]) {
  for (let from = 0; from < rows.length; from += rowsPerCall) {
    const part = JSON.stringify(rows.slice(from, from + rowsPerCall));
    const args = { p_shop_id: shopId, p_id: id, p_rows: part };
    await callFunction(db, "save_back_test_orders", args, z.unknown());
  }
}

interface Progress {
  readonly done: number;
  /** Where to go on from after an interruption. */
  readonly checkpoint?: object;
  /** Goes on in another job. */
  readonly again?: boolean;
}

/** How far a run is; "stop" when nobody wants it any more. */
export const noteBackTest = (db: Db, shopId: string, id: string, { done, checkpoint, again }: Progress) =>
  callFunction(
    db,
    "note_back_test",
    {
      p_shop_id: shopId,
      p_id: id,
      p_done: done,
      ...(checkpoint && { p_checkpoint: JSON.stringify(checkpoint) }),
      ...(again && { p_again: true }),
    },
    z.enum(["go", "stop"]),
  );

/** Sums a run up. */
export const finishBackTest = (db: Db, shopId: string, id: string, tally: object) =>
  callFunction(
    db,
    "finish_back_test",
    { p_shop_id: shopId, p_id: id, p_tally: JSON.stringify(tally) },
    z.enum(["done", "stop"]),
  );

/** Ends a run that cannot go on. */
export async function failBackTest(db: Db, shopId: string, id: string, message: string): Promise<void> {
  const args = { p_shop_id: shopId, p_id: id, p_message: message };
  await callFunction(db, "fail_back_test", args, z.unknown());
}

/** Queues runs that nobody runs any more; answers how many. */
export const resumeBackTests = (db: Db) => callFunction(db, "resume_back_tests", {}, z.int());
