import type { Candidate } from "../candidates.ts";
import type { Settlement } from "../plan.ts";
import { divideForLess } from "../split/divide.ts";
import { bySplitOrder, byIds, mainShipment } from "../split/judge.ts";
import type { Contest, Win } from "./contest.ts";

export interface PriorityChange {
  priority: number;
  now: number;
  win: Win;
}

/**
 * The priority that makes the warehouse the selected one. Priorities only break ties, so it has to be as good as the
 * winner in everything that is asked before; then it needs the same priority if its id sorts first, else one less.
 */
export function priorityChange({ candidate, settlement }: Contest): PriorityChange | null {
  if (!candidate.eligible) return null;
  switch (settlement.plan.outcome) {
    case "routed":
      return againstOne(candidate, settlement);
    case "split":
      return againstSplit(candidate, settlement);
    case "held":
    case "unfillable":
    case "needs_review":
      return null;
  }
}

function againstOne(candidate: Candidate, { plan, effects, survey }: Settlement): PriorityChange | null {
  const { selected } = plan;
  if (!selected || selected.alone !== candidate.alone) return null;
  if (selected.scores.total !== candidate.scores.total) return null;
  if (selected.site.id === effects.preferred && selected.alone === survey.demand.total) return null;
  const idFirst = candidate.site.id < selected.site.id;
  const priority = selected.site.priority - (idFirst ? 0 : 1);
  return { priority, now: candidate.site.priority, win: "alone" };
}

function againstSplit({ site }: Candidate, { splits, packing }: Settlement): PriorityChange | null {
  const found = splits?.found;
  if (!found?.best || found.best.ids.includes(site.id)) return null;
  const own = found.ties.filter(({ ids }) => ids.includes(site.id)).sort(bySplitOrder)[0];
  if (!own || mainShipment(divideForLess(packing, own.shipments))?.site.id !== site.id) return null;
  const behind = own.priority - found.best.priority;
  const idsFirst = byIds(own.ids, found.best.ids) < 0;
  return { priority: site.priority - behind - (idsFirst ? 0 : 1), now: site.priority, win: "split" };
}
