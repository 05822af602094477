import type { AssignableOrder, Assignment, AssignmentProblem, OrderPlan } from "./assignment-problem.ts";
import { costOfParts } from "./parcels.ts";
import { unitsByPool } from "./usage.ts";

/** What an assignment breaks, checked from the plans alone; null where it keeps to everything. */
export function findFault(problem: AssignmentProblem, assignment: Assignment): string | null {
  const { orders, pools, places } = problem;
  if (assignment.length !== orders.length) return "not one plan for each order";
  const taken = pools.map(() => 0);
  const shipped = places.map(() => 0);
  for (const [at, order] of orders.entries()) {
    const plan = assignment[at];
    if (!plan) continue;
    const fault = faultOfPlan(problem, order, plan);
    if (fault !== null) return `order ${at}: ${fault}`;
    for (const [pool, units] of unitsByPool(order, plan)) taken[pool] = (taken[pool] ?? Infinity) + units;
    for (const { site } of plan.parts) {
      const warehouse = order.sites[site]?.warehouse ?? -1;
      shipped[warehouse] = (shipped[warehouse] ?? Infinity) + 1;
    }
    if (taken.length > pools.length || unitsByPool(order, plan).some(([pool]) => pool < 0))
      return `order ${at}: takes what is not there`;
  }
  if (taken.some((units, pool) => units > (pools[pool] ?? 0))) return "more than the stock";
  if (shipped.some((orders, place) => orders > (places[place] ?? 0))) return "more than a day's orders";
  return null;
}

function faultOfPlan({ card }: AssignmentProblem, order: AssignableOrder, plan: OrderPlan): string | null {
  const { pieces, maxShipments, minValue, whole } = order;
  const { parts } = plan;
  const dealt = pieces.map((_, at) => parts.reduce((sum, { taken }) => sum + (taken[at] ?? 0), 0));
  const sumOf = (amount: (piece: (typeof pieces)[number]) => number, counts: readonly number[]) =>
    pieces.reduce((sum, piece, at) => sum + amount(piece) * (counts[at] ?? 0), 0);
  if (parts.length > maxShipments) return "too many shipments";
  if (new Set(parts.map(({ site }) => site)).size < parts.length) return "two shipments from one place";
  if (parts.some(({ taken }) => taken.some((count) => count < 0 || !Number.isInteger(count))))
    return "broken pieces";
  if (parts.some(({ taken }) => sumOf(({ units }) => units, taken) === 0)) return "an empty shipment";
  if (parts.length > 1 && parts.some(({ taken }) => sumOf(({ value }) => value, taken) < minValue))
    return "a shipment worth too little";
  if (dealt.some((count, at) => count > (pieces[at]?.count ?? 0))) return "more than was ordered";
  if (whole && dealt.some((count, at) => count < (pieces[at]?.count ?? 0)))
    return "an order that is not whole";
  if (plan.units !== sumOf(({ units }) => units, dealt)) return "units that do not add up";
  if (plan.cost !== costOfParts(card, order, parts)) return "another cost";
  return null;
}
