import { expect, test } from "vitest";
import { decide, parseRouteInput } from "#app/services/routing/engine/index.ts";
import type { ShownDecision } from "./tell-decision.ts";
import { type Names, shownOf, tellDecision } from "./told-decision.ts";

const names: Names = {
  warehouse: (id) => ({ reno: "Reno", newark: "Newark" })[id] ?? "A removed warehouse",
  item: (lineId, sku) => ({ l1: "Oak mug", l2: "Lamp" })[lineId] ?? sku,
  rule: (id) => ({ r1: "West" })[id],
};
const now = new Date("2026-01-20T15:00:00Z");
const places = {
  reno: { latitude: 39.5, longitude: -119.8 },
  newark: { latitude: 40.7, longitude: -74.2 },
};

/** What the engine says about two mugs and a lamp for Los Angeles. */
function decided(stock: Record<keyof typeof places, [mugs: number, lamps: number]>): ShownDecision {
  const parsed = parseRouteInput({
    now: now.toISOString(),
    order: {
      id: "o1",
      ship_to_country: "US",
      currency: "USD",
      latitude: 34,
      longitude: -118,
      lines: [
        { id: "l1", sku: "MUG", quantity: 2, grams: 200 },
        { id: "l2", sku: "LAMP", quantity: 1, grams: 900 },
      ],
    },
    warehouses: Object.entries(places).map(([id, place]) => ({ id, country: "US", ...place })),
    inventory: Object.entries(stock).flatMap(([id, [mugs, lamps]]) => [
      { warehouse_id: id, sku: "MUG", available: mugs, synced_at: now.toISOString() },
      { warehouse_id: id, sku: "LAMP", available: lamps, synced_at: now.toISOString() },
    ]),
  });
  if (!parsed.ok) throw new Error(parsed.problems.join());
  return shownOf(decide(parsed.input), now);
}

test("a decision of the engine is told as it stands", () => {
  const told = tellDecision(decided({ reno: [5, 5], newark: [5, 5] }), names);
  expect(told.headline).toBe("Reno ships this order");
  expect(told.isByPerson).toBe(false);
  expect(told.parts).toEqual([]);
  expect(told.alternatives.map(({ name }) => name)).toEqual(["Newark"]);
  expect(told.changes.map(({ name }) => name)).toEqual(["Newark"]);
});

test("a split says what leaves from where and why it is one, and lists nobody twice", () => {
  const told = tellDecision(decided({ reno: [2, 0], newark: [0, 1] }), names);
  expect(told.headline).toBe("Reno and Newark ship this order together");
  expect(told.why).toBe("No warehouse alone can ship all 3 units, so they leave in 2 shipments.");
  expect(told.parts.map(({ name, units, lines }) => [name, units, lines.map((line) => line.name)])).toEqual([
    ["Reno", "2 units", ["Oak mug"]],
    ["Newark", "1 unit", ["Lamp"]],
  ]);
  expect(told.alternatives).toEqual([]);
});

test("the part whose scores are shown comes first", () => {
  const split = decided({ reno: [1, 0], newark: [1, 1] });
  expect(split.selected_warehouse_id).toBe("newark");
  expect(split.details.allocations.map(({ warehouse_id }) => warehouse_id).toSorted()).toEqual([
    "newark",
    "reno",
  ]);
  for (const allocations of [split.details.allocations, split.details.allocations.toReversed()]) {
    const told = tellDecision({ ...split, details: { ...split.details, allocations } }, names);
    expect(told.parts.map(({ name }) => name)).toEqual(["Newark", "Reno"]);
  }
});

test("a person's choice keeps its reason, what Swyft would have done, and what it goes beyond", () => {
  const automatic = decided({ reno: [5, 5], newark: [1, 5] });
  const [newark] = automatic.alternatives;
  if (!newark || !automatic.details.raw || !automatic.decision_factors) throw new Error("not decided");
  const chosen: ShownDecision = {
    ...automatic,
    selected_warehouse_id: "newark",
    decision_factors: newark.decision_factors,
    alternatives: [
      {
        warehouse_id: "reno",
        decision_factors: automatic.decision_factors,
        raw: automatic.details.raw,
        excluded: null,
      },
    ],
    details: {
      ...automatic.details,
      raw: newark.raw,
      allocations: [{ warehouse_id: "newark", lines: automatic.details.allocations[0]?.lines ?? [] }],
      automatic: { selected_warehouse_id: "reno", reason: null },
      missing: [{ sku: "MUG", quantity: 1 }],
      over_capacity: true,
    },
    chosen_by: "1",
    choice_reason: "The rest arrives today",
  };
  const told = tellDecision(chosen, names);
  expect(told).toMatchObject({
    headline: "Newark ships this order",
    why: "Chosen by your staff: “The rest arrives today”. Swyft would have chosen Reno.",
    isByPerson: true,
    risks: [
      "Oak mug: 1 unit more than the warehouse has to promise.",
      "The warehouse had reached its orders for the day.",
    ],
    alternatives: [{ name: "Reno", says: "What Swyft would have chosen." }],
  });
  const undecided = { ...chosen, choice_reason: null };
  expect(
    tellDecision(
      {
        ...undecided,
        details: { ...chosen.details, automatic: { selected_warehouse_id: null, reason: "no_stock" } },
      },
      names,
    ).why,
  ).toBe("Chosen by your staff. Swyft had found no warehouse: out of stock.");
});

test("rules are named, and those that are gone or invalid are not hidden", () => {
  const decision = decided({ reno: [5, 5], newark: [5, 5] });
  const told = tellDecision(
    {
      ...decision,
      details: {
        ...decision.details,
        matched_rules: ["r1", "r2"],
        invalid_rules: [{ id: "r1", problem: 'unknown operator "resembles"' }],
      },
    },
    names,
  );
  expect(told.rules).toEqual([
    { id: "r1", name: "West" },
    { id: "r2", name: null },
  ]);
  expect(told.invalidRules).toEqual([{ id: "r1", name: "West", problem: 'unknown operator "resembles"' }]);
});
