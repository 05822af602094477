import { byWorth, worthOf } from "./assignment-problem.ts";
import type { Assignment, OrderPlan } from "./assignment-problem.ts";
import { choosePlans } from "./choose-plans.ts";
import type { Option } from "./choose-plans.ts";
import type { Master, Stage } from "./master.ts";
import type { PlanSearch } from "./plan-search.ts";
import type { Solver } from "./program.ts";
import { settlePrices } from "./settle-prices.ts";
import type { Pricing } from "./settle-prices.ts";

/** What the stages of one search share. */
export interface Run {
  solver: Solver;
  now: () => number;
  master: Master;
  /** By order. */
  searches: readonly PlanSearch[];
  /** Plans that are worth choosing among, by order. */
  plans: OrderPlan[][];
  best: Assignment;
}

export interface StageResult {
  /** No assignment has a lower objective. */
  bound: number;
  /** Whether the best known one cannot be beaten. */
  proved: boolean;
}

const manyPlans = { keep: 2000, visits: 60_000 };
// Of the bound: what mostly suffices to prove the best assignment, at a few thousand plans for 200 orders.
const firstReach = 0.012;
// How exact the first assignment has to be.
const shareOfReach = 0.1;

/**
 * Improves the best assignment as far as the stage asks for, and learns how much better any could be. The solver
 * chooses among plans near the bound and, where that leaves room for anything better, among all that could be part of
 * it. `onStep` hears the bound whenever it or the assignment may have changed.
 */
export function runStage(
  run: Run,
  stage: Stage,
  deadline: number,
  onStep: (result: StageResult) => void,
): StageResult {
  const pricing = priced(run, stage, deadline);
  let reach = Math.max(1, Math.abs(pricing.bound) * firstReach);
  if (stage.goal === "cost" && pricing.bound > -Infinity)
    chooseRest(run, stage, pricing, { reach, deadline });
  let result = judged(run, stage, pricing.bound);
  while (!result.proved && Number.isFinite(reach) && run.now() < deadline) {
    onStep(result);
    const { options, beyond } = optionsWithin(run, pricing, reach);
    const { assignment, bound } = choosePlans(run, stage, {
      options,
      unitWorth: pricing.prices.unit,
      deadline,
    });
    accept(run, assignment);
    result = judged(run, stage, Math.max(result.bound, Math.min(bound, beyond)));
    const distance = objectiveOf(run, stage) - pricing.bound;
    if (distance <= reach || isShort(run, stage)) break;
    reach = distance;
  }
  onStep(result);
  return result;
}

/** A good assignment, fast: what the relaxation is of one mind about stays, the rest is chosen among. */
function chooseRest(
  run: Run,
  stage: Stage,
  pricing: Pricing,
  { reach, deadline }: { reach: number; deadline: number },
): void {
  const { options } = optionsWithin(run, pricing, reach, pricing.settled);
  const unitWorth = pricing.prices.unit;
  const roughly = reach * shareOfReach;
  accept(run, choosePlans(run, stage, { options, unitWorth, deadline, roughly }).assignment);
}

function accept(run: Run, assignment: Assignment): void {
  if (byWorth(worthOf(assignment), worthOf(run.best)) < 0) run.best = assignment;
}

/** Finds plans for a stage and answers what its objective does not go below, leaving the choice alone. */
export function relaxStage(run: Run, stage: Stage, deadline: number): number {
  return priced(run, stage, deadline).bound;
}

function priced(run: Run, stage: Stage, deadline: number): Pricing {
  for (const [order, plan] of run.best.entries()) if (plan) addPlan(run, order, plan);
  return settlePrices(run, stage, { deadline, add: (order, plan) => addPlan(run, order, plan) });
}

/** Whether the best known assignment ships fewer units than the stage takes for granted. */
function isShort({ best }: Run, stage: Stage): boolean {
  return stage.goal === "cost" && worthOf(best).units < stage.units;
}

function judged(run: Run, stage: Stage, bound: number): StageResult {
  const distance = objectiveOf(run, stage) - bound;
  return { bound, proved: !isShort(run, stage) && distance <= run.master.tolerance(stage) };
}

function objectiveOf({ master, best }: Run, stage: Stage): number {
  return best.reduce((sum, plan) => sum + (plan ? master.objective(stage, plan) : 0), 0);
}

/** The plans an assignment within `reach` of the bound may be made of, and what one with any other comes to at least. */
function optionsWithin(
  run: Run,
  { bound, prices, least }: Pricing,
  reach: number,
  settled: Pricing["settled"] = [],
) {
  let beyond = Infinity;
  const options = run.searches.flatMap((search, order): Option[] => {
    const only = settled[order];
    if (only) return [{ order, plan: only }];
    const floor = least[order] ?? 0;
    const found = search(prices, { ...manyPlans, below: floor + reach });
    beyond = Math.min(beyond, bound + found.beyond - floor);
    const known = run.best[order];
    const plans: OrderPlan[] = [...found.plans];
    if (known && !plans.some((plan) => isSame(plan, known))) plans.push(known);
    return plans.map((plan) => ({ order, plan }));
  });
  return { options, beyond };
}

/** False where the plan was there already. */
function addPlan({ plans }: Run, order: number, plan: OrderPlan): boolean {
  const some = plans[order];
  if (!some || some.some((other) => isSame(other, plan))) return false;
  some.push(plan);
  return true;
}

function isSame(a: OrderPlan, b: OrderPlan): boolean {
  return a === b || (a.cost === b.cost && JSON.stringify(a.parts) === JSON.stringify(b.parts));
}
