import { billedPounds, parcelPrice, poundsOf } from "../../engine/shipping.ts";
import type { RateCard } from "../../engine/rate-card.ts";
import type { AssignableOrder, Piece, PlanPart } from "./assignment-problem.ts";

/** Prices of the parcels that may leave from one site for one order, in minor units without fees. */
export interface Parcels {
  price: (grams: number, cubicInches: number) => number;
  /** What a parcel that weighs so much already costs at least in the end. */
  least: (grams: number, cubicInches: number) => number;
  /** A straight line below all prices: `start` + `slope` for each gram. */
  start: number;
  slope: number;
}

/** The price that stands for one the card does not have. */
export function dearestOf(card: RateCard): number {
  return Math.max(0, ...card.prices.flat());
}

export function parcelsOf(card: RateCard, order: AssignableOrder, zone: number | null): Parcels {
  const grams = sumOver(order.pieces, (piece) => piece.grams);
  const heaviest = billedPounds(
    grams,
    sumOver(order.pieces, (piece) => piece.cubicInches),
    card,
  );
  const dearest = dearestOf(card);
  const prices = Array.from(
    { length: heaviest + 1 },
    (_, pounds) => parcelPrice(card, zone, pounds) ?? dearest,
  );
  const least = [...prices];
  for (let at = heaviest - 1; at >= 0; at--) least[at] = Math.min(least[at] ?? 0, least[at + 1] ?? 0);
  const at = (table: readonly number[]) => (weight: number, volume: number) =>
    table[billedPounds(weight, volume, card)] ?? dearest;
  return { price: at(prices), least: at(least), ...lineBelow(least, poundsOf(grams), grams) };
}

/** A parcel billed at n pounds weighs n at most, so its price is on or above the line where that of n pounds is. */
function lineBelow(least: readonly number[], pounds: number, grams: number) {
  const rise = Math.max(0, (least.at(-1) ?? 0) - (least[0] ?? 0));
  const slope = pounds === 0 ? 0 : rise / Math.max(1, pounds);
  const starts = least.map((price, billed) => price - slope * Math.min(Math.max(1, billed), pounds));
  const start = Math.min(...starts);
  // Level where the line would begin below nothing: a search relies on every further parcel adding to the cost.
  if (start < 0 || grams === 0) return { start: least[0] ?? 0, slope: 0 };
  return { start, slope: (slope * pounds) / grams };
}

function sumOver(pieces: readonly Piece[], amount: (piece: Piece) => number): number {
  return pieces.reduce((sum, piece) => sum + amount(piece) * piece.count, 0);
}

/** Minor units for all parcels of an order with the card's fees. */
export function costOfParts(card: RateCard, order: AssignableOrder, parts: readonly PlanPart[]): number {
  return parts.reduce(
    (cost, { site, taken }) => {
      const loaded = order.pieces.map((piece, at) => ({ ...piece, count: taken[at] ?? 0 }));
      const grams = sumOver(loaded, (piece) => piece.grams);
      const cubicInches = sumOver(loaded, (piece) => piece.cubicInches);
      const zone = order.sites[site]?.zone ?? null;
      return cost + (parcelPrice(card, zone, billedPounds(grams, cubicInches, card)) ?? dearestOf(card));
    },
    feesOf(card, parts.length),
  );
}

/** Minor units that come on top of the prices of an order's parcels. */
export function feesOf({ perOrder, perExtraParcel }: RateCard, parcels: number): number {
  return perOrder + perExtraParcel * (parcels - 1);
}
