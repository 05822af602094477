import type { RateCard } from "../rate-card.ts";
import { billedPounds, parcelPrice } from "../shipping.ts";
import type { PackedLine, Site } from "./packing.ts";

/**
 * Minor units, fees included (Infinity where a parcel has no price); null where a site would ship nothing. Above
 * `limit` it may be any figure above it.
 */
export type DealCost = (order: readonly Site[], first: number, limit: number) => number | null;

/**
 * What `costOf` answers for `deal` with `order[first]` dealt first, for lines that may all be divided, without making
 * the shipments: most of what a search looks at costs too much to be looked at again.
 */
export function dealCostOf(lines: readonly PackedLine[], skuCount: number, card: RateCard): DealCost {
  const skus = Int32Array.from(lines, ({ sku }) => sku);
  const quantities = Float64Array.from(lines, ({ quantity }) => quantity);
  const grams = Float64Array.from(lines, (line) => line.grams);
  const cubicInches = Float64Array.from(lines, (line) => line.cubicInches);
  const open = new Float64Array(lines.length);
  const left = new Float64Array(skuCount);
  const repeats = skuCount < lines.length;

  const costOfNext = ({ supply, zone }: Site): number | null => {
    let [units, weight, volume] = [0, 0, 0];
    if (repeats) left.set(supply);
    for (let line = 0; line < open.length; line++) {
      const sku = skus[line] ?? 0;
      const take = Math.min(open[line] ?? 0, (repeats ? left[sku] : supply[sku]) ?? 0);
      if (take === 0) continue;
      open[line] = (open[line] ?? 0) - take;
      if (repeats) left[sku] = (left[sku] ?? 0) - take;
      units += take;
      weight += take * (grams[line] ?? 0);
      volume += take * (cubicInches[line] ?? 0);
    }
    if (units === 0) return null;
    return parcelPrice(card, zone, billedPounds(weight, volume, card)) ?? Infinity;
  };

  return (order, first, limit) => {
    const leader = order[first];
    open.set(quantities);
    let cost = leader ? costOfNext(leader) : null;
    for (let at = 0; at < order.length && cost !== null && cost <= limit; at++) {
      const site = order[at];
      if (at === first || !site) continue;
      const next = costOfNext(site);
      cost = next === null ? null : cost + next;
    }
    return cost === null ? null : cost + card.perOrder + card.perExtraParcel * (order.length - 1);
  };
}
