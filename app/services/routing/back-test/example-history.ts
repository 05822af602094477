import { hours, minutes } from "#app/lib/duration.ts";
import { looksAt, type MadeOrder, makeOrder } from "./example-order.ts";
import {
  decideOrder,
  keys,
  openPast,
  openReservations,
  type Past,
  release,
  retryWaiting,
  save,
  withdraw,
} from "./example-past.ts";
import { type Step, warehouseIds } from "./example-world.ts";
import type { PastEvent, StockRow } from "./history.ts";

// Test support: a past made up step by step, as the product would have recorded it.

export interface MadeHistory {
  readonly opening: readonly StockRow[];
  readonly events: readonly PastEvent[];
  readonly end: number;
}

/** Plays steps as the product would have, with the engine itself, and writes down what it would have recorded. */
export function makeHistory(
  steps: readonly Step[],
  openingUnits: readonly number[],
  isScheduled = true,
): MadeHistory {
  const past = openPast(openingUnits);
  for (const step of steps) {
    if (step.kind === "wait") pass(past, hours(step.hours), isScheduled);
    else play(past, step);
    pass(past, minutes(11), isScheduled);
  }
  const opening = keys.map(({ warehouse, sku }, at) => ({
    warehouse_id: warehouse,
    sku,
    available: openingUnits[at] ?? 0,
    safety_stock: 0,
  }));
  return { opening, events: inTime([...past.events, ...past.orders.flatMap(looksAt)]), end: past.now };
}

const ranks = { stock: 0, release: 1, look: 2, retry: 3 } as const;
const inTime = (events: PastEvent[]) => events.sort((a, b) => a.at - b.at || ranks[a.kind] - ranks[b.kind]);

function pass(past: Past, time: number, isScheduled: boolean): void {
  const end = past.now + time;
  while (isScheduled) {
    const mark = (Math.floor(past.now / minutes(30)) + 1) * minutes(30);
    if (mark > end) break;
    past.now = mark;
    retryWaiting(past, () => true);
  }
  past.now = end;
}

function play(past: Past, step: Exclude<Step, { kind: "wait" }>): void {
  switch (step.kind) {
    case "order": {
      const order = makeOrder(past.orders.length, step, past.now);
      past.orders.push(order);
      decideOrder(past, order);
      return;
    }
    case "accept":
      accept(past);
      return;
    case "crawl":
      crawl(past, step.others);
      return;
    case "cancel":
      cancel(past, past.orders[step.order]);
      return;
    case "reject":
      reject(past, past.orders[step.order]);
      return;
    case "choose":
      choose(past, past.orders[step.order]);
      return;
  }
}

function accept(past: Past): void {
  for (const each of openReservations(past)) {
    if (each.accepted) continue;
    const at = keys.findIndex((key) => key.warehouse === each.warehouse && key.sku === each.sku);
    past.shelf[at] = (past.shelf[at] ?? 0) - each.units;
    each.accepted = true;
    each.isPicked = true;
  }
}

function crawl(past: Past, others: readonly number[]): void {
  const { shelf, known, events } = past;
  const risen = new Set<string>();
  for (const [at, { warehouse, sku }] of keys.entries()) {
    const available = Math.max(0, (shelf[at] ?? 0) + (others[at] ?? 0));
    shelf[at] = available;
    if (available === known[at]) continue;
    if (available > (known[at] ?? 0)) risen.add(sku);
    known[at] = available;
    events.push({ kind: "stock", at: past.now, warehouse_id: warehouse, sku, available });
  }
  for (const each of openReservations(past)) if (each.accepted) release(past, each, "in_source");
  past.now += 3000;
  retryWaiting(past, ({ facts }) => facts.line_items.some(({ sku }) => risen.has(sku ?? "")));
}

function cancel(past: Past, order: MadeOrder | undefined): void {
  if (!order || order.endedAt !== null || (order.isDecided && !isUnsent(past, order))) return;
  withdraw(past, order, "cancelled");
  order.endedAt = past.now;
}

function reject(past: Past, order: MadeOrder | undefined): void {
  const allocations = order?.decisions.at(-1)?.decision.allocations;
  const [only, ...more] = new Set(allocations?.map((allocation) => allocation.warehouse_id));
  if (!order || !isUnsent(past, order) || only === undefined || more.length > 0) return;
  withdraw(past, order, "rejected");
  order.refusals.push(only);
  past.now += 2000;
  decideOrder(past, order);
}

/** A person sends all of it from one warehouse. */
function choose(past: Past, order: MadeOrder | undefined): void {
  const last = order?.decisions.at(-1)?.decision;
  if (!order || !last || !isUnsent(past, order)) return;
  withdraw(past, order, "superseded");
  past.now += 1000;
  const [first = "", second = ""] = warehouseIds;
  const warehouse_id = last.allocations[0]?.warehouse_id === first ? second : first;
  const lines = last.allocations.flatMap((allocation) => allocation.lines);
  const chosen = { outcome: "routed", chosen_by: "Someone", allocations: [{ warehouse_id, lines }] };
  save(past, order, { ...last, ...chosen, id: `${last.id}-p` });
}

const isUnsent = ({ reservations }: Past, order: MadeOrder) =>
  order.isDecided &&
  reservations.every((each) => each.order !== order || (each.isOpen ? !each.accepted : !each.isPicked));
