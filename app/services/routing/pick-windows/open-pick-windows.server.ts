import { loadPickWindowsPage } from "#app/db/pick-windows.server.ts";
import { minutes } from "#app/lib/duration.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { PickWindows } from "./pick-windows.ts";

/** After this a close that has not ended has broken down, and its orders went out as first decided. */
const longestClose = minutes(10);

/** The pick windows screen: the setting, the next close and what waits for it, and what the last closes did. */
export async function openPickWindows(ctx: ShopContext) {
  const page = await loadPickWindowsPage(ctx.db, ctx.shopId);
  return {
    now: ctx.now.toISOString(),
    timeZone: page.time_zone,
    windows: PickWindows.parse(page.settings.pick_windows ?? {}),
    nextClose: page.next_close?.toISOString() ?? null,
    waiting: page.waiting,
    runs: page.runs.map((run) => openedRun(run, ctx.now)),
  };
}

export type OpenedPickWindows = Awaited<ReturnType<typeof openPickWindows>>;

type Run = Awaited<ReturnType<typeof loadPickWindowsPage>>["runs"][number];

function openedRun(run: Run, now: Date) {
  const { totals } = run;
  return {
    closesAt: run.closes_at.toISOString(),
    outcome:
      run.outcome ?? (now.getTime() - run.started_at.getTime() > longestClose ? "broke_down" : "running"),
    orders: run.orders,
    moved: run.moved,
    leftOut: run.left_out,
    published: run.published,
    parts: run.parts,
    saved: totals && {
      units: totals.before.unfilled_units - totals.after.unfilled_units,
      shipments: totals.before.shipments - totals.after.shipments,
      cost: (totals.before.cost - totals.after.cost).toFixed(2),
      currency: totals.currency,
    },
    fromBest: totals && fromBest(totals),
  } as const;
}

/** How far the answer may be from the best one there is; null where that is not known. */
function fromBest({ after, bound, currency }: NonNullable<Run["totals"]>) {
  if (!bound) return null;
  return {
    units: Math.max(0, after.unfilled_units - bound.unfilled_units),
    cost: Math.max(0, after.cost - bound.cost).toFixed(2),
    currency,
  };
}
