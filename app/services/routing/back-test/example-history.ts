import { hours, minutes } from "#app/lib/duration.ts";
import { buildRouteInput } from "../build-route-input.ts";
import { decide, parseRouteInput, withPlaces } from "../engine/index.ts";
import {
  isConfirmed,
  lastTried,
  looksAt,
  type MadeOrder,
  makeOrder,
  type Reservation,
} from "./example-order.ts";
import { nowhere, skus, start, type Step, warehouseIds, world } from "./example-world.ts";
import type { PastDecision, PastEvent, ReleaseReason, StockRow } from "./history.ts";
import { pastSnapshot } from "./past-snapshot.ts";

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
  const of = world();
  const keys = warehouseIds.flatMap((warehouse) => skus.map((sku) => ({ warehouse, sku })));
  const shelf = keys.map((_, at) => openingUnits[at] ?? 0);
  const known = [...shelf];
  const reservations: Reservation[] = [];
  const orders: MadeOrder[] = [];
  const days = new Map<string, number>();
  const events: PastEvent[] = [];
  let now = start + hours(12);

  const open = () => reservations.filter(({ isOpen }) => isOpen);
  const promisedOf = (warehouse: string, sku: string) =>
    open().reduce(
      (sum, each) => sum + (each.warehouse === warehouse && each.sku === sku ? each.units : 0),
      0,
    );
  const dayOf = () => new Date(now - hours(5)).toISOString().slice(0, 10);

  function decideOrder(order: MadeOrder) {
    const snapshot = pastSnapshot(of, order.facts, {
      inventory: keys.map(({ warehouse, sku }, at) => ({
        warehouse_id: warehouse,
        sku,
        available: known[at] ?? 0,
        reserved: promisedOf(warehouse, sku),
        safety_stock: 0,
        synced_at: new Date(now).toISOString(),
      })),
      ordersToday: ({ id }) => days.get(`${id} ${dayOf()}`) ?? 0,
      hasRefused: (id) => order.refusals.includes(id),
    });
    const parsed = parseRouteInput(buildRouteInput(snapshot, new Date(now)));
    if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
    const made = decide(withPlaces(parsed.input, nowhere), { explain: false });
    const last = order.decisions.at(-1);
    if (last && made.allocations.length === 0 && isConfirmed(last.decision, made)) {
      last.confirmedAt = now;
      return;
    }
    const raws = [
      ...(made.selected_warehouse_id === null
        ? []
        : [{ warehouse_id: made.selected_warehouse_id, excluded: null, raw: made.raw }]),
      ...made.alternatives,
    ];
    save(order, {
      id: `d${orders.indexOf(order)}-${order.decisions.length}`,
      outcome: made.outcome,
      reason: made.reason,
      facts_version: 1,
      settings_version: 1,
      chosen_by: null,
      allocations: made.allocations,
      unfilled: made.unfilled,
      seen: raws.map(({ warehouse_id, excluded, raw }) => ({
        warehouse_id,
        excluded,
        units: raw?.units_available ?? null,
        miles: raw?.distance_miles ?? null,
      })),
    });
  }

  function save(order: MadeOrder, decision: PastDecision) {
    order.decisions.push({ at: now, confirmedAt: null, decision });
    order.isDecided = decision.allocations.length > 0;
    for (const { warehouse_id: warehouse, lines } of decision.allocations) {
      for (const { sku, quantity: units } of lines) {
        reservations.push({ order, warehouse, sku, units, accepted: false, isOpen: true, isPicked: false });
      }
      days.set(`${warehouse} ${dayOf()}`, (days.get(`${warehouse} ${dayOf()}`) ?? 0) + 1);
      order.days.push({ warehouse, day: dayOf() });
    }
  }

  function release(each: Reservation, reason: ReleaseReason) {
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

  function withdraw(order: MadeOrder, reason: ReleaseReason) {
    for (const each of open()) if (each.order === order) release(each, reason);
    for (const { warehouse, day } of order.days) {
      days.set(`${warehouse} ${day}`, Math.max(0, (days.get(`${warehouse} ${day}`) ?? 0) - 1));
    }
    order.days = [];
    order.isDecided = false;
  }

  const unsent = (order: MadeOrder | undefined) =>
    order?.isDecided === true &&
    reservations.every((each) => each.order !== order || (each.isOpen ? !each.accepted : !each.isPicked));

  function play(step: Step) {
    switch (step.kind) {
      case "wait":
        pass(hours(step.hours));
        return;
      case "order": {
        const order = makeOrder(orders.length, step, now);
        orders.push(order);
        decideOrder(order);
        return;
      }
      case "accept":
        for (const each of open()) {
          if (each.accepted) continue;
          each.accepted = true;
          const at = keys.findIndex((key) => key.warehouse === each.warehouse && key.sku === each.sku);
          shelf[at] = (shelf[at] ?? 0) - each.units;
          each.isPicked = true;
        }
        return;
      case "crawl":
        crawl(step.others);
        return;
      case "cancel": {
        const order = orders[step.order];
        if (!order || order.endedAt !== null || !(unsent(order) || !order.isDecided)) return;
        withdraw(order, "cancelled");
        order.endedAt = now;
        return;
      }
      case "reject": {
        const order = orders[step.order];
        const [only, ...more] = new Set(
          order?.decisions.at(-1)?.decision.allocations.map((a) => a.warehouse_id),
        );
        if (!order || !unsent(order) || only === undefined || more.length > 0) return;
        withdraw(order, "rejected");
        order.refusals.push(only);
        now += 2000;
        decideOrder(order);
        return;
      }
      case "choose": {
        const order = orders[step.order];
        const last = order?.decisions.at(-1)?.decision;
        if (!order || !last || !unsent(order)) return;
        withdraw(order, "superseded");
        now += 1000;
        const other =
          last.allocations[0]?.warehouse_id === warehouseIds[0] ? warehouseIds[1] : warehouseIds[0];
        const lines = last.allocations.flatMap((allocation) => allocation.lines);
        const allocations = [{ warehouse_id: other ?? "", lines }];
        save(order, { ...last, id: `${last.id}-p`, outcome: "routed", chosen_by: "Someone", allocations });
        return;
      }
    }
  }

  function crawl(others: readonly number[]) {
    const risen = new Set<string>();
    for (const [at, { warehouse, sku }] of keys.entries()) {
      shelf[at] = Math.max(0, (shelf[at] ?? 0) + (others[at] ?? 0));
      if (shelf[at] === known[at]) continue;
      if ((shelf[at] ?? 0) > (known[at] ?? 0)) risen.add(sku);
      known[at] = shelf[at] ?? 0;
      events.push({ kind: "stock", at: now, warehouse_id: warehouse, sku, available: known[at] ?? 0 });
    }
    for (const each of open()) if (each.accepted) release(each, "in_source");
    now += 3000;
    retryWaiting(({ facts }) => facts.line_items.some(({ sku }) => risen.has(sku ?? "")));
  }

  function retryWaiting(isMeant: (order: MadeOrder) => boolean) {
    const waiting = orders.filter((order) => !order.isDecided && order.endedAt === null && isMeant(order));
    const tried = new Map(waiting.map((order) => [order, lastTried(order)]));
    waiting.sort((a, b) => (tried.get(a) ?? 0) - (tried.get(b) ?? 0));
    for (const order of waiting) {
      decideOrder(order);
      now += 10;
    }
  }

  function pass(time: number) {
    const end = now + time;
    while (isScheduled) {
      const mark = (Math.floor(now / minutes(30)) + 1) * minutes(30);
      if (mark > end) break;
      now = mark;
      retryWaiting(() => true);
    }
    now = end;
  }

  for (const step of steps) {
    play(step);
    pass(minutes(11));
  }
  for (const order of orders) events.push(...looksAt(order));
  return {
    opening: keys.map(({ warehouse, sku }, at) => ({
      warehouse_id: warehouse,
      sku,
      available: openingUnits[at] ?? 0,
      safety_stock: 0,
    })),
    events: inTime(events),
    end: now,
  };
}

const ranks = { stock: 0, release: 1, look: 2, retry: 3 } as const;
const inTime = (events: PastEvent[]) => events.sort((a, b) => a.at - b.at || ranks[a.kind] - ranks[b.kind]);
