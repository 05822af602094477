import { z } from "zod";
import { all, first, jsonColumn } from "./sqlite.ts";
import type { WmsStore } from "./store.ts";

export const orderStatuses = [
  "open",
  "confirmed",
  "processing",
  "fulfilled",
  "backordered",
  "exception",
  "cancelled",
] as const;

export const addressShape = z.object({
  full_name: z.string().optional(),
  company: z.string().optional(),
  address1: z.string(),
  address2: z.string().optional(),
  address3: z.string().optional(),
  city: z.string(),
  state: z.string(),
  postal_code: z.string(),
  country: z.string(),
  phone_number: z.string().optional(),
  email_address: z.string().optional(),
});
export type WmsAddress = z.infer<typeof addressShape>;

/** Everything about an order the WMS only keeps and repeats. */
export const detailsShape = z.object({
  service_level: z.string().optional(),
  shipping_method_id: z.string().optional(),
  shipping_method_name: z.string().optional(),
  channel_id: z.string().optional(),
  channel_name: z.string().optional(),
  invoice_currency_code: z.string().optional(),
  total_price: z.number().optional(),
  total_tax: z.number().optional(),
  total_discount: z.number().optional(),
  total_shipping: z.number().optional(),
  required_ship_date: z.string().optional(),
  notes: z.string().optional(),
  tags: z.array(z.string()).optional(),
});
export type WmsOrderDetails = z.infer<typeof detailsShape>;

const orderRow = z.object({
  id: z.string(),
  account: z.string(),
  customer_id: z.string().nullable(),
  order_number: z.string(),
  reference_id: z.string(),
  warehouse_id: z.string(),
  status: z.enum(orderStatuses),
  raw_status: z.string(),
  ship_to: jsonColumn(addressShape),
  details: jsonColumn(detailsShape),
  stage_since: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});

const lineRow = z.object({
  product_id: z.string(),
  sku: z.string(),
  quantity: z.number(),
  unit_price: z.number().nullable(),
  discount_amount: z.number().nullable(),
});

const allocationRow = z.object({
  product_id: z.string(),
  sku: z.string(),
  parent_product_id: z.string().nullable(),
  quantity: z.number(),
});

const shipmentRow = z.object({
  id: z.string(),
  warehouse_id: z.string(),
  shipped_at: z.string(),
  carrier_id: z.string(),
  carrier_name: z.string(),
  method_id: z.string(),
  method_name: z.string(),
  tracking_number: z.string(),
  tracking_url: z.string(),
});

export type WmsOrder = z.infer<typeof orderRow> & {
  readonly lines: z.infer<typeof lineRow>[];
  /** The units to pick: kits taken apart. */
  readonly allocations: z.infer<typeof allocationRow>[];
  readonly shipments: z.infer<typeof shipmentRow>[];
};

export interface OrderQuery {
  readonly account?: string | undefined;
  readonly customerId?: string | null | undefined;
  readonly orderNumber?: string | undefined;
  readonly referenceId?: string | undefined;
  readonly updatedSince?: string | undefined;
  readonly limit?: number | undefined;
}

/** The newest first. */
export function listOrders(store: WmsStore, query: OrderQuery): WmsOrder[] {
  const rows = all(
    store.db,
    orderRow,
    `select * from orders
      where account = ifnull(?, account) and order_number = ifnull(?, order_number)
        and reference_id = ifnull(?, reference_id) and updated_at >= ifnull(?, '')
      order by created_at desc, rowid desc limit ?`,
    query.account ?? null,
    query.orderNumber ?? null,
    query.referenceId ?? null,
    query.updatedSince ?? null,
    query.limit ?? -1,
  );
  return rows.map((row) => withParts(store, row));
}

export function findOrder(store: WmsStore, id: string): WmsOrder | undefined {
  const row = first(store.db, orderRow, "select * from orders where id = ?", id);
  return row && withParts(store, row);
}

/** An order that was just written and must be there. */
export function requireOrder(store: WmsStore, id: string): WmsOrder {
  const order = findOrder(store, id);
  if (!order) throw new Error(`The WMS lost order ${id}`);
  return order;
}

/** Orders a worker may move on, oldest stage first. */
export function ordersInStatus(store: WmsStore, status: WmsOrder["status"], stageBefore: string): WmsOrder[] {
  const sql = "select * from orders where status = ? and stage_since <= ? order by stage_since";
  return all(store.db, orderRow, sql, status, stageBefore).map((row) => withParts(store, row));
}

function withParts(store: WmsStore, row: z.infer<typeof orderRow>): WmsOrder {
  return {
    ...row,
    lines: all(store.db, lineRow, "select * from order_line where order_id = ? order by position", row.id),
    allocations: all(
      store.db,
      allocationRow,
      `select allocation.*, product.sku from allocation join product on product.id = allocation.product_id
        where order_id = ? order by allocation.rowid`,
      row.id,
    ),
    shipments: all(store.db, shipmentRow, "select * from shipment where order_id = ?", row.id),
  };
}
