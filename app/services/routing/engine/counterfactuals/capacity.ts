import { candidateOf } from "../candidates.ts";
import type { Candidate } from "../candidates.ts";
import { capacityScore } from "../scores.ts";
import { beatsAlone, winOf } from "./contest.ts";
import type { Contest, Win } from "./contest.ts";

export interface CapacityChange {
  daily_capacity: number;
  now: number;
  win: Win;
}

// With so many times the orders of today the score is 1 to six places.
const timesForFullScore = 2_000_001;

/**
 * The smallest daily capacity that makes the warehouse the selected one. More capacity only ever helps: it lets a full
 * warehouse ship, and it raises the score of one that could ship alone.
 */
export function capacityChange(contest: Contest): CapacityChange | null {
  const { warehouse } = contest.candidate.standing;
  const now = warehouse.daily_capacity;
  if (now === null || !mayMatter(contest)) return null;
  const winAt = (capacity: number) => winWith(contest, capacity);
  const least = Math.max(now, warehouse.orders_today) + 1;
  const most = Math.min(Number.MAX_SAFE_INTEGER, least * timesForFullScore);
  const win = winAt(least);
  if (win) return { daily_capacity: least, now, win };
  if (!winAt(most)) return null;
  let [low, high] = [least, most];
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (winAt(middle)) high = middle;
    else low = middle;
  }
  return { daily_capacity: high, now, win: winAt(high) ?? "alone" };
}

/** Capacity decides who may ship, and the score of those who ship alone; splits do not ask for it. */
function mayMatter({ candidate, settlement, rival }: Contest): boolean {
  if (candidate.excluded === "capacity_full") return true;
  return candidate.eligible && settlement.plan.outcome === "routed" && candidate.alone === rival?.alone;
}

function winWith(contest: Contest, capacity: number): Win | null {
  const changed = withCapacity(contest, capacity);
  if (!changed.eligible) return null;
  if (!contest.candidate.eligible) return winOf(contest, changed);
  return beatsAlone(contest, changed) ? "alone" : null;
}

function withCapacity({ settlement, candidate }: Contest, capacity: number): Candidate {
  const { standing } = candidate;
  const warehouse = { ...standing.warehouse, daily_capacity: capacity };
  const parts = { ...standing.parts, capacity: capacityScore(warehouse) };
  return candidateOf(settlement.survey, settlement.effects, settlement.packing, {
    ...standing,
    warehouse,
    parts,
  });
}
