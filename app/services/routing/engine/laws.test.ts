import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import { arbitraryInput } from "./arbitrary-input.ts";
import * as laws from "./laws.ts";
import type { Engine } from "./laws.ts";

const runs = { seed: 20_260_120, numRuns: 500 };

const cases: [keyof typeof laws, string, Engine][] = [
  ["conservation", "forgets what it could not fill", (input) => ({ ...decide(input), unfilled: [] })],
  [
    "nobodyAboveStock",
    "promises reserved units again",
    (input) => decide({ ...input, inventory: input.inventory.map((row) => ({ ...row, reserved: 0 })) }),
  ],
  [
    "orderOfFactsIsIrrelevant",
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
    "eligibilityComesFirst",
    "lets a warehouse that is switched off compete",
    (input) => decide({ ...input, warehouses: input.warehouses.map((one) => ({ ...one, is_active: true })) }),
  ],
  [
    "noPlaceNeverWins",
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
    "tiesEndAtPriorityThenId",
    "takes the higher priority number",
    (input) =>
      decide({ ...input, warehouses: input.warehouses.map((one) => ({ ...one, priority: -one.priority })) }),
  ],
  [
    "tiesEndAtPriorityThenId",
    "does not look at priority",
    (input) => decide({ ...input, warehouses: input.warehouses.map((one) => ({ ...one, priority: 1 })) }),
  ],
  [
    "moreStockNeverFillsLess",
    "takes a full shelf for a mistake",
    (input) => decide({ ...input, inventory: input.inventory.filter(({ available }) => available < 9) }),
  ],
  [
    "losersChangeNothingElse",
    "scores against the average of all candidates",
    (input) => {
      const decision = decide(input);
      const scores = decision.alternatives.map(({ decision_factors: factors }) => factors.totalScore);
      const mean = scores.reduce((total, score) => total + score, 0) / Math.max(1, scores.length);
      const factors = decision.decision_factors && { ...decision.decision_factors, proximityScore: mean };
      return { ...decision, decision_factors: factors };
    },
  ],
  [
    "nothingIsMutated",
    "takes the stock away while it decides",
    (input) => {
      const decision = decide(input);
      for (const row of input.inventory) row.available -= 1;
      return decision;
    },
  ],
];

describe("the engine obeys", () => {
  it.each([...new Set(cases.map(([law]) => law))])("%s", (law) => {
    fc.assert(laws[law](decide), runs);
  });
});

describe("a law catches an engine that breaks it", () => {
  it.each(cases)("%s: one that %s", (law, _flaw, broken) => {
    expect(fc.check(laws[law](broken), runs).failed).toBe(true);
  });

  it("has a broken engine for every law", () => {
    expect(new Set(cases.map(([law]) => law))).toEqual(new Set(Object.keys(laws)));
  });
});

describe("the arbitrary inputs", () => {
  it("reach every outcome there is without splits and holds", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const { outcome, reason } = decide(input);
        seen.add(`${outcome} ${reason ?? ""}`.trim());
      }),
      { ...runs, numRuns: 3000 },
    );
    expect([...seen].sort()).toEqual([
      "needs_review partial_stock",
      "routed",
      "routed partial_stock",
      "unfillable group_cannot_be_filled",
      "unfillable no_stock",
      "unfillable no_warehouse",
      "unfillable partial_stock",
      "unfillable split_not_allowed",
    ]);
  });
});
