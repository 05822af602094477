import { expect, test } from "vitest";
import { tellChanges } from "./tell-changes.ts";
import type { ShownDecision } from "./tell-decision.ts";

type Counterfactual = ShownDecision["details"]["counterfactuals"][number];

const decisionWith = (counterfactuals: Counterfactual[]): ShownDecision => ({
  decided_at: new Date(0),
  outcome: "routed",
  reason: null,
  selected_warehouse_id: "a",
  decision_factors: null,
  alternatives: [],
  details: {
    raw: null,
    allocations: [],
    unfilled: [],
    matched_rules: [],
    invalid_rules: [],
    counterfactuals,
    automatic: null,
    missing: [],
    over_capacity: false,
  },
  chosen_by: null,
  choice_reason: null,
});

const stock = (id: string, available: number, now: number): Counterfactual => ({
  warehouse_id: id,
  change: { kind: "stock", sku: "MUG", available },
  says: `${id} would ship this order with ${available} units of MUG (it has ${now}).`,
});
const weight = (id: string, value: number, now: number): Counterfactual => ({
  warehouse_id: id,
  change: { kind: "weight", factor: "cost", weight: value },
  says: `${id} would ship this order if the weight of cost were ${value} (it is ${now}).`,
});
const rule = (id: string): Counterfactual => ({
  warehouse_id: id,
  change: { kind: "rule", rule_id: "r" },
  says: `${id} would ship this order without the rule "West".`,
});

test("the warehouse with the smallest change comes first, and so does its smallest change", () => {
  const told = tellChanges(
    decisionWith([stock("far", 30, 2), rule("near"), weight("near", 0.22, 0.2), stock("mid", 3, 2)]),
    (id) => id.toUpperCase(),
  );
  expect(told.map(({ name }) => name)).toEqual(["NEAR", "MID", "FAR"]);
  expect(told[0]?.says).toEqual([
    "near would ship this order if the weight of cost were 0.22 (it is 0.2).",
    'near would ship this order without the rule "West".',
  ]);
});

test("a change from nothing is measured as well", () => {
  const told = tellChanges(decisionWith([stock("many", 9, 0), stock("few", 1, 0)]), (id) => id);
  expect(told.map(({ warehouseId }) => warehouseId)).toEqual(["few", "many"]);
});

test("a decision that nothing would have changed says nothing", () => {
  expect(tellChanges(decisionWith([]), (id) => id)).toEqual([]);
});
