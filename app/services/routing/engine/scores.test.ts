import { describe, expect, it } from "vitest";
import {
  capacityScore,
  costScore,
  inventoryScore,
  proximityScore,
  shownScores,
  totalScore,
} from "./scores.ts";
import { demandOf } from "./demand.ts";
import { input, line, stock, warehouse } from "./example-input.ts";

const weights = { inventory: 0.4, proximity: 0.3, cost: 0.2, capacity: 0.1 };

describe("the total score", () => {
  it("shows 0.855 as 0.86", () => {
    const parts = { inventory: 900_000, proximity: 850_000, cost: 700_000, capacity: 1_000_000 };
    const total = totalScore(parts, weights);
    expect(total).toBe(855_000);
    expect(shownScores({ ...parts, total })).toEqual({
      inventoryScore: 0.9,
      proximityScore: 0.85,
      costScore: 0.7,
      capacityScore: 1,
      totalScore: 0.86,
    });
  });

  it("shows a hair less than a half down", () => {
    const scores = { inventory: 1, proximity: 1, cost: 1, capacity: 1, total: 854_999 };
    expect(shownScores(scores).totalScore).toBe(0.85);
  });

  it("spreads the weight of a missing cost over the others", () => {
    const scores = { inventory: 1_000_000, proximity: 500_000, cost: null, capacity: 0 };
    expect(totalScore(scores, weights)).toBe(687_500);
  });

  it("weighs the others alike when everything was put on a missing cost", () => {
    const scores = { inventory: 600_000, proximity: 300_000, cost: null, capacity: 0 };
    expect(totalScore(scores, { inventory: 0, proximity: 0, cost: 1, capacity: 0 })).toBe(300_000);
  });
});

describe("the inventory score", () => {
  const score = (available: number, velocity: number | null) => {
    const parsed = input({
      order: { lines: [line("A", 4)] },
      warehouses: [warehouse("w1")],
      inventory: [stock("w1", "A", available, { velocity })],
    });
    return inventoryScore(demandOf(parsed.order.lines), [available], parsed.inventory, 14);
  };

  it("is the filled share where no velocity is known", () => {
    expect([score(0, null), score(1, null), score(3, null), score(9, null)]).toEqual([
      0, 250_000, 750_000, 1_000_000,
    ]);
  });

  it("halves the worth of units taken below the cover", () => {
    // 14 days x 0.5 a day = 7 units of cover.
    expect(score(11, 0.5)).toBe(1_000_000);
    expect(score(9, 0.5)).toBe(750_000);
    expect(score(7, 0.5)).toBe(500_000);
    expect(score(2, 0.5)).toBe(250_000);
  });
});

describe("the other scores", () => {
  it("falls with distance to nothing at 3,000 miles", () => {
    expect([0, 1500, 3000, 9000].map((miles) => proximityScore(miles, true))).toEqual([
      1_000_000, 500_000, 0, 0,
    ]);
  });

  it("never counts a warehouse without a place as near", () => {
    expect(proximityScore(null, true)).toBe(0);
  });

  it("compares the price with that of zone 1", () => {
    expect(costScore({ price: 1000, zoneOnePrice: 700 })).toBe(700_000);
    expect(costScore(null)).toBeNull();
  });

  it("counts free capacity", () => {
    const at = (capacity: number | null, orders: number) => {
      const [only] = input({
        warehouses: [warehouse("w1", { daily_capacity: capacity, orders_today: orders })],
      }).warehouses;
      return only && capacityScore(only);
    };
    expect([at(null, 900), at(10, 0), at(10, 9), at(10, 12), at(0, 0)]).toEqual([
      1_000_000, 1_000_000, 100_000, 0, 0,
    ]);
  });
});
