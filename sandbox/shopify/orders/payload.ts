import { shopTimeText } from "../lib/clock.ts";
import { gid } from "../lib/ids.ts";
import { decimalText } from "../lib/money.ts";
import type { Shop } from "../store/shops.ts";
import { addressPayload, customerPayload } from "./address-payload.ts";
import { fulfillmentPayload } from "./fulfillment-payload.ts";
import { linePayload, moneySet, shippingLinePayloads } from "./line-payload.ts";
import { fulfillmentStatus, type Order, totals } from "./order.ts";
import { refundPayload } from "./refund-payload.ts";

const restFulfillment = {
  unfulfilled: null,
  partially_fulfilled: "partial",
  fulfilled: "fulfilled",
} as const;

/** The order as a webhook carries it: numbers for ids, decimal text for money, the shop's own time offset. */
export function orderPayload(order: Order, shop: Shop) {
  const time = (iso: string | null) => (iso === null ? null : shopTimeText(iso, shop.timezone));
  const address = order.shippingAddress === null ? null : addressPayload(order.shippingAddress);
  return {
    id: BigInt(order.id),
    admin_graphql_api_id: gid("Order", order.id),
    app_id: null,
    browser_ip: null,
    buyer_accepts_marketing: false,
    cancel_reason: order.cancelReason,
    cancelled_at: time(order.cancelledAt),
    cart_token: null,
    checkout_token: null,
    client_details: null,
    closed_at: time(order.closedAt),
    confirmation_number: null,
    confirmed: order.confirmed,
    contact_email: order.email,
    created_at: time(order.createdAt),
    currency: order.currency,
    customer_locale: "en",
    device_id: null,
    discount_codes: [],
    duties_included: false,
    email: order.email,
    estimated_taxes: false,
    financial_status: order.financialStatus,
    fulfillment_status: restFulfillment[fulfillmentStatus(order)],
    landing_site: null,
    landing_site_ref: null,
    location_id: null,
    merchant_business_entity_id: "c2FuZGJveA",
    merchant_of_record_app_id: null,
    name: order.name,
    note: order.note,
    note_attributes: [],
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: `https://${shop.domain}/${shop.legacyId}/orders/${order.number}/authenticate`,
    payment_gateway_names: ["bogus"],
    phone: order.phone,
    po_number: null,
    presentment_currency: order.currency,
    processed_at: time(order.processedAt),
    reference: null,
    referring_site: null,
    source_identifier: null,
    source_name: order.sourceName,
    source_url: null,
    tags: order.tags.join(", "),
    tax_exempt: false,
    tax_lines: [],
    taxes_included: false,
    test: order.test,
    token: `sandbox-${order.id}`,
    updated_at: time(order.updatedAt),
    user_id: null,
    ...moneyFields(order),
    billing_address: address,
    customer: customerPayload(order),
    discount_applications: [],
    fulfillments: order.fulfillments.map((each) => fulfillmentPayload(each, order, shop)),
    line_item_groups: [],
    line_items: order.lines.map((line) => linePayload(line, order)),
    payment_terms: null,
    refunds: order.refunds.map((each) => refundPayload(each, order, shop)),
    returns: [],
    shipping_address: address,
    shipping_lines: shippingLinePayloads(order),
  };
}

/** Every amount twice, as Shopify has it: plain text, and a set with shop and presentment money. */
function moneyFields(order: Order) {
  const sums = totals(order);
  const amounts = {
    current_shipping_price: sums.currentShipping,
    current_subtotal_price: sums.currentSubtotal,
    current_total_discounts: 0,
    current_total_price: sums.currentTotal,
    current_total_tax: 0,
    subtotal_price: sums.subtotal,
    total_cash_rounding_payment_adjustment: 0,
    total_cash_rounding_refund_adjustment: 0,
    total_discounts: 0,
    total_line_items_price: sums.subtotal,
    total_price: sums.total,
    total_shipping_price: sums.shipping,
    total_tax: 0,
  };
  const setOnly = new Set([
    "current_shipping_price",
    "total_shipping_price",
    "total_cash_rounding_payment_adjustment",
    "total_cash_rounding_refund_adjustment",
  ]);
  const fields = Object.entries(amounts).flatMap(([name, minor]): [string, unknown][] => [
    ...(setOnly.has(name) ? [] : [[name, decimalText(minor, order.currency)] satisfies [string, unknown]]),
    [`${name}_set`, moneySet(minor, order.currency)],
  ]);
  const paid = order.financialStatus === "paid" || order.financialStatus === "partially_refunded";
  return {
    ...Object.fromEntries(fields),
    current_total_additional_fees_set: null,
    current_total_duties_set: null,
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    total_outstanding: decimalText(paid ? 0 : sums.currentTotal, order.currency),
    total_tip_received: decimalText(0, order.currency),
    total_weight: sums.grams,
  };
}
