import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";
import { approximate, count, decimalText, optional, timestamp } from "./values.ts";

export const routingStatuses = [
  "held",
  "pending",
  "routed",
  "split",
  "unfillable",
  "needs_review",
  "change_pending",
] as const;
export type RoutingStatus = (typeof routingStatuses)[number];

const routingStatus = z.enum(routingStatuses);
const fulfillmentStatus = z.enum(["unfulfilled", "partial", "fulfilled"]);

const WarehouseName = z.object({ id: z.uuid(), name: z.string(), connected: z.boolean() });
export type WarehouseName = z.infer<typeof WarehouseName>;
export const warehouseNames = z.array(WarehouseName);

const ListedOrder = z.object({
  id: z.uuid(),
  number: optional(z.string()),
  // Kept as it came: a page's cursor is exact to the microsecond.
  placed_at: z.string(),
  recipient: optional(z.string()),
  city: optional(z.string()),
  state: optional(z.string()),
  country: optional(z.string()),
  total: optional(decimalText),
  currency: optional(z.string()),
  fulfillment_status: fulfillmentStatus,
  routing_status: routingStatus,
  routing_reason: optional(z.string()),
  warehouse_id: optional(z.uuid()),
  is_locked: z.boolean(),
  /** The close of the pick window it waits for. */
  waits_until: optional(timestamp),
  units: count,
});
export type ListedOrder = z.infer<typeof ListedOrder>;

const OrderList = z.object({
  time_zone: z.string(),
  orders: z.array(ListedOrder),
  warehouses: warehouseNames,
  /** Whether the shop has any order at all, whatever the filters. */
  any: z.boolean(),
  queues: z.object({ unfillable: count, needs_review: count, change_pending: count, held: count }),
});

export interface OrderQuery {
  readonly search?: string;
  readonly statuses?: readonly RoutingStatus[];
  readonly reasons?: readonly string[];
  /** Reasons of held orders that are counted as a queue. */
  readonly holdReasons?: readonly string[];
  readonly warehouseId?: string;
  /** Shop days, both included. */
  readonly from?: string;
  readonly to?: string;
  readonly cursor?: {
    readonly placedAt: string;
    readonly id: string;
    readonly direction: "after" | "before";
  };
  readonly limit: number;
}

/** A page of orders, newest first; one more than the limit when there is another page. */
export const listOrders = (db: Db, shopId: string, query: OrderQuery) =>
  callFunction(
    db,
    "list_orders",
    {
      p_shop_id: shopId,
      p_search: query.search,
      p_statuses: query.statuses && [...query.statuses],
      p_reasons: query.reasons && [...query.reasons],
      p_hold_reasons: query.holdReasons && [...query.holdReasons],
      p_warehouse_id: query.warehouseId,
      p_from: query.from,
      p_to: query.to,
      p_cursor_at: query.cursor?.placedAt,
      p_cursor_id: query.cursor?.id,
      p_backward: query.cursor?.direction === "before",
      p_limit: query.limit,
    },
    OrderList,
  );

const text = optional(z.string());

const Line = z.object({
  line_id: text,
  sku: text,
  name: text,
  quantity: z.int(),
  price: optional(decimalText),
  requires_shipping: z.boolean().optional(),
  fulfillable_quantity: z.int().optional(),
});

const Factors = z.object({
  inventoryScore: approximate,
  proximityScore: approximate,
  costScore: optional(approximate),
  capacityScore: approximate,
  totalScore: approximate,
});
export type ShownFactors = z.infer<typeof Factors>;

const Raw = z.object({
  distance_miles: optional(z.number()),
  transit_days: optional(z.number()),
  ship_date: text,
  cost: optional(z.number()),
  cost_currency: z.string(),
  units_available: z.number(),
  stock_age_minutes: optional(z.number()),
});
export type ShownRaw = z.infer<typeof Raw>;

const AllocatedLine = z.object({ line_id: z.string(), sku: z.string(), quantity: z.int() });

const Change = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("stock"), sku: z.string(), available: z.number() }),
  z.object({ kind: z.literal("weight"), factor: z.string(), weight: z.number() }),
  z.object({ kind: z.literal("capacity"), daily_capacity: z.number() }),
  z.object({ kind: z.literal("priority"), priority: z.number() }),
  z.object({ kind: z.literal("rule"), rule_id: z.string() }),
]);

