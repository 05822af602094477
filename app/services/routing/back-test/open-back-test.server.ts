import {
  type BackTestOrder,
  type BackTestOrderQuery,
  type BackTestPlan,
  listBackTestOrders,
  readBackTest,
} from "#app/db/lists-back-tests.server.ts";
import { cutPage } from "#app/lib/keyset-page.ts";
import { fromMinor } from "#app/lib/money.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { tellReason } from "../reasons.ts";
import { type BackTestParams, cursorOf } from "./back-test-params.ts";
import { listedRun } from "./open-back-tests.server.ts";
import { tellCause } from "./tell-cause.ts";

const pageLength = 50;

/** One back-test with a page of its orders; null when the shop has no such run. */
export async function openBackTest(ctx: ShopContext, id: string, params: BackTestParams, limit = pageLength) {
  const run = await readBackTest(ctx.db, ctx.shopId, id);
  if (!run) return null;
  const query = queryOf(params, limit);
  const orders = await listBackTestOrders(ctx.db, ctx.shopId, id, query);
  const page = cutPage(orders, limit, query.cursor?.direction);
  const names = new Map(run.warehouses.map((each) => [each.id, each.name]));
  const nameOf = (warehouse: string) => names.get(warehouse) ?? "A removed warehouse";
  const money = (minor: number | null) => (minor === null ? null : fromMinor(minor, run.currency));
  const { summary } = run;
  const [first, last] = [page.rows.at(0), page.rows.at(-1)];
  return {
    ...listedRun(run),
    now: ctx.now.toISOString(),
    timeZone: run.time_zone,
    currency: run.currency,
    finishedAt: run.finished_at?.toISOString() ?? null,
    error: run.error_message,
    summary: summary && {
      ...summary,
      in_fact: { ...summary.in_fact, cost: money(summary.in_fact.cost) },
      in_replay: { ...summary.in_replay, cost: money(summary.in_replay.cost) },
      causes: byCount(summary.causes),
      tally: { ...summary.tally, causes: byCount(summary.tally.causes) },
      warehouses: summary.warehouses
        .map((volume) => ({ ...volume, name: nameOf(volume.id) }))
        .sort((a, b) => b.in_fact.units - a.in_fact.units || a.name.localeCompare(b.name)),
    },
    orders: page.rows.map((order) => shownOrder(order, nameOf, money)),
    next: page.hasNext && last ? cursorOf(last) : null,
    previous: page.hasPrevious && first ? cursorOf(first) : null,
  };
}

export type OpenedBackTest = NonNullable<Awaited<ReturnType<typeof openBackTest>>>;

const byCount = (causes: Readonly<Record<string, number>>) =>
  Object.entries(causes)
    .map(([cause, count]) => ({ cause, count, ...tellCause(cause) }))
    .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label));

export function queryOf(params: BackTestParams, limit: number): BackTestOrderQuery {
  const { after, before } = params;
  return {
    search: params.q,
    changed: params.view === "changed",
    cause: params.cause,
    cursor: before ? { ...before, direction: "before" } : after && { ...after, direction: "after" },
    limit,
  };
}

function shownOrder(
  order: BackTestOrder,
  nameOf: (warehouse: string) => string,
  money: (minor: number | null) => string | null,
) {
  const shown = (plan: BackTestPlan) => ({
    says: tellPlan(plan, nameOf),
    units: plan.units,
    cost: money(plan.cost),
    miles: plan.miles,
    days: plan.days,
  });
  return {
    id: order.order_id,
    number: order.number ?? "No number",
    decidedAt: order.decided_at,
    isChanged: order.is_changed,
    cause: order.cause === null ? null : tellCause(order.cause),
    wanted: order.in_fact.wanted,
    inFact: shown(order.in_fact),
    inReplay: shown(order.in_replay),
  };
}

/** Where an order ships from, or why it does not. */
export function tellPlan(plan: BackTestPlan, nameOf: (warehouse: string) => string): string {
  if (plan.warehouses.length === 0)
    return plan.reason === null ? "Not shipped" : tellReason(plan.reason).label;
  const [only] = plan.warehouses;
  if (plan.warehouses.length === 1 && only) return nameOf(only.id);
  return plan.warehouses.map(({ id, units }) => `${nameOf(id)} (${units})`).join(" + ");
}
