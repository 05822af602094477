import type { DecisionFactors } from "./decision.ts";
import { coveredUnits } from "./stock.ts";
import { sumOf } from "./demand.ts";
import type { Demand } from "./demand.ts";
import type { WarehouseInput } from "./route-input.ts";
import type { Weights } from "./settings-input.ts";
import type { ShippingCost } from "./shipping.ts";
import type { Shelf, Supply } from "./stock.ts";

/** Scores as whole millionths, so that equal means equal. `cost` is null where no rate applies. */
export interface Scores {
  inventory: number;
  proximity: number;
  cost: number | null;
  capacity: number;
  total: number;
}
export type PartScores = Omit<Scores, "total">;

const one = 1_000_000;
const neutral = one / 2;
const farthestMiles = 3000;

/** fillable / ordered x (1 - 0.5 x share of the units taken below cover_days x velocity). */
export function inventoryScore(demand: Demand, supply: Supply, shelf: Shelf, coverDays: number): number {
  if (demand.total === 0) return 0;
  let belowCover = 0;
  for (let sku = 0; sku < demand.units.length; sku++) {
    const velocity = shelf[sku]?.velocity ?? 0;
    if (velocity === 0) continue;
    const held = supply[sku] ?? 0;
    const taken = Math.min(demand.units[sku] ?? 0, held);
    belowCover += Math.min(taken, Math.max(0, coverDays * velocity - (held - taken)));
  }
  return millionths((coveredUnits(demand, supply) - belowCover / 2) / demand.total);
}

/** max(0, 1 - miles / 3000); the same for every warehouse when the destination has no place. */
export function proximityScore(miles: number | null, destinationHasPlace: boolean): number {
  if (!destinationHasPlace) return neutral;
  return miles === null ? 0 : Math.max(0, millionths(1 - miles / farthestMiles));
}

/** min(1, zone-1 price / price), null without a rate. */
export function costScore(cost: ShippingCost | null): number | null {
  if (!cost) return null;
  return cost.price === 0 ? one : Math.min(one, millionths(cost.zoneOnePrice / cost.price));
}

/** 1 - orders_today / daily_capacity; 1 without a cap. */
export function capacityScore({ daily_capacity: capacity, orders_today: orders }: WarehouseInput): number {
  if (capacity === null) return one;
  return capacity === 0 ? 0 : Math.max(0, millionths((capacity - orders) / capacity));
}

/** The weighted mean of the scores that exist: the weight of a missing cost is spread over the others. */
export function totalScore(scores: PartScores, weights: Weights): number {
  const inventory = millionths(weights.inventory);
  const proximity = millionths(weights.proximity);
  const cost = scores.cost === null ? 0 : millionths(weights.cost);
  const capacity = millionths(weights.capacity);
  const sum = inventory + proximity + cost + capacity;
  if (sum === 0) return meanOf(scores);
  return divided(
    scores.inventory * inventory +
      scores.proximity * proximity +
      (scores.cost ?? 0) * cost +
      scores.capacity * capacity,
    sum,
  );
}

/** All weight was put on a cost that is missing, so the others count alike. */
function meanOf({ inventory, proximity, cost, capacity }: PartScores): number {
  const scores = [inventory, proximity, capacity, ...(cost === null ? [] : [cost])];
  return divided(sumOf(scores), scores.length);
}

// Halves go up; numerators stay below 2^53, so this is exact.
function divided(sum: number, by: number): number {
  return Math.floor((2 * sum + by) / (2 * by));
}

/** Scores as they are shown: two places, halves up (0.855 -> 0.86). */
export function shownScores(scores: Scores): DecisionFactors {
  return {
    inventoryScore: shown(scores.inventory),
    proximityScore: shown(scores.proximity),
    costScore: scores.cost === null ? null : shown(scores.cost),
    capacityScore: shown(scores.capacity),
    totalScore: shown(scores.total),
  };
}

function shown(score: number): number {
  return Math.floor((score + 5000) / 10_000) / 100;
}

function millionths(value: number): number {
  return Math.round(value * one);
}
