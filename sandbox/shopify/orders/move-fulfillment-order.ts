import type { DatabaseSync } from "node:sqlite";
import { wholeSecond } from "../lib/clock.ts";
import { nextId } from "../lib/ids.ts";
import type { FulfillmentOrder, Order } from "./order.ts";

export interface Move {
  readonly order: Order;
  readonly original: FulfillmentOrder;
  readonly moved: FulfillmentOrder;
  readonly remaining: FulfillmentOrder | null;
}

export interface UnitsToMove {
  readonly id: string;
  readonly quantity: number;
}

/**
 * Assigns a fulfillment order to another location. Moving everything keeps its id; moving a part makes a new one
 * for the moved units and leaves the rest where it was.
 */
export function moveFulfillmentOrder(
  db: DatabaseSync,
  order: Order,
  from: FulfillmentOrder,
  locationId: string,
  units: readonly UnitsToMove[] | null,
  now: Date,
): Move | { refused: string } {
  if (from.status !== "OPEN") return { refused: "The fulfillment order is not open." };
  if (from.requestStatus === "SUBMITTED" || from.requestStatus === "ACCEPTED")
    return { refused: "The fulfillment order has been requested from its fulfillment service." };
  if (from.locationId === locationId)
    return { refused: "The fulfillment order is already at this location." };
  const at = wholeSecond(now).toISOString();
  const part = units === null ? null : splitOff(db, from, units);
  if (part === "impossible") return { refused: "Quantity is higher than what remains of the line item." };
  if (part === null || part.left.every((line) => line.remainingQuantity === 0)) {
    const moved = { ...from, locationId, updatedAt: at };
    return { order: replaced(order, [moved], from.id, at), original: moved, moved, remaining: null };
  }
  const moved = {
    ...from,
    id: nextId(db, "small"),
    locationId,
    lines: part.taken,
    createdAt: at,
    updatedAt: at,
  };
  const original = { ...from, lines: part.left, updatedAt: at };
  return { order: replaced(order, [original, moved], from.id, at), original, moved, remaining: original };
}

function replaced(order: Order, replacements: FulfillmentOrder[], id: string, at: string): Order {
  const fulfillmentOrders = order.fulfillmentOrders.flatMap((each) =>
    each.id === id ? replacements : [each],
  );
  return { ...order, updatedAt: at, fulfillmentOrders };
}

function splitOff(db: DatabaseSync, from: FulfillmentOrder, units: readonly UnitsToMove[]) {
  const wanted = new Map(units.map((unit) => [unit.id, unit.quantity]));
  const possible = units.every((unit) =>
    from.lines.some(
      (line) => line.id === unit.id && unit.quantity > 0 && unit.quantity <= line.remainingQuantity,
    ),
  );
  if (!possible || units.length === 0) return "impossible";
  const taken = from.lines.flatMap((line) => {
    const quantity = wanted.get(line.id) ?? 0;
    if (quantity === 0) return [];
    return [{ ...line, id: nextId(db, "small"), totalQuantity: quantity, remainingQuantity: quantity }];
  });
  const left = from.lines.map((line) => {
    const quantity = wanted.get(line.id) ?? 0;
    return {
      ...line,
      totalQuantity: line.totalQuantity - quantity,
      remainingQuantity: line.remainingQuantity - quantity,
    };
  });
  return { taken, left };
}
