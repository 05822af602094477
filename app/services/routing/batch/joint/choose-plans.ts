import { worthOf } from "./assignment-problem.ts";
import type { Assignment, OrderPlan } from "./assignment-problem.ts";
import type { Stage } from "./master.ts";
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
  /** Milliseconds. */
  timeLimit: number;
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
  const began = run.now();
  const dearest = run.searches.map(() => 0);
  for (const { order, plan } of choice.options)
    dearest[order] = Math.max(dearest[order] ?? 0, run.master.objective(stage, plan));
  if (stage.goal === "units") return chooseFor(run, stage, choice, 0);
  // With the greater reward a unit is worth more than anything its shipping may cost the others.
  const surely = 1 + dearest.reduce((sum, cost) => sum + cost, 0);
  const likely = Math.ceil(2 * (choice.unitWorth + Math.max(0, ...dearest)));
  const first = chooseFor(run, stage, choice, Math.min(likely, surely));
  if (likely >= surely || worthOf(first.assignment).units >= stage.units) return first;
  const second = chooseFor(
    run,
    stage,
    { ...choice, timeLimit: choice.timeLimit - (run.now() - began) },
    surely,
  );
  return { ...second, bound: Math.max(first.bound, second.bound) };
}

function chooseFor(
  { master, solver, best }: Run,
  stage: Stage,
  { options, timeLimit }: Choice,
  reward: number,
) {
  const { chosen, bound } = solver.choose({
    timeLimit,
    columns: options.map(({ order, plan }) => {
      const { cost, entries } = master.column({ goal: "units" }, order, plan);
      return {
        entries,
        cost: stage.goal === "units" ? cost : master.objective(stage, plan) - reward * plan.units,
      };
    }),
    rows: master.rows({ goal: "units" }),
    start: options.map(({ order, plan }) => best[order] === plan),
    tolerance: master.tolerance(stage),
  });
  const assignment: (OrderPlan | null)[] = best.map(() => null);
  for (const [at, { order, plan }] of options.entries()) if (chosen?.[at]) assignment[order] = plan;
  const paid = stage.goal === "units" ? 0 : reward * stage.units;
  return { assignment: chosen ? assignment : best, bound: bound + paid };
}
