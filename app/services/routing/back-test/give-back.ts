import type { EventOf, Parts } from "./replay-parts.ts";
import { halfHourAfter } from "./retry-times.ts";
import { type OrderStanding, takeOut, unitsHeld } from "./standing.ts";

export function takeRelease(parts: Parts, event: EventOf<"release">): void {
  const { ledger, orders, agenda } = parts;
  const { warehouse_id: warehouse, sku, units, reason, at } = event;
  const order = orders.get(event.order_id);
  if (reason === "in_source" || reason === "fulfilled") {
    ledger.takeIn(warehouse, sku, units);
    if (order) depart(parts, order, sku, units);
    parts.rounds.add(halfHourAfter(at), sku, false);
    return;
  }
  if (!order) {
    if (event.is_older) ledger.giveBack(warehouse, sku, units);
    return;
  }
  if (event.is_of_warehouse) order.refusals.push({ warehouse, at });
  const isRejected = reason === "rejected";
  const there = parts.world.placeOf.get(warehouse) ?? warehouse;
  if (isRejected && !order.holdings.some(({ place }) => place === there)) return;
  const given = giveBack(parts, order, { sku, units, first: there, at });
  if (reason !== "expired") {
    leaveDays(parts, order);
    return;
  }
  order.lapsed.push(...given);
  if (event.renewed_at !== null) {
    agenda.add({ at: event.renewed_at, kind: "renew", orderId: order.id, turn: 0 });
  }
}

interface Given {
  readonly sku: string;
  readonly units: number;
  readonly first?: string;
  readonly at: number;
}

export function giveBack(parts: Parts, order: OrderStanding, { sku, units, first, at }: Given) {
  const given = takeOut(order.holdings, sku, units, first);
  for (const holding of given) parts.ledger.giveBack(holding.place, holding.sku, holding.units);
  order.holdings = order.holdings.filter((holding) => holding.units > 0);
  if (order.holdings.length === 0 && unitsDeparted(order) === 0) order.isInForce = false;
  if (given.length > 0) parts.rounds.add(halfHourAfter(at), sku, false);
  return given;
}

/** An order no longer takes a place in the day of a warehouse that ships nothing of it. */
export function leaveDays({ days }: Parts, order: OrderStanding): void {
  const ships = new Set(order.holdings.map(({ place }) => place));
  for (const { warehouse, day } of order.days) {
    if (!ships.has(warehouse)) days.count(warehouse, day, -1);
  }
  order.days = order.days.filter(({ warehouse }) => ships.has(warehouse));
}

function depart({ orders }: Parts, order: OrderStanding, sku: string, units: number): void {
  order.departed[sku] = (order.departed[sku] ?? 0) + units;
  // Nothing of it can come back, and nothing is left to decide.
  const isOver = order.isInForce && unitsDeparted(order) >= (order.fact?.figures.units ?? 0);
  if (isOver && order.later.length === 0) orders.delete(order.id);
}

const unitsDeparted = ({ departed }: OrderStanding): number =>
  Object.values(departed).reduce((sum, units) => sum + units, 0);

export function renew({ ledger }: Parts, order: OrderStanding): void {
  for (const { place, sku, units } of order.lapsed) {
    ledger.promise(place, sku, units);
    order.holdings.push({ place, sku, units });
  }
  order.lapsed = [];
  order.isInForce ||= unitsHeld(order.holdings) > 0;
}

/** Units that history's figures already lack come back through those figures. */
export function cancel(parts: Parts, order: OrderStanding, at: number): void {
  parts.waiting.leave(order);
  const departed = { ...order.departed };
  for (const { sku, units } of [...order.holdings]) {
    const gone = Math.min(units, departed[sku] ?? 0);
    departed[sku] = (departed[sku] ?? 0) - gone;
    giveBack(parts, order, { sku, units: units - gone, at });
  }
  if (unitsDeparted(order) === 0) leaveDays(parts, order);
  parts.orders.delete(order.id);
}
