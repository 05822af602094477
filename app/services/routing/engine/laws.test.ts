import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import { arbitraryInput } from "./arbitrary-input.ts";
import { checkLaws } from "./check-laws.ts";
import type { BrokenEngine, NumberedLaw } from "./check-laws.ts";
import { exclusionReasons } from "./decision.ts";
import * as laws from "./laws.ts";
import type { RouteInput } from "./route-input.ts";

const numbered = {
  "L1 conservation": { law: laws.conservation, runs: 500 },
  "L2 nobody above stock": { law: laws.nobodyAboveStock, runs: 500 },
  "L3 the order of facts is irrelevant": { law: laws.orderOfFactsIsIrrelevant, runs: 500 },
  "L4 eligibility comes first": { law: laws.eligibilityComesFirst, runs: 500 },
  "L5 no place never wins": { law: laws.noPlaceNeverWins, runs: 500 },
  "L6 idle rules change nothing": { law: laws.idleRulesChangeNothing, runs: 500 },
  "L7 more stock never fills less": { law: laws.moreStockNeverFillsLess, runs: 400 },
  "L8 ties end at priority, then id": { law: laws.tiesEndAtPriorityThenId, runs: 300 },
  "L9 losers change nothing else": { law: laws.losersChangeNothingElse, runs: 500 },
  "nothing is mutated": { law: laws.nothingIsMutated, runs: 300 },
} satisfies Record<string, NumberedLaw>;
type Name = keyof typeof numbered;

const broken: readonly BrokenEngine<Name>[] = [
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
  [
    "nothing is mutated",
    "takes the stock away while it decides",
    (input) => {
      const decision = decide(input);
      for (const row of input.inventory) row.available -= 1;
      return decision;
    },
  ],
  [
    "L1 conservation",
    "ships a line of a SKU it has seen before twice",
    (input) => {
      const decision = decide(input);
      const skus = input.order.lines.map(({ sku }) => sku);
      if (new Set(skus).size === skus.length) return decision;
      return { ...decision, allocations: decision.allocations.flatMap((one) => [one, one]) };
    },
  ],
  [
    "L2 nobody above stock",
    "forgets the safety stock",
    (input) => decide({ ...input, inventory: input.inventory.map((row) => ({ ...row, safety_stock: 0 })) }),
  ],
  [
    "L4 eligibility comes first",
    "takes old stock where that is excluded",
    (input) => decide({ ...input, settings: { ...input.settings, stale_policy: "allow" } }),
  ],
  [
    "L4 eligibility comes first",
    "gives a full warehouse one order more",
    (input) =>
      decide({
        ...input,
        warehouses: input.warehouses.map((one) => ({
          ...one,
          orders_today: Math.max(0, one.orders_today - 1),
        })),
      }),
  ],
];

checkLaws(numbered, broken);

describe("the arbitrary inputs", () => {
  it("reach every outcome there is", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const { outcome, reason } = decide(input, { explain: false });
        seen.add(`${outcome} ${reason ?? ""}`.trim());
      }),
      { seed: 7, numRuns: 3000 },
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

  it("reach every reason to exclude a warehouse", () => {
    const seen = new Set<string | null>();
    const property = fc.property(arbitraryInput, (input) => {
      for (const { excluded } of decide(input, { explain: false }).alternatives) seen.add(excluded);
    });
    fc.assert(property, { seed: 7, numRuns: 1000 });
    expect(exclusionReasons.filter((reason) => !seen.has(reason))).toEqual([]);
  });

  it("have several lines of one SKU, groups, velocities known and unknown", () => {
    const inputs = fc.sample(arbitraryInput, { seed: 7, numRuns: 300 });
    const share = (has: (input: RouteInput) => boolean) => inputs.filter(has).length / inputs.length;
    const repeats = ({ order: { lines } }: RouteInput) =>
      new Set(lines.map(({ sku }) => sku)).size < lines.length;
    expect(share(repeats)).toBeGreaterThan(0.2);
    expect(share(({ order }) => order.lines.some(({ group }) => group !== null))).toBeGreaterThan(0.2);
    expect(share(({ inventory }) => inventory.some(({ velocity }) => velocity === null))).toBeGreaterThan(
      0.5,
    );
    expect(share(({ inventory }) => inventory.some(({ velocity }) => velocity !== null))).toBeGreaterThan(
      0.2,
    );
  });
});