const Decision = z.object({
  id: z.uuid(),
  decided_at: timestamp,
  is_current: z.boolean(),
  outcome: z.enum(["routed", "split", "held", "unfillable", "needs_review"]),
  reason: text,
  selected_warehouse_id: optional(z.uuid()),
  decision_factors: optional(Factors),
  alternatives: z.array(
    z.object({ warehouse_id: z.string(), decision_factors: Factors, raw: Raw, excluded: text }),
  ),
  details: z.object({
    raw: optional(Raw),
    allocations: z.array(z.object({ warehouse_id: z.string(), lines: z.array(AllocatedLine) })).default([]),
    unfilled: z.array(AllocatedLine.extend({ reason: z.string() })).default([]),
    matched_rules: z.array(z.string()).default([]),
    invalid_rules: z.array(z.object({ id: z.string(), problem: z.string() })).default([]),
    counterfactuals: z
      .array(z.object({ warehouse_id: z.string(), change: Change, says: z.string() }))
      .default([]),
    /** Of a person's choice: what the engine would have done, and what the choice goes beyond. */
    automatic: optional(z.object({ reason: text, selected_warehouse_id: optional(z.string()) })),
    missing: z.array(z.object({ sku: z.string(), quantity: z.int() })).default([]),
    over_capacity: z.boolean().default(false),
  }),
  chosen_by: text,
  choice_reason: text,
});
export type SavedDecision = z.infer<typeof Decision>;

const Shipment = z.object({
  id: z.uuid(),
  number: z.string(),
  warehouse_id: z.uuid(),
  status: z.enum([
    "planned",
    "publishing",
    "published",
    "shipped",
    "cancel_requested",
    "cancelled",
    "rejected",
    "failed",
  ]),
  units: z.int(),
  lines: z.array(AllocatedLine),
  order_creation: z.enum(["off", "swyft", "wms"]),
  connection: z.string(),
  wms_order_id: text,
  wms_status: text,
  tracking: z.array(z.object({ tracking_number: text, tracking_url: text, carrier: text })),
  published_at: optional(timestamp),
  error_message: text,
  /** The close of the pick window it waits for. */
  waits_until: optional(timestamp),
  /** The warehouse the WMS itself ships from, where it is another one. */
  shipped_from_id: optional(z.uuid()),
});
export type SavedShipment = z.infer<typeof Shipment>;

const HistoryLine = z.object({
  id: count,
  at: timestamp,
  kind: z.string(),
  details: z.record(z.string(), z.unknown()),
  actor: z.string(),
});
export type HistoryLine = z.infer<typeof HistoryLine>;

const OrderPage = z.object({
  time_zone: z.string(),
  order: z.object({
    id: z.uuid(),
    number: text,
    placed_at: timestamp,
    channel: z.string(),
    channel_type: z.string(),
    customer_email: text,
    total: optional(decimalText),
    currency: text,
    financial_status: text,
    fulfillment_status: fulfillmentStatus,
    shipping_method: text,
    tags: z.array(z.string()),
    is_test: z.boolean(),
    cancelled_at: optional(timestamp),
    redacted_at: optional(timestamp),
    routing_status: routingStatus,
    routing_reason: text,
    line_items: z.array(Line),
    is_locked: z.boolean(),
    held_until: optional(timestamp),
    hold: optional(z.object({ at: timestamp, note: text })),
    destination: optional(z.object({ latitude: approximate, longitude: approximate })),
    ship_to: z.object({
      name: text,
      address1: text,
      address2: text,
      city: text,
      state: text,
      postal_code: text,
      country: text,
      phone: text,
    }),
  }),
  decisions: z.array(Decision),
  shipments: z.array(Shipment),
  history: z.array(HistoryLine),
  warehouses: warehouseNames,
  places: z.array(
    z.object({
      id: z.uuid(),
      country: text,
      latitude: optional(approximate),
      longitude: optional(approximate),
    }),
  ),
  rules: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
export type SavedOrderPage = z.infer<typeof OrderPage>;

/** An order with its decisions, shipments and history; null when the shop has no such order. */
export const readOrderPage = (db: Db, shopId: string, orderId: string) =>
  callFunction(db, "order_page", { p_shop_id: shopId, p_order_id: orderId }, OrderPage.nullable());
