import { fromMinor } from "#app/lib/money.ts";
import type { ExclusionReason, RawFactors } from "./decision.ts";
import { ineligibility, shortage, stockAgeMinutes } from "./eligibility.ts";
import type { Applicant } from "./eligibility.ts";
import { builtInRateCard } from "./rate-card.ts";
import type { RouteInput, WarehouseInput } from "./route-input.ts";
import { capacityScore, costScore, inventoryScore, proximityScore, withTotal } from "./scores.ts";
import type { Scores } from "./scores.ts";
import { shipDate, wallClock } from "./ship-date.ts";
import type { WallClock } from "./ship-date.ts";
import { billedPounds, pointOf, shippingFrom } from "./shipping.ts";
import type { Shipping } from "./shipping.ts";
import { demandOf, overlap, shelvesByWarehouse, supplyFor, total } from "./stock.ts";
import type { Units } from "./stock.ts";

/** One warehouse seen from one order. Nothing here depends on the other warehouses. */
export interface Candidate {
  warehouse: WarehouseInput;
  /** May be considered, alone or together with others. */
  eligible: boolean;
  /** Why it cannot be chosen alone; null when it can. */
  excluded: ExclusionReason | null;
  supply: Units;
  /** Ordered units it could ship. */
  units: number;
  scores: Scores;
  raw: RawFactors;
}

/** Every warehouse of the input, best first: total score, then priority, then id. */
export function rankCandidates(input: RouteInput): Candidate[] {
  const demand = demandOf(input.order.lines);
  const shelves = shelvesByWarehouse(input.inventory);
  const pounds = billedPounds(input.order.lines);
  const clock = wallClock(input.now);
  return input.warehouses
    .map((warehouse) => assess({ input, warehouse, shelf: shelves.get(warehouse.id), demand }, pounds, clock))
    .sort(byRank);
}

/** Whether an order may ship in part. Not while lines are grouped: a group leaves together or not at all. */
export function allowsPartial({ order, settings }: RouteInput): boolean {
  return settings.partial === "ship_available" && order.lines.every((line) => line.group === null);
}

function assess(applicant: Applicant, pounds: number, clock: WallClock): Candidate {
  const { input, warehouse, shelf, demand } = applicant;
  const supply = supplyFor(demand, warehouse, shelf);
  const fill = overlap(demand, supply);
  const units = total(fill);
  const shipping = shippingFrom(warehouse, input.order, pounds);
  const barred = ineligibility(applicant);
  const scores = {
    inventory: inventoryScore(demand, supply, fill, shelf, input.settings.cover_days),
    proximity: proximityScore(shipping.miles, pointOf(input.order) !== null),
    cost: costScore(shipping.cost),
    capacity: capacityScore(warehouse),
  };
  return {
    warehouse,
    eligible: barred === null,
    excluded: barred ?? shortage(applicant, units, allowsPartial(input)),
    supply,
    units,
    scores: withTotal(scores, input.settings.weights),
    raw: rawFactors(applicant, shipping, units, clock),
  };
}

function rawFactors(
  applicant: Applicant,
  { miles, transitDays, cost }: Shipping,
  units: number,
  clock: WallClock,
): RawFactors {
  const { input, warehouse } = applicant;
  return {
    distance_miles: miles === null ? null : Math.round(miles * 10) / 10,
    transit_days: transitDays,
    ship_date: shipDate(warehouse, clock),
    cost: cost && Number(fromMinor(cost.price, builtInRateCard.currency)),
    cost_currency: input.order.currency,
    units_available: units,
    stock_age_minutes: stockAgeMinutes(applicant),
  };
}

function byRank(a: Candidate, b: Candidate): number {
  return (
    b.scores.total - a.scores.total ||
    a.warehouse.priority - b.warehouse.priority ||
    (a.warehouse.id < b.warehouse.id ? -1 : 1)
  );
}
