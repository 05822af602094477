import { gid } from "../../lib/ids.ts";
import type { FulfillmentOrder, Order } from "../../orders/order.ts";
import { findLocation, locationsOf } from "../../store/locations.ts";
import { listConnection } from "../connection.ts";
import type { GraphContext, GraphNode } from "../node.ts";
import { lineItemNode } from "./line-item-node.ts";
import { locationNode } from "./location-node.ts";
import { time } from "./values.ts";

/** `toOrder` leads back to the order; given by the caller, since an order leads here as well. */
export function fulfillmentOrderNode(
  context: GraphContext,
  order: Order,
  each: FulfillmentOrder,
  toOrder: (context: GraphContext, order: Order) => GraphNode,
): GraphNode {
  const actions =
    each.status === "OPEN" ? ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD", "SPLIT"] : [];
  return {
    __typename: "FulfillmentOrder",
    id: gid("FulfillmentOrder", each.id),
    status: each.status,
    requestStatus: each.requestStatus,
    orderId: gid("Order", order.id),
    orderName: order.name,
    orderProcessedAt: time(order.processedAt),
    createdAt: time(each.createdAt),
    updatedAt: time(each.updatedAt),
    fulfillAt: time(each.createdAt),
    fulfillBy: null,
    fulfillmentHolds: [],
    supportedActions: () => actions.map((action) => ({ action, externalUrl: null })),
    order: () => toOrder(context, order),
    assignedLocation: () => assignedLocation(context, each),
    deliveryMethod: () => ({
      id: gid("DeliveryMethod", each.id),
      methodType: "SHIPPING",
      serviceCode: null,
      presentedName: order.shippingLine?.title ?? null,
      minDeliveryDateTime: null,
      maxDeliveryDateTime: null,
    }),
    lineItems: (args: unknown) => listConnection(each.lines, args, (line) => lineNode(context, order, line)),
    locationsForMove: (args: unknown) => locationsForMove(context, each, args),
  };
}

function assignedLocation(context: GraphContext, each: FulfillmentOrder): GraphNode {
  const location = findLocation(context.shop, each.locationId);
  return {
    name: location?.name ?? "Unknown",
    address1: location?.address1 ?? null,
    address2: null,
    city: location?.city ?? null,
    countryCode: location?.countryCode ?? "US",
    phone: null,
    province: location?.province ?? null,
    zip: location?.zip ?? null,
    location: () => (location ? locationNode(location) : null),
  };
}

function lineNode(context: GraphContext, order: Order, each: FulfillmentOrder["lines"][number]): GraphNode {
  const line = order.lines.find(({ id }) => id === each.lineId);
  return {
    __typename: "FulfillmentOrderLineItem",
    id: gid("FulfillmentOrderLineItem", each.id),
    totalQuantity: each.totalQuantity,
    remainingQuantity: each.remainingQuantity,
    sku: line?.sku ?? null,
    productTitle: line?.title ?? "",
    variantTitle: null,
    vendor: line?.vendor ?? null,
    requiresShipping: line?.requiresShipping ?? true,
    lineItem: () => (line ? lineItemNode(context, order, line) : null),
  };
}

function locationsForMove(context: GraphContext, each: FulfillmentOrder, args: unknown): GraphNode {
  const others = locationsOf(context.shop).filter((location) => location.id !== each.locationId);
  return listConnection(others, args, (location) => ({
    movable: each.status === "OPEN",
    message: each.status === "OPEN" ? null : "The fulfillment order is not open.",
    location: () => locationNode(location),
  }));
}
