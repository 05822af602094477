import { gid } from "../../lib/ids.ts";
import { fulfillable, type Order, type OrderLine } from "../../orders/order.ts";
import { findProduct } from "../../store/products.ts";
import type { GraphContext, GraphNode } from "../node.ts";
import { productNode, variantNode } from "./product-node.ts";
import { moneyBag, weight } from "./values.ts";

export function lineItemNode(context: GraphContext, order: Order, line: OrderLine): GraphNode {
  const { currency } = order;
  const product = () =>
    line.productId === null ? null : findProduct(context.peer.db, order.shop, "id", line.productId);
  const nodeOf = (toNode: typeof productNode) => {
    const found = product();
    return found === null ? null : toNode(found);
  };
  return {
    __typename: "LineItem",
    id: gid("LineItem", line.id),
    sku: line.sku,
    name: line.title,
    title: line.title,
    variantTitle: null,
    vendor: line.vendor,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    unfulfilledQuantity: fulfillable(line),
    refundableQuantity: line.currentQuantity,
    requiresShipping: line.requiresShipping,
    isGiftCard: false,
    taxable: true,
    restockable: true,
    customAttributes: [],
    discountAllocations: [],
    taxLines: [],
    duties: [],
    weight: () => weight(line.grams),
    originalUnitPriceSet: () => moneyBag(line.unitPrice, currency),
    discountedUnitPriceSet: () => moneyBag(line.unitPrice, currency),
    discountedUnitPriceAfterAllDiscountsSet: () => moneyBag(line.unitPrice, currency),
    originalTotalSet: () => moneyBag(line.unitPrice * line.quantity, currency),
    discountedTotalSet: () => moneyBag(line.unitPrice * line.quantity, currency),
    totalDiscountSet: () => moneyBag(0, currency),
    product: () => nodeOf(productNode),
    variant: () => nodeOf(variantNode),
    lineItemGroup: () => lineGroup(order, line),
  };
}

function lineGroup(order: Order, line: OrderLine): GraphNode | null {
  if (line.groupId === null) return null;
  const quantity = order.lines.filter((each) => each.groupId === line.groupId).length;
  return { id: gid("LineItemGroup", line.groupId), title: "Bundle", quantity, customAttributes: [] };
}
