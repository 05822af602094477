import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";
import { warehouseNames } from "./lists-orders.server.ts";
import { approximate, count, optional, timestamp } from "./values.ts";

const Header = z.object({
  id: z.uuid(),
  first_day: z.string(),
  last_day: z.string(),
  setup_kind: z.enum(["live", "draft", "version"]),
  setup_version: optional(z.int()),
  status: z.enum(["queued", "running", "done", "failed", "cancelled"]),
  decisions_total: z.int(),
  decisions_done: z.int(),
  created_at: timestamp,
  created_by: z.string(),
});
export type BackTestHeader = z.infer<typeof Header>;

const BackTests = z.object({
  time_zone: z.string(),
  has_draft: z.boolean(),
  versions: z.array(z.int()),
  first_decision_at: optional(timestamp),
  runs: z.array(Header.extend({ orders: optional(count), changed: optional(count) })),
});

/** A shop's back-tests, newest first, and what a new one may be about. */
export const listBackTests = (db: Db, shopId: string) =>
  callFunction(db, "list_back_tests", { p_shop_id: shopId }, BackTests);

const Figures = z.object({
  filled: count,
  wanted: count,
  units: count,
  splits: count,
  shipments: count,
  /** Minor units. */
  cost: optional(count),
  miles: optional(approximate),
  days: optional(approximate),
});

const Volume = z.object({ shipments: count, units: count });
const Summary = z.object({
  orders: count,
  changed: count,
  /** Orders that ship on both sides; miles and days are of these. */
  both: count,
  /** Orders filled whole and priced on both sides; costs are of these. */
  priced: count,
  in_fact: Figures,
  in_replay: Figures,
  causes: z.record(z.string(), count),
  warehouses: z.array(z.object({ id: z.uuid(), in_fact: Volume, in_replay: Volume })),
  tally: z.object({
    decisions: count,
    reproduced: count,
    unreadable: count,
    causes: z.record(z.string(), count),
  }),
});

const BackTest = Header.extend({
  finished_at: optional(timestamp),
  error_message: optional(z.string()),
  summary: optional(Summary),
  time_zone: z.string(),
  currency: z.string(),
  warehouses: warehouseNames,
});

/** One back-test; null when the shop has no such run. */
export const readBackTest = (db: Db, shopId: string, id: string) =>
  callFunction(db, "back_test_page", { p_shop_id: shopId, p_id: id }, BackTest.nullable());

const Plan = z.object({
  outcome: z.string(),
  reason: optional(z.string()),
  warehouses: z.array(z.object({ id: z.uuid(), units: z.int() })),
  wanted: z.int(),
  units: z.int(),
  cost: optional(count),
  miles: optional(approximate),
  days: optional(z.int()),
});
export type BackTestPlan = z.infer<typeof Plan>;

const Orders = z.array(
  z.object({
    order_id: z.uuid(),
    number: optional(z.string()),
    /** As it is written; cursors carry it back. */
    decided_at: z.string(),
    is_changed: z.boolean(),
    cause: optional(z.string()),
    in_fact: Plan,
    in_replay: Plan,
  }),
);
export type BackTestOrder = z.infer<typeof Orders>[number];

export interface BackTestOrderQuery {
  readonly search?: string;
  readonly changed: boolean;
  readonly cause?: string;
  readonly cursor?: {
    readonly decidedAt: string;
    readonly id: string;
    readonly direction: "after" | "before";
  };
  readonly limit: number;
}

/** A page of a run's orders, last decided first; one more than the limit when there is another page. */
export const listBackTestOrders = (db: Db, shopId: string, id: string, query: BackTestOrderQuery) =>
  callFunction(
    db,
    "list_back_test_orders",
    {
      p_shop_id: shopId,
      p_id: id,
      p_search: query.search,
      p_changed: query.changed,
      p_cause: query.cause,
      p_cursor_at: query.cursor?.decidedAt,
      p_cursor_id: query.cursor?.id,
      p_backward: query.cursor?.direction === "before",
      p_limit: query.limit,
    },
    Orders,
  );
