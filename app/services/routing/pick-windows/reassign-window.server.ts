import {
  loadPickWindow,
  type LoadedWindow,
  saveWindow,
  type WindowDecisionRow,
  type WindowReport,
} from "#app/db/pick-windows.server.ts";
import type { RoutingSnapshot } from "#app/db/routing.server.ts";
import { minutes, seconds } from "#app/lib/duration.ts";
import { locate } from "#app/lib/places.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { ShopSettings } from "#app/services/shops/settings.ts";
import { type BatchInput, withBatchPlaces } from "../batch/index.ts";
import type { Decision } from "../engine/index.ts";
import { builtInRateCard } from "../engine/rate-card.ts";
import { decisionRow } from "../route-order.server.ts";
import { sendsTheSame, standingDecision } from "./holdings.ts";
import { readWindow } from "./read-window.ts";
import { type SolvedWindow, solveWindow } from "./solve-window.server.ts";

const rounds = 5;
/** Orders are published by themselves ten minutes after the close; nothing may still be moving by then. */
const patience = minutes(4);

const nothing: WindowReport = {
  outcome: "unchanged",
  orders: 0,
  moved: 0,
  left_out: 0,
  parts: 0,
  totals: null,
};

/**
 * Decides the orders of a window together on fresh facts and commits what changes, all at once. An order that moves
 * meanwhile is left out and the rest decided again.
 */
export async function reassignWindow(ctx: ShopContext, closesAt: Date): Promise<WindowReport> {
  const leftOut = new Set<string>();
  const began = performance.now();
  let report = nothing;
  for (let round = 1; round <= rounds && performance.now() - began < patience; round++) {
    const tried = await tryOnce(ctx, closesAt, [...leftOut]);
    report = { ...tried.report, left_out: leftOut.size };
    if (tried.done) return report;
    for (const id of tried.leaveOut) leftOut.add(id);
  }
  return { ...report, outcome: "kept_moving", moved: 0, left_out: leftOut.size, totals: null };
}

type Tried =
  | { readonly done: true; readonly report: WindowReport }
  | { readonly done: false; readonly report: WindowReport; readonly leaveOut: readonly string[] };

async function tryOnce(ctx: ShopContext, closesAt: Date, leftOut: string[]): Promise<Tried> {
  const window = await loadPickWindow(ctx.db, ctx.shopId, closesAt, { now: ctx.now, leftOut });
  const { base, orders } = window;
  if (!base) return { done: true, report: nothing };
  const read = readWindow(window, base, ctx.now);
  const seen = { ...nothing, orders: orders.length };
  if (!read.ok) return { done: false, report: seen, leaveOut: read.unreadable };

  const input = withBatchPlaces(read.input, locate);
  const current = currentDecisions(window, input);
  const solved = await solveWindow(input, current, { timeLimit: timeLimitOf(base) });
  const held = orders.flatMap(({ order }, at) => (isHeld(solved.decisions[at]) ? order.id : []));
  if (held.length > 0) return { done: false, report: seen, leaveOut: held };
  const rows = changedRows(ctx, { window, base, current, solved, closesAt });
  const report: WindowReport = {
    ...seen,
    outcome: rows.length > 0 ? "improved" : solved.failed ? "not_solved" : "unchanged",
    moved: rows.length,
    parts: solved.parts,
    totals: { before: solved.before, after: solved.after, bound: solved.bound, currency: currencyOf(input) },
  };
  if (rows.length === 0) return { done: true, report };
  const saved = await saveWindow(ctx.db, ctx.shopId, closesAt, rows);
  switch (saved.outcome) {
    case "saved":
      return { done: true, report };
    case "orders-moved":
      return { done: false, report, leaveOut: saved.orders };
    case "settings-changed":
    case "stock-changed":
    case "capacity-full":
      return { done: false, report, leaveOut: [] };
  }
}

/** Held by a rule of today: nothing to decide together with others. */
const isHeld = (decision: Decision | undefined) =>
  decision?.outcome === "held" || decision?.outcome === "needs_review";

const timeLimitOf = ({ settings }: RoutingSnapshot) =>
  seconds(ShopSettings.parse(settings).pick_windows.solver_seconds);

const currencyOf = ({ settings }: BatchInput) => (settings.rate_card ?? builtInRateCard).currency;

const currentDecisions = ({ orders }: LoadedWindow, input: BatchInput): Decision[] =>
  input.orders.flatMap((order, at) => {
    const held = orders[at];
    return held ? [standingDecision(order, held)] : [];
  });

interface Changes {
  readonly window: LoadedWindow;
  readonly base: RoutingSnapshot;
  readonly current: readonly Decision[];
  readonly solved: SolvedWindow;
  readonly closesAt: Date;
}

function changedRows(
  ctx: ShopContext,
  { window, base, current, solved, closesAt }: Changes,
): WindowDecisionRow[] {
  return window.orders.flatMap(({ order, decision_id }, at) => {
    const [decision, had] = [solved.decisions[at], current[at]];
    if (!decision || !had || sendsTheSame(decision, had)) return [];
    const row = decisionRow(ctx, { ...base, order }, decision);
    const details = { ...row.details, pick_window: closesAt.toISOString() };
    return [{ ...row, details, seen_decision_id: decision_id }];
  });
}
