import { cheapestZone } from "../split/least-leading.ts";
import { byReach } from "../split/packing.ts";
import type { Site } from "../split/packing.ts";
import type { Roster } from "../split/roster.ts";
import { stepsOfJudging } from "./contest.ts";
import type { Contest } from "./contest.ts";

/** Warehouses that could ship an order with the one of the contest, if one figure of its stock were another. */
export interface Party {
  /** By reach, the one of the contest at number `own`. */
  members: readonly Site[];
  own: number;
  /** Units of each SKU all of them have, the one of the contest included. */
  have: Float64Array;
  /** Ordered units they lack together. */
  lack: number;
}

export interface Parties {
  /** Those it may lead; all of them where an order may leave in part. By number of members. */
  leading: readonly Party[];
  /** The others, found when they are first asked for: most contests are over without them. */
  following: () => readonly Party[];
}

export const nobody: Parties = { leading: [], following: () => [] };

/**
 * Every set of up to `most` warehouses with the one of the contest that one change of its stock could bring to `units`
 * units. One pass over the sets serves all changes: what a set lacks is counted once, and a set that lacks more than
 * one SKU could make up for is left out. Not all of them once the effort is spent.
 */
export function partiesOf(contest: Contest, roster: Roster, units: number, most: number): Parties {
  // Where it cannot lead the largest sets it does not matter what they cost.
  const largest = canLead(contest, roster, Array<number>(most - 1).fill(cheapestZone)) ? most : most - 1;
  const quest = { contest, roster, units, largest };
  let following: Party[] | null = null;
  return {
    leading: collect(quest, true),
    following: () => (following ??= collect(quest, false)),
  };
}

interface Quest {
  contest: Contest;
  roster: Roster;
  units: number;
  /** The most members of a party. */
  largest: number;
}

function collect({ contest, roster, units, largest }: Quest, leading: boolean): Party[] {
  const { effort } = contest;
  const { demand, card, partial } = roster.packing;
  const { site } = contest.candidate;
  const own = Float64Array.from(demand.units, (wanted, sku) => Math.min(wanted, site.supply[sku] ?? 0));
  const isHopeless = hopelessness(roster, own, demand.total - units);
  const sums = Array.from({ length: largest }, () => own.slice());
  const chosen: Site[] = [];
  const parties: Party[] = [];
  const isWanted = () => (partial || canLead(contest, roster, zonesOf(chosen))) === leading;
  const visit = (from: number, cost: number): void => {
    const count = chosen.length + 2;
    const [have, sum] = [sums[count - 2], sums[count - 1]];
    for (let at = from; at < roster.sites.length && have && sum && --effort.left > 0; at++) {
      const other = roster.sites[at];
      const least = other ? cost + roster.leastCost(other) : 0;
      if (!other || other.id === site.id || isTooDear(contest, least, count)) continue;
      chosen.push(other);
      const wanted = isWanted();
      const isWorthALook =
        (wanted || count < largest) && !isHopeless(have, other, sum, largest - count, at + 1);
      if (isWorthALook && wanted && (count === largest || !isHopeless(have, other, sum, 0, 0))) {
        effort.left -= stepsOfJudging;
        parties.push(partyOf(chosen, site, sum, demand.units));
      }
      if (isWorthALook && count < largest) visit(at + 1, least);
      chosen.pop();
    }
  };
  if (largest > 1) visit(0, roster.baseCost + card.perOrder + roster.leastCost(site));
  return parties.sort((a, b) => a.members.length - b.members.length);
}

function zonesOf(sites: readonly Site[]): (number | null)[] {
  return sites.map(({ zone }) => zone);
}

/** Whether it may ship most of a split with others in these zones that costs no more than the one it is up against. */
function canLead(contest: Contest, roster: Roster, zones: readonly (number | null)[]): boolean {
  const least = roster.leastLeading(contest.candidate.site.zone, zones) + roster.packing.card.perOrder;
  return !isTooDear(contest, least, zones.length + 1);
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

function partyOf(others: readonly Site[], site: Site, have: Float64Array, wanted: readonly number[]): Party {
  const lack = wanted.reduce((sum, units, sku) => sum + Math.max(0, units - (have[sku] ?? 0)), 0);
  const members = [...others, site].sort(byReach);
  return { members, own: members.indexOf(site), have: have.slice(), lack };
}

/** Whether a whole order costs more this way than in the split it is up against, which has as many shipments. */
function isTooDear({ rivalSplit, settlement }: Contest, least: number, shipments: number): boolean {
  const { partial, card } = settlement.packing;
  if (partial || rivalSplit?.shipments.length !== shipments) return false;
  return least + card.perExtraParcel * (shipments - 1) > rivalSplit.cost + 0.5;
}
