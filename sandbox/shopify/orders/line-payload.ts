import { gid } from "../lib/ids.ts";
import { decimalText } from "../lib/money.ts";
import { fulfillable, type Order, type OrderLine } from "./order.ts";

export const moneySet = (minor: number, currency: string) => {
  const money = { amount: decimalText(minor, currency), currency_code: currency };
  return { shop_money: money, presentment_money: money };
};

export function linePayload(line: OrderLine, order: Order) {
  const left = fulfillable(line);
  const status = line.fulfilledQuantity === 0 ? null : left === 0 ? "fulfilled" : "partial";
  return {
    id: BigInt(line.id),
    admin_graphql_api_id: gid("LineItem", line.id),
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    fulfillable_quantity: left,
    fulfillment_service: "manual",
    fulfillment_status: status,
    gift_card: false,
    grams: line.grams,
    name: line.title,
    price: decimalText(line.unitPrice, order.currency),
    price_set: moneySet(line.unitPrice, order.currency),
    product_exists: line.productId !== null,
    product_id: line.productId === null ? null : BigInt(line.productId),
    properties: [],
    quantity: line.quantity,
    requires_shipping: line.requiresShipping,
    sales_line_item_group_id: line.groupId === null ? null : BigInt(line.groupId),
    sku: line.sku,
    taxable: true,
    title: line.title,
    total_discount: decimalText(0, order.currency),
    total_discount_set: moneySet(0, order.currency),
    variant_id: line.variantId === null ? null : BigInt(line.variantId),
    variant_inventory_management: line.variantId === null ? null : "shopify",
    variant_title: null,
    vendor: line.vendor,
    tax_lines: [],
    duties: [],
    discount_allocations: [],
  };
}

export function shippingLinePayloads(order: Order) {
  const line = order.shippingLine;
  if (line === null) return [];
  const price = decimalText(line.price, order.currency);
  const priceSet = moneySet(line.price, order.currency);
  return [
    {
      id: BigInt(line.id),
      carrier_identifier: null,
      code: line.code,
      current_discounted_price_set: priceSet,
      discounted_price: price,
      discounted_price_set: priceSet,
      is_removed: false,
      phone: null,
      price,
      price_set: priceSet,
      requested_fulfillment_service_id: null,
      source: "shopify",
      title: line.title,
      tax_lines: [],
      discount_allocations: [],
    },
  ];
}
