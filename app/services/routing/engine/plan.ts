import { coveredUnits } from "./stock.ts";
import { packOrder, rankCandidates } from "./candidates.ts";
import type { Candidate } from "./candidates.ts";
import type { Outcome, OutcomeReason } from "./decision.ts";
import { sumOf } from "./demand.ts";
import type { Effects } from "./rules/effects.ts";
import { deal } from "./split/deal.ts";
import type { Shipment } from "./split/deal.ts";
import { divideForLess } from "./split/divide.ts";
import { mainShipment } from "./split/judge.ts";
import type { Packing } from "./split/packing.ts";
import { rosterOf } from "./split/roster.ts";
import type { Roster } from "./split/roster.ts";
import { searchSplits } from "./split/search.ts";
import type { Found } from "./split/search.ts";
import type { Supply } from "./stock.ts";
import type { Survey } from "./standing.ts";

/** What becomes of an order. */
export interface Plan {
  outcome: Outcome;
  reason: OutcomeReason | null;
  /** In the order of the ranking; empty when nothing ships. */
  shipments: readonly Shipment[];
  /** The warehouse that stands for all shipments. */
  selected: Candidate | null;
}

/** A plan with what it was chosen from. */
export interface Settlement {
  survey: Survey;
  effects: Effects;
  packing: Packing;
  /** Best first. */
  ranked: readonly Candidate[];
  eligible: readonly Candidate[];
  plan: Plan;
  /** The splits that were looked for; null where one warehouse alone ships everything, or none may. */
  splits: { roster: Roster; found: Found } | null;
}

/**
 * Chooses what ships an order: most units, fewest shipments; of single warehouses the preferred one if it can fill the
 * order, then the best ranked; of splits the cheapest, nearest, lowest in priority and id.
 */
export function settle(survey: Survey, effects: Effects): Settlement {
  const packing = packOrder(survey, effects);
  const ranked = rankCandidates(survey, effects, packing);
  const eligible = ranked.filter((candidate) => candidate.eligible);
  const settlement = { survey, effects, packing, ranked, eligible };
  if (survey.demand.total === 0)
    return { ...settlement, splits: null, plan: nothing("held", "nothing_to_ship") };
  if (effects.held) return { ...settlement, splits: null, plan: nothing("held", "held_by_rule") };
  const single = bestSingle(eligible, effects.preferred, survey.demand.total);
  if (single?.alone === survey.demand.total || packing.maxShipments === 1) {
    return {
      ...settlement,
      splits: null,
      plan: single ? planOfOne(packing, single) : withoutAny(settlement),
    };
  }
  const roster = rosterOf(
    packing,
    eligible.map(({ site }) => site).filter(({ units }) => units > 0),
  );
  const found = searchSplits(roster, { moreThan: single?.alone ?? 0 });
  const alone = single ? planOfOne(packing, single) : withoutAny(settlement);
  const plan = found.best
    ? planOfSeveral(packing, ranked, divideForLess(packing, found.best.shipments))
    : alone;
  return { ...settlement, splits: { roster, found }, plan };
}

/** The best of the candidates, given best first, to ship alone; null when none can. */
export function bestSingle(
  ranked: readonly Candidate[],
  preferred: string | null,
  total: number,
): Candidate | null {
  let best: Candidate | null = null;
  for (const candidate of ranked) {
    if (candidate.alone === total && candidate.site.id === preferred) return candidate;
    if (candidate.alone > (best?.alone ?? 0)) best = candidate;
  }
  return best;
}

/** What all eligible warehouses may promise together, by SKU. */
export function combinedSupply({ survey, eligible }: Pick<Settlement, "survey" | "eligible">): Supply {
  return survey.demand.units.map((_, sku) => sumOf(eligible.map(({ site }) => site.supply[sku] ?? 0)));
}

function planOfOne(packing: Packing, selected: Candidate): Plan {
  const shipments = deal(packing, [selected.site]) ?? [];
  const reason = selected.alone < packing.demand.total ? "partial_stock" : null;
  return { outcome: "routed", reason, shipments, selected };
}

function planOfSeveral(
  { demand }: Packing,
  ranked: readonly Candidate[],
  shipments: readonly Shipment[],
): Plan {
  const ids = ranked.map(({ site }) => site.id);
  const main = mainShipment(shipments);
  const units = shipments.reduce((sum, shipment) => sum + shipment.units, 0);
  return {
    outcome: "split",
    reason: units < demand.total ? "partial_stock" : null,
    shipments: [...shipments].sort((a, b) => ids.indexOf(a.site.id) - ids.indexOf(b.site.id)),
    selected: ranked.find(({ site }) => site.id === main?.site.id) ?? null,
  };
}

function withoutAny(settlement: Omit<Settlement, "plan" | "splits">): Plan {
  return nothing("unfillable", reasonForNothing(settlement));
}

function reasonForNothing(settlement: Omit<Settlement, "plan" | "splits">): OutcomeReason {
  const { survey, effects, packing, eligible } = settlement;
  const { bundles, demand } = packing;
  if (effects.target !== null) return "rule_target_cannot_fill";
  if (eligible.length === 0) return "no_warehouse";
  if (eligible.every(({ site }) => site.units === 0)) return "no_stock";
  if (coveredUnits(demand, combinedSupply({ survey, eligible })) < demand.total) return "partial_stock";
  const canCarry = (needs: (typeof bundles)[number]["needs"]) =>
    eligible.some(({ site }) => needs.every(([sku, units]) => (site.supply[sku] ?? 0) >= units));
  if (!bundles.every(({ needs }) => canCarry(needs))) return "group_cannot_be_filled";
  const everybody = deal(
    packing,
    eligible.map(({ site }) => site),
  );
  return everybody ? "split_not_allowed" : "group_cannot_be_filled";
}

function nothing(outcome: Outcome, reason: OutcomeReason): Plan {
  return { outcome, reason, shipments: [], selected: null };
}
