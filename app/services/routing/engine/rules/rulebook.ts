import type { RouteInput } from "../route-input.ts";
import type { Action } from "./action.ts";
import { strayWarehouse } from "./find-faults.ts";
import type { Rule } from "./rule-input.ts";

export interface MatchedRule {
  id: string;
  name: string | null;
  action: Action;
}

export interface Rulebook {
  /** Rules whose conditions the order meets, by priority, then id. */
  matched: readonly MatchedRule[];
  /** Active rules that cannot be followed, in the same order. They are never applied. */
  invalid: readonly { id: string; problem: string }[];
}

/** Sorts the active rules into those that match the order and those that cannot be followed. */
export function readRules({ rules, order, warehouses }: RouteInput): Rulebook {
  const known = new Set(warehouses.map(({ id }) => id));
  const matched: MatchedRule[] = [];
  const invalid: { id: string; problem: string }[] = [];
  for (const { id, name, reading } of rules.filter((rule) => rule.is_active).sort(byPriorityThenId)) {
    const [fault] = "faults" in reading ? reading.faults : strayWarehouse(reading.action, known);
    if (fault) invalid.push({ id, problem: fault.problem });
    else if ("matches" in reading && reading.matches(order))
      matched.push({ id, name, action: reading.action });
  }
  return { matched, invalid };
}

function byPriorityThenId(a: Rule, b: Rule): number {
  return a.priority - b.priority || (a.id < b.id ? -1 : 1);
}
