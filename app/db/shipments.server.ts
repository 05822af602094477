import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";
import { decimalText, optional, timestamp } from "./values.ts";

const Connection = z.object({
  id: z.uuid(),
  connection_id: z.string(),
  access_token: z.string(),
  warehouse_customer_id: optional(z.string()),
});

const Ticket = z.object({
  /** How often creating it has been tried, and when the last try of unknown result was over. */
  attempts: z.int(),
  attempt_over_at: optional(timestamp),
  shipment: z.object({
    id: z.uuid(),
    number: z.string(),
    trackstar_warehouse_id: z.string(),
    lines: z.array(z.object({ line_id: z.string(), sku: z.string(), quantity: z.int() })),
  }),
  order: z.object({
    id: z.uuid(),
    number: optional(z.string()),
    currency: optional(z.string()),
    total_price: optional(decimalText),
    shipping_method: optional(z.string()),
    ship_to_name: optional(z.string()),
    ship_to_address1: optional(z.string()),
    ship_to_address2: optional(z.string()),
    ship_to_city: optional(z.string()),
    ship_to_state: optional(z.string()),
    ship_to_postal_code: optional(z.string()),
    ship_to_country: optional(z.string()),
    line_items: z.array(z.object({ line_id: z.string(), price: optional(decimalText) })),
  }),
  connection: Connection.extend({ warehouse_selectable: z.boolean() }),
  products: z.record(z.string(), z.string()),
});

const BeginPublish = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.enum(["shipment-not-found", "nothing-to-do", "publishing-off"]) }),
  Ticket.extend({ outcome: z.enum(["publish", "advise"]) }),
]);
/** What looking for a shipment in its WMS and creating it there need. */
export type PublishTicket = Extract<z.infer<typeof BeginPublish>, { outcome: "publish" | "advise" }>;

const shipmentArgs = (shopId: string, shipmentId: string) => ({
  p_shop_id: shopId,
  p_shipment_id: shipmentId,
});

/** What publishing a shipment needs; `advise` where the WMS imports orders itself. */
export const beginPublish = (db: Db, shopId: string, shipmentId: string) =>
  callFunction(db, "begin_publish", shipmentArgs(shopId, shipmentId), BeginPublish);

/** Stored right before the WMS is called; `attempts` as counted when publishing began. */
export const notePublishAttempt = (db: Db, shopId: string, shipmentId: string, attempts: number) =>
  callFunction(
    db,
    "note_publish_attempt",
    { ...shipmentArgs(shopId, shipmentId), p_attempts: attempts },
    z.enum(["go", "busy", "unwanted", "routed-again", "needs-review", "nothing-to-do"]),
  );

/** A call to the WMS ended without an answer, now or at `overAt`; `isUnsent` when it was turned away on its way. */
export const noteAttemptFailure = (
  db: Db,
  shopId: string,
  shipmentId: string,
  failure: { isUnsent: boolean; message: string; overAt?: Date },
) =>
  callFunction(
    db,
    "note_attempt_failure",
    {
      ...shipmentArgs(shopId, shipmentId),
      p_is_unsent: failure.isUnsent,
      p_message: failure.message,
      ...(failure.overAt && { p_over_at: failure.overAt.toISOString() }),
    },
    z.unknown(),
  );

export interface WmsOrderRef {
  readonly id: string;
  readonly status: string | null;
  readonly warehouse_id: string | null;
  /** Found in the WMS rather than created by this attempt. */
  readonly adopted: boolean;
  /** It was told the warehouse and did not listen. */
  readonly ignored_warehouse: boolean;
}

const Accepted = z.enum(["saved", "take-back", "recalled", "belongs-to-another", "nothing-to-do"]);
export type AcceptOutcome = z.infer<typeof Accepted>;

/** The WMS has the order. */
export const acceptShipment = (db: Db, shopId: string, shipmentId: string, order: WmsOrderRef) =>
  callFunction(
    db,
    "accept_shipment",
    { ...shipmentArgs(shopId, shipmentId), p_wms_order: JSON.stringify(order) },
    Accepted,
  );

/** Says in the history where an order should go whose WMS imports it itself. */
export const noteAdvice = (db: Db, shopId: string, shipmentId: string) =>
  callFunction(db, "note_advice", shipmentArgs(shopId, shipmentId), z.enum(["advised", "nothing-to-do"]));

/** `warehouse`: this warehouse cannot, another may. `order`: the order itself is refused, a person decides. */
export type RefusalKind = "warehouse" | "order";

/** The WMS refused the shipment. */
export const refuseShipment = (
  db: Db,
  shopId: string,
  shipmentId: string,
  kind: RefusalKind,
  message: string,
) =>
  callFunction(
    db,
    "refuse_shipment",
    { ...shipmentArgs(shopId, shipmentId), p_kind: kind, p_message: message },
    z.enum(["nothing-to-do", "routed-again", "needs-review", "unwanted"]),
  );

const CancelCall = z.object({
  number: z.string(),
  attempt_over_at: optional(timestamp),
  connection: Connection,
});
/** What taking a shipment out of its WMS needs. */
export type CancelTicket = z.infer<typeof CancelCall>;

const BeginCancel = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.enum([
      "shipment-not-found",
      "nothing-to-do",
      "cancelled",
      "left-to-wms",
      "connection-off",
      "disconnected",
    ]),
  }),
  CancelCall.extend({ outcome: z.literal("look-up") }),
  CancelCall.extend({ outcome: z.literal("cancel"), wms_order_id: z.string() }),
]);

/** Stores the wish to cancel a shipment in its WMS. */
export const beginCancel = (db: Db, shopId: string, shipmentId: string) =>
  callFunction(db, "begin_cancel", shipmentArgs(shopId, shipmentId), BeginCancel);

const RecordedCancel = z.enum(["nothing-to-do", "refused", "cancelled", "left-to-wms"]);
export type RecordedCancel = z.infer<typeof RecordedCancel>;

/** What became of the cancel request. */
export const recordCancel = (
  db: Db,
  shopId: string,
  shipmentId: string,
  answer: "accepted" | "refused",
  message: string | null,
) =>
  callFunction(
    db,
    "record_cancel",
    {
      ...shipmentArgs(shopId, shipmentId),
      p_answer: answer,
      ...(message !== null && { p_message: message }),
    },
    RecordedCancel,
  );

/** What a WMS says about one order. */
export interface WmsOrderState {
  readonly id: string;
  /** How a WMS that imports orders itself knows them. */
  readonly order_number?: string | null;
  readonly reference_id: string | null;
  readonly status: string | null;
  readonly warehouse_id: string | null;
  readonly packages: readonly {
    tracking_number: string;
    tracking_url: string | null;
    carrier: string | null;
  }[];
}

/** Takes over status and tracking of a connection's orders, all in one call. Answers how many shipments changed. */
export const applyWmsOrders = (db: Db, shopId: string, connectionId: string, orders: WmsOrderState[]) =>
  callFunction(
    db,
    "apply_wms_orders",
    { p_shop_id: shopId, p_connection_id: connectionId, p_orders: JSON.stringify(orders) },
    z.int(),
  );
