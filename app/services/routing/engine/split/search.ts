import { bySplitOrder, byWorth, judge } from "./judge.ts";
import type { SplitPlan } from "./judge.ts";
import { byReach } from "./packing.ts";
import type { Site } from "./packing.ts";
import type { Roster } from "./roster.ts";

export interface Quest {
  /** Only plans with more units are looked for; of an order that has to be whole only whole ones are. */
  moreThan: number;
  /** A site that has to take part; it is not one of the roster. */
  joining?: Site;
  /** The number of a site of the roster that must not take part. */
  without?: number;
  /** Fewer than the packing allows. */
  maxShipments?: number;
}

export interface Found {
  best: SplitPlan | null;
  /** All that are as good but for priorities and ids, `best` among them. */
  ties: readonly SplitPlan[];
}

// Three of fifty warehouses never come near: 22,000 steps and, if every one of them could ship, 390,000 more.
const mostSteps = 2_000_000;
const stepsOfJudging = 20;

/**
 * The best split of an order: most units, fewest shipments, then lower cost, distance, priority, ids. Goes through the
 * sets of two warehouses, of three and so on, leaving out those that can be seen not to become the best. Exact, unless
 * more than two million steps are needed (which takes more than four shipments): then the best of what was seen.
 */
export function searchSplits(roster: Roster, quest: Quest): Found {
  const { packing, sites } = roster;
  const most = Math.min(
    quest.maxShipments ?? packing.maxShipments,
    packing.maxShipments,
    sites.length + (quest.joining ? 1 : 0),
  );
  const budget = { steps: mostSteps };
  let found: Found = { best: null, ties: [] };
  for (let count = 2; count <= most; count++) {
    const moreThan = Math.max(quest.moreThan, found.best?.units ?? 0);
    if (moreThan >= packing.demand.total) break;
    const next = searchCount(roster, { ...quest, moreThan }, count, budget);
    if (next.best) found = next;
  }
  return found;
}

function searchCount(roster: Roster, quest: Quest, count: number, budget: { steps: number }): Found {
  const { packing, sites, baseCost, scarcest } = roster;
  const { demand, partial, card } = packing;
  const skus = demand.units.length;
  const needed = partial ? quest.moreThan + 1 : demand.total;
  const chosen: Site[] = quest.joining ? [quest.joining] : [];
  const have = Array.from({ length: count + 1 }, () => new Float64Array(skus));
  const nothing = new Float64Array(skus);
  const fees = card.perOrder + card.perExtraParcel * (count - 1);
  const cheapest = sites.reduce((least, site) => Math.min(least, roster.leastCost(site)), Infinity);
  const podium = makePodium();

  const consider = () => {
    budget.steps -= stepsOfJudging;
    const limit = partial ? Infinity : podium.best()?.cost;
    const plan = judge(packing, quest.joining ? [...chosen].sort(byReach) : chosen, limit);
    if (plan && plan.units >= needed) podium.offer(plan);
  };
  /** Ordered units a plan may leave out and still be the best. */
  const slackNow = () => demand.total - Math.max(needed, podium.best()?.units ?? 0);
  /** Adds a site's supply to what is there already; false when even the best others cannot make up for the rest. */
  const reaches = (site: Site, from: number) => {
    const open = count - chosen.length;
    const [before, after] = [have[chosen.length - 1], have[chosen.length]];
    const others = open > 0 ? roster.most(open) : null;
    let slack = slackNow();
    if (!before || !after) return false;
    for (let at = 0; at < skus; at++) {
      const sku = scarcest[at] ?? 0;
      const units = (before[sku] ?? 0) + (site.supply[sku] ?? 0);
      after[sku] = units;
      const lack = (demand.units[sku] ?? 0) - units - (others?.[from * skus + sku] ?? 0);
      if (lack > 0 && (slack -= lack) < 0) return false;
    }
    return true;
  };
  const isTooDear = (cost: number) =>
    !partial && cost + cheapest * (count - chosen.length) > (podium.best()?.cost ?? Infinity) + 0.5;

  /** A SKU of which the one that is still open has to have so much; most others need not be looked at closely. */
  const pivotOf = (before: Float64Array) => {
    const slack = slackNow();
    for (const sku of scarcest) {
      const units = (demand.units[sku] ?? 0) - (before[sku] ?? 0) - slack;
      if (units > 0) return { sku, units };
    }
    return { sku: 0, units: 0 };
  };
  const visit = (from: number, cost: number): void => {
    const open = count - chosen.length;
    if (open === 0) {
      consider();
      return;
    }
    const pivot = open === 1 ? pivotOf(have[chosen.length] ?? nothing) : { sku: 0, units: 0 };
    for (let at = from; at <= sites.length - open && budget.steps > 0; at++) {
      const site = sites[at];
      if (!site || at === quest.without || (site.supply[pivot.sku] ?? 0) < pivot.units) continue;
      budget.steps--;
      const least = cost + roster.leastCost(site);
      chosen.push(site);
      if (reaches(site, at + 1) && !isTooDear(least)) visit(at + 1, least);
      chosen.pop();
    }
  };

  const start = baseCost + fees;
  if (quest.joining) {
    if (reaches(quest.joining, 0)) visit(0, start + roster.leastCost(quest.joining));
  } else visit(0, start);
  return podium.found();
}

function makePodium() {
  let best: SplitPlan | null = null;
  let ties: SplitPlan[] = [];
  return {
    best: () => best,
    found: (): Found => ({ best, ties }),
    offer: (plan: SplitPlan) => {
      const worth = best ? byWorth(plan, best) : -1;
      if (worth < 0) ties = [];
      if (worth <= 0) ties.push(plan);
      if (!best || bySplitOrder(plan, best) < 0) best = plan;
    },
  };
}
