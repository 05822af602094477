import type { RateCard } from "../rate-card.ts";
import { parcelPrice, poundsOf } from "../shipping.ts";
import type { Packing } from "./packing.ts";

/** Minor units without fees a whole split costs at least: zone of who ships most units, then the others'; 0 if unknown. */
export type LeastLeading = (leader: number | null, others: readonly (number | null)[]) => number;

/** Stands for whichever zone costs least for a parcel. */
export const cheapestZone = 0;

const mostOthers = 15;
// A card of so many rows takes a millisecond for each set of zones; the usual ones have 71.
const mostRows = 200;

/**
 * What a split costs at least if one of its warehouses ships most units, by zones alone: no stock, any division of the
 * weight. The leader carries at least the lightest of its share of the units. Worked out once for each set of zones.
 */
export function leastLeadingOf(packing: Packing): LeastLeading {
  const { card } = packing;
  const whole = Math.ceil(
    packing.lines.reduce((sum, line) => sum + poundsOf(line.grams) * line.quantity, 0) - 1e-6,
  );
  const known = new Map<number, number>();
  const curves = new Map<string, Float64Array>();
  const curveOf = (zones: readonly number[]): Float64Array => {
    const key = zones.join();
    const curve =
      curves.get(key) ??
      (zones.length === 0 ? startOf(whole) : addParcel(card, curveOf(zones.slice(1)), zones[0] ?? 1));
    curves.set(key, curve);
    return curve;
  };
  return (leader, others) => {
    const isTooMuch = others.length > mostOthers || card.prices.length > mostRows;
    if (leader === null || isTooMuch || whole > card.prices.length * (others.length + 1)) return 0;
    const key = keyOf(leader, others);
    const least = known.get(key);
    if (least !== undefined) return least;
    const zones = others.filter((zone) => zone !== null).sort((a, b) => a - b);
    const worked =
      zones.length < others.length ? 0 : leading(packing, curveOf(zones), leader, others.length + 1);
    known.set(key, worked);
    return worked;
  };
}

/** The same for the same zones in any turn: how often each comes, a digit of base 16 for each. */
function keyOf(leader: number, others: readonly (number | null)[]): number {
  let key = leader;
  for (const zone of others) key += 16 ** (zone === null ? 1 : zone + 2);
  return key;
}

/** No parcel carries nothing, for nothing. */
function startOf(whole: number): Float64Array {
  return new Float64Array(whole + 1).fill(Infinity).fill(0, 0, 1);
}

/** From the least costs of 0, 1, 2 ... pounds to those with one parcel more. */
function addParcel(card: RateCard, before: Float64Array, zone: number): Float64Array {
  const after = new Float64Array(before.length).fill(Infinity);
  for (let pounds = 0; pounds < after.length; pounds++) {
    for (const row of card.prices.keys()) {
      const rest = before[Math.max(0, pounds - Math.max(1, row))] ?? Infinity;
      after[pounds] = Math.min(after[pounds] ?? Infinity, rest + priceOf(card, zone, row));
    }
  }
  return after;
}

function priceOf(card: RateCard, zone: number, row: number): number {
  if (zone === cheapestZone) return Math.min(...(card.prices[row] ?? []));
  return parcelPrice(card, zone, row) ?? Infinity;
}

function leading(packing: Packing, others: Float64Array, zone: number, count: number): number {
  const { card } = packing;
  const own = lightestPounds(packing, packing.demand.total / count) - 1e-6;
  const whole = others.length - 1;
  let least = Infinity;
  for (const row of card.prices.keys()) {
    if (Math.max(1, row) < own) continue;
    const rest = others[Math.max(0, whole - Math.max(1, row))] ?? Infinity;
    least = Math.min(least, rest + priceOf(card, zone, row));
  }
  return least;
}

/** Pounds of so many units, the lightest first. */
function lightestPounds({ lines }: Packing, units: number): number {
  let open = Math.ceil(units);
  let grams = 0;
  for (const line of [...lines].sort((a, b) => a.grams - b.grams)) {
    const take = Math.min(open, line.quantity);
    grams += take * line.grams;
    open -= take;
  }
  return poundsOf(grams);
}
