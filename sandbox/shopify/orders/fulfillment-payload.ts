import { shopTimeText } from "../lib/clock.ts";
import { gid } from "../lib/ids.ts";
import type { Shop } from "../store/shops.ts";
import type { Fulfillment, Order } from "./order.ts";
import { linePayload } from "./line-payload.ts";

export function fulfillmentPayload(fulfillment: Fulfillment, order: Order, shop: Shop) {
  const at = shopTimeText(fulfillment.at, shop.timezone);
  return {
    id: BigInt(fulfillment.id),
    admin_graphql_api_id: gid("Fulfillment", fulfillment.id),
    created_at: at,
    location_id: BigInt(fulfillment.locationId),
    name: `${order.name}.${order.fulfillments.indexOf(fulfillment) + 1}`,
    order_id: BigInt(order.id),
    origin_address: {},
    receipt: {},
    service: "manual",
    shipment_status: null,
    status: "success",
    tracking_company: null,
    tracking_number: null,
    tracking_numbers: [],
    tracking_url: null,
    tracking_urls: [],
    updated_at: at,
    line_items: fulfillment.lines.flatMap(({ lineId, quantity }) => {
      const line = order.lines.find(({ id }) => id === lineId);
      return line ? [{ ...linePayload(line, order), quantity }] : [];
    }),
  };
}
