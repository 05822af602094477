import type { BatchTotals } from "../batch/index.ts";

/** Totals of a window's orders; the cost leaves out shipments without a price. */
export type PricedTotals = Required<BatchTotals>;

export const noTotals: PricedTotals = { unfilled_units: 0, unpriced_shipments: 0, cost: 0, shipments: 0 };

/** Whether a answer fills more, or as much for less, or as much for as little with fewer shipments. */
export function isBetter(answer: BatchTotals, than: BatchTotals): boolean {
  const [a, b] = [ranked(answer), ranked(than)];
  const at = a.findIndex((value, position) => value !== b[position]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

/** What counts, the most important first. Parcels nobody can price must not pass for free ones. */
const ranked = (totals: BatchTotals): number[] => [
  totals.unfilled_units,
  totals.unpriced_shipments ?? 0,
  cents(totals.cost),
  totals.shipments,
];

const cents = (amount: number) => Math.round(amount * 100);

export const addTotals = (sum: PricedTotals, more: BatchTotals): PricedTotals => ({
  unfilled_units: sum.unfilled_units + more.unfilled_units,
  unpriced_shipments: sum.unpriced_shipments + (more.unpriced_shipments ?? 0),
  cost: (cents(sum.cost) + cents(more.cost)) / 100,
  shipments: sum.shipments + more.shipments,
});
