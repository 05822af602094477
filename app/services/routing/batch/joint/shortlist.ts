import type { AssignableOrder, OrderPlan } from "./assignment-problem.ts";
import type { Contention } from "./contention.ts";
import type { PlanQuest, PricedPlan } from "./plan-search.ts";
import { usageOf } from "./usage.ts";

/** The best plans seen so far, one for each thing they take of what orders fight for. */
export interface Shortlist {
  /** A plan of this value or a higher one is not wanted. */
  threshold: () => number;
  offer: (plan: OrderPlan & { value: number }) => void;
  plans: () => readonly PricedPlan[];
}

const hair = 1e-9;

export function makeShortlist(
  { below, keep }: PlanQuest,
  order: AssignableOrder,
  contention: Contention,
): Shortlist {
  const best: PricedPlan[] = [];
  let threshold = below - hair;
  return {
    threshold: () => threshold,
    plans: () => best,
    offer: (plan) => {
      const usage = usageOf(order, plan, contention);
      const signature = `${plan.units}|${usage.pools.map((entry) => entry.join("x")).join()}|${usage.warehouses.join()}`;
      const known = best.findIndex((one) => one.signature === signature);
      if (known !== -1) {
        if ((best[known]?.value ?? 0) <= plan.value) return;
        best.splice(known, 1);
      }
      const at = best.findIndex(({ value }) => value > plan.value);
      best.splice(at === -1 ? best.length : at, 0, { ...plan, signature });
      if (best.length <= keep) return;
      best.pop();
      threshold = Math.min(threshold, (best.at(-1)?.value ?? threshold) - hair);
    },
  };
}
