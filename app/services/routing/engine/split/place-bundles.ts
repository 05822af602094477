import type { Bundle } from "../bundles.ts";
import { sumOf } from "../demand.ts";
import type { Packing } from "./packing.ts";

/** Which member has each bundle, -1 for none, and the units of the order that can then be filled. */
interface Placement {
  members: readonly number[];
  units: number;
  whole: boolean;
}

// Only orders of a dozen bundles that fight for one SKU come near; what is not found by then counts as impossible.
const mostVisits = 20_000;

/**
 * Finds a warehouse for every bundle, the first in turn with room for it, and takes its units out of `left` (units by
 * member and SKU). Where not all fit, an order that may leave in part leaves out those that cost the fewest units.
 * Answers the member for each bundle, -1 for one left out; null where the order must leave whole and cannot.
 */
export function placeBundles(
  { bundles, demand, partial }: Packing,
  left: number[][],
): readonly number[] | null {
  const members = bundles.map(() => -1);
  const hopeless = bundles.map((bundle) => !left.some((stock) => fits(bundle, stock)));
  if (!partial && hopeless.includes(true)) return null;
  let visits = 0;
  const bestFrom = (at: number): Placement | null => {
    const bundle = bundles[at];
    if (!bundle) return placementOf(members);
    if (++visits > mostVisits) return null;
    let best: Placement | null = null;
    for (const [member, stock] of left.entries()) {
      if (!fits(bundle, stock)) continue;
      move(bundle, stock, -1);
      members[at] = member;
      best = better(best, bestFrom(at + 1));
      members[at] = -1;
      move(bundle, stock, 1);
      if (best?.whole) return best;
    }
    return partial ? better(best, bestFrom(at + 1)) : best;
  };
  const placementOf = (chosen: readonly number[]): Placement => ({
    members: [...chosen],
    units: filledUnits(demand.units, bundles, chosen, left),
    whole: chosen.every((member, at) => member !== -1 || hopeless[at]),
  });
  const best = bestFrom(0);
  for (const [at, bundle] of bundles.entries()) {
    const stock = left[best?.members[at] ?? -1];
    if (stock) move(bundle, stock, -1);
  }
  return best && best.members;
}

function better(one: Placement | null, other: Placement | null): Placement | null {
  if (!one || !other) return one ?? other;
  return other.whole || other.units > one.units ? other : one;
}

function filledUnits(
  demand: readonly number[],
  bundles: readonly Bundle[],
  members: readonly number[],
  left: readonly (readonly number[])[],
): number {
  const loose = [...demand];
  for (const { needs } of bundles) for (const [sku, units] of needs) loose[sku] = (loose[sku] ?? 0) - units;
  const bundled = bundles.reduce((sum, { units }, at) => sum + (members[at] === -1 ? 0 : units), 0);
  const divided = loose.map((wanted, sku) => Math.min(wanted, sumOf(left.map((stock) => stock[sku] ?? 0))));
  return bundled + sumOf(divided);
}

function fits({ needs }: Bundle, stock: readonly number[]): boolean {
  return needs.every(([sku, units]) => (stock[sku] ?? 0) >= units);
}

function move({ needs }: Bundle, stock: number[], sign: 1 | -1): void {
  for (const [sku, units] of needs) stock[sku] = (stock[sku] ?? 0) + sign * units;
}
