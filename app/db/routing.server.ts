import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";
import { routingOrder } from "./routing-order.ts";
import { promisedStock, routingWarehouse } from "./routing-stock.ts";
import { decimalText, optional } from "./values.ts";

export const storedRules = z.array(
  z.object({
    // Written by hand it may be any 128 bits.
    id: z.guid(),
    name: z.string(),
    priority: z.int(),
    is_active: z.boolean(),
    conditions: z.unknown(),
    action: z.unknown(),
  }),
);

const OrderLine = z.object({
  line_id: z.string(),
  sku: optional(z.string()),
  name: optional(z.string()),
  price: optional(decimalText),
  grams: optional(z.number()),
  requires_shipping: z.boolean(),
  fulfillable_quantity: z.int(),
  group: optional(z.string()),
});

export const Snapshot = z.object({
  order: routingOrder.extend({
    routing_status: z.string(),
    facts_version: z.int(),
    released_rule_ids: z.array(z.guid()),
    line_items: z.array(OrderLine),
  }),
  has_current_decision: z.boolean(),
  settings: z.unknown(),
  settings_version: z.int(),
  rule_set_version: optional(z.int()),
  rules: storedRules,
  /** By warehouse that routing cannot choose itself, the one that stands for it. */
  stand_ins: z.record(z.uuid(), z.uuid()),
  warehouses: z.array(routingWarehouse.extend({ rejected_order_ids: z.array(z.string()) })),
  inventory: z.array(promisedStock),
});
export type RoutingSnapshot = z.infer<typeof Snapshot>;

/** Everything a decision about one order is made of; null when the shop has no such order. */
export const loadRoutingSnapshot = (db: Db, shopId: string, orderId: string, now: Date) =>
  callFunction(
    db,
    "load_routing_snapshot",
    { p_shop_id: shopId, p_order_id: orderId, p_now: now.toISOString() },
    Snapshot.nullable(),
  );

/** A decision as it is saved: the engine's answer with the versions it was made on. */
export interface DecisionRow {
  readonly order_id: string;
  readonly facts_version: number;
  readonly settings_version: number;
  readonly now: string;
  readonly actor: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly selected_warehouse_id: string | null;
  readonly allocations: readonly unknown[];
  readonly decision_factors: object | null;
  readonly alternatives: readonly unknown[];
  readonly details: object;
  readonly engine_version: string;
  /** When a hold by rules ends by itself. */
  readonly held_until?: string | null;
}

const Saved = z.object({
  outcome: z.enum(["saved", "stock-changed", "order-changed", "already-decided", "capacity-full"]),
});
export type SaveDecisionOutcome = z.infer<typeof Saved>["outcome"];

/** Commits a decision if nothing it was made on has moved; otherwise writes nothing and says what moved. */
export async function saveDecision(db: Db, shopId: string, row: DecisionRow): Promise<SaveDecisionOutcome> {
  const args = { p_shop_id: shopId, p_decision: JSON.stringify(row) };
  return (await callFunction(db, "save_decision", args, Saved)).outcome;
}

/** Holds an order that cannot be decided as it stands. */
export const holdOrder = (
  db: Db,
  shopId: string,
  order: { id: string; facts_version: number },
  reason: string,
) =>
  callFunction(
    db,
    "hold_order",
    {
      p_shop_id: shopId,
      p_order_id: order.id,
      p_facts_version: order.facts_version,
      p_reason: reason,
    },
    z.enum(["saved", "order-changed"]),
  );

/** Puts an order that cannot be decided before a person. */
export const reviewOrder = (
  db: Db,
  shopId: string,
  order: { id: string; facts_version: number },
  reason: string,
) =>
  callFunction(
    db,
    "review_order",
    { p_shop_id: shopId, p_order_id: order.id, p_facts_version: order.facts_version, p_reason: reason },
    z.enum(["saved", "order-changed"]),
  );

const Requested = z.enum([
  "queued",
  "order-not-found",
  "not-routable",
  "locked",
  "change-pending",
  "being-sent",
  "in-wms",
  "shipped",
]);

/** Queues an order no WMS has heard of for routing because a person asked. */
export const requestRouting = (db: Db, shopId: string, orderId: string, actor: string) =>
  callFunction(db, "request_routing", { p_shop_id: shopId, p_order_id: orderId, p_actor: actor }, Requested);

/** Queues several orders for routing because a person asked; null when the shop has no such order. */
export const requestRoutings = (db: Db, shopId: string, orderIds: readonly string[], actor: string) =>
  callFunction(
    db,
    "request_routings",
    { p_shop_id: shopId, p_order_ids: [...orderIds], p_actor: actor },
    z.object({ queued: z.int(), locked: z.int(), skipped: z.int() }).nullable(),
  );

/** Queues unfillable orders again; of one shop and for some SKUs, or all. Answers how many. */
export const retryUnfillable = (db: Db, shopId?: string, skus?: string[]) =>
  callFunction(
    db,
    "retry_unfillable",
    { ...(shopId && { p_shop_id: shopId }), ...(skus && { p_skus: skus }) },
    z.int(),
  );

/** Gives back units promised to shipments that nobody published in time. Answers how many shipments those were. */
export const releaseExpiredReservations = (db: Db) =>
  callFunction(db, "release_expired_reservations", {}, z.int());

const Resumed = z.object({ routing: z.int(), publishing: z.int(), cancelling: z.int() });

/** Queues what waits without a job; answers how many orders and shipments. */
export const resumeStalledWork = (db: Db) => callFunction(db, "resume_stalled_work", {}, Resumed);
