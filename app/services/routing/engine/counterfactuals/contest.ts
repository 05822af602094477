import { byRank } from "../candidates.ts";
import type { Candidate } from "../candidates.ts";
import { bestSingle } from "../plan.ts";
import type { Settlement } from "../plan.ts";
import { divideForLess } from "../split/divide.ts";
import { bySplitOrder, mainShipment } from "../split/judge.ts";
import type { SplitPlan } from "../split/judge.ts";
import { searchSplits } from "../split/search.ts";

/** How a warehouse would be the selected one: shipping alone, or with most units of a split. */
export type Win = "alone" | "split";

/** What one warehouse that was not selected is up against. */
export interface Contest {
  settlement: Settlement;
  candidate: Candidate;
  /** The best of the others to ship alone. */
  rival: Candidate | null;
  /** The best split of the others. */
  rivalSplit: SplitPlan | null;
  effort: Effort;
}

/** Steps that all contests of a decision may still take; what is not known by then stays unsaid. */
export interface Effort {
  left: number;
}

/** Steps it takes to keep a set of warehouses, or to find what it costs; to pass one by takes a single one. */
export const stepsOfJudging = 20;

export function contestOf(settlement: Settlement, candidate: Candidate, effort: Effort): Contest {
  const { eligible, effects, survey } = settlement;
  const others = eligible.filter((other) => other.site.id !== candidate.site.id);
  const rival = bestSingle(others, effects.preferred, survey.demand.total);
  return { settlement, candidate, rival, rivalSplit: splitOfOthers(settlement, candidate), effort };
}

function splitOfOthers({ splits }: Settlement, { site }: Candidate): SplitPlan | null {
  if (!splits) return null;
  const { roster, found } = splits;
  if (!found.best?.ids.includes(site.id)) return found.best;
  const without = roster.sites.findIndex(({ id }) => id === site.id);
  return searchSplits(roster, { moreThan: 0, without }).best;
}

/** Whether the warehouse of the contest would be selected if it were as `changed` says; null when not. */
export function winOf(contest: Contest, changed: Candidate): Win | null {
  const { rival, settlement } = contest;
  const { total } = settlement.survey.demand;
  if (changed.alone === total || rival?.alone === total || settlement.packing.maxShipments === 1) {
    return beatsAlone(contest, changed) ? "alone" : null;
  }
  return winOfSplit(contest, changed, (moreThan) => splitWith(contest, changed, moreThan));
}

/** Whether it comes before all others that ship alone. */
export function beatsAlone({ rival, settlement }: Contest, changed: Candidate): boolean {
  const { effects, survey } = settlement;
  if (changed.alone === 0) return false;
  if (!rival || changed.alone !== rival.alone) return changed.alone > (rival?.alone ?? 0);
  if (changed.alone === survey.demand.total) {
    if (changed.site.id === effects.preferred) return true;
    if (rival.site.id === effects.preferred) return false;
  }
  return byRank(changed, rival) < 0;
}

/**
 * Whether the changed warehouse would be selected where no warehouse ships everything alone. `splitWith` gives the best
 * split it takes part in that ships more than so many units.
 */
export function winOfSplit(
  contest: Contest,
  changed: Candidate,
  splitWith: (moreThan: number) => SplitPlan | null,
): Win | null {
  const { rival, rivalSplit } = contest;
  const moreThan = Math.max(changed.alone, rival?.alone ?? 0);
  const standing = rivalSplit && rivalSplit.units > moreThan ? rivalSplit : null;
  const best = splitWith(Math.max(moreThan, (standing?.units ?? 0) - 1));
  if (!best) return !standing && beatsAlone(contest, changed) ? "alone" : null;
  if (standing && bySplitOrder(standing, best) < 0) return null;
  return mainShipment(divideForLess(contest.settlement.packing, best.shipments))?.site.id === changed.site.id
    ? "split"
    : null;
}

function splitWith(
  { settlement, rivalSplit }: Contest,
  { site }: Candidate,
  moreThan: number,
): SplitPlan | null {
  const { splits, packing } = settlement;
  if (!splits) return null;
  const without = splits.roster.sites.findIndex(({ id }) => id === site.id);
  const most = packing.partial ? packing.maxShipments : (rivalSplit?.ids.length ?? packing.maxShipments);
  return searchSplits(splits.roster, { moreThan, joining: site, without, maxShipments: most }).best;
}
