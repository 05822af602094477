import { worthOf } from "./assignment-problem.ts";
import type { AssignableOrder, Assignment, AssignmentProblem } from "./assignment-problem.ts";
import { contentionOf } from "./contention.ts";
import { masterOf } from "./master.ts";
import { planSearch } from "./plan-search.ts";
import type { Solver } from "./program.ts";
import { runStage } from "./run-stage.ts";
import type { Run } from "./run-stage.ts";

export interface AssignQuest {
  problem: AssignmentProblem;
  /** What is known already: the answer is never worse. */
  start: Assignment;
  solver: Solver;
  /** Milliseconds by the same clock. */
  now: () => number;
  deadline: number;
  /** Hears of every assignment that is better than all before. */
  onBetter?: (assignment: Assignment) => void;
}

export interface Assigned {
  assignment: Assignment;
  /** Whether nothing better exists. */
  proved: boolean;
  /** No assignment ships more units; none that ships as many as this one costs less (minor units). */
  bound: { units: number; cost: number };
}

// Far below the smallest unit of money, far above what floating point adds to it.
const hair = 1e-4;

/**
 * A plan for each order such that together they ship most units at the lowest cost in the fewest shipments, in this
 * order, and take no more of any stock or warehouse than there is. Plans are columns of a linear program; those worth
 * looking at are found as its prices settle (column generation: Dantzig and Wolfe 1960), the choice among them is
 * the solver's. All plans that could still beat that choice are then added and it chooses again, which proves it best.
 */
export function assign({ problem, start, solver, now, deadline, onBetter }: AssignQuest): Assigned {
  const contention = contentionOf(problem);
  const run: Run = {
    problem,
    solver,
    now,
    master: masterOf(problem, contention),
    searches: problem.orders.map((order) => planSearch(problem, order, contention)),
    plans: problem.orders.map(() => []),
    best: start,
    onBest: (assignment) => onBetter?.(assignment),
  };
  const most = mostUnits(run, deadline);
  const { units } = worthOf(run.best);
  const { bound, proved } = runStage(run, { goal: "cost", units }, deadline);
  const { units: shipped } = worthOf(run.best);
  return {
    assignment: run.best,
    proved: shipped >= most && proved,
    bound: { units: Math.max(most, shipped), cost: Math.max(0, Math.floor(bound + hair)) },
  };
}

/** Ships as many units as can be found a way for; answers what no assignment goes above. */
function mostUnits(run: Run, deadline: number): number {
  const { problem, now } = run;
  const obtainable = problem.orders.reduce((sum, order) => sum + unitsAlone(problem, order), 0);
  if (worthOf(run.best).units >= obtainable) return obtainable;
  const begun = now();
  const { bound } = runStage(run, { goal: "units" }, begun + (deadline - begun) * 0.4);
  return Math.min(obtainable, Math.floor(hair - bound));
}

/** Units of an order there would be if it were the only one. */
function unitsAlone({ pools }: AssignmentProblem, { sites, pieces, units, whole }: AssignableOrder): number {
  const wanted: number[] = [];
  for (const { needs, count } of pieces)
    for (const [sku, each] of needs) wanted[sku] = (wanted[sku] ?? 0) + each * count;
  const supply = (sku: number) => sites.reduce((sum, site) => sum + (pools[site.pools[sku] ?? -1] ?? 0), 0);
  const covered = wanted.reduce((sum, count, sku) => sum + Math.min(count, supply(sku)), 0);
  return whole && covered < units ? 0 : covered;
}
