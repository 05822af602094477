import { worthOf } from "./assignment-problem.ts";
import type { AssignableOrder, Assignment, AssignmentProblem } from "./assignment-problem.ts";
import { contentionOf } from "./contention.ts";
import { masterOf } from "./master.ts";
import { planSearch } from "./plan-search.ts";
import type { Solver } from "./program.ts";
import { relaxStage, runStage } from "./run-stage.ts";
import type { Run, StageResult } from "./run-stage.ts";

export interface AssignQuest {
  problem: AssignmentProblem;
  /** What is known already: the answer is never worse. */
  start: Assignment;
  solver: Solver;
  /** Milliseconds by the same clock. */
  now: () => number;
  deadline: number;
  /** Hears what is known so far, again and again. */
  onStep?: (assigned: Assigned) => void;
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
 * looking at are found as its prices settle (column generation: Dantzig and Wolfe 1960). The choice among all plans
 * whose reduced cost is within reach of the bound is the solver's, which proves it best (Baldacci et al. 2008).
 */
export function assign({ problem, start, solver, now, deadline, onStep }: AssignQuest): Assigned {
  const contention = contentionOf(problem);
  const run: Run = {
    solver,
    now,
    master: masterOf(problem, contention),
    searches: problem.orders.map((order) => planSearch(problem, order, contention)),
    plans: problem.orders.map(() => []),
    best: start,
  };
  let most = problem.orders.reduce((sum, order) => sum + unitsAlone(problem, order), 0);
  const known = ({ bound, proved }: StageResult): Assigned => {
    const { units } = worthOf(run.best);
    return {
      assignment: run.best,
      proved: proved && units >= most,
      bound: { units: Math.max(most, units), cost: Math.max(0, Math.floor(bound + hair)) },
    };
  };
  const begun = now();
  const by = (share: number) => begun + (deadline - begun) * share;
  const tell = (result: StageResult) => onStep?.(known(result));
  const tellUnits = () => onStep?.(known(nothing));
  if (worthOf(run.best).units < most)
    most = Math.min(most, unitsOf(relaxStage(run, { goal: "units" }, by(0.3))));
  // What the relaxation ships can nearly always be shipped whole; only else it has to be found out how much can.
  let result = runStage(run, { goal: "cost", units: most }, deadline, tell);
  if (worthOf(run.best).units < most) {
    most = Math.min(most, unitsOf(runStage(run, { goal: "units" }, by(0.6), tellUnits).bound));
    result = runStage(run, { goal: "cost", units: worthOf(run.best).units }, deadline, tell);
  }
  return known(result);
}

const nothing: StageResult = { bound: 0, proved: false };

/** Units that an objective stands for, as a bound. */
function unitsOf(bound: number): number {
  return Math.floor(hair - bound);
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
