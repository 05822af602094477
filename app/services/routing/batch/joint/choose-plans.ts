import { worthOf } from "./assignment-problem.ts";
import type { Assignment, OrderPlan } from "./assignment-problem.ts";
import type { Stage } from "./master.ts";
import type { ProgramColumn } from "./program.ts";
import type { Run } from "./run-stage.ts";

/** One plan of one order. */
export interface Option {
  order: number;
  plan: OrderPlan;
}

export interface Choice {
  options: readonly Option[];
  /** What the relaxation would pay for one unit more. */
  unitWorth: number;
  deadline: number;
  /** The difference to the best choice that will do; then one that ships too few units will do, too. */
  roughly?: number;
}

/**
 * Lets the solver choose among plans; answers its choice and what no choice among them goes below. That units come
 * before cost is told as a reward for every unit rather than as a row: the row leaves hardly any choice, which took the
 * solver eight times as long.
 */
export function choosePlans(
  run: Run,
  stage: Stage,
  choice: Choice,
): { assignment: Assignment; bound: number } {
  const { likely, surely } = rewardsFor(run, stage, choice);
  const first = chooseFor(run, stage, choice, likely);
  const isEnough = choice.roughly !== undefined || worthOf(first.assignment).units >= unitsOf(stage);
  if (isEnough || likely >= surely || run.now() >= choice.deadline) return first;
  const second = chooseFor(run, stage, choice, surely);
  return { ...second, bound: Math.max(first.bound, second.bound) };
}

/** What a unit is rewarded with: more than it costs, and more than its shipping may ever cost the other orders. */
function rewardsFor(
  run: Run,
  stage: Stage,
  { options, unitWorth }: Choice,
): { likely: number; surely: number } {
  if (stage.goal === "units") return { likely: 0, surely: 0 };
  const dearest = run.searches.map(() => 0);
  for (const { order, plan } of options)
    dearest[order] = Math.max(dearest[order] ?? 0, run.master.objective(stage, plan));
  const surely = 1 + dearest.reduce((sum, cost) => sum + cost, 0);
  return { surely, likely: Math.min(surely, Math.ceil(2 * (unitWorth + Math.max(0, ...dearest)))) };
}

function chooseFor(run: Run, stage: Stage, { options, deadline, roughly }: Choice, reward: number) {
  const { master, solver, best, now } = run;
  const { chosen, bound } = solver.choose({
    timeLimit: deadline - now(),
    columns: columnsFor(run, stage, options, reward),
    rows: master.rows({ goal: "units" }),
    start: options.map(({ order, plan }) => best[order] === plan),
    tolerance: roughly ?? master.tolerance(stage),
  });
  const assignment = chosen ? assignmentOf(run, options, chosen) : best;
  return { assignment, bound: bound + reward * unitsOf(stage) };
}

function columnsFor(
  { master }: Run,
  stage: Stage,
  options: readonly Option[],
  reward: number,
): ProgramColumn[] {
  return options.map(({ order, plan }) => ({
    cost: master.objective(stage, plan) - reward * plan.units,
    entries: master.column({ goal: "units" }, order, plan).entries,
  }));
}

function assignmentOf({ best }: Run, options: readonly Option[], chosen: readonly boolean[]): Assignment {
  const assignment: (OrderPlan | null)[] = best.map(() => null);
  for (const [at, { order, plan }] of options.entries()) if (chosen[at]) assignment[order] = plan;
  return assignment;
}

function unitsOf(stage: Stage): number {
  return stage.goal === "cost" ? stage.units : 0;
}
