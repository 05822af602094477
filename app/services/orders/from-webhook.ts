import {
  countryCode,
  exactMoney,
  type FulfillmentStatus,
  moment,
  type OrderFacts,
  type OrderLine,
  place,
  type ShipTo,
  sortedLines,
  sortedTags,
  textOrNull,
} from "./order-facts.ts";
import type { WebhookOrder } from "./webhook-order.ts";

/** The facts of an order as a webhook carries it. */
export function orderFromWebhook(order: WebhookOrder): OrderFacts {
  const { currency } = order;
  return {
    externalOrderId: order.admin_graphql_api_id,
    number: order.name,
    placedAt: moment(order.processed_at ?? order.created_at),
    updatedAt: moment(order.updated_at),
    cancelledAt: order.cancelled_at == null ? null : moment(order.cancelled_at),
    isClosed: order.closed_at != null,
    isTest: order.test,
    isConfirmed: order.confirmed,
    currency,
    totalPrice: exactMoney(order.total_price_set?.shop_money.amount ?? order.total_price, currency),
    financialStatus: textOrNull(order.financial_status),
    fulfillmentStatus: fulfillmentStatus(order.fulfillment_status),
    email: textOrNull(order.email),
    shipTo: order.shipping_address ? shipTo(order.shipping_address) : null,
    shippingMethod: textOrNull(order.shipping_lines?.find((line) => !line.is_removed)?.title),
    tags: sortedTags((order.tags ?? "").split(",")),
    lines: sortedLines(order.line_items.map((line) => orderLine(line, currency))),
  };
}

/** Shopify's null, and "restocked", which means that nothing was shipped, are both unfulfilled. */
function fulfillmentStatus(status: string | null | undefined): FulfillmentStatus {
  return status === "partial" || status === "fulfilled" ? status : "unfulfilled";
}

const shipTo = (address: NonNullable<WebhookOrder["shipping_address"]>): ShipTo => ({
  name: textOrNull(address.name),
  address1: textOrNull(address.address1),
  address2: textOrNull(address.address2),
  city: textOrNull(address.city),
  state: textOrNull(address.province_code) ?? textOrNull(address.province),
  postalCode: textOrNull(address.zip),
  country: countryCode(address.country_code),
  phone: textOrNull(address.phone),
  ...place(address.latitude, address.longitude),
});

const orderLine = (line: WebhookOrder["line_items"][number], currency: string): OrderLine => ({
  lineId: line.admin_graphql_api_id,
  sku: line.sku ?? "",
  name: line.name,
  price: exactMoney(line.price_set?.shop_money.amount ?? line.price, currency),
  quantity: line.quantity,
  currentQuantity: line.current_quantity ?? line.quantity,
  fulfillableQuantity: line.fulfillable_quantity,
  grams: line.grams ?? 0,
  requiresShipping: line.requires_shipping,
  vendor: textOrNull(line.vendor),
  group: line.sales_line_item_group_id ?? null,
});
