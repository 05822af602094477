import { byWorth, worthOf } from "./assignment-problem.ts";
import type { Assignment, AssignmentProblem, OrderPlan } from "./assignment-problem.ts";
import type { Master, Stage } from "./master.ts";
import type { PlanSearch, Prices } from "./plan-search.ts";
import type { Solver } from "./program.ts";

/** What the stages of one search share. */
export interface Run {
  problem: AssignmentProblem;
  solver: Solver;
  now: () => number;
  master: Master;
  /** By order. */
  searches: readonly PlanSearch[];
  /** Plans that are worth choosing among, by order. */
  plans: OrderPlan[][];
  best: Assignment;
  onBest: (assignment: Assignment) => void;
}

export interface StageResult {
  /** No assignment has a lower objective. */
  bound: number;
  /** Whether the best known one cannot be beaten. */
  proved: boolean;
}

/** What a stage knows of the orders under the best prices seen. */
interface Pricing {
  bound: number;
  prices: Prices;
  /** The least value of any plan of each order, or 0 for shipping nothing. */
  least: readonly number[];
}

const fewPlans = { keep: 3, visits: 20_000 };
const manyPlans = { keep: 200, visits: 60_000 };
const hair = 1e-6;
// Rough is enough before the plans that matter are known.
const roughly = 2e-4;

/** Improves the best assignment as far as the stage asks for, and learns how much better any could be. */
export function runStage(run: Run, stage: Stage, deadline: number): StageResult {
  for (const [order, plan] of run.best.entries()) if (plan) addPlan(run, order, plan);
  const begun = run.now();
  const pricing = settlePrices(run, stage, begun + (deadline - begun) * 0.5);
  const { bound } = pricing;
  if (isProved(run, stage, bound)) return { bound, proved: true };
  const left = () => Math.max(0, deadline - run.now());
  choosePlans(run, stage, { timeLimit: left() * 0.5, share: roughly });
  if (isProved(run, stage, bound)) return { bound, proved: true };
  const others = addAllThatMatter(run, stage, pricing);
  const among = choosePlans(run, stage, { timeLimit: left(), share: 0 });
  const better = Math.max(bound, Math.min(among, others));
  return { bound: better, proved: isProved(run, stage, better) };
}

function isProved(run: Run, stage: Stage, bound: number): boolean {
  return objectiveOf(run, stage) - bound <= run.master.tolerance(stage);
}

function objectiveOf({ master, best }: Run, stage: Stage): number {
  return best.reduce((sum, plan) => sum + (plan ? master.objective(stage, plan) : 0), 0);
}

/** Column generation: plans that the prices of the relaxation make attractive join it until none is left. */
function settlePrices(run: Run, stage: Stage, deadline: number): Pricing {
  const { master, solver, searches } = run;
  const relaxation = solver.relax(master.rows(stage));
  const columns = run.plans.flatMap((plans, order) => plans.map((plan) => master.column(stage, order, plan)));
  relaxation.add(columns);
  let best: Pricing = { bound: -Infinity, ...master.prices(stage, new Float64Array()), least: [] };
  try {
    for (;;) {
      const solution = relaxation.solve(deadline - run.now());
      if (!solution) return best;
      const { prices, orders, constant } = master.prices(stage, solution.duals);
      const found = searches.map((search, order) =>
        search(prices, { ...fewPlans, below: (orders[order] ?? 0) - hair }),
      );
      const least = found.map(({ plans, beyond }) => Math.min(0, beyond, plans[0]?.value ?? 0));
      const bound = least.reduce((sum, value) => sum + value, constant);
      if (bound > best.bound) best = { bound, prices, least };
      const added = found.flatMap(({ plans }, order) =>
        plans.filter((plan) => addPlan(run, order, plan)).map((plan) => master.column(stage, order, plan)),
      );
      if (added.length === 0 || run.now() >= deadline) return best;
      relaxation.add(added);
    }
  } finally {
    relaxation.close();
  }
}

/** Lets the solver choose among all plans known; answers what no choice among them goes below. */
function choosePlans(run: Run, stage: Stage, limits: { timeLimit: number; share: number }): number {
  const { master, solver, plans, best } = run;
  const options = plans.flatMap((some, order) => some.map((plan) => ({ order, plan })));
  if (options.length === 0) return 0;
  const { chosen, bound } = solver.choose({
    ...limits,
    columns: options.map(({ order, plan }) => master.column(stage, order, plan)),
    rows: master.rows(stage),
    start: options.map(({ order, plan }) => best[order] === plan),
    tolerance: master.tolerance(stage),
  });
  if (!chosen) return bound;
  const assignment: (OrderPlan | null)[] = plans.map(() => null);
  for (const [at, { order, plan }] of options.entries()) if (chosen[at]) assignment[order] = plan;
  if (byWorth(worthOf(assignment), worthOf(best)) < 0) {
    run.best = assignment;
    run.onBest(assignment);
  }
  return bound;
}

/** Adds every plan that could be part of a better assignment; answers what one with any other comes to at least. */
function addAllThatMatter(run: Run, stage: Stage, { bound, prices, least }: Pricing): number {
  const distance = objectiveOf(run, stage) - bound;
  if (distance === Infinity) return -Infinity;
  return run.searches.reduce((others, search, order) => {
    const floor = least[order] ?? 0;
    const { plans, beyond } = search(prices, { ...manyPlans, below: floor + distance });
    for (const plan of plans) addPlan(run, order, plan);
    return Math.min(others, bound + beyond - floor);
  }, Infinity);
}

/** False where the plan was there already. */
function addPlan({ plans }: Run, order: number, plan: OrderPlan): boolean {
  const some = plans[order];
  if (!some || some.includes(plan)) return false;
  const parts = JSON.stringify(plan.parts);
  if (some.some((other) => other.cost === plan.cost && JSON.stringify(other.parts) === parts)) return false;
  some.push(plan);
  return true;
}
