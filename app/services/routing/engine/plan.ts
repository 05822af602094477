import type { Outcome, OutcomeReason } from "./decision.ts";
import type { Candidate } from "./candidates.ts";
import type { OrderLine, RouteInput, Settings } from "./route-input.ts";
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
 * everything, then rank. Plans of several shipments and of a part of the groups do not exist yet: an order that
 * would ship more units with one is left to a person as `needs_review`, unless splitting is switched off.
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
  return input.settings.partial === "hold"
    ? planOfSeveral(input, eligible, demand)
    : planOfPart(input, eligible, demand, fullest);
}

/** What all eligible warehouses may promise together. */
export function combinedSupply(ranked: readonly Candidate[]): Units {
  return ranked
    .filter((candidate) => candidate.eligible)
    .reduce<Units>((sum, candidate) => plus(sum, candidate.supply), new Map());
}

function planOfSeveral({ order, settings }: RouteInput, eligible: readonly Candidate[], demand: Units): Plan {
  if (!covers(combinedSupply(eligible), demand)) return without("unfillable", "partial_stock");
  if (!maySplit(settings)) return without("unfillable", "split_not_allowed");
  return groupsOf(order.lines).every((group) => fits(group, eligible))
    ? without("needs_review", "partial_stock")
    : without("unfillable", "group_cannot_be_filled");
}

function planOfPart(
  input: RouteInput,
  eligible: readonly Candidate[],
  demand: Units,
  fullest: Candidate,
): Plan {
  const { order, settings } = input;
  const groups = groupsOf(order.lines);
  if (groups.length > 0) {
    const loose = demandOf(order.lines.filter((line) => !isGrouped(line)));
    const ships =
      eligible.some(({ supply }) => total(overlap(loose, supply)) > 0) ||
      groups.some((group) => fits(group, eligible));
    return ships ? without("needs_review", "partial_stock") : planOfSeveral(input, eligible, demand);
  }
  const together = total(overlap(demand, combinedSupply(eligible)));
  if (together > fullest.units && maySplit(settings)) return without("needs_review", "partial_stock");
  return { outcome: "routed", reason: "partial_stock", winner: fullest };
}

function maySplit({ split }: Settings): boolean {
  return split.policy !== "never" && split.max_shipments > 1;
}

function groupsOf(lines: readonly OrderLine[]): OrderLine[][] {
  return [...Map.groupBy(lines.filter(isGrouped), (line) => line.group).values()];
}

function fits(group: readonly OrderLine[], eligible: readonly Candidate[]): boolean {
  return eligible.some(({ supply }) => covers(supply, demandOf(group)));
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
