import type { Locate } from "#app/lib/places.ts";
import { refusalReason } from "../build-route-input.ts";
import { type Appointment, openAgenda } from "./agenda.ts";
import { causeOf, isSame } from "./compare.ts";
import { decideAnew, UnreadableOrder } from "./decide-anew.ts";
import { openDays } from "./day-counter.ts";
import { cancel, giveBack, leaveDays, renew, takeRelease } from "./give-back.ts";
import type { PastEvent, Promises, StockRow, World } from "./history.ts";
import type { EventOf, Parts } from "./replay-parts.ts";
import { rowOf, type ReplayRow } from "./replay-row.ts";
import { nextChances, patience } from "./retry-times.ts";
import { newStanding, type OrderStanding, type ReplayPlan, skusOf } from "./standing.ts";
import { emptyLedger, openLedger } from "./stock-ledger.ts";
import { openRounds, type Round } from "./rounds.ts";
import type { SavedReplay } from "./saved-replay.ts";
import { countDecision, emptyTally } from "./tally.ts";
import { openWaiting } from "./waiting.ts";

export type Replay = ReturnType<typeof openReplay>;

/**
 * Decides the orders of a period again, in the order of time and on stock of its own: what was known at the start,
 * plus what happened to it from outside, minus the replay's own allocations. It owns its state and reads no clock;
 * the same events give the same rows, however they are sliced.
 */
export function openReplay(world: World, locate: Locate, saved?: SavedReplay) {
  const parts: Parts = {
    world,
    locate,
    ledger: openLedger(world.placeOf, saved?.ledger ?? emptyLedger),
    days: openDays(saved?.days),
    agenda: openAgenda(saved?.agenda),
    rounds: openRounds(saved?.rounds),
    orders: new Map(saved?.orders.map((order) => [order.id, order])),
    waiting: openWaiting(saved?.orders, saved?.turns),
    changed: new Map(),
    tally: saved?.tally ?? emptyTally(),
  };
  return {
    openStock: (rows: readonly StockRow[]) => parts.ledger.open(rows),
    openPromises(promises: Promises) {
      parts.ledger.openPromises(promises);
      parts.days.open(promises.days);
    },
    take(event: PastEvent) {
      keepAppointments(parts, event.at);
      takeEvent(parts, event);
    },
    /** Does what is left to do before the end of the period. */
    finish: (end: number) => keepAppointments(parts, end),
    /** Orders that came out otherwise than when they were last taken from here. */
    takeRows(): ReplayRow[] {
      const rows = [...parts.changed.values()];
      parts.changed.clear();
      return rows;
    },
    tally: parts.tally,
    promisedAt: parts.ledger.promisedAt,
    save: (): SavedReplay => ({
      ledger: parts.ledger.save(),
      days: parts.days.save(),
      agenda: parts.agenda.save(),
      rounds: parts.rounds.save(),
      orders: [...parts.orders.values()],
      turns: parts.waiting.nextTurn(),
      tally: parts.tally,
    }),
  };
}

function takeEvent(parts: Parts, event: PastEvent): void {
  switch (event.kind) {
    case "stock": {
      takeStock(parts, event);
      return;
    }
    case "release": {
      takeRelease(parts, event);
      return;
    }
    case "look": {
      takeReadable(parts, event);
      return;
    }
    case "retry": {
      retry(parts, event.order_id, event.at);
      return;
    }
  }
}

function takeStock({ ledger, rounds }: Parts, { warehouse_id, sku, available, at }: EventOf<"stock">): void {
  // Right after everything that became known together with it.
  if (ledger.record(warehouse_id, sku, available)) rounds.add(at + 1, sku, true);
}

/**
 * Asks for the orders that wait for these SKUs to be looked at in turn. One that history looks at again by then keeps
 * that moment, and those behind it come after it: of looks that changed nothing history keeps only the last.
 */
function goRound({ waiting, orders, agenda }: Parts, { at, skus, isArrival }: Round): void {
  const ids = new Set(skus.flatMap((sku) => [...waiting.of(sku)]));
  const line = [...ids].flatMap((id) => orders.get(id) ?? []).sort((a, b) => a.turn - b.turn);
  let next = at;
  for (const order of line) {
    const recorded = order.later.find((moment) => moment >= at && moment <= at + patience);
    if (recorded !== undefined) next = Math.max(next, recorded + 1);
    else agenda.add({ at: next, kind: "retry", orderId: order.id, turn: order.turn });
    if (isArrival) order.turn = waiting.nextTurn();
  }
}

