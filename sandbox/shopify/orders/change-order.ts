import type { DatabaseSync } from "node:sqlite";
import { wholeSecond } from "../lib/clock.ts";
import { nextId } from "../lib/ids.ts";
import {
  type Fulfillment,
  fulfillable,
  type FulfillmentOrder,
  type Order,
  type OrderAddress,
  type OrderLine,
  type Refund,
  totals,
} from "./order.ts";

/** Each function returns the changed order, or a sentence saying why the shop would refuse. */
export type Changed<Extra = unknown> = ({ order: Order } & Extra) | { refused: string };

const touched = (order: Order, now: Date): Order => {
  const at = wholeSecond(now).toISOString();
  return { ...order, updatedAt: at > order.updatedAt ? at : order.updatedAt };
};

export interface LineChange {
  readonly lineId?: string;
  readonly sku?: string;
  readonly quantity: number;
}

export interface QuantityDelta {
  readonly lineId: string;
  readonly delta: number;
}

/** Sets quantities of existing lines; nothing goes below what has already left. */
export function editQuantities(
  order: Order,
  changes: readonly LineChange[],
  now: Date,
): Changed<{ deltas: QuantityDelta[] }> {
  if (order.cancelledAt !== null) return { refused: "the order is cancelled" };
  const wanted = new Map<string, number>();
  for (const change of changes) {
    const line = order.lines.find((each) => matches(each, change));
    if (!line) return { refused: `no such line: ${change.lineId ?? change.sku ?? "(none named)"}` };
    if (change.quantity < line.fulfilledQuantity) return { refused: `${line.title}: already fulfilled` };
    wanted.set(line.id, change.quantity);
  }
  const deltas = order.lines.flatMap((line) => {
    const delta = (wanted.get(line.id) ?? line.currentQuantity) - line.currentQuantity;
    return delta === 0 ? [] : [{ lineId: line.id, delta }];
  });
  const lines = order.lines.map((line) => withQuantity(line, wanted.get(line.id)));
  return { order: refreshed(touched({ ...order, lines }, now)), deltas };
}

const matches = (line: OrderLine, change: LineChange) =>
  change.lineId === undefined ? line.sku === (change.sku ?? null) : line.id === change.lineId;

/** An increase raises what was ordered; a decrease leaves it and lowers what is current, as an order edit does. */
function withQuantity(line: OrderLine, quantity: number | undefined): OrderLine {
  if (quantity === undefined) return line;
  return { ...line, quantity: Math.max(line.quantity, quantity), currentQuantity: quantity };
}

export function editAddress(order: Order, address: OrderAddress | null, now: Date): Changed {
  return { order: touched({ ...order, shippingAddress: address }, now) };
}

export function editTags(order: Order, tags: readonly string[], now: Date): Changed {
  return { order: touched({ ...order, tags: [...tags].sort() }, now) };
}

export function pay(order: Order, now: Date): Changed {
  const payable = order.financialStatus === "pending" || order.financialStatus === "authorized";
  if (!payable && order.financialStatus !== "partially_paid")
    return { refused: `the order is ${order.financialStatus}` };
  return { order: touched({ ...order, financialStatus: "paid" }, now) };
}

/** Cancels: unshipped units are returned to stock, paid money is refunded, an open payment is voided. */
export function cancel(
  db: DatabaseSync,
  order: Order,
  reason: NonNullable<Order["cancelReason"]>,
  now: Date,
): Changed<{ refund: Refund | null }> {
  if (order.cancelledAt !== null) return { refused: "the order is already cancelled" };
  if (order.lines.some((line) => line.fulfilledQuantity > 0))
    return { refused: "units have already been fulfilled" };
  const paid = ["paid", "partially_paid", "partially_refunded"].includes(order.financialStatus);
  const before = touched(order, now);
  const refund = paid ? refundOf(db, before, quantitiesLeft(before), totals(before).currentTotal) : null;
  const cancelled: Order = {
    ...before,
    cancelledAt: wholeSecond(now).toISOString(),
    cancelReason: reason,
    closedAt: wholeSecond(now).toISOString(),
    financialStatus: paid ? "refunded" : "voided",
    lines: before.lines.map((line) => ({ ...line, currentQuantity: 0 })),
    refunds: refund ? [...before.refunds, refund] : before.refunds,
  };
  return { order: refreshed(cancelled), refund };
}

