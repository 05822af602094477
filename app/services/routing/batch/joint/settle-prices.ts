import type { OrderPlan } from "./assignment-problem.ts";
import type { Option } from "./choose-plans.ts";
import type { Stage } from "./master.ts";
import type { Prices } from "./plan-search.ts";
import type { Run } from "./run-stage.ts";

/** Prices for what orders share, and what they prove. */
export interface Pricing {
  /** No assignment has a lower objective (Lagrange). */
  bound: number;
  prices: Prices;
  /** The least value of any plan of each order, or 0 for shipping nothing. */
  least: readonly number[];
  /** The plan of each order on which the relaxation is of one mind; null for the others. */
  settled: readonly (OrderPlan | null)[];
}

const fewPlans = { keep: 3, visits: 20_000 };
const hair = 1e-6;

/** Column generation: plans that the prices of the relaxation make attractive join it until there are none. */
export function settlePrices(
  { master, solver, searches, plans, now }: Run,
  stage: Stage,
  { deadline, add }: { deadline: number; add: (order: number, plan: OrderPlan) => boolean },
): Pricing {
  const relaxation = solver.relax(master.rows(stage));
  const options = plans.flatMap((some, order) => some.map((plan) => ({ order, plan })));
  relaxation.add(options.map(({ order, plan }) => master.column(stage, order, plan)));
  let best: Pricing = {
    bound: -Infinity,
    prices: master.prices(stage, new Float64Array()).prices,
    least: [],
    settled: [],
  };
  try {
    for (;;) {
      const solution = relaxation.solve(deadline - now());
      if (!solution) return best;
      const { prices, orders, constant } = master.prices(stage, solution.duals);
      const found = searches.map((search, order) =>
        search(prices, { ...fewPlans, below: (orders[order] ?? 0) - hair }),
      );
      const least = found.map((one) => Math.min(0, one.beyond, one.plans[0]?.value ?? 0));
      const bound = least.reduce((sum, value) => sum + value, constant);
      const settled = settledIn(options, solution.values, plans.length);
      if (bound > best.bound) best = { bound, prices, least, settled };
      const added = found.flatMap((one, order) =>
        one.plans.filter((plan) => add(order, plan)).map((plan) => ({ order, plan })),
      );
      if (added.length === 0 || now() >= deadline) return best;
      options.push(...added);
      relaxation.add(added.map(({ order, plan }) => master.column(stage, order, plan)));
    }
  } finally {
    relaxation.close();
  }
}

function settledIn(options: readonly Option[], values: Float64Array, orders: number): (OrderPlan | null)[] {
  const settled: (OrderPlan | null)[] = Array.from({ length: orders }, () => null);
  for (const [at, { order, plan }] of options.entries())
    if ((values[at] ?? 0) > 1 - hair) settled[order] = plan;
  return settled;
}
