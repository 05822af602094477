import type { Outcome, OutcomeReason } from "./decision.ts";
import { allowsPartial } from "./candidates.ts";
import type { Candidate } from "./candidates.ts";
import type { OrderLine, RouteInput } from "./route-input.ts";
import { demandOf, overlap, plus, total } from "./stock.ts";
import type { Units } from "./stock.ts";

/** What becomes of the order, and the one warehouse that ships it. */
export interface Plan {
  outcome: Outcome;
  reason: OutcomeReason | null;
  winner: Candidate | null;
}

/**
 * Chooses among candidates given best first. Most units come first, then the preferred warehouse if it can fill
 * everything, then rank. An order that only several warehouses together could fill is left to a person as
 * `needs_review` unless splitting is switched off, because plans of several shipments do not exist yet.
 */
export function choosePlan(input: RouteInput, ranked: readonly Candidate[]): Plan {
  const { lines } = input.order;
  if (lines.length === 0) return without("held", "nothing_to_ship");
  const eligible = ranked.filter((candidate) => candidate.eligible);
  const demand = demandOf(lines);
  const whole = eligible.filter((candidate) => candidate.units === total(demand));
  const preferred = whole.find(({ warehouse }) => warehouse.id === input.settings.preferred_warehouse_id);
  const winner = preferred ?? whole[0];
  if (winner) return { outcome: "routed", reason: null, winner };
  if (eligible.length === 0) return without("unfillable", "no_warehouse");
  const fullest = mostUnits(eligible);
  if (!fullest) return without("unfillable", "no_stock");
  if (allowsPartial(input)) return { outcome: "routed", reason: "partial_stock", winner: fullest };
  return planOfSeveral(input, eligible, demand);
}

/** What all eligible warehouses may promise together. */
export function combinedSupply(ranked: readonly Candidate[]): Units {
  return ranked
    .filter((candidate) => candidate.eligible)
    .reduce<Units>((sum, candidate) => plus(sum, candidate.supply), new Map());
}

function planOfSeveral({ order, settings }: RouteInput, eligible: readonly Candidate[], demand: Units): Plan {
  if (!covers(combinedSupply(eligible), demand)) return without("unfillable", "partial_stock");
  if (settings.split.policy === "never" || settings.split.max_shipments === 1) {
    return without("unfillable", "split_not_allowed");
  }
  const groups = Map.groupBy(order.lines.filter(isGrouped), (line) => line.group);
  const fitting = [...groups.values()].every((lines) =>
    eligible.some((candidate) => covers(candidate.supply, demandOf(lines))),
  );
  return fitting ? without("needs_review", "partial_stock") : without("unfillable", "group_cannot_be_filled");
}

function without(outcome: Outcome, reason: OutcomeReason): Plan {
  return { outcome, reason, winner: null };
}

function mostUnits(ranked: readonly Candidate[]): Candidate | null {
  return ranked.reduce<Candidate | null>(
    (best, candidate) => (candidate.units > (best?.units ?? 0) ? candidate : best),
    null,
  );
}

function covers(supply: Units, demand: Units): boolean {
  return total(overlap(demand, supply)) === total(demand);
}

function isGrouped(line: OrderLine): boolean {
  return line.group !== null;
}
