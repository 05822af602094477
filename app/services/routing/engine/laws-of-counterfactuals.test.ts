import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import type { CounterfactualChange } from "./decision.ts";
import type { Engine, Law } from "./laws.ts";
import { smallestChange, smallestChangeOfTies, smallestWeight } from "./laws-of-counterfactuals.ts";

const laws: readonly [string, Law, number][] = [
  ["L11 the smallest change of stock, capacity, priority or a rule", smallestChange, 250],
  ["L11 the same among warehouses that are alike", smallestChangeOfTies, 50],
  ["L11 the smallest change of a weight", smallestWeight, 25],
];

/** An engine that states other changes than it found. */
function stating(change: (stated: CounterfactualChange) => CounterfactualChange | null): Engine {
  return (input, options) => {
    const decision = decide(input, options);
    const counterfactuals = decision.counterfactuals.flatMap((one) => {
      const other = change(one.change);
      return other ? [{ ...one, change: other }] : [];
    });
    return { ...decision, counterfactuals };
  };
}

const broken: readonly [string, Law, Engine][] = [
  ["keeps quiet about rules", smallestChange, stating((one) => (one.kind === "rule" ? null : one))],
  [
    "keeps quiet about priorities",
    smallestChangeOfTies,
    stating((one) => (one.kind === "priority" ? null : one)),
  ],
  [
    "asks for a unit too many",
    smallestChange,
    stating((one) => (one.kind === "stock" ? { ...one, available: one.available + 1 } : one)),
  ],
  [
    "asks for too little capacity",
    smallestChange,
    stating((one) => (one.kind === "capacity" ? { ...one, daily_capacity: one.daily_capacity - 1 } : one)),
  ],
  [
    "takes larger steps of weights",
    smallestWeight,
    stating((one) => (one.kind === "weight" ? { ...one, weight: Math.round(one.weight * 50) / 50 } : one)),
  ],
];

describe("the engine obeys", () => {
  it.each(laws)(
    "%s",
    (_name, law, numRuns) => {
      fc.assert(law(decide), { seed: 11, numRuns });
    },
    60_000,
  );
});

describe("L11 catches an engine that", () => {
  it.each(broken)(
    "%s",
    (_flaw, law, engine) => {
      expect(fc.check(law(engine), { seed: 12, numRuns: 250 }).failed).toBe(true);
    },
    60_000,
  );
});
