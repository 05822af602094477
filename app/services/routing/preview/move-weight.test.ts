import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dragWeight,
  type Factor,
  factors,
  type MovedWeights,
  moveWeight,
  type Weights,
} from "./move-weight.ts";

const defaults: Weights = { inventory: 0.4, proximity: 0.3, cost: 0.2, capacity: 0.1 };
const thousandths = (weights: Weights) => factors.map((factor) => weights[factor] * 1000);
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

const anyWeights = fc
  .tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000), fc.nat(1000))
  .filter((parts) => sum(parts) > 0)
  .map(([inventory, proximity, cost, capacity]): Weights => {
    const total = inventory + proximity + cost + capacity;
    return {
      inventory: inventory / total,
      proximity: proximity / total,
      cost: cost / total,
      capacity: capacity / total,
    };
  });
const anyFactor = fc.constantFrom(...factors);
const anyWeight = fc.double({ min: -0.5, max: 1.5, noNaN: true });

describe("moving a weight", () => {
  it("leaves thousandths between 0 and 1 that add up to 1, whatever is moved where", () => {
    fc.assert(
      fc.property(anyWeights, anyFactor, anyWeight, (weights, factor, weight) => {
        const moved = moveWeight(weights, factor, weight);
        const parts = thousandths(moved);
        for (const part of parts) expect(part).toBeCloseTo(Math.round(part), 9);
        expect(sum(parts.map(Math.round))).toBe(1000);
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
        expect(moved[factor]).toBe(Math.round(Math.min(1, Math.max(0, weight)) * 1000) / 1000);
      }),
    );
  });

  it("keeps the proportions of the others to a thousandth", () => {
    fc.assert(
      fc.property(anyWeights, anyFactor, anyWeight, (weights, factor, weight) => {
        const others = factors.filter((each) => each !== factor);
        const total = sum(others.map((each) => weights[each]));
        fc.pre(total > 0);
        const moved = moveWeight(weights, factor, weight);
        for (const each of others) {
          const wanted = (weights[each] / total) * (1 - moved[factor]);
          expect(Math.abs(moved[each] - wanted)).toBeLessThanOrEqual(0.001);
          if (weights[each] === 0) expect(moved[each]).toBeLessThanOrEqual(0.001);
        }
      }),
    );
  });

  it("changes nothing where the weight stays what it is", () => {
    for (const factor of factors) expect(moveWeight(defaults, factor, defaults[factor])).toEqual(defaults);
  });

  it("shares alike what a weight of 1 gives up", () => {
    const all: Weights = { inventory: 1, proximity: 0, cost: 0, capacity: 0 };
    expect(moveWeight(all, "inventory", 0.4)).toEqual({
      inventory: 0.4,
      proximity: 0.2,
      cost: 0.2,
      capacity: 0.2,
    });
  });
});

describe("dragging", () => {
  const drag = (weights: Weights, steps: readonly (readonly [Factor, number])[]) =>
    steps.reduce<MovedWeights>((state, [factor, weight]) => dragWeight(state, factor, weight), {
      weights,
      moving: null,
    }).weights;

  it("to the end and back loses nothing", () => {
    expect(
      drag(defaults, [
        ["cost", 0.9],
        ["cost", 1],
        ["cost", 0.2],
      ]),
    ).toEqual(defaults);
  });

  it("of another weight starts from where the first one left them", () => {
    expect(
      drag(defaults, [
        ["inventory", 0],
        ["proximity", 0.5],
      ]),
    ).toEqual({ inventory: 0, proximity: 0.5, cost: 0.333, capacity: 0.167 });
  });
});
