import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";
import { type DecisionRow, Snapshot } from "./routing.server.ts";
import { optional, timestamp } from "./values.ts";

const AllocatedLine = z.object({ line_id: z.string(), sku: z.string(), quantity: z.int() });

const Window = z.object({
  /** A snapshot of one of the orders: what is the same for all of them. Null when there are none. */
  base: Snapshot.nullable(),
  orders: z.array(
    z.object({
      decision_id: z.uuid(),
      rejected_by: z.array(z.uuid()),
      /** What the order holds now, by the place it ships from. */
      shipments: z.array(z.object({ warehouse_id: z.uuid(), lines: z.array(AllocatedLine) })),
      order: Snapshot.shape.order,
    }),
  ),
  /** Places in today's capacity that these orders hold. */
  own_days: z.array(z.object({ warehouse_id: z.uuid(), orders: z.int() })),
  /** Stock as if these orders held none of it. */
  inventory: Snapshot.shape.inventory,
});
/** A pick window as it is decided. */
export type LoadedWindow = z.infer<typeof Window>;
export type WindowOrder = LoadedWindow["orders"][number];

const windowArgs = (shopId: string, closesAt: Date) => ({
  p_shop_id: shopId,
  p_closes_at: closesAt.toISOString(),
});

/** A window's orders with all that deciding them together takes; those in `leftOut` stay as they are. */
export const loadPickWindow = (
  db: Db,
  shopId: string,
  closesAt: Date,
  { now, leftOut }: { now: Date; leftOut: readonly string[] },
) =>
  callFunction(
    db,
    "load_pick_window",
    { ...windowArgs(shopId, closesAt), p_now: now.toISOString(), p_left_out: [...leftOut] },
    Window,
  );

/** A window begins to close. */
export const beginPickWindow = (db: Db, shopId: string, closesAt: Date) =>
  callFunction(
    db,
    "begin_pick_window",
    windowArgs(shopId, closesAt),
    z.enum(["go", "nothing-to-do", "too-early"]),
  );

/** A changed decision, and the one it replaces. */
export interface WindowDecisionRow extends DecisionRow {
  readonly seen_decision_id: string;
}

const SavedWindow = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.enum(["saved", "settings-changed", "stock-changed", "capacity-full"]) }),
  z.object({ outcome: z.literal("orders-moved"), orders: z.array(z.uuid()) }),
]);

/** Commits changed decisions of a window all at once, or none of them. */
export const saveWindow = (db: Db, shopId: string, closesAt: Date, rows: readonly WindowDecisionRow[]) =>
  callFunction(
    db,
    "save_window",
    { ...windowArgs(shopId, closesAt), p_decisions: JSON.stringify(rows) },
    SavedWindow,
  );

const Totals = z.object({ unfilled_units: z.int(), cost: z.number(), shipments: z.int() });

const Report = z.object({
  before: Totals,
  after: Totals,
  bound: z.object({ unfilled_units: z.number(), cost: z.number() }).nullable(),
  currency: z.string(),
});

const outcomes = z.enum(["improved", "unchanged", "kept_moving", "not_solved"]);

/** What re-assigning a window's orders came to. */
export interface WindowReport {
  readonly outcome: z.infer<typeof outcomes>;
  readonly orders: number;
  readonly moved: number;
  readonly left_out: number;
  readonly parts: number;
  readonly totals: z.infer<typeof Report> | null;
}

/** Publishes what waited for the window and records the close. Answers how many shipments. */
export const endPickWindow = (db: Db, shopId: string, closesAt: Date, report: WindowReport) =>
  callFunction(
    db,
    "end_pick_window",
    { ...windowArgs(shopId, closesAt), p_report: JSON.stringify(report) },
    z.int(),
  );

/** Publishes orders that wait for a window at once, all of the shop or these. Answers how many of them waited; null when the shop has no such order. */
export const publishNow = (db: Db, shopId: string, orderIds: readonly string[] | "all", actor: string) =>
  callFunction(
    db,
    "publish_now",
    { p_shop_id: shopId, p_actor: actor, ...(orderIds !== "all" && { p_order_ids: [...orderIds] }) },
    z.int().nullable(),
  );

/** Sets a shop's pick windows; answers when the next one closes. */
export const savePickWindows = (db: Db, shopId: string, pickWindows: object, actor: string) =>
  callFunction(
    db,
    "save_pick_windows",
    { p_shop_id: shopId, p_pick_windows: JSON.stringify(pickWindows), p_actor: actor },
    timestamp.nullable(),
  );

const Page = z.object({
  time_zone: z.string(),
  settings: z.object({ pick_windows: z.unknown().optional() }),
  next_close: optional(timestamp),
  waiting: z.object({ orders: z.int(), shipments: z.int(), units: z.int() }),
  runs: z.array(
    z.object({
      closes_at: timestamp,
      started_at: timestamp,
      finished_at: optional(timestamp),
      outcome: optional(outcomes),
      orders: z.int(),
      moved: z.int(),
      left_out: z.int(),
      published: z.int(),
      parts: z.int(),
      totals: optional(Report),
    }),
  ),
});

/** A shop's pick windows: the setting, the next close, what waits for it, and the last closes. */
export const loadPickWindowsPage = (db: Db, shopId: string) =>
  callFunction(db, "pick_windows_page", { p_shop_id: shopId }, Page);
