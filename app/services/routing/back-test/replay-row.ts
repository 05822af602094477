import type { Cause } from "./compare.ts";
import type { PlanFigures } from "./measure.ts";
import type { OrderStanding } from "./standing.ts";

/** What a back-test stores about an order. */
export interface ReplayRow {
  readonly order_id: string;
  readonly decided_at: string;
  readonly is_changed: boolean;
  readonly cause: Cause | "person" | null;
  readonly in_fact: PlanFigures;
  readonly in_replay: PlanFigures;
}

export function rowOf(
  { id, fact, plan }: OrderStanding,
  difference: Cause | "person" | null,
): ReplayRow | null {
  if (!fact || !plan) return null;
  return {
    order_id: id,
    decided_at: new Date(fact.at).toISOString(),
    is_changed: difference !== null && difference !== "person",
    cause: difference,
    in_fact: fact.figures,
    in_replay: plan.figures,
  };
}
