import type { Site } from "../split/packing.ts";
import type { Roster } from "../split/roster.ts";
import type { Contest } from "./contest.ts";

/** Warehouses that could ship an order with the one of the contest, if one figure of its stock were another. */
export interface Party {
  others: readonly Site[];
  /** Units of each SKU all of them have, the one of the contest included. */
  have: Float64Array;
  /** Ordered units they lack together. */
  lack: number;
  /** Whether the one of the contest may ship most of it and the split still cost less than the one it is up against. */
  leads: boolean;
}

/**
 * Every set of up to `most` warehouses with the one of the contest that one change of its stock could bring to `units`
 * units. One pass over the sets serves all changes: what a set lacks is counted once, and a set that lacks more than
 * one SKU could make up for is left out.
 */
export function partiesOf(contest: Contest, roster: Roster, units: number, most: number): Party[] {
  const { demand } = roster.packing;
  const { site } = contest.candidate;
  const toLead = costsToLead(contest, roster, units, most);
  const largest = toLead.findLastIndex((cost) => cost < Infinity);
  const own = Float64Array.from(demand.units, (wanted, sku) => Math.min(wanted, site.supply[sku] ?? 0));
  const isHopeless = hopelessness(roster, own, demand.total - units);
  const sums = Array.from({ length: largest + 1 }, () => own.slice());
  const chosen: Site[] = [];
  const parties: Party[] = [];

  const visit = (from: number, cost: number): void => {
    const count = chosen.length + 2;
    const [have, sum] = [sums[count - 2], sums[count - 1]];
    for (let at = from; at < roster.sites.length && have && sum; at++) {
      const other = roster.sites[at];
      if (!other || other.id === site.id) continue;
      const least = cost + roster.leastCost(other);
      if (isTooDear(contest, least, count)) continue;
      if (isHopeless(have, other, sum, largest - count, at + 1)) continue;
      chosen.push(other);
      if (count === largest || !isHopeless(have, other, sum, 0, 0)) {
        const leads = !isTooDear(contest, least + (toLead[count] ?? 0), count);
        parties.push(partyOf(chosen, sum, demand.units, leads));
      }
      if (count < largest) visit(at + 1, least);
      chosen.pop();
    }
  };
  if (largest > 1) visit(0, roster.baseCost + roster.packing.card.perOrder + roster.leastCost(site));
  return parties.sort((a, b) => a.others.length - b.others.length);
}

/**
 * What it costs more, by the number of shipments, that the one of the contest ships most; Infinity where such a split
 * would cost more than the one it is up against, whoever else takes part.
 */
function costsToLead(contest: Contest, roster: Roster, units: number, most: number): number[] {
  const { site } = contest.candidate;
  const { partial, card } = contest.settlement.packing;
  if (partial) return Array.from({ length: most + 1 }, () => 0);
  const cheapest = roster.sites.reduce((least, other) => Math.min(least, roster.leastCost(other)), Infinity);
  return Array.from({ length: most + 1 }, (_, count) => {
    const leading = roster.leastCostOf(site, units / count);
    const least = roster.baseCost + card.perOrder + leading + cheapest * (count - 1);
    // Costs that are not known are no reason to leave anything out.
    if (leading < Infinity && isTooDear(contest, least, count)) return Infinity;
    return leading < Infinity ? leading - roster.leastCost(site) : 0;
  });
}

type IsHopeless = (have: Float64Array, other: Site, sum: Float64Array, open: number, from: number) => boolean;

/**
 * Whether more than `slack` units stay missing once `other` and the best `open` sites from `from` on have joined those
 * who have `have`, whatever happens to one SKU at the one who had `own`. Leaves what there is with `other` in `sum`.
 */
function hopelessness({ packing, scarcest, most }: Roster, own: Float64Array, slack: number): IsHopeless {
  const { units } = packing.demand;
  return (have, { supply }, sum, open, from) => {
    const joining = open > 0 ? most(open) : null;
    let [lack, cure] = [0, 0];
    for (const sku of scarcest) {
      const wanted = units[sku] ?? 0;
      const count = (have[sku] ?? 0) + (supply[sku] ?? 0);
      sum[sku] = count;
      const missing = wanted - count - (joining?.[from * units.length + sku] ?? 0);
      if (missing <= 0) continue;
      lack += missing;
      cure = Math.max(cure, Math.min(missing, wanted - (own[sku] ?? 0)));
      if (lack - cure > slack) return true;
    }
    return false;
  };
}

function partyOf(
  others: readonly Site[],
  have: Float64Array,
  wanted: readonly number[],
  leads: boolean,
): Party {
  const lack = wanted.reduce((sum, units, sku) => sum + Math.max(0, units - (have[sku] ?? 0)), 0);
  return { others: [...others], have: have.slice(), lack, leads };
}

/** Whether a whole order costs more this way than in the split it is up against, which has as many shipments. */
function isTooDear({ rivalSplit, settlement }: Contest, least: number, shipments: number): boolean {
  const { partial, card } = settlement.packing;
  if (partial || rivalSplit?.shipments.length !== shipments) return false;
  return least + card.perExtraParcel * (shipments - 1) > rivalSplit.cost + 0.5;
}