function takeReadable(parts: Parts, look: EventOf<"look">): void {
  try {
    takeLook(parts, look);
  } catch (error) {
    const isOfOrder =
      error instanceof UnreadableOrder && refusalReason(error.problems) === "order_not_understood";
    if (!isOfOrder) throw error;
    parts.tally.unreadable += 1;
  }
}

function takeLook(parts: Parts, look: EventOf<"look">): void {
  const { orders, agenda, waiting } = parts;
  const order = orders.get(look.order.id) ?? newStanding(look.order.id);
  orders.set(order.id, order);
  order.look = look;
  order.later = look.later;
  order.refusals = order.refusals.filter(({ at }) => look.asked_at === null || at > look.asked_at);
  if (look.ended_at !== null && look.ended_at > look.at) {
    agenda.add({ at: look.ended_at, kind: "cancel", orderId: order.id, turn: 0 });
  }
  if (look.decision.chosen_by !== null) withdraw(parts, order, look.at);
  if (!order.isInForce || order.plan === null) decide(parts, order, look.at);
  order.fact = {
    at: look.at,
    decision: look.decision,
    factsVersion: look.order.facts_version,
    figures: decideAnew(parts, order, look.at).measure(look.decision),
  };
  if (look.decision.chosen_by === null) countDecision(parts.tally, judge(parts, order));
  if (order.isInForce) waiting.leave(order);
  note(parts, order);
}

/** A person's choice replaces what there is. */
function withdraw(parts: Parts, order: OrderStanding, at: number): void {
  for (const { sku, units } of [...order.holdings]) giveBack(parts, order, { sku, units, at });
  leaveDays(parts, order);
  order.isInForce = false;
  order.departed = {};
}

function decide(parts: Parts, order: OrderStanding, at: number): void {
  const { ledger, days, waiting } = parts;
  const anew = decideAnew(parts, order, at);
  const plan = anew.plan();
  order.plan = plan;
  order.isInForce = plan.allocations.length > 0 || plan.outcome === "held";
  for (const { warehouse_id: place, lines } of plan.allocations) {
    for (const { sku, quantity: units } of lines) {
      ledger.promise(place, sku, units);
      order.holdings.push({ place, sku, units });
    }
    const day = anew.dayOf(place);
    days.count(place, day, 1);
    order.days.push({ warehouse: place, day });
  }
  if (order.isInForce && plan.outcome !== "held") {
    waiting.leave(order);
  } else {
    awaitChances(parts, order, plan);
  }
}

/** An order that waits for stock is looked at in its turn among all that wait, one that is held by itself. */
function awaitChances({ waiting, rounds, agenda, world }: Parts, order: OrderStanding, plan: ReplayPlan) {
  const isWaiting = plan.outcome === "unfillable";
  if (isWaiting) waiting.enter(order);
  for (const chance of nextChances(world, plan, plan.at)) {
    if (isWaiting) for (const sku of skusOf(order)) rounds.add(chance, sku, false);
    else agenda.add({ at: chance, kind: "retry", orderId: order.id, turn: order.turn });
  }
}

function retry(parts: Parts, orderId: string, at: number): void {
  const order = parts.orders.get(orderId);
  if (!order?.look || order.plan?.allocations.length !== 0) return;
  decide(parts, order, at);
  note(parts, order);
}

function keepAppointments(parts: Parts, before: number): void {
  const { agenda, rounds } = parts;
  for (;;) {
    const round = rounds.first();
    const appointment = agenda.next(Math.min(before, round));
    if (appointment) keep(parts, appointment);
    else if (round < before) goRound(parts, rounds.take(round));
    else return;
  }
}

function keep(parts: Parts, { kind, orderId, at }: Appointment): void {
  const order = parts.orders.get(orderId);
  if (!order) return;
  switch (kind) {
    case "retry":
      retry(parts, orderId, at);
      return;
    case "renew":
      renew(parts, order);
      return;
    case "cancel":
      cancel(parts, order, at);
      return;
  }
}

function judge({ world }: Parts, { fact, plan }: OrderStanding) {
  if (!fact || !plan) return null;
  if (plan.isPersons || fact.decision.chosen_by !== null) return "person";
  if (isSame(fact.decision, plan)) return null;
  return causeOf(
    world,
    fact.decision,
    { seen: plan.seen, isOfThisMoment: plan.at === fact.at },
    fact.factsVersion,
  );
}

function note(parts: Parts, order: OrderStanding): void {
  const row = rowOf(order, judge(parts, order));
  if (row) parts.changed.set(order.id, row);
}
