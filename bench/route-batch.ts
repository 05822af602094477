/**
 * How good joint batches are and how long they take, one JSON line a window and one for all: 200 orders, 6 warehouses
 * and 200 SKUs of which there is about as much as is ordered.
 *
 *   node bench/route-batch.ts        with the usual time limit
 *   node bench/route-batch.ts 5      with one of 5 seconds
 */
import { seconds } from "#app/lib/duration.ts";
import { routeBatch } from "#app/services/routing/batch/index.ts";
import type { BatchTotals, JointReport } from "#app/services/routing/batch/index.ts";
import { makeWindow } from "./batch-windows.ts";

type Print = (line: Record<string, unknown>) => void;

const size = { orders: 200, warehouses: 6, skus: 200, scarcity: 1 };
const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const usualLimit = seconds(15);

export async function main(print: Print, timeLimit: number = usualLimit): Promise<void> {
  const windows: Window[] = [];
  for (const seed of seeds) {
    const window = await routeWindow(seed, timeLimit);
    windows.push(window);
    print({ bench: "route-batch", ...size, seed, ...told(window) });
  }
  const share = (holds: (window: Window) => boolean) => windows.filter(holds).length / windows.length;
  const most = (value: (window: Window) => number) => Math.max(...windows.map(value));
  print({
    bench: "route-batch",
    case: "all windows",
    windows: windows.length,
    time_limit_s: timeLimit / seconds(1),
    strictly_cheaper: share(isCheaper),
    never_worse: share(isNoWorse),
    within_a_thousandth: share((window) => gapOf(window) <= 0.001),
    within_5_s: share(({ took }) => took <= 5),
    within_5_s_of_work: share(({ worked }) => worked <= 5),
    proved: share(({ joint }) => joint.stopped === "optimal"),
    worst_gap: most(gapOf),
    mean_cost_against_greedy: rounded(
      windows.reduce((sum, window) => sum + window.totals.cost / window.joint.greedy.cost, 0) /
        windows.length,
    ),
    longest_s: rounded(most(({ took }) => took)),
  });
}

interface Window {
  totals: BatchTotals;
  joint: JointReport;
  /** Seconds, and those of them that this process was at work. */
  took: number;
  worked: number;
}

async function routeWindow(seed: number, timeLimit: number): Promise<Window> {
  const input = makeWindow(size, seed);
  const [started, before] = [performance.now(), process.cpuUsage()];
  const { totals, joint } = await routeBatch(input, "joint", { timeLimit });
  const took = (performance.now() - started) / seconds(1);
  const { user, system } = process.cpuUsage(before);
  if (!joint) throw new Error("joint mode did not say how good it is");
  return { totals, joint, took, worked: (user + system) / 1e6 };
}

function told({ totals, joint, took, worked }: Window): Record<string, unknown> {
  const { greedy } = joint;
  return {
    seconds: rounded(took),
    cpu_seconds: rounded(worked),
    chosen: joint.chosen,
    stopped: joint.stopped,
    gap: joint.gap?.cost ?? null,
    gap_units: joint.gap?.unfilled_units ?? null,
    cost: totals.cost,
    greedy_cost: greedy.cost,
    cost_against_greedy: rounded(totals.cost / greedy.cost),
    unfilled_units: totals.unfilled_units,
    greedy_unfilled_units: greedy.unfilled_units,
    shipments: totals.shipments,
    greedy_shipments: greedy.shipments,
  };
}

/** Ships as much for less, or more than greedy does. */
function isCheaper({ totals, joint: { greedy } }: Window): boolean {
  return (
    totals.unfilled_units < greedy.unfilled_units ||
    (totals.unfilled_units === greedy.unfilled_units && totals.cost < greedy.cost)
  );
}

function isNoWorse(window: Window): boolean {
  const { totals, joint } = window;
  const { unfilled_units: units, cost, shipments } = joint.greedy;
  return (
    isCheaper(window) ||
    (totals.unfilled_units === units && totals.cost === cost && totals.shipments <= shipments)
  );
}

/** Share of the cost; all of it where not even the units are known to be the most. */
function gapOf({ joint: { gap } }: Window): number {
  return gap?.unfilled_units === 0 ? gap.cost : 1;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

if (import.meta.main) {
  const limit = process.argv[2];
  await main(
    (line) => console.log(JSON.stringify(line)),
    limit === undefined ? undefined : seconds(Number(limit)),
  );
}
