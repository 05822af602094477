import type { RateCard } from "../rate-card.ts";
import { billedPounds, parcelPrice } from "../shipping.ts";
import type { PackedLine, Site } from "./packing.ts";

interface Parcel {
  grams: number;
  cubicInches: number;
}

/**
 * Minor units, fees included, that two sites charge at least for a whole order of lines that may all be divided.
 * Whoever is dealt first takes what it can and the other the rest, so a look at each one's own parcel is enough.
 */
export function leastPairCostOf(
  lines: readonly PackedLine[],
  skuCount: number,
  card: RateCard,
): (one: Site, other: Site) => number {
  const whole = parcelOf(lines, (line) => line.quantity);
  const fees = card.perOrder + card.perExtraParcel;
  const left = new Float64Array(skuCount);
  const parcels = new WeakMap<Site["supply"], Parcel>();

  const firstParcel = ({ supply }: Site): Parcel => {
    const known = parcels.get(supply);
    if (known) return known;
    left.set(supply);
    const parcel = parcelOf(lines, ({ sku, quantity }) => {
      const take = Math.min(quantity, left[sku] ?? 0);
      left[sku] = (left[sku] ?? 0) - take;
      return take;
    });
    parcels.set(supply, parcel);
    return parcel;
  };
  const costOf = (first: Site, second: Site): number => {
    const { grams, cubicInches } = firstParcel(first);
    const rest = { grams: whole.grams - grams, cubicInches: whole.cubicInches - cubicInches };
    return leastPrice(card, first.zone, { grams, cubicInches }) + leastPrice(card, second.zone, rest);
  };
  return (one, other) => fees + Math.min(costOf(one, other), costOf(other, one));
}

function parcelOf(lines: readonly PackedLine[], unitsOf: (line: PackedLine) => number): Parcel {
  let [grams, cubicInches] = [0, 0];
  for (const line of lines) {
    const units = unitsOf(line);
    grams += units * line.grams;
    cubicInches += units * line.cubicInches;
  }
  return { grams, cubicInches };
}

/** Differences of sums are not exact: next to a step of the card both sides of it count. */
function leastPrice(card: RateCard, zone: number | null, { grams, cubicInches }: Parcel): number {
  const near = (share: number) =>
    billedPounds(grams + share * (1 + grams), cubicInches + share * (1 + cubicInches), card);
  const [below, above] = [near(-1e-9), near(1e-9)];
  const price = parcelPrice(card, zone, below) ?? Infinity;
  return below === above ? price : Math.min(price, parcelPrice(card, zone, above) ?? Infinity);
}
