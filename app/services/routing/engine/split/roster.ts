import { sumOf } from "../demand.ts";
import { parcelPrice, poundsOf } from "../shipping.ts";
import { leastLeadingOf } from "./least-leading.ts";
import type { LeastLeading } from "./least-leading.ts";
import { byReach } from "./packing.ts";
import type { Packing, Site } from "./packing.ts";

/** The warehouses that may ship a part of an order, and what a search needs to know about all of them. */
export interface Roster {
  packing: Packing;
  /** By reach. */
  sites: readonly Site[];
  /** SKU numbers, the scarcest first: what cannot become whole mostly shows there. */
  scarcest: Int32Array;
  /**
   * The most units of each SKU that any `count` sites from number `from` on have together, at `from * SKUs + sku`.
   * With it a search sees early that what it has begun cannot become whole.
   */
  most: (count: number) => Float64Array;
  /** What a parcel of a site adds to the cost of a split at least, beside `baseCost`. */
  leastCost: (site: Site) => number;
  /** What a whole split costs at least if a certain one ships most of it. */
  leastLeading: LeastLeading;
  /** The part of the cost of every whole split that its weight alone asks for. */
  baseCost: number;
}

export function rosterOf(packing: Packing, candidates: readonly Site[]): Roster {
  const sites = [...candidates].sort(byReach);
  const tables = new Map<number, Float64Array>();
  const most = (count: number) => {
    const table = tables.get(count) ?? mostUnits(packing, sites, count);
    tables.set(count, table);
    return table;
  };
  return {
    packing,
    sites,
    scarcest: scarcestFirst(packing, sites),
    most,
    leastLeading: leastLeadingOf(packing),
    ...leastCosts(packing),
  };
}

function scarcestFirst({ demand }: Packing, sites: readonly Site[]): Int32Array {
  const share = demand.units.map((wanted, sku) =>
    sites.reduce((sum, { supply }) => sum + Math.min(1, (supply[sku] ?? 0) / wanted), 0),
  );
  return Int32Array.from(demand.units.keys()).sort((a, b) => (share[a] ?? 0) - (share[b] ?? 0) || a - b);
}

function mostUnits({ demand }: Packing, sites: readonly Site[], count: number): Float64Array {
  const skus = demand.skus.length;
  const table = new Float64Array((sites.length + 1) * skus);
  for (let sku = 0; sku < skus; sku++) {
    const largest: number[] = [];
    for (let from = sites.length - 1; from >= 0; from--) {
      keepLargest(largest, Math.min(sites[from]?.supply[sku] ?? 0, demand.units[sku] ?? 0), count);
      table[from * skus + sku] = sumOf(largest);
    }
  }
  return table;
}

/** `largest` is sorted, the least last. */
function keepLargest(largest: number[], units: number, count: number): void {
  if (count === 0 || (largest.length === count && units <= (largest[count - 1] ?? 0))) return;
  if (largest.length === count) largest.pop();
  let at = largest.length;
  while (at > 0 && (largest[at - 1] ?? 0) < units) at--;
  largest.splice(at, 0, units);
}

/**
 * A straight line under the prices of every zone, all with the slope of zone 1: the cost of a split is at least the
 * slope times the weight of the order plus where the line of each parcel begins.
 */
function leastCosts({ lines, card }: Packing): Pick<Roster, "leastCost" | "baseCost"> {
  const pounds = poundsOf(lines.reduce((sum, line) => sum + line.grams * line.quantity, 0));
  const last = Math.min(Math.ceil(pounds), card.prices.length - 1);
  const slope = Math.max(
    0,
    ((parcelPrice(card, 1, last) ?? 0) - (parcelPrice(card, 1, 0) ?? 0)) / Math.max(1, last),
  );
  const starts = new Map<number | null, number>([[null, Infinity]]);
  const leastCost = ({ zone }: Site) => {
    const start = starts.get(zone) ?? startOf(card.prices, zone ?? 1, slope, pounds);
    starts.set(zone, start);
    return start;
  };
  return { leastCost, baseCost: slope * pounds };
}

function startOf(
  prices: readonly (readonly number[])[],
  zone: number,
  slope: number,
  pounds: number,
): number {
  return prices.reduce((least, row, billed) => {
    const weight = Math.min(Math.max(1, billed), pounds);
    return Math.min(least, (row[zone - 1] ?? Infinity) - slope * weight);
  }, Infinity);
}