const quantitiesLeft = (order: Order) =>
  order.lines.flatMap((line) =>
    fulfillable(line) > 0 ? [{ lineId: line.id, quantity: fulfillable(line) }] : [],
  );

/** Ships the named quantities, or everything left. */
export function fulfill(
  db: DatabaseSync,
  order: Order,
  wanted: readonly LineChange[] | null,
  now: Date,
): Changed<{ fulfillment: Fulfillment }> {
  if (order.cancelledAt !== null) return { refused: "the order is cancelled" };
  const lines = wanted === null ? quantitiesLeft(order) : namedQuantities(order, wanted);
  if (lines === null || lines.length === 0) return { refused: "nothing left to fulfill in these lines" };
  const base = touched(order, now);
  const locationId = base.fulfillmentOrders.at(-1)?.locationId ?? "0";
  const fulfillment = { id: nextId(db, "small"), at: base.updatedAt, locationId, lines };
  const shipped = base.lines.map((line) => ({
    ...line,
    fulfilledQuantity:
      line.fulfilledQuantity + (lines.find((each) => each.lineId === line.id)?.quantity ?? 0),
  }));
  return {
    order: refreshed({ ...base, lines: shipped, fulfillments: [...base.fulfillments, fulfillment] }),
    fulfillment,
  };
}

/** Refunds and returns to stock the named units that have not been shipped, or all of them. */
export function refund(
  db: DatabaseSync,
  order: Order,
  wanted: readonly LineChange[] | null,
  now: Date,
): Changed<{ refund: Refund }> {
  if (!["paid", "partially_paid", "partially_refunded"].includes(order.financialStatus))
    return { refused: `the order is ${order.financialStatus}` };
  const lines = wanted === null ? quantitiesLeft(order) : namedQuantities(order, wanted);
  if (lines === null || lines.length === 0) return { refused: "nothing left to refund in these lines" };
  const base = touched(order, now);
  const made = refundOf(db, base, lines, valueOf(base, lines));
  const left = base.lines.map((line) => ({
    ...line,
    currentQuantity: line.currentQuantity - (lines.find((each) => each.lineId === line.id)?.quantity ?? 0),
  }));
  const everything = left.every((line) => line.currentQuantity === 0);
  const financialStatus = everything ? "refunded" : "partially_refunded";
  return {
    order: refreshed({ ...base, lines: left, financialStatus, refunds: [...base.refunds, made] }),
    refund: made,
  };
}

const refundOf = (db: DatabaseSync, order: Order, lines: Refund["lines"], amount: number): Refund => ({
  id: nextId(db, "small"),
  at: order.updatedAt,
  note: null,
  amount,
  lines,
});

const valueOf = (order: Order, lines: Refund["lines"]) =>
  lines.reduce((total, { lineId, quantity }) => {
    const line = order.lines.find((each) => each.id === lineId);
    return total + (line?.unitPrice ?? 0) * quantity;
  }, 0);

/** The named lines with their quantities, or null when one of them has not that many units left. */
function namedQuantities(order: Order, wanted: readonly LineChange[]): Refund["lines"] | null {
  const found = wanted.map((change) => {
    const line = order.lines.find((each) => matches(each, change));
    const possible = line && change.quantity > 0 && change.quantity <= fulfillable(line);
    return possible ? { lineId: line.id, quantity: change.quantity } : null;
  });
  return found.includes(null) ? null : found.filter((each) => each !== null);
}

/** Brings the fulfillment orders in line with what is left of the lines. */
function refreshed(order: Order): Order {
  return { ...order, fulfillmentOrders: order.fulfillmentOrders.map((each) => refreshedOne(order, each)) };
}

function refreshedOne(order: Order, fulfillmentOrder: FulfillmentOrder): FulfillmentOrder {
  const only = order.fulfillmentOrders.length === 1;
  const lines = fulfillmentOrder.lines.map((each) => {
    const line = order.lines.find(({ id }) => id === each.lineId);
    const left = line ? fulfillable(line) : 0;
    const totalQuantity = only && line ? line.currentQuantity : each.totalQuantity;
    return {
      ...each,
      totalQuantity,
      remainingQuantity: only ? left : Math.min(each.remainingQuantity, left),
    };
  });
  const done = lines.every((line) => line.remainingQuantity === 0);
  const status = order.cancelledAt !== null ? "CANCELLED" : done ? "CLOSED" : "OPEN";
  return { ...fulfillmentOrder, lines, status, updatedAt: order.updatedAt };
}
