import type { AdminOrder } from "#app/clients/shopify-admin/orders.server.ts";
import {
  countryCode,
  exactMoney,
  type FulfillmentStatus,
  idInGid,
  moment,
  type OrderFacts,
  type OrderLine,
  place,
  type ShipTo,
  sortedLines,
  sortedTags,
  textOrNull,
} from "./order-facts.ts";

/** The facts of an order as the Admin API shows it; the same as from a webhook of the same version. */
export function orderFromGraphql(order: AdminOrder): OrderFacts {
  const currency = order.currencyCode;
  return {
    externalOrderId: order.id,
    number: order.name,
    placedAt: moment(order.processedAt),
    updatedAt: moment(order.updatedAt),
    cancelledAt: order.cancelledAt === null ? null : moment(order.cancelledAt),
    isClosed: order.closedAt !== null,
    isTest: order.test,
    isConfirmed: order.confirmed,
    currency,
    totalPrice: exactMoney(order.totalPriceSet.shopMoney.amount, currency),
    financialStatus: textOrNull(order.displayFinancialStatus?.toLowerCase()),
    fulfillmentStatus: fulfillmentStatus(order),
    email: textOrNull(order.email),
    shipTo: order.shippingAddress ? shipTo(order.shippingAddress) : null,
    shippingMethod: textOrNull(order.shippingLine?.title),
    tags: sortedTags(order.tags),
    lines: sortedLines(order.lineItems.nodes.map((line) => orderLine(line, currency))),
  };
}

/** The display status also says what is in progress; what is shipped by then shows in the lines. */
function fulfillmentStatus(order: AdminOrder): FulfillmentStatus {
  switch (order.displayFulfillmentStatus) {
    case "FULFILLED":
      return "fulfilled";
    case "PARTIALLY_FULFILLED":
      return "partial";
    case "UNFULFILLED":
    case "RESTOCKED":
      return "unfulfilled";
    default:
      return order.lineItems.nodes.some((line) => line.currentQuantity > line.unfulfilledQuantity)
        ? "partial"
        : "unfulfilled";
  }
}

const shipTo = (address: NonNullable<AdminOrder["shippingAddress"]>): ShipTo => ({
  name: textOrNull(address.name),
  address1: textOrNull(address.address1),
  address2: textOrNull(address.address2),
  city: textOrNull(address.city),
  state: textOrNull(address.provinceCode) ?? textOrNull(address.province),
  postalCode: textOrNull(address.zip),
  country: countryCode(address.countryCodeV2),
  phone: textOrNull(address.phone),
  ...place(address.latitude, address.longitude),
});

type AdminLine = AdminOrder["lineItems"]["nodes"][number];

const orderLine = (line: AdminLine, currency: string): OrderLine => ({
  lineId: line.id,
  sku: line.sku ?? "",
  name: line.name,
  price: exactMoney(line.originalUnitPriceSet.shopMoney.amount, currency),
  quantity: line.quantity,
  currentQuantity: line.currentQuantity,
  fulfillableQuantity: line.unfulfilledQuantity,
  grams: line.weight === null ? 0 : Math.round(line.weight.value * gramsPer[line.weight.unit]),
  requiresShipping: line.requiresShipping,
  vendor: textOrNull(line.vendor),
  group: line.lineItemGroup === null ? null : idInGid(line.lineItemGroup.id),
});

const gramsPer = { GRAMS: 1, KILOGRAMS: 1000, OUNCES: 28.349523125, POUNDS: 453.59237 } as const;
