import { z } from "zod";
import { orderWriteReply, type TrackstarOrder } from "./records.ts";
import type { TrackstarAccess, TrackstarHttp } from "./request.server.ts";

/** Body of a new order; what a field needs depends on the integration. No nulls, no empty strings: both are refused. */
export interface NewOrder {
  readonly order_number: string;
  readonly reference_id: string;
  readonly warehouse_id?: string;
  readonly warehouse_customer_id?: string;
  readonly service_level?: string;
  readonly invoice_currency_code?: string;
  readonly total_price?: number;
  readonly ship_to_address: {
    readonly full_name?: string;
    readonly company?: string;
    readonly address1?: string;
    readonly address2?: string;
    readonly city?: string;
    readonly state?: string;
    readonly postal_code?: string;
    readonly country?: string;
    readonly phone_number?: string;
    readonly email_address?: string;
  };
  readonly line_items: readonly {
    readonly product_id?: string;
    readonly sku: string;
    readonly quantity: number;
    readonly unit_price?: number;
  }[];
}

export interface CreatedOrder {
  readonly order: TrackstarOrder;
  /** Fields the integration accepted and ignored. */
  readonly unusedFields: readonly string[];
  /** The answer of an earlier attempt with the same key; nothing was written again. */
  readonly replayed: boolean;
}

/** Writes of orders. They reach the WMS while we wait and are never repeated here. */
export function makeOrderCalls(http: TrackstarHttp) {
  return {
    /** `key` is the Idempotency-Key: the same key within 24 hours writes once. */
    createOrder: async (access: TrackstarAccess, key: string, body: NewOrder): Promise<CreatedOrder> => {
      const { value, replayed } = await http.write({
        action: "create_order",
        method: "POST",
        path: "/wms/orders",
        body,
        access,
        idempotencyKey: key,
        reply: orderWriteReply,
      });
      return { order: value.data, unusedFields: value.unused_fields, replayed };
    },

    /** Asks the WMS to cancel; resolves when it agreed. */
    cancelOrder: async (access: TrackstarAccess, key: string, orderId: string): Promise<void> => {
      await http.write({
        action: "cancel_order",
        method: "PUT",
        path: `/wms/orders/${encodeURIComponent(orderId)}/cancel`,
        access,
        idempotencyKey: key,
        reply: z.unknown(),
      });
    },
  };
}
