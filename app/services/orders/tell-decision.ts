import type { SavedDecision, ShownFactors, ShownRaw } from "#app/db/lists-orders.server.ts";
import { tellExclusion, tellReason } from "#app/services/routing/reasons.ts";
import { count, listed, unitCount } from "./phrases.ts";
import { whyChosen } from "./tell-choice.ts";

/** What of a saved decision can be told; a decision that was only tried has as much. */
export type ShownDecision = Omit<SavedDecision, "id" | "is_current">;
export type NameOf = (warehouseId: string) => string;

export interface ToldScore {
  readonly label: string;
  /** 0 to 1; null where it was left out. */
  readonly score: number | null;
  /** The measured value behind it. */
  readonly raw: string;
}

/** Units a decision was about: those given to warehouses and those left. */
export function orderedUnits({ details }: ShownDecision): number {
  const given = details.allocations.flatMap(({ lines }) => lines);
  return [...given, ...details.unfilled].reduce((sum, { quantity }) => sum + quantity, 0);
}

/** What was decided, in one sentence. */
export function headline(decision: ShownDecision, nameOf: NameOf): string {
  const { selected_warehouse_id: selected, details } = decision;
  if (selected !== null) {
    const part = details.unfilled.length > 0 ? "what is in stock" : "this order";
    const others = details.allocations
      .map(({ warehouse_id }) => warehouse_id)
      .filter((id) => id !== selected);
    return others.length === 0
      ? `${nameOf(selected)} ships ${part}`
      : `${listed([selected, ...others].map(nameOf))} ship ${part} together`;
  }
  return decision.outcome === "needs_review" ? "A person has to decide" : "No warehouse ships this order yet";
}

/** Why, in one sentence; of an order nobody ships, what stands in the way. */
export function why(decision: ShownDecision, nameOf: NameOf): string {
  const { selected_warehouse_id: chosenId, decision_factors: factors } = decision;
  const { raw, allocations } = decision.details;
  if (decision.chosen_by !== null) return whyChosen(decision, nameOf);
  if (chosenId === null || !factors || !raw) return tellReason(decision.reason ?? "").sentence;
  if (allocations.length > 1) {
    const units = allocations.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0);
    return `No warehouse alone can ship ${units === orderedUnits(decision) ? "all" : "these"} ${unitCount(units)}, so they leave in ${allocations.length} shipments.`;
  }
  const name = nameOf(chosenId);
  const rivals = decision.alternatives.filter(
    ({ excluded, raw: other }) => excluded === null && other.units_available >= raw.units_available,
  );
  const stock = stockClause(decision, raw);
  if (rivals.length === 0) {
    return decision.alternatives.length === 0
      ? `${name} is the only warehouse.`
      : `${name} is the only warehouse that ${stock} and may ship this order.`;
  }
  const strengths = [
    isLeast(raw.distance_miles, rivals, "distance_miles") && `is nearest at ${miles(raw.distance_miles)}`,
    isLeast(raw.transit_days, rivals, "transit_days") && `is fastest with ${dayCount(raw.transit_days)}`,
    isLeast(raw.cost, rivals, "cost") && `costs least at ${money(raw.cost, raw.cost_currency)}`,
  ].filter((clause) => clause !== false);
  if (strengths.length > 0) return `${name} ${listed([stock, ...strengths])}.`;
  const [next] = rivals;
  const runnerUp = next
    ? `, ahead of ${nameOf(next.warehouse_id)} with ${points(next.decision_factors.totalScore)}`
    : "";
  return `${name} ${stock} and has the best total score: ${points(factors.totalScore)}${runnerUp}.`;
}

const stockClause = (decision: ShownDecision, raw: ShownRaw) =>
  raw.units_available >= orderedUnits(decision) ? "has everything in stock" : "has the most in stock";

function isLeast(
  value: number | null,
  rivals: ShownDecision["alternatives"],
  key: "distance_miles" | "transit_days" | "cost",
): boolean {
  if (value === null) return false;
  return rivals.every(({ raw }) => {
    const other = raw[key];
    return other === null || value < other;
  });
}

/** The scores of a warehouse with the measured values they come from. */
export function tellScores(factors: ShownFactors, raw: ShownRaw, ordered: number): ToldScore[] {
  const days = raw.transit_days === null ? "" : `, ${dayCount(raw.transit_days)}`;
  return [
    {
      label: "Stock",
      score: factors.inventoryScore,
      raw: `${count(Math.min(raw.units_available, ordered))} of ${unitCount(ordered)}`,
    },
    {
      label: "Distance",
      score: factors.proximityScore,
      raw: raw.distance_miles === null ? "Not known" : `${miles(raw.distance_miles)}${days}`,
    },
    {
      label: "Shipping cost",
      score: factors.costScore,
      raw: raw.cost === null ? "No rate, left out" : money(raw.cost, raw.cost_currency),
    },
    { label: "Capacity", score: factors.capacityScore, raw: capacity(factors.capacityScore) },
  ];
}

/** Why a warehouse was not chosen, in one sentence. */
export function whyNot(alternative: ShownDecision["alternatives"][number], decision: ShownDecision): string {
  const { warehouse_id: id, excluded, raw, decision_factors: factors } = alternative;
  const ordered = orderedUnits(decision);
  if (decision.chosen_by !== null && decision.details.automatic?.selected_warehouse_id === id) {
    return "What Swyft would have chosen.";
  }
  if (excluded === "partial_stock") return `Has only ${count(raw.units_available)} of ${unitCount(ordered)}.`;
  if (excluded !== null) return tellExclusion(excluded);
  const { decision_factors: best } = decision;
  const chosen = decision.details.raw;
  if (!best || !chosen) return "Could not ship the order alone.";
  if (raw.units_available < chosen.units_available) {
    return `Has ${count(raw.units_available)} of ${unitCount(ordered)}, fewer than the chosen warehouse.`;
  }
  const weaknesses = [
    more(raw.distance_miles, chosen.distance_miles, (difference) => `${miles(difference)} farther`),
    more(raw.transit_days, chosen.transit_days, (difference) => `${dayCount(difference)} slower`),
    more(raw.cost, chosen.cost, (difference) => `${money(difference, raw.cost_currency)} dearer`),
    more(best.capacityScore, factors.capacityScore, () => "fuller today"),
  ].filter((clause) => clause !== null);
  if (decision.chosen_by !== null && weaknesses.length === 0) return "Could have shipped the order as well.";
  if (decision.chosen_by === null && factors.totalScore > best.totalScore) {
    return "Scores higher, but the preferred warehouse comes first.";
  }
  if (weaknesses.length === 0) return "Equally good; the warehouse priority decides.";
  return `${capitalised(listed(weaknesses))}.`;
}

function more(value: number | null, than: number | null, say: (difference: number) => string): string | null {
  return value !== null && than !== null && value > than ? say(value - than) : null;
}

const capacity = (score: number) =>
  score >= 1 ? "Not limited today" : `${Math.round((1 - score) * 100)}% used today`;

const points = (score: number) => score.toFixed(2);
const miles = (distance: number | null) => `${Math.round(distance ?? 0).toLocaleString("en-US")} miles`;
const dayCount = (days: number | null) => `${days ?? 0} ${days === 1 ? "day" : "days"}`;
const money = (amount: number | null, currency: string) =>
  new Intl.NumberFormat("en-US", { style: "currency", currency }).format(amount ?? 0);
const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
