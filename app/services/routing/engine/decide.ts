import type { Alternative, AllocatedLine, Decision } from "./decision.ts";
import type { Candidate } from "./candidates.ts";
import { counterfactualsOf } from "./counterfactuals/counterfactuals.ts";
import type { Demand } from "./demand.ts";
import { settle } from "./plan.ts";
import type { RouteInput } from "./route-input.ts";
import { effectsOf } from "./rules/effects.ts";
import { readRules } from "./rules/rulebook.ts";
import { shownScores } from "./scores.ts";
import { surveyOf } from "./standing.ts";
import { unfilledLines } from "./unfilled.ts";

/**
 * Decides which warehouses ship an order. Pure and deterministic: the order of warehouses, stock rows and rules does
 * not matter, nothing is mutated, nothing is thrown for an order that cannot be shipped.
 *
 * Takes what `parseRouteInput` returned, with coordinates filled in (`withPlaces`): a warehouse without them is
 * excluded, a destination without them counts as equally far from every warehouse. `explain: false` leaves out the
 * counterfactuals, which take most of the time.
 */
export function decide(input: RouteInput, { explain = true }: { explain?: boolean } = {}): Decision {
  const rules = readRules(input);
  const settlement = settle(surveyOf(input), effectsOf(rules.matched, input));
  const { plan, ranked, survey } = settlement;
  const { selected } = plan;
  return {
    outcome: plan.outcome,
    reason: plan.reason,
    selected_warehouse_id: selected?.site.id ?? null,
    allocations: plan.shipments.map(({ site, taken }) => ({
      warehouse_id: site.id,
      lines: allocatedLines(survey.demand, taken),
    })),
    unfilled: unfilledLines(settlement),
    decision_factors: selected && shownScores(selected.scores),
    raw: selected && selected.standing.raw,
    alternatives: ranked.filter((candidate) => candidate !== selected).map(alternative),
    matched_rules: rules.matched.map(({ id }) => id),
    invalid_rules: [...rules.invalid],
    counterfactuals: explain ? counterfactualsOf(settlement, rules.matched) : [],
  };
}

function allocatedLines({ lines }: Demand, taken: readonly number[]): AllocatedLine[] {
  return lines.flatMap(({ id, sku }, line) => {
    const quantity = taken[line] ?? 0;
    return quantity === 0 ? [] : [{ line_id: id, sku, quantity }];
  });
}

function alternative({ standing, scores, excluded }: Candidate): Alternative {
  return {
    warehouse_id: standing.warehouse.id,
    decision_factors: shownScores(scores),
    raw: standing.raw,
    excluded,
  };
}
