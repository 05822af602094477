import { z } from "zod";
import { legacyIdOf } from "../lib/ids.ts";
import { announceUpdated } from "../orders/announce.ts";
import { type Move, moveFulfillmentOrder } from "../orders/move-fulfillment-order.ts";
import { transaction } from "../store/database.ts";
import { findFulfillmentOrder } from "../store/fulfillment-orders.ts";
import { findLocation } from "../store/locations.ts";
import { saveOrder } from "../store/orders.ts";
import type { GraphContext, GraphNode } from "./node.ts";
import { fulfillmentOrderNode } from "./nodes/fulfillment-order-node.ts";
import { orderNode } from "./nodes/order-node.ts";

const MoveArgs = z.object({
  id: z.string(),
  newLocationId: z.string(),
  fulfillmentOrderLineItems: z.array(z.object({ id: z.string(), quantity: z.number().int() })).nullish(),
});

export function mutationRoot(context: GraphContext): GraphNode {
  return { fulfillmentOrderMove: (args: unknown) => fulfillmentOrderMove(context, MoveArgs.parse(args)) };
}

function fulfillmentOrderMove(context: GraphContext, args: z.infer<typeof MoveArgs>): GraphNode {
  const { peer, shop } = context;
  return transaction(peer.db, () => {
    const found = findFulfillmentOrder(peer.db, shop.domain, legacyIdOf("FulfillmentOrder", args.id) ?? "");
    if (!found) return refusal("id", "FULFILLMENT_ORDER_NOT_FOUND", "Fulfillment order does not exist.");
    const location = findLocation(shop, legacyIdOf("Location", args.newLocationId) ?? "");
    if (!location) return refusal("newLocationId", "LOCATION_NOT_FOUND", "Location not found.");
    const units = args.fulfillmentOrderLineItems?.map((line) => ({
      id: legacyIdOf("FulfillmentOrderLineItem", line.id) ?? "",
      quantity: line.quantity,
    }));
    const { order, fulfillmentOrder } = found;
    const move = moveFulfillmentOrder(
      peer.db,
      order,
      fulfillmentOrder,
      location.id,
      units ?? null,
      peer.now(),
    );
    if ("refused" in move) return refusal("id", null, move.refused);
    saveOrder(peer.db, move.order);
    announceUpdated(peer, move.order);
    return moved(context, move);
  });
}

function moved(context: GraphContext, move: Move): GraphNode {
  const node = (each: Move["moved"] | null) => () =>
    each === null ? null : fulfillmentOrderNode(context, move.order, each, orderNode);
  return {
    movedFulfillmentOrder: node(move.moved),
    originalFulfillmentOrder: node(move.original),
    remainingFulfillmentOrder: node(move.remaining),
    userErrors: [],
  };
}

const refusal = (field: string, code: string | null, message: string): GraphNode => ({
  movedFulfillmentOrder: null,
  originalFulfillmentOrder: null,
  remainingFulfillmentOrder: null,
  userErrors: [{ field: [field], code, message }],
});
