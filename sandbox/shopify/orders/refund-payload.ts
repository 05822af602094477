import { shopTimeText } from "../lib/clock.ts";
import { gid } from "../lib/ids.ts";
import type { Shop } from "../store/shops.ts";
import type { Order, Refund } from "./order.ts";
import { linePayload, moneySet } from "./line-payload.ts";

/** A refund as `refunds/create` and an order's `refunds` list carry it. */
export function refundPayload(refund: Refund, order: Order, shop: Shop) {
  const at = shopTimeText(refund.at, shop.timezone);
  return {
    id: BigInt(refund.id),
    order_id: BigInt(order.id),
    created_at: at,
    note: refund.note,
    user_id: null,
    processed_at: at,
    duties: [],
    total_duties_set: moneySet(0, order.currency),
    return: null,
    refund_shipping_lines: [],
    restock: true,
    admin_graphql_api_id: gid("Refund", refund.id),
    order_adjustments: [],
    refund_line_items: refund.lines.flatMap((each) => refundLine(each, order)),
    transactions: [],
  };
}

function refundLine({ lineId, quantity }: Refund["lines"][number], order: Order) {
  const line = order.lines.find(({ id }) => id === lineId);
  if (!line) return [];
  const subtotal = moneySet(line.unitPrice * quantity, order.currency);
  return [
    {
      id: BigInt(line.id) + 1n,
      quantity,
      line_item_id: BigInt(line.id),
      location_id: null,
      restock_type: "cancel",
      subtotal: Number(subtotal.shop_money.amount),
      total_tax: 0,
      subtotal_set: subtotal,
      total_tax_set: moneySet(0, order.currency),
      line_item: linePayload(line, order),
    },
  ];
}
