import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";
import { decimalText, optional, timestamp } from "./values.ts";

const Connection = z.object({
  id: z.uuid(),
  connection_id: z.string(),
  access_token: z.string(),
  warehouse_customer_id: optional(z.string()),
});

const BeginPublish = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.enum(["shipment-not-found", "nothing-to-do", "publishing-off"]) }),
  z.object({
    outcome: z.literal("publish"),
    previous_attempt_at: optional(timestamp),
    shipment: z.object({
      id: z.uuid(),
      number: z.string(),
      trackstar_warehouse_id: z.string(),
      lines: z.array(z.object({ line_id: z.string(), sku: z.string(), quantity: z.int() })),
    }),
    order: z.object({
      id: z.uuid(),
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
    connection: Connection.extend({
      warehouse_selectable: z.boolean(),
    }),
    products: z.record(z.string(), z.string()),
  }),
]);
export type BeginPublish = z.infer<typeof BeginPublish>;
/** What creating a shipment in its WMS needs. */
export type PublishTicket = Extract<BeginPublish, { outcome: "publish" }>;

const shipmentArgs = (shopId: string, shipmentId: string) => ({
  p_shop_id: shopId,
  p_shipment_id: shipmentId,
});

/** Starts publishing: answers everything that looking for the shipment and creating it in its WMS need. */
export const beginPublish = (db: Db, shopId: string, shipmentId: string) =>
  callFunction(db, "begin_publish", shipmentArgs(shopId, shipmentId), BeginPublish);

/** Stored right before the WMS is called. */
export const notePublishAttempt = (db: Db, shopId: string, shipmentId: string) =>
  callFunction(
    db,
    "note_publish_attempt",
    shipmentArgs(shopId, shipmentId),
    z.enum(["go", "unwanted", "nothing-to-do"]),
  );

export interface WmsOrderRef {
  readonly id: string;
  readonly status: string | null;
  readonly warehouse_id: string | null;
  /** Found in the WMS rather than created by this attempt. */
  readonly adopted: boolean;
}

/** The WMS has the order. */
export const acceptShipment = (db: Db, shopId: string, shipmentId: string, order: WmsOrderRef) =>
  callFunction(
    db,
    "accept_shipment",
    { ...shipmentArgs(shopId, shipmentId), p_wms_order: JSON.stringify(order) },
    z.enum(["saved", "nothing-to-do"]),
  );

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
    z.enum(["nothing-to-do", "routed-again", "needs-review"]),
  );

/** An attempt ended without an answer. */
export const notePublishFailure = (db: Db, shopId: string, shipmentId: string, message: string) =>
  callFunction(
    db,
    "note_publish_failure",
    { ...shipmentArgs(shopId, shipmentId), p_message: message },
    z.unknown(),
  );

const BeginCancel = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.enum(["shipment-not-found", "nothing-to-do", "never-sent", "not-in-wms-yet"]) }),
  z.object({ outcome: z.literal("cancel"), wms_order_id: z.string(), connection: Connection }),
]);

/** Stores the wish to cancel a shipment in its WMS. */
export const beginCancel = (db: Db, shopId: string, shipmentId: string) =>
  callFunction(db, "begin_cancel", shipmentArgs(shopId, shipmentId), BeginCancel);

/** What the WMS answered to the cancel request. */
export const recordCancel = (
  db: Db,
  shopId: string,
  shipmentId: string,
  answer: "accepted" | "refused",
  message: string,
) =>
  callFunction(
    db,
    "record_cancel",
    { ...shipmentArgs(shopId, shipmentId), p_answer: answer, p_message: message },
    z.enum(["nothing-to-do", "refused", "cancelled"]),
  );

/** What a WMS says about one order. */
export interface WmsOrderState {
  readonly id: string;
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
