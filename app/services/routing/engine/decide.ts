import { allocatedLines, fillLines, unfilledLines } from "./allocation.ts";
import { rankCandidates } from "./candidates.ts";
import type { Candidate } from "./candidates.ts";
import type { Alternative, Decision, UnfilledLine } from "./decision.ts";
import { choosePlan, combinedSupply } from "./plan.ts";
import type { Plan } from "./plan.ts";
import type { RouteInput } from "./route-input.ts";
import { shownScores } from "./scores.ts";

/**
 * Decides which warehouse ships an order. Pure and deterministic: the order of warehouses and stock rows does not
 * matter, nothing is mutated, nothing is thrown for an order that cannot be shipped.
 *
 * Takes what `parseRouteInput` returned, with coordinates filled in (`withPlaces`): a warehouse without them is
 * excluded, a destination without them counts as equally far from every warehouse.
 */
export function decide(input: RouteInput): Decision {
  const ranked = rankCandidates(input);
  const plan = choosePlan(input, ranked);
  const { winner } = plan;
  const taken = fillLines(input.order.lines, winner?.supply ?? new Map());
  return {
    outcome: plan.outcome,
    reason: plan.reason,
    selected_warehouse_id: winner?.warehouse.id ?? null,
    allocations: winner
      ? [{ warehouse_id: winner.warehouse.id, lines: allocatedLines(input.order.lines, taken) }]
      : [],
    unfilled: unfilled(input, ranked, plan, taken),
    decision_factors: winner && shownScores(winner.scores),
    raw: winner && winner.raw,
    alternatives: ranked.filter((candidate) => candidate !== winner).map(alternative),
    matched_rules: [],
    invalid_rules: [],
    counterfactuals: [],
  };
}

function unfilled(
  { order }: RouteInput,
  ranked: readonly Candidate[],
  { reason, winner }: Plan,
  taken: readonly number[],
): UnfilledLine[] {
  // The rest of an order shipped in part is told from the winner alone: no other warehouse may add to it.
  const obtainable = winner
    ? order.lines.map((line) => line.quantity)
    : fillLines(order.lines, combinedSupply(ranked));
  return unfilledLines(order.lines, taken, obtainable, {
    missing: reason === "no_warehouse" ? "no_warehouse" : "no_stock",
    heldBack: reason ?? "partial_stock",
  });
}

function alternative({ warehouse, scores, raw, excluded }: Candidate): Alternative {
  return { warehouse_id: warehouse.id, decision_factors: shownScores(scores), raw, excluded };
}
