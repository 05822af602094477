import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import { arbitraryInput } from "./arbitrary-input.ts";
import * as laws from "./laws.ts";
import type { Engine, Law } from "./laws.ts";
import * as lawsOfPlans from "./laws-of-plans.ts";
import type { Decision } from "./decision.ts";
import type { RouteInput } from "./route-input.ts";

const runs = { seed: 20_260_120, numRuns: 500 };

const numbered = {
  "L1 conservation": laws.conservation,
  "L2 nobody above stock": laws.nobodyAboveStock,
  "L3 the order of facts is irrelevant": laws.orderOfFactsIsIrrelevant,
  "L4 eligibility comes first": laws.eligibilityComesFirst,
  "L5 no place never wins": laws.noPlaceNeverWins,
  "L6 idle rules change nothing": laws.idleRulesChangeNothing,
  "L7 more stock never fills less": laws.moreStockNeverFillsLess,
  "L8 ties end at priority, then id": laws.tiesEndAtPriorityThenId,
  "L9 losers change nothing else": laws.losersChangeNothingElse,
  "L10 fewest shipments": lawsOfPlans.fewestShipments,
  "L10 most units, then fewest shipments": lawsOfPlans.mostUnitsThenFewestShipments,
  "nothing is mutated": laws.nothingIsMutated,
} satisfies Record<string, Law>;
type Name = keyof typeof numbered;

const cases: [Name, string, Engine][] = [
  ["L1 conservation", "forgets what it could not fill", (input) => ({ ...decide(input), unfilled: [] })],
  [
    "L2 nobody above stock",
    "promises reserved units again",
    (input) => decide({ ...input, inventory: input.inventory.map((row) => ({ ...row, reserved: 0 })) }),
  ],
  [
    "L3 the order of facts is irrelevant",
    "lists alternatives as they came in",
    (input) => {
      const decision = decide(input);
      const given = input.warehouses.flatMap(({ id }) =>
        decision.alternatives.filter(({ warehouse_id: other }) => other === id),
      );
      return { ...decision, alternatives: given };
    },
  ],
  [
    "L4 eligibility comes first",
    "lets a warehouse that is switched off compete",
    (input) => decide({ ...input, warehouses: input.warehouses.map((one) => ({ ...one, is_active: true })) }),
  ],
  [
    "L5 no place never wins",
    "puts a warehouse without a place next door",
    (input) => {
      const { latitude, longitude } = input.order;
      const warehouses = input.warehouses.map((one) =>
        one.latitude === null ? { ...one, latitude, longitude } : one,
      );
      return decide({ ...input, warehouses });
    },
  ],
  [
    "L8 ties end at priority, then id",
    "takes the higher priority number",
    (input) =>
      decide({ ...input, warehouses: input.warehouses.map((one) => ({ ...one, priority: -one.priority })) }),
  ],
  [
    "L8 ties end at priority, then id",
    "does not look at priority",
    (input) => decide({ ...input, warehouses: input.warehouses.map((one) => ({ ...one, priority: 1 })) }),
  ],
  [
    "L6 idle rules change nothing",
    "weighs its factors by the number of active rules",
    (input) => {
      const decision = decide(input);
      const active = input.rules.filter((rule) => rule.is_active).length;
      return active > 1 ? { ...decision, decision_factors: null } : decision;
    },
  ],
  [
    "L7 more stock never fills less",
    "takes a full shelf for a mistake",
    (input) => decide({ ...input, inventory: input.inventory.filter(({ available }) => available < 9) }),
  ],
  [
    "L9 losers change nothing else",
    "scores against the average of all candidates",
    (input) => {
      const decision = decide(input);
      const scores = decision.alternatives.map(({ decision_factors: factors }) => factors.totalScore);
      const mean = scores.reduce((total, score) => total + score, 0) / Math.max(1, scores.length);
      const factors = decision.decision_factors && { ...decision.decision_factors, proximityScore: mean };
      return { ...decision, decision_factors: factors };
    },
  ],
  ["L10 fewest shipments", "splits greedily", splitGreedily],
  [
    "L10 most units, then fewest shipments",
    "does not know groups",
    (input) => {
      const lines = input.order.lines.map((line) => ({ ...line, group: null }));
      return decide({ ...input, order: { ...input.order, lines } });
    },
  ],
  [
    "L10 most units, then fewest shipments",
    "never splits",
    (input) => {
      const split = { ...input.settings.split, policy: "never" as const };
      return decide({ ...input, settings: { ...input.settings, split } });
    },
  ],
  [
    "nothing is mutated",
    "takes the stock away while it decides",
    (input) => {
      const decision = decide(input);
      for (const row of input.inventory) row.available -= 1;
      return decision;
    },
  ],
];

const names = cases.map(([name]) => name).filter((name, at, all) => all.indexOf(name) === at);

/** Takes the warehouse that adds most units, again and again. */
function splitGreedily(input: RouteInput): Decision {
  const decision = decide(input);
  if (decision.outcome !== "split") return decision;
  const open = new Map<string, number>();
  for (const { sku, quantity } of input.order.lines) open.set(sku, (open.get(sku) ?? 0) + quantity);
  const allocations: Decision["allocations"] = [];
  while ([...open.values()].some((units) => units > 0)) {
    const gains = input.warehouses.map(({ id }) => ({
      id,
      rows: input.inventory.filter((row) => row.warehouse_id === id && (open.get(row.sku) ?? 0) > 0),
    }));
    const gain = ({ rows }: (typeof gains)[number]) =>
      rows.reduce((sum, row) => sum + Math.min(row.available, open.get(row.sku) ?? 0), 0);
    const best = gains.reduce((a, b) => (gain(b) > gain(a) ? b : a));
    for (const row of best.rows) open.set(row.sku, Math.max(0, (open.get(row.sku) ?? 0) - row.available));
    allocations.push({ warehouse_id: best.id, lines: [] });
  }
  return { ...decision, allocations };
}

describe("the engine obeys", () => {
  it.each(names)("%s", (name) => {
    fc.assert(numbered[name](decide), runs);
  });
});

describe("a law catches an engine that breaks it", () => {
  it.each(cases)("%s: one that %s", (name, _flaw, broken) => {
    expect(fc.check(numbered[name](broken), runs).failed).toBe(true);
  });

  it("has a broken engine for every law", () => {
    expect(new Set(cases.map(([name]) => name))).toEqual(new Set(Object.keys(numbered)));
  });
});

describe("the arbitrary inputs", () => {
  it("reach every outcome there is", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const { outcome, reason } = decide(input, { explain: false });
        seen.add(`${outcome} ${reason ?? ""}`.trim());
      }),
      { ...runs, numRuns: 3000 },
    );
    expect([...seen].sort()).toEqual([
      "held held_by_rule",
      "routed",
      "routed partial_stock",
      "split",
      "split partial_stock",
      "unfillable group_cannot_be_filled",
      "unfillable no_stock",
      "unfillable no_warehouse",
      "unfillable partial_stock",
      "unfillable rule_target_cannot_fill",
      "unfillable split_not_allowed",
    ]);
  });
});
