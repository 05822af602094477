import type { Decision } from "#app/services/routing/engine/index.ts";
import { tellShortfall } from "#app/services/routing/reasons.ts";
import { tellChanges } from "./tell-changes.ts";
import { tellRisks } from "./tell-choice.ts";
import { unitCount } from "./phrases.ts";
import { headline, orderedUnits, type ShownDecision, tellScores, why, whyNot } from "./tell-decision.ts";

/** How what a decision names by id is called. */
export interface Names {
  warehouse(id: string): string;
  /** An item of the order, by its line; the SKU where the line is not known. */
  item(lineId: string, sku: string): string;
  /** Undefined for a rule that is gone. */
  rule(id: string): string | undefined;
}

/** A decision as the engine gave it, in the form that is told. */
export const shownOf = (decision: Decision, decidedAt: Date): ShownDecision => ({
  decided_at: decidedAt,
  outcome: decision.outcome,
  reason: decision.reason,
  selected_warehouse_id: decision.selected_warehouse_id,
  decision_factors: decision.decision_factors,
  alternatives: decision.alternatives,
  details: { ...decision, automatic: null, missing: [], over_capacity: false },
  chosen_by: null,
  choice_reason: null,
});

/** Everything a person reads about a decision. */
export function tellDecision(decision: ShownDecision, names: Names) {
  const { decision_factors: factors, details, selected_warehouse_id: selected } = decision;
  const ordered = orderedUnits(decision);
  const nameOf = (id: string) => names.warehouse(id);
  const isMain = ({ warehouse_id: id }: { warehouse_id: string }) => Number(id === selected);
  const parts =
    details.allocations.length > 1 ? details.allocations.toSorted((a, b) => isMain(b) - isMain(a)) : [];
  return {
    decidedAt: decision.decided_at.toISOString(),
    headline: headline(decision, nameOf),
    why: why(decision, nameOf),
    shipDate: details.raw?.ship_date ?? null,
    stockAgeMinutes: details.raw?.stock_age_minutes ?? null,
    isShipping: selected !== null,
    isByPerson: decision.chosen_by !== null,
    risks: tellRisks(decision, (sku) => skuName(decision, names, sku)),
    total: factors?.totalScore ?? null,
    scores: factors && details.raw ? tellScores(factors, details.raw, ordered) : [],
    /** What leaves from where, when the order is split; the largest part, whose scores are shown, first. */
    parts: parts.map(({ warehouse_id: id, lines }) => ({
      id,
      name: nameOf(id),
      units: unitCount(lines.reduce((sum, { quantity }) => sum + quantity, 0)),
      lines: lines.map((line) => ({ ...line, name: names.item(line.line_id, line.sku) })),
    })),
    unfilled: details.unfilled.map((line) => ({
      ...line,
      name: names.item(line.line_id, line.sku),
      says: tellShortfall(line.reason),
    })),
    alternatives: decision.alternatives
      .filter(({ warehouse_id: id }) => !parts.some((part) => part.warehouse_id === id))
      .map((alternative) => ({
        id: alternative.warehouse_id,
        name: nameOf(alternative.warehouse_id),
        isExcluded: alternative.excluded !== null,
        total: alternative.decision_factors.totalScore,
        says: whyNot(alternative, decision),
        scores: tellScores(alternative.decision_factors, alternative.raw, ordered),
      })),
    rules: details.matched_rules.map((id) => ({ id, name: names.rule(id) ?? null })),
    invalidRules: details.invalid_rules.map(({ id, problem }) => ({
      id,
      name: names.rule(id) ?? null,
      problem,
    })),
    changes: tellChanges(decision, nameOf),
  };
}
export type ToldDecision = ReturnType<typeof tellDecision>;

function skuName({ details }: ShownDecision, names: Names, sku: string): string {
  const line = details.allocations.flatMap(({ lines }) => lines).find((each) => each.sku === sku);
  return line ? names.item(line.line_id, sku) : sku;
}
