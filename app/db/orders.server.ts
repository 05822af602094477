import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";
import { OrderSource } from "./shopify-events.server.ts";
import { optional, timestamp } from "./values.ts";

/** A version of an order as `save_orders` takes it. */
export interface OrderVersionRow {
  readonly external_order_id: string;
  readonly external_order_number: string;
  readonly order_date: string;
  readonly customer_email: string | null;
  readonly ship_to_name: string | null;
  readonly ship_to_address1: string | null;
  readonly ship_to_address2: string | null;
  readonly ship_to_city: string | null;
  readonly ship_to_state: string | null;
  readonly ship_to_postal_code: string | null;
  readonly ship_to_country: string | null;
  readonly ship_to_phone: string | null;
  readonly destination_latitude: number | null;
  readonly destination_longitude: number | null;
  readonly total_price: string;
  readonly currency: string;
  readonly fulfillment_status: string;
  readonly financial_status: string | null;
  readonly line_items: readonly LineRow[];
  readonly is_test: boolean;
  readonly is_confirmed: boolean;
  readonly shipping_method: string | null;
  readonly tags: readonly string[];
  readonly cancelled_at: string | null;
  readonly source_updated_at: string;
  readonly source_triggered_at: string | null;
  readonly source_event_id: string | null;
  readonly hold_reason: string | null;
}

export interface LineRow {
  readonly line_id: string;
  readonly sku: string;
  readonly name: string;
  readonly price: string;
  readonly quantity: number;
  readonly current_quantity: number;
  readonly fulfillable_quantity: number;
  readonly grams: number;
  readonly requires_shipping: boolean;
  readonly vendor: string | null;
  readonly group: string | null;
}

/** An order of which nothing is known but that the channel deleted it. */
export interface DeletionRow {
  readonly external_order_id: string;
  readonly deleted_at: string;
}

const SaveResult = z.object({
  inserted: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  to_route: z.int(),
});
export type SaveResult = z.infer<typeof SaveResult>;

/** Merges versions and deletions of a shop's orders into their rows, at most 250 at a time. */
export const saveOrders = (
  db: Db,
  shopId: string,
  channelId: string,
  rows: readonly (OrderVersionRow | DeletionRow)[],
): Promise<SaveResult> =>
  callFunction(
    db,
    "save_orders",
    { p_shop_id: shopId, p_channel_id: channelId, p_orders: JSON.stringify(rows) },
    SaveResult,
  );

const RereadSource = z
  .looseObject({ order_date: optional(timestamp) })
  .transform((row) => ({ orderDate: row.order_date, source: OrderSource.parse(row) }));

/** What re-reading an order needs; null when the shop is not installed. `orderDate` is null for an unknown order. */
export const loadRereadSource = (db: Db, shopId: string, externalOrderId: string) =>
  callFunction(
    db,
    "load_order_source",
    { p_shop_id: shopId, p_external_order_id: externalOrderId },
    optional(RereadSource),
  );

export async function requestReread(db: Db, shopId: string, externalOrderId: string): Promise<void> {
  const args = { p_shop_id: shopId, p_external_order_id: externalOrderId };
  await callFunction(db, "request_reread", args, z.unknown());
}
