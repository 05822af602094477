import type { DecisionFactors } from "./decision.ts";
import type { Settings, WarehouseInput } from "./route-input.ts";
import type { ShippingCost } from "./shipping.ts";
import { total } from "./stock.ts";
import type { Shelf, Units } from "./stock.ts";

/** Scores as whole millionths, so that equal means equal. `cost` is null where no rate applies. */
export interface Scores {
  inventory: number;
  proximity: number;
  cost: number | null;
  capacity: number;
  total: number;
}

const one = 1_000_000;
const neutral = one / 2;
const farthestMiles = 3000;

/** fillable / ordered x (1 - 0.5 x share of the units taken below cover_days x velocity). */
export function inventoryScore(
  demand: Units,
  supply: Units,
  fill: Units,
  shelf: Shelf | undefined,
  coverDays: number,
): number {
  const ordered = total(demand);
  if (ordered === 0) return 0;
  const belowCover = [...fill].reduce((sum, [sku, taken]) => {
    const left = (supply.get(sku) ?? 0) - taken;
    const velocity = shelf?.get(sku)?.velocity ?? 0;
    return sum + Math.min(taken, Math.max(0, coverDays * velocity - left));
  }, 0);
  return millionths((total(fill) - belowCover / 2) / ordered);
}

/** max(0, 1 - miles / 3000); the same for every warehouse when the destination has no place. */
export function proximityScore(miles: number | null, destinationHasPlace: boolean): number {
  if (!destinationHasPlace) return neutral;
  return miles === null ? 0 : Math.max(0, millionths(1 - miles / farthestMiles));
}

/** min(1, zone-1 price / price), null without a rate. */
export function costScore(cost: ShippingCost | null): number | null {
  return cost && Math.min(one, millionths(cost.zoneOnePrice / cost.price));
}

/** 1 - orders_today / daily_capacity; 1 without a cap. */
export function capacityScore({ daily_capacity: capacity, orders_today: orders }: WarehouseInput): number {
  if (capacity === null) return one;
  return capacity === 0 ? 0 : Math.max(0, millionths((capacity - orders) / capacity));
}

/** The weighted mean of the scores that exist: the weight of a missing cost is spread over the others. */
export function withTotal(scores: Omit<Scores, "total">, weights: Settings["weights"]): Scores {
  const parts = [
    { score: scores.inventory, weight: millionths(weights.inventory) },
    { score: scores.proximity, weight: millionths(weights.proximity) },
    ...(scores.cost === null ? [] : [{ score: scores.cost, weight: millionths(weights.cost) }]),
    { score: scores.capacity, weight: millionths(weights.capacity) },
  ];
  const weighed = parts.some((part) => part.weight > 0)
    ? parts
    : parts.map((part) => ({ ...part, weight: 1 }));
  const weightSum = weighed.reduce((sum, part) => sum + part.weight, 0);
  const sum = weighed.reduce((sum, part) => sum + part.score * part.weight, 0);
  // Halves go up; numerators stay below 2^53, so this is exact.
  return { ...scores, total: Math.floor((2 * sum + weightSum) / (2 * weightSum)) };
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
