import { expect, test } from "vitest";
import { headline, type ShownDecision, tellScores, why, whyNot } from "./tell-decision.ts";

const names: Record<string, string> = { a: "Reno", b: "Newark", c: "Dallas" };
const nameOf = (id: string) => names[id] ?? "?";

const factors = (total: number) => ({
  inventoryScore: 1,
  proximityScore: 0.9,
  costScore: 0.8,
  capacityScore: 1,
  totalScore: total,
});
const raw = (miles: number | null, days: number | null, cost: number | null, units = 3) => ({
  distance_miles: miles,
  transit_days: days,
  ship_date: "2026-11-23",
  cost,
  cost_currency: "USD",
  units_available: units,
  stock_age_minutes: 12,
});

type Alternative = ShownDecision["alternatives"][number];
const other = (
  id: string,
  total: number,
  measured: Alternative["raw"],
  excluded: string | null = null,
): Alternative => ({
  warehouse_id: id,
  decision_factors: factors(total),
  raw: measured,
  excluded,
});

function decisionOf(measured: Alternative["raw"], alternatives: Alternative[]): ShownDecision {
  return {
    decided_at: new Date(0),
    outcome: "routed",
    reason: null,
    selected_warehouse_id: "a",
    decision_factors: factors(0.93),
    alternatives,
    details: {
      raw: measured,
      allocations: [{ warehouse_id: "a", lines: [{ line_id: "1", sku: "MUG", quantity: 3 }] }],
      unfilled: [],
      matched_rules: [],
      invalid_rules: [],
      counterfactuals: [],
      automatic: null,
      missing: [],
      over_capacity: false,
    },
    chosen_by: null,
    choice_reason: null,
  };
}

test("the chosen warehouse is praised only for what nobody else matches", () => {
  const decision = decisionOf(raw(220, 2, 9.34), [other("b", 0.7, raw(2400, 2, 14))]);
  expect(headline(decision, nameOf)).toBe("Reno ships this order");
  expect(why(decision, nameOf)).toBe(
    "Reno has everything in stock, is nearest at 220 miles, and costs least at $9.34.",
  );
});

test("without a strength of its own the total score speaks, against the next best", () => {
  const decision = decisionOf(raw(900, 3, 12), [
    other("b", 0.91, raw(700, 3, 13)),
    other("c", 0.9, raw(950, 4, 11)),
  ]);
  expect(why(decision, nameOf)).toBe(
    "Reno has everything in stock and has the best total score: 0.93, ahead of Newark with 0.91.",
  );
});

test("warehouses that were passed over are no rivals", () => {
  const decision = decisionOf(raw(900, 3, 12), [other("b", 0, raw(10, 1, 5), "partial_stock")]);
  expect(why(decision, nameOf)).toMatch(/^Reno is the only warehouse that has everything in stock/);
  expect(why(decisionOf(raw(900, 3, 12), []), nameOf)).toBe("Reno is the only warehouse.");
});

test("a value that is not known is neither a strength nor a weakness", () => {
  const decision = decisionOf(raw(null, null, null), [other("b", 0.9, raw(2400, 5, 30))]);
  expect(why(decision, nameOf)).toMatch(/best total score/);
  expect(decision.alternatives.map((each) => whyNot(each, decision))).toEqual([
    "Equally good; the warehouse priority decides.",
  ]);
});

test("every other warehouse says what it lacks", () => {
  const alternatives = [
    other("b", 0.7, raw(2400, 5, 14.5)),
    other("c", 0, raw(10, 1, 5, 1), "partial_stock"),
    other("b", 0, raw(10, 1, 5), "frozen"),
    other("c", 0.5, raw(220, 2, 9.34, 2)),
    other("b", 0.95, raw(220, 2, 9.34)),
  ];
  const decision = decisionOf(raw(220, 2, 9.34), alternatives);
  expect(alternatives.map((each) => whyNot(each, decision))).toEqual([
    "2,180 miles farther, 3 days slower, and $5.16 dearer.",
    "Has only 1 of 3 units.",
    "Takes no new orders for now.",
    "Has 2 of 3 units, fewer than the chosen warehouse.",
    "Scores higher, but the preferred warehouse comes first.",
  ]);
});

test("scores stand beside what was measured", () => {
  expect(
    tellScores({ ...factors(0.9), costScore: null, capacityScore: 0.25 }, raw(1234.4, 1, null), 3),
  ).toEqual([
    { label: "Stock", score: 1, raw: "3 of 3 units" },
    { label: "Distance", score: 0.9, raw: "1,234 miles, 1 day" },
    { label: "Shipping cost", score: null, raw: "No rate, left out" },
    { label: "Capacity", score: 0.25, raw: "75% used today" },
  ]);
});
