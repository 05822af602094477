import { hours } from "#app/lib/duration.ts";
import { buildRouteInput } from "../build-route-input.ts";
import { type Decision, decide, parseRouteInput, withPlaces } from "../engine/index.ts";
import { isConfirmed, lastTried, type MadeOrder, type Reservation } from "./example-order.ts";
import { nowhere, skus, start, warehouseIds, world } from "./example-world.ts";
import type { PastDecision, PastEvent, ReleaseReason } from "./history.ts";
import { pastSnapshot } from "./past-snapshot.ts";

// Test support: a small shop at a moment of its past, and what the product does to it.

export interface Past {
  now: number;
  readonly shelf: number[];
  /** What the last crawl read. */
  readonly known: number[];
  readonly reservations: Reservation[];
  readonly orders: MadeOrder[];
  /** Orders by `warehouse day`. */
  readonly days: Map<string, number>;
  readonly events: PastEvent[];
}

/** Stock is kept by place and SKU, in this order. */
export const keys = warehouseIds.flatMap((warehouse) => skus.map((sku) => ({ warehouse, sku })));
const shop = world();

export function openPast(units: readonly number[]): Past {
  const shelf = keys.map((_, at) => units[at] ?? 0);
  const now = start + hours(12);
  return { now, shelf, known: [...shelf], reservations: [], orders: [], days: new Map(), events: [] };
}

export const openReservations = ({ reservations }: Past) => reservations.filter(({ isOpen }) => isOpen);

const dayOf = (now: number) => new Date(now - hours(5)).toISOString().slice(0, 10);

export function decideOrder(past: Past, order: MadeOrder): void {
  const made = decide(withPlaces(inputOf(past, order), nowhere), { explain: false });
  const last = order.decisions.at(-1);
  if (last && made.allocations.length === 0 && isConfirmed(last.decision, made)) last.confirmedAt = past.now;
  else save(past, order, recorded(`d${past.orders.indexOf(order)}-${order.decisions.length}`, made));
}

function inputOf(past: Past, order: MadeOrder) {
  const { now, known, days } = past;
  const promised = (warehouse: string, sku: string) =>
    openReservations(past)
      .filter((each) => each.warehouse === warehouse && each.sku === sku)
      .reduce((sum, { units }) => sum + units, 0);
  const snapshot = pastSnapshot(shop, order.facts, {
    inventory: keys.map(({ warehouse, sku }, at) => ({
      warehouse_id: warehouse,
      sku,
      available: known[at] ?? 0,
      reserved: promised(warehouse, sku),
      safety_stock: 0,
      synced_at: new Date(now).toISOString(),
    })),
    ordersToday: ({ id }) => days.get(`${id} ${dayOf(now)}`) ?? 0,
    hasRefused: (id) => order.refusals.includes(id),
  });
  const parsed = parseRouteInput(buildRouteInput(snapshot, new Date(now)));
  if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
  return parsed.input;
}

function recorded(id: string, made: Decision): PastDecision {
  const { selected_warehouse_id: selected, raw, alternatives } = made;
  const chosen = selected === null ? [] : [{ warehouse_id: selected, excluded: null, raw }];
  return {
    id,
    outcome: made.outcome,
    reason: made.reason,
    facts_version: 1,
    settings_version: 1,
    chosen_by: null,
    pick_window: null,
    allocations: made.allocations,
    unfilled: made.unfilled,
    seen: [...chosen, ...alternatives].map((each) => ({
      warehouse_id: each.warehouse_id,
      excluded: each.excluded,
      units: each.raw?.units_available ?? null,
      miles: each.raw?.distance_miles ?? null,
    })),
  };
}

export function save({ now, days, reservations }: Past, order: MadeOrder, decision: PastDecision): void {
  order.decisions.push({ at: now, confirmedAt: null, decision });
  order.isDecided = decision.allocations.length > 0;
  for (const { warehouse_id: warehouse, lines } of decision.allocations) {
    for (const { sku, quantity: units } of lines) {
      reservations.push({ order, warehouse, sku, units, accepted: false, isOpen: true, isPicked: false });
    }
    const day = dayOf(now);
    days.set(`${warehouse} ${day}`, (days.get(`${warehouse} ${day}`) ?? 0) + 1);
    order.days.push({ warehouse, day });
  }
}

export function release({ now, events }: Past, each: Reservation, reason: ReleaseReason): void {
  each.isOpen = false;
  events.push({
    kind: "release",
    at: now,
    order_id: each.order.facts.id,
    warehouse_id: each.warehouse,
    sku: each.sku,
    units: each.units,
    reason,
    is_older: false,
    is_of_warehouse: reason === "rejected",
    renewed_at: null,
  });
}

export function withdraw(past: Past, order: MadeOrder, reason: ReleaseReason): void {
  for (const each of openReservations(past)) if (each.order === order) release(past, each, reason);
  for (const { warehouse, day } of order.days) {
    past.days.set(`${warehouse} ${day}`, Math.max(0, (past.days.get(`${warehouse} ${day}`) ?? 0) - 1));
  }
  order.days = [];
  order.isDecided = false;
}

/** Those tried longest ago first. */
export function retryWaiting(past: Past, isMeant: (order: MadeOrder) => boolean): void {
  const waiting = past.orders.filter((order) => !order.isDecided && order.endedAt === null && isMeant(order));
  const tried = new Map(waiting.map((order) => [order, lastTried(order)]));
  waiting.sort((a, b) => (tried.get(a) ?? 0) - (tried.get(b) ?? 0));
  for (const order of waiting) {
    decideOrder(past, order);
    past.now += 10;
  }
}
