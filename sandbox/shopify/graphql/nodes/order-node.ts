import { gid } from "../../lib/ids.ts";
import { fulfillable, fulfillmentStatus, type Order, type OrderLine, totals } from "../../orders/order.ts";
import { listConnection } from "../connection.ts";
import type { GraphContext, GraphNode } from "../node.ts";
import { customerNode, mailingAddressNode } from "./address-node.ts";
import { fulfillmentOrderNode } from "./fulfillment-order-node.ts";
import { lineItemNode } from "./line-item-node.ts";
import { moneyBag, time } from "./values.ts";

/** The order as GraphQL shows it: the same facts as its webhook payload. */
export function orderNode(context: GraphContext, order: Order): GraphNode {
  const address = () => (order.shippingAddress === null ? null : mailingAddressNode(order.shippingAddress));
  return {
    __typename: "Order",
    id: gid("Order", order.id),
    legacyResourceId: order.id,
    name: order.name,
    number: order.number,
    createdAt: time(order.createdAt),
    updatedAt: time(order.updatedAt),
    processedAt: time(order.processedAt),
    cancelledAt: time(order.cancelledAt),
    cancelReason: order.cancelReason?.toUpperCase() ?? null,
    closed: order.closedAt !== null,
    closedAt: time(order.closedAt),
    test: order.test,
    confirmed: order.confirmed,
    confirmationNumber: null,
    tags: order.tags,
    note: order.note,
    email: order.email,
    phone: order.phone,
    poNumber: null,
    sourceName: order.sourceName,
    currencyCode: order.currency,
    presentmentCurrencyCode: order.currency,
    displayFinancialStatus: order.financialStatus.toUpperCase(),
    displayFulfillmentStatus: fulfillmentStatus(order).toUpperCase(),
    fullyPaid: order.financialStatus === "paid",
    unpaid: ["pending", "authorized"].includes(order.financialStatus),
    edited: order.lines.some((line) => line.currentQuantity !== line.quantity),
    fulfillable: order.lines.some((line) => fulfillable(line) > 0),
    requiresShipping: order.lines.some((line) => line.requiresShipping),
    customAttributes: [],
    paymentGatewayNames: ["bogus"],
    ...amounts(order),
    customer: () => customerNode(order),
    billingAddress: address,
    shippingAddress: address,
    displayAddress: address,
    shippingLine: () => shippingLineNode(order),
    shippingLines: (args: unknown) =>
      listConnection(
        order.shippingLine === null ? [] : [order.shippingLine],
        args,
        () => shippingLineNode(order) ?? {},
      ),
    lineItems: (args: unknown) =>
      listConnection(order.lines, args, (line: OrderLine) => lineItemNode(context, order, line)),
    fulfillmentOrders: (args: unknown) =>
      listConnection(order.fulfillmentOrders, args, (each) =>
        fulfillmentOrderNode(context, order, each, orderNode),
      ),
  };
}

function amounts(order: Order): GraphNode {
  const sums = totals(order);
  const bag = (minor: number) => () => moneyBag(minor, order.currency);
  return {
    totalPriceSet: bag(sums.total),
    currentTotalPriceSet: bag(sums.currentTotal),
    originalTotalPriceSet: bag(sums.total),
    subtotalPriceSet: bag(sums.subtotal),
    currentSubtotalPriceSet: bag(sums.currentSubtotal),
    totalShippingPriceSet: bag(sums.shipping),
    currentShippingPriceSet: bag(sums.currentShipping),
    totalTaxSet: bag(0),
    currentTotalTaxSet: bag(0),
    totalDiscountsSet: bag(0),
    currentTotalDiscountsSet: bag(0),
    totalRefundedSet: bag(sums.refunded),
    totalWeight: String(sums.grams),
    subtotalLineItemsQuantity: order.lines.reduce((units, line) => units + line.quantity, 0),
    currentSubtotalLineItemsQuantity: order.lines.reduce((units, line) => units + line.currentQuantity, 0),
  };
}

function shippingLineNode(order: Order): GraphNode | null {
  const line = order.shippingLine;
  if (line === null) return null;
  const price = () => moneyBag(line.price, order.currency);
  return {
    __typename: "ShippingLine",
    id: gid("ShippingLine", line.id),
    title: line.title,
    code: line.code,
    source: "shopify",
    carrierIdentifier: null,
    deliveryCategory: null,
    custom: false,
    isRemoved: false,
    phone: null,
    originalPriceSet: price,
    discountedPriceSet: price,
    currentDiscountedPriceSet: price,
  };
}
