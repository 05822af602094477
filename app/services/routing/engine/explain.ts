import type { Alternative, Decision, ExclusionReason, OutcomeReason, RawFactors } from "./decision.ts";

/** A decision in short English sentences. */
export interface Explanation {
  /** What was decided. */
  headline: string;
  /** Why: of the chosen warehouse, or what is missing. */
  because: string[];
  /** One sentence for every warehouse that was not chosen, in the decision's order. */
  alternatives: { warehouse_id: string; says: string }[];
}

/** Puts a decision into words; `nameOf` gives the name of a warehouse by its id. */
export function explain(decision: Decision, nameOf: (warehouseId: string) => string): Explanation {
  const chosen = decision.selected_warehouse_id === null ? null : nameOf(decision.selected_warehouse_id);
  return {
    headline: headline(decision, nameOf),
    because: [
      ...(isSplit(decision) ? parts(decision, nameOf) : strengths(decision)),
      ...shortfalls(decision),
    ],
    alternatives: decision.alternatives.map((alternative) => ({
      warehouse_id: alternative.warehouse_id,
      says: whyNot(alternative, decision, nameOf(alternative.warehouse_id), chosen),
    })),
  };
}

const outcomeSentences: Record<OutcomeReason, string> = {
  no_warehouse: "No warehouse may ship this order at the moment.",
  no_stock: "No warehouse has any of the ordered items in stock.",
  partial_stock: "No warehouse has everything that was ordered.",
  split_not_allowed: "Only several warehouses together have everything, and orders are not split.",
  rule_target_cannot_fill: "The warehouse a rule sends this order to cannot fill it.",
  held_by_rule: "A rule holds this order.",
  nothing_to_ship: "Nothing on this order has to be shipped.",
  group_cannot_be_filled: "No warehouse has all the items that must stay together.",
};

function headline(decision: Decision, nameOf: (warehouseId: string) => string): string {
  const { allocations, unfilled, reason, outcome } = decision;
  if (allocations.length > 0) {
    const names = listed(allocations.map((allocation) => nameOf(allocation.warehouse_id)));
    const part = unfilled.length > 0 ? "what is in stock of this order" : "this order";
    return isSplit(decision) ? `${names} ship ${part} together.` : `${names} ships ${part}.`;
  }
  const sentence = reason === null ? "This order could not be routed." : outcomeSentences[reason];
  return outcome === "needs_review" ? `${sentence} Someone has to choose.` : sentence;
}

function isSplit({ allocations }: Decision): boolean {
  return allocations.length > 1;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

function parts({ allocations }: Decision, nameOf: (warehouseId: string) => string): string[] {
  return allocations.map(({ warehouse_id: id, lines }) => {
    const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    return `${nameOf(id)} ships ${unitCount(units)}.`;
  });
}

function strengths({ raw, decision_factors: factors }: Decision): string[] {
  if (!raw || !factors) return [];
  return [
    `It has ${unitCount(raw.units_available)} of the order${stockAge(raw)}.`,
    distanceSentence(raw),
    costSentence(raw),
    `It scores ${points(factors.totalScore)} in total.`,
  ];
}

function stockAge({ stock_age_minutes: age }: RawFactors): string {
  return age === null ? "" : `, counted ${age} ${age === 1 ? "minute" : "minutes"} ago`;
}

function distanceSentence({
  distance_miles: miles,
  transit_days: days,
  ship_date: date,
}: RawFactors): string {
  const away = miles === null ? "The distance is not known" : `It is ${miles} miles away`;
  const ground = days === null ? "" : `, ${days} ${days === 1 ? "day" : "days"} by ground`;
  return `${away}${ground}${date === null ? "" : `, and ships on ${date}`}.`;
}

function costSentence({ cost, cost_currency: currency }: RawFactors): string {
  if (cost === null) return "No rate applies, so the cost was left out and the other scores count for more.";
  return `Shipping costs about ${cost.toFixed(2)} ${currency}.`;
}

function shortfalls({ unfilled }: Decision): string[] {
  return unfilled.map(({ sku, quantity, reason }) => {
    const units = `${unitCount(quantity)} of ${sku}`;
    return reason === "no_stock" ? `${units} are in stock nowhere.` : `${units} do not ship for now.`;
  });
}

const exclusionSentences: Record<ExclusionReason, string> = {
  inactive: "is switched off",
  connection_inactive: "has no working connection",
  frozen: "is frozen for now",
  country_not_served: "does not ship to this country",
  sku_blocked: "must not ship one of the items",
  capability_missing: "lacks a capability this order needs",
  no_place: "has no usable address",
  stale_stock: "has stock figures that are too old",
  capacity_full: "has reached its orders for today",
  rejected_before: "has refused this order before",
  excluded_by_rule: "is excluded by a rule",
  not_allowed_by_rule: "is not among the warehouses a rule allows",
  no_stock: "has none of the items",
  partial_stock: "has only a part of the items",
};

function whyNot(alternative: Alternative, decision: Decision, name: string, chosen: string | null): string {
  const { excluded, raw } = alternative;
  if (isSplit(decision) && ships(decision, alternative.warehouse_id))
    return `${name} ships a part of the order.`;
  if (excluded === "partial_stock") return `${name} has only ${unitCount(raw.units_available)} of the order.`;
  if (excluded !== null) return `${name} ${exclusionSentences[excluded]}.`;
  if (chosen === null || !decision.raw || !decision.decision_factors)
    return `${name} could not ship it alone.`;
  if (raw.units_available < decision.raw.units_available) {
    return `${name} can ship only ${unitCount(raw.units_available)}, ${chosen} ${decision.raw.units_available}.`;
  }
  if (isSplit(decision)) return `${name} is not in the split that costs least.`;
  return `${name} ${comparison(alternative, decision.raw, decision.decision_factors.totalScore, chosen)}.`;
}

function ships({ allocations }: Decision, warehouseId: string): boolean {
  return allocations.some((allocation) => allocation.warehouse_id === warehouseId);
}

function comparison(
  alternative: Alternative,
  chosenRaw: RawFactors,
  chosenScore: number,
  chosen: string,
): string {
  const score = alternative.decision_factors.totalScore;
  if (score > chosenScore) return `scores ${points(score)}, but ${chosen} is preferred`;
  if (score === chosenScore)
    return `scores as much to two decimals; ${chosen} is ahead in the rest or in priority`;
  return `scores ${points(score)} against ${points(chosenScore)}${weaknesses(alternative.raw, chosenRaw)}`;
}

function weaknesses(raw: RawFactors, chosen: RawFactors): string {
  const worse = [
    isMore(raw.distance_miles, chosen.distance_miles) ? `${raw.distance_miles ?? 0} miles away` : null,
    isMore(raw.cost, chosen.cost) ? `${raw.cost?.toFixed(2) ?? ""} ${raw.cost_currency} to ship` : null,
  ].filter((text) => text !== null);
  return worse.length === 0 ? "" : `: ${worse.join(", ")}`;
}

function isMore(value: number | null, other: number | null): boolean {
  return value !== null && other !== null && value > other;
}

function unitCount(units: number): string {
  return `${units} ${units === 1 ? "unit" : "units"}`;
}

function points(score: number): string {
  return score.toFixed(2);
}
