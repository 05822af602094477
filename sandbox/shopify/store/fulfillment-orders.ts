import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { type FulfillmentOrder, Order } from "../orders/order.ts";

/** The fulfillment order with the order it belongs to. */
export function findFulfillmentOrder(
  db: DatabaseSync,
  shop: string,
  id: string,
): { order: Order; fulfillmentOrder: FulfillmentOrder } | null {
  const row = db
    .prepare(
      `select body from orders, json_each(body, '$.fulfillmentOrders') as each
       where shop = ? and json_extract(each.value, '$.id') = ? limit 1`,
    )
    .get(shop, id);
  if (row === undefined) return null;
  const order = Order.parse(JSON.parse(z.object({ body: z.string() }).parse(row).body));
  const fulfillmentOrder = order.fulfillmentOrders.find((each) => each.id === id);
  return fulfillmentOrder ? { order, fulfillmentOrder } : null;
}
