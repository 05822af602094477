import type { NameOf, ShownDecision } from "./tell-decision.ts";

type Counterfactual = ShownDecision["details"]["counterfactuals"][number];

export interface ToldChanges {
  readonly warehouseId: string;
  readonly name: string;
  /** The changes any one of which would have selected it, the smallest first. */
  readonly says: readonly string[];
}

/** What would have changed a decision, by warehouse; the smallest change, and the warehouse that has it, come first. */
export function tellChanges({ details }: ShownDecision, nameOf: NameOf): ToldChanges[] {
  const sorted = details.counterfactuals.toSorted((a, b) => effort(a) - effort(b));
  const ids = [...new Set(sorted.map(({ warehouse_id }) => warehouse_id))];
  return ids.map((id) => ({
    warehouseId: id,
    name: nameOf(id),
    says: sorted.filter(({ warehouse_id }) => warehouse_id === id).map(({ says }) => says),
  }));
}

/** How large a change is against what is now; switching a rule off is as much as doubling. */
function effort({ change, says }: Counterfactual): number {
  const now = valueNow(says);
  switch (change.kind) {
    case "stock":
      return Math.abs(change.available - now) / Math.max(now, 1);
    case "weight":
      return Math.abs(change.weight - now) / Math.max(now, 0.1);
    case "capacity":
      return Math.abs(change.daily_capacity - now) / Math.max(now, 1);
    case "priority":
      return Math.abs(change.priority - now) / Math.max(now, 1);
    case "rule":
      return 1;
  }
}

/** A counterfactual ends with the value as it is: "... (it has 3).". */
const valueNow = (says: string): number => Number(/\(it (?:has|is) ([\d.]+)\)\.$/.exec(says)?.[1] ?? 0);
