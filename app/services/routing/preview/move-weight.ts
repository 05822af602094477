import type { RoutingSettings } from "../setup/routing-setup.ts";

export type Weights = RoutingSettings["weights"];
export const factors = [
  "inventory",
  "proximity",
  "cost",
  "capacity",
] as const satisfies readonly (keyof Weights)[];
export type Factor = (typeof factors)[number];

const whole = 1000;

/**
 * The weights after one of them was moved: that one becomes `weight`, the others keep their proportions to each other.
 * All are thousandths and add up to exactly 1; where the others were all 0 they share alike.
 */
export function moveWeight(weights: Weights, factor: Factor, weight: number): Weights {
  const moved = Math.round(Math.min(1, Math.max(0, weight)) * whole);
  const others = factors.filter((each) => each !== factor);
  const total = others.reduce((sum, each) => sum + weights[each], 0);
  const exact = others.map(
    (each) => (total === 0 ? 1 / others.length : weights[each] / total) * (whole - moved),
  );
  const shares = wholeShares(exact, whole - moved);
  const next = { ...weights, [factor]: moved / whole };
  for (const [at, each] of others.entries()) next[each] = (shares[at] ?? 0) / whole;
  return next;
}

/** Whole numbers near `exact` that add up to `sum`: what rounding down leaves goes to the largest fractions. */
function wholeShares(exact: readonly number[], sum: number): number[] {
  const shares = exact.map(Math.floor);
  const left = sum - shares.reduce((total, share) => total + share, 0);
  const byFraction = exact
    .map((share, at) => ({ at, fraction: share - Math.floor(share) }))
    .sort((a, b) => b.fraction - a.fraction || a.at - b.at);
  for (const { at } of byFraction.slice(0, left)) shares[at] = (shares[at] ?? 0) + 1;
  return shares;
}

/** Weights being moved. `from` is how they stood before this one: dragging it to the end and back loses nothing. */
export interface MovedWeights {
  readonly weights: Weights;
  readonly moving: { readonly factor: Factor; readonly from: Weights } | null;
}

export function dragWeight({ weights, moving }: MovedWeights, factor: Factor, weight: number): MovedWeights {
  const from = moving?.factor === factor ? moving.from : weights;
  return { weights: moveWeight(from, factor, weight), moving: { factor, from } };
}
