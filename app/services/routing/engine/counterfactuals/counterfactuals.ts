import type { Candidate } from "../candidates.ts";
import type { Counterfactual, CounterfactualChange } from "../decision.ts";
import { settle } from "../plan.ts";
import type { Settlement } from "../plan.ts";
import { effectsOf } from "../rules/effects.ts";
import type { MatchedRule } from "../rules/rulebook.ts";
import { capacityChange } from "./capacity.ts";
import { contestOf } from "./contest.ts";
import type { Contest, Effort, Win } from "./contest.ts";
import { priorityChange } from "./priority.ts";
import { says } from "./says.ts";
import { stockChange } from "./stock.ts";
import { raceOf, weightChange } from "./weight.ts";
import type { Race } from "./weight.ts";

// Up to a second. Three of fifty warehouses take a third of it, five of fifty would take minutes.
const mostSteps = 5_000_000;

/**
 * For every warehouse that was not selected and every kind of change the smallest one that makes it the selected one,
 * where there is one: of its stock (0 to ordered + reserved + safety stock), of a weight (steps of 0.001, the others
 * scaled), of its daily capacity, of its priority, or a matching rule switched off. In the order of the ranking. Of
 * orders that may be split among more than three of very many warehouses some changes of stock stay unsaid.
 */
export function counterfactualsOf(settlement: Settlement, matched: readonly MatchedRule[]): Counterfactual[] {
  const { ranked, plan } = settlement;
  const rules = rulesOff(settlement, matched);
  const race = raceOf(settlement);
  const effort = { left: mostSteps };
  return ranked
    .filter((candidate) => candidate !== plan.selected)
    .flatMap((candidate) => {
      const off = rules.get(candidate.site.id);
      return [
        ...(plan.outcome === "held" ? [] : changesOf(settlement, candidate, race, effort)),
        ...(off ? [off] : []),
      ];
    });
}

function changesOf(
  settlement: Settlement,
  candidate: Candidate,
  race: Race | null,
  effort: Effort,
): Counterfactual[] {
  const contest = contestOf(settlement, candidate, effort);
  return [ofStock(contest), ofWeight(contest, race), ofCapacity(contest), ofPriority(contest)].filter(
    (one) => one !== null,
  );
}

function ofStock(contest: Contest): Counterfactual | null {
  const found = stockChange(contest);
  if (!found) return null;
  const { sku, available, now, win } = found;
  return told(contest.candidate, win, { kind: "stock", sku, available }, now);
}

function ofWeight({ candidate }: Contest, race: Race | null): Counterfactual | null {
  const found = race && weightChange(race, candidate);
  if (!found) return null;
  const { factor, weight, now } = found;
  return told(candidate, "alone", { kind: "weight", factor, weight }, now);
}

function ofCapacity(contest: Contest): Counterfactual | null {
  const found = capacityChange(contest);
  if (!found) return null;
  const { daily_capacity, now, win } = found;
  return told(contest.candidate, win, { kind: "capacity", daily_capacity }, now);
}

function ofPriority(contest: Contest): Counterfactual | null {
  const found = priorityChange(contest);
  if (!found) return null;
  const { priority, now, win } = found;
  return told(contest.candidate, win, { kind: "priority", priority }, now);
}

// They have no part in splits, nor in whether anything ships at all.
const choosesAmongSingles = new Set<MatchedRule["action"]["type"]>(["set_weights", "prefer_warehouse"]);

/** Who is selected once a rule is off; the first rule counts for each. */
function rulesOff(settlement: Settlement, matched: readonly MatchedRule[]): Map<string, Counterfactual> {
  const { survey, plan } = settlement;
  const changes = new Map<string, Counterfactual>();
  for (const off of matched) {
    if (plan.outcome !== "routed" && choosesAmongSingles.has(off.action.type)) continue;
    const effects = effectsOf(
      matched.filter((rule) => rule !== off),
      survey.input,
    );
    const { selected, outcome } = settle(survey, effects).plan;
    if (!selected || selected.site.id === plan.selected?.site.id || changes.has(selected.site.id)) continue;
    const win = outcome === "split" ? "split" : "alone";
    changes.set(selected.site.id, told(selected, win, { kind: "rule", rule_id: off.id }, off.name ?? off.id));
  }
  return changes;
}

function told(
  { standing: { warehouse } }: Candidate,
  win: Win,
  change: CounterfactualChange,
  now: number | string,
): Counterfactual {
  return { warehouse_id: warehouse.id, change, says: says(warehouse.name ?? warehouse.id, win, change, now) };
}
