import { balance } from "./balance.ts";
import { costOf, deal, valueOf } from "./deal.ts";
import type { Shipment } from "./deal.ts";
import { compare } from "./packing.ts";
import type { Packing, Site } from "./packing.ts";

/** An order shipped from two warehouses or more. */
export interface SplitPlan {
  shipments: readonly Shipment[];
  units: number;
  /** Minor units of the rate card's currency, fees included; Infinity where a parcel has no price. */
  cost: number;
  /** Sum of the distances in tenths of a mile. */
  tenths: number;
  /** Sum of the priorities. */
  priority: number;
  /** Sorted. */
  ids: readonly string[];
}

/** Below zero where `a` comes first: most units, fewest shipments, lower cost, distance, priority, ids. */
export function bySplitOrder(a: SplitPlan, b: SplitPlan): number {
  return byWorth(a, b) || compare(a.priority, b.priority) || byIds(a.ids, b.ids);
}

/** The same without what breaks ties: priority and ids. */
export function byWorth(a: SplitPlan, b: SplitPlan): number {
  return (
    b.units - a.units ||
    a.shipments.length - b.shipments.length ||
    compare(a.cost, b.cost) ||
    compare(a.tenths, b.tenths)
  );
}

/**
 * The best way in which all of `sites` (given by reach) ship a part of the order: each of them in turn is dealt first,
 * the others by reach, and the cheapest of these counts. Null where one of them has nothing to ship, the order would
 * not be whole and has to be, a shipment is worth too little, or it costs more than `limit`.
 */
export function judge(packing: Packing, sites: readonly Site[], limit = Infinity): SplitPlan | null {
  return packing.bundles.length === 0 && packing.minValue === 0
    ? judgeByCost(packing, sites, limit)
    : judgeByDealing(packing, sites);
}

function judgeByCost(packing: Packing, sites: readonly Site[], limit: number): SplitPlan | null {
  if (!packing.partial && isPairAbove(packing, sites, limit)) return null;
  let best: Site | null = null;
  let bestCost = Infinity;
  for (const [at, leader] of sites.entries()) {
    const cost = packing.dealCost(sites, at, Math.min(limit, bestCost));
    if (cost === null || (best && cost >= bestCost)) continue;
    best = leader;
    bestCost = cost;
  }
  if (!best || bestCost > limit) return null;
  const shipments = deal(packing, led(sites, best));
  if (!shipments || (!packing.partial && unitsOf(shipments) < packing.demand.total)) return null;
  return planOf(sites, shipments, bestCost);
}

function isPairAbove(
  { leastPairCost }: Packing,
  [one, other, ...more]: readonly Site[],
  limit: number,
): boolean {
  return (
    limit < Infinity &&
    one !== undefined &&
    other !== undefined &&
    more.length === 0 &&
    leastPairCost(one, other) > limit
  );
}

function judgeByDealing(packing: Packing, sites: readonly Site[]): SplitPlan | null {
  let best: { shipments: Shipment[]; cost: number } | null = null;
  for (const leader of sites) {
    const shipments = deal(packing, led(sites, leader));
    if (!shipments) return null;
    if (!packing.partial && unitsOf(shipments) < packing.demand.total) return null;
    if (!shipments.every((shipment) => isWorthwhile(packing, shipment))) continue;
    const cost = costOf(packing, shipments);
    if (!best || cost < best.cost) best = { shipments, cost };
  }
  if (!best && packing.minValue > 0) {
    const shipments = balance(packing, sites);
    if (shipments) best = { shipments, cost: costOf(packing, shipments) };
  }
  return best && planOf(sites, best.shipments, best.cost);
}

function led(sites: readonly Site[], leader: Site): Site[] {
  return [leader, ...sites.filter((site) => site !== leader)];
}

function isWorthwhile(packing: Packing, shipment: Shipment): boolean {
  if (shipment.units === 0) return false;
  return packing.minValue === 0 || valueOf(packing, shipment) >= packing.minValue;
}

function planOf(sites: readonly Site[], shipments: Shipment[], cost: number): SplitPlan {
  return {
    shipments,
    units: unitsOf(shipments),
    cost,
    tenths: sites.reduce((sum, site) => sum + site.tenths, 0),
    priority: sites.reduce((sum, site) => sum + site.priority, 0),
    ids: sites.map((site) => site.id).sort(),
  };
}

function unitsOf(shipments: readonly Shipment[]): number {
  return shipments.reduce((sum, { units }) => sum + units, 0);
}

export function byIds(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((id, index) => id !== b[index]);
  const [one = "", other = ""] = [a[at], b[at]];
  return one === other ? 0 : one < other ? -1 : 1;
}

/** Of a split the warehouse with most units, then the lower id, stands for all. */
export function mainShipment(shipments: readonly Shipment[]): Shipment | null {
  return shipments.reduce<Shipment | null>((main, shipment) => {
    if (!main || shipment.units > main.units) return shipment;
    return shipment.units === main.units && shipment.site.id < main.site.id ? shipment : main;
  }, null);
}
