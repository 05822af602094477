import type { Candidate } from "../candidates.ts";
import { bySplitOrder, judge } from "../split/judge.ts";
import type { SplitPlan } from "../split/judge.ts";
import { stepsOfJudging } from "./contest.ts";
import type { Contest } from "./contest.ts";
import type { Parties, Party } from "./parties.ts";
import type { Level } from "./stock.ts";

/**
 * The best split among the parties once the warehouse has the units of `level`; what the search for a split would find.
 * Of an order that leaves whole, parties in which the warehouse cannot ship most are only looked at when there is one
 * in which it can: null says that it would not be the selected one.
 */
export function bestParty(
  contest: Contest,
  parties: Parties,
  changed: Candidate,
  level: Level,
  moreThan: number,
): SplitPlan | null {
  const { packing } = contest.settlement;
  const best = bestOf(contest, parties.leading, changed, level, { best: null, moreThan });
  if (packing.partial || !best) return best;
  return bestOf(contest, parties.following(), changed, level, { best, moreThan });
}

function bestOf(
  { settlement, candidate, rivalSplit, effort }: Contest,
  parties: readonly Party[],
  { site }: Candidate,
  { sku, units }: Level,
  { best, moreThan }: { best: SplitPlan | null; moreThan: number },
): SplitPlan | null {
  const { packing } = settlement;
  const { demand, partial } = packing;
  const wanted = demand.units[sku] ?? 0;
  const gain = units - Math.min(wanted, candidate.site.supply[sku] ?? 0);
  effort.left -= parties.length;
  for (const { members, own, have, lack } of parties) {
    const count = members.length;
    // A further shipment has to ship more units.
    const isLarger = best !== null && count > best.shipments.length;
    if (!partial && isLarger) break;
    const least = isLarger ? (best?.units ?? 0) + 1 : Math.max(moreThan + 1, best?.units ?? 0);
    const missing = wanted - (have[sku] ?? 0);
    const lackNow = lack - Math.max(0, missing) + Math.max(0, missing - gain);
    if (demand.total - lackNow < (partial ? least : demand.total)) continue;
    effort.left -= stepsOfJudging;
    const limit = partial ? Infinity : Math.min(costOf(best, count), costOf(rivalSplit, count));
    const plan = judge(packing, members.with(own, site), limit);
    if (plan && plan.units >= least && (!best || bySplitOrder(plan, best) < 0)) best = plan;
  }
  return best;
}

/** Infinity where it has another number of shipments. */
function costOf(plan: SplitPlan | null, shipments: number): number {
  return plan?.shipments.length === shipments ? plan.cost : Infinity;
}
