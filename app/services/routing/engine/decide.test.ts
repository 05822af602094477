import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import { exclusionReasons, outcomeReasons } from "./decision.ts";
import type { ExclusionReason, OutcomeReason } from "./decision.ts";
import { always, input, line, stock, warehouse } from "./example-input.ts";

type Changes = Parameters<typeof input>[0];

describe("a warehouse is excluded with its reason", () => {
  const full = [stock("w1", "A", 5)];
  const examples: [ExclusionReason, string, Changes][] = [
    ["inactive", "switched off", { warehouses: [warehouse("w1", { is_active: false })] }],
    [
      "connection_inactive",
      "its connection is down",
      { warehouses: [warehouse("w1", { connection_active: false })] },
    ],
    [
      "frozen",
      "frozen for another second",
      { warehouses: [warehouse("w1", { frozen_until: "2026-01-20T15:00:01Z" })] },
    ],
    [
      "frozen",
      "frozen until midnight where it stands",
      { warehouses: [warehouse("w1", { frozen_until: "2026-01-21", time_zone: "America/Chicago" })] },
    ],
    [
      "country_not_served",
      "serves Canada only",
      { warehouses: [warehouse("w1", { countries_served: ["ca"] })] },
    ],
    ["sku_blocked", "blocks the SKU", { warehouses: [warehouse("w1", { blocked_skus: ["A"] })] }],
    [
      "sku_blocked",
      "blocks one of two SKUs",
      {
        order: { lines: [line("A", 5), line("B", 1)] },
        warehouses: [warehouse("w1", { blocked_skus: ["B"] })],
        inventory: [...full, stock("w1", "B", 9)],
      },
    ],
    ["no_place", "has no coordinates", { warehouses: [{ id: "w1" }] }],
    [
      "stale_stock",
      "was counted a second too long ago",
      {
        warehouses: [warehouse("w1")],
        inventory: [stock("w1", "A", 5, { synced_at: "2026-01-20T12:59:59Z" })],
        settings: { stale_policy: "exclude" },
      },
    ],
    [
      "capacity_full",
      "has had its orders for today",
      { warehouses: [warehouse("w1", { daily_capacity: 3, orders_today: 3 })] },
    ],
    [
      "rejected_before",
      "refused this order",
      { warehouses: [warehouse("w1", { rejected_order_ids: ["o1"] })] },
    ],
    [
      "capability_missing",
      "cannot do what a rule requires",
      {
        warehouses: [warehouse("w1", { capabilities: ["gift_wrap"] })],
        rules: [always({ type: "require_capability", capability: "hazmat" })],
      },
    ],
    [
      "excluded_by_rule",
      "a rule excludes it",
      {
        warehouses: [warehouse("w1")],
        rules: [always({ type: "exclude_warehouse", warehouse_id: "w1" })],
      },
    ],
    ["no_stock", "has none", { warehouses: [warehouse("w1")], inventory: [] }],
    [
      "no_stock",
      "has only reserved and safety stock",
      { warehouses: [warehouse("w1")], inventory: [stock("w1", "A", 5, { reserved: 3, safety_stock: 2 })] },
    ],
    [
      "partial_stock",
      "has four of five",
      { warehouses: [warehouse("w1")], inventory: [stock("w1", "A", 4)] },
    ],
  ];

  it.each(examples)("%s: %s", (reason, _why, changes) => {
    const decision = decide(input({ inventory: full, ...changes }));
    expect(decision.alternatives.map((alternative) => alternative.excluded)).toEqual([reason]);
    expect(decision.selected_warehouse_id).toBeNull();
  });

  it("covers every reason but that of the next example", () => {
    const shown = new Set(examples.map(([reason]) => reason));
    expect(exclusionReasons.filter((reason) => !shown.has(reason))).toEqual(["not_allowed_by_rule"]);
  });

  it.each<[string, Changes]>([
    [
      "the last free place of the day",
      { warehouses: [warehouse("w1", { daily_capacity: 3, orders_today: 2 })] },
    ],
    [
      "frozen until this very moment",
      { warehouses: [warehouse("w1", { frozen_until: "2026-01-20T15:00:00Z" })] },
    ],
    [
      "stock exactly as old as allowed",
      {
        warehouses: [warehouse("w1")],
        inventory: [stock("w1", "A", 5, { synced_at: "2026-01-20T13:00:00Z" })],
        settings: { stale_policy: "exclude" },
      },
    ],
    [
      "old stock where that is allowed",
      {
        warehouses: [warehouse("w1")],
        inventory: [stock("w1", "A", 5, { synced_at: "2025-01-20T13:00:00Z" })],
      },
    ],
  ])("is not excluded: %s", (_why, changes) => {
    expect(decide(input({ inventory: full, ...changes })).selected_warehouse_id).toBe("w1");
  });
});

it("is excluded as not allowed where a rule sends the order elsewhere", () => {
  const decision = decide(
    input({
      warehouses: [warehouse("w1"), warehouse("w2")],
      inventory: [stock("w1", "A", 5), stock("w2", "A", 5)],
      rules: [always({ type: "route_to_warehouse", warehouse_id: "w2" })],
    }),
  );
  expect(decision.selected_warehouse_id).toBe("w2");
  expect(decision.alternatives.map(({ excluded }) => excluded)).toEqual(["not_allowed_by_rule"]);
});

describe("an order that is not shipped whole says why", () => {
  const two = [warehouse("w1"), warehouse("w2")];
  const apart = [stock("w1", "A", 3), stock("w2", "A", 2)];
  const examples: [string, OutcomeReason, Changes][] = [
    ["unfillable", "no_warehouse", {}],
    ["unfillable", "no_stock", { warehouses: two }],
    [
      "unfillable",
      "partial_stock",
      { warehouses: two, inventory: [stock("w1", "A", 3), stock("w2", "A", 1)] },
    ],
    [
      "unfillable",
      "split_not_allowed",
      { warehouses: two, inventory: apart, settings: { split: { policy: "never" } } },
    ],
    [
      "unfillable",
      "split_not_allowed",
      { warehouses: two, inventory: apart, settings: { split: { max_shipments: 1 } } },
    ],
    [
      "unfillable",
      "group_cannot_be_filled",
      {
        order: { lines: [line("A", 3, { group: "g" }), line("B", 1, { group: "g" })] },
        warehouses: two,
        inventory: [stock("w1", "A", 3), stock("w2", "B", 1)],
      },
    ],
    [
      "unfillable",
      "split_not_allowed",
      { warehouses: two, inventory: apart, settings: { split: { min_shipment_value: 20 } } },
    ],
    [
      "unfillable",
      "rule_target_cannot_fill",
      {
        warehouses: two,
        inventory: apart,
        rules: [always({ type: "route_to_warehouse", warehouse_id: "w1" })],
      },
    ],
    [
      "held",
      "held_by_rule",
      { warehouses: two, inventory: [stock("w1", "A", 5)], rules: [always({ type: "hold" })] },
    ],
    ["held", "nothing_to_ship", { order: { lines: [] }, warehouses: two, inventory: apart }],
  ];

  it.each(examples)("%s: %s", (outcome, reason, changes) => {
    const decision = decide(input(changes));
    expect(decision).toMatchObject({ outcome, reason, selected_warehouse_id: null, allocations: [] });
    expect(decision).toMatchObject({ decision_factors: null, raw: null });
  });

  it("covers every reason", () => {
    const shown = new Set(examples.map(([, reason]) => reason));
    expect(outcomeReasons.filter((reason) => !shown.has(reason))).toEqual([]);
  });

  it("names what is missing and how many, apart from what is only held back", () => {
    const decision = decide(
      input({
        order: { lines: [line("A", 5), line("B", 2)] },
        warehouses: two,
        inventory: [stock("w1", "A", 3), stock("w2", "B", 2)],
      }),
    );
    expect(decision.unfilled).toEqual([
      { line_id: "1", sku: "A", quantity: 2, reason: "no_stock" },
      { line_id: "1", sku: "A", quantity: 3, reason: "partial_stock" },
      { line_id: "2", sku: "B", quantity: 2, reason: "partial_stock" },
    ]);
  });
});

describe("the choice", () => {
  const near = warehouse("near");
  const far = warehouse("far", { latitude: 48 });

  it("goes to the highest total score", () => {
    const inventory = [stock("near", "A", 5), stock("far", "A", 5)];
    expect(decide(input({ warehouses: [far, near], inventory })).selected_warehouse_id).toBe("near");
  });

  it("goes to the preferred warehouse when it can fill the order, whatever its score", () => {
    const settings = { preferred_warehouse_id: "far" };
    const both = [stock("near", "A", 5), stock("far", "A", 5)];
    expect(decide(input({ warehouses: [far, near], inventory: both, settings })).selected_warehouse_id).toBe(
      "far",
    );
    const short = [stock("near", "A", 5), stock("far", "A", 4)];
    expect(decide(input({ warehouses: [far, near], inventory: short, settings })).selected_warehouse_id).toBe(
      "near",
    );
  });

  it("compares ids as text, so that w10 comes before w9", () => {
    const warehouses = [warehouse("w9"), warehouse("w10")];
    const inventory = [stock("w9", "A", 5), stock("w10", "A", 5)];
    expect(decide(input({ warehouses, inventory })).selected_warehouse_id).toBe("w10");
  });

  it("is made for orders of a hundred and fifty thousand SKUs too", () => {
    const skus = Array.from({ length: 150_000 }, (_, at) => `S${at}`);
    const order = { lines: skus.map((sku) => line(sku, 1)) };
    const inventory = skus.map((sku) => stock("near", sku, 1));
    expect(decide(input({ order, warehouses: [near], inventory })).raw?.units_available).toBe(150_000);
  });

  it("adds up the lines of one SKU before it looks at stock", () => {
    const order = { lines: [line("A", 3), line("A", 3)] };
    const decision = decide(input({ order, warehouses: [near], inventory: [stock("near", "A", 5)] }));
    expect(decision.alternatives[0]?.excluded).toBe("partial_stock");
  });

  it("has a null cost score and the other weights scaled up where the currency has no rate", () => {
    const inventory = [stock("far", "A", 5)];
    const decision = decide(input({ order: { currency: "EUR" }, warehouses: [far], inventory }));
    expect(decision.raw).toMatchObject({ cost: null, cost_currency: "EUR" });
    // (0.4 x 1 + 0.3 x 0.7697 + 0.1 x 1) / 0.8
    expect(decision.decision_factors).toMatchObject({
      costScore: null,
      proximityScore: 0.77,
      totalScore: 0.91,
    });
  });

  it("treats every warehouse alike when the destination has no place", () => {
    const inventory = [stock("near", "A", 5), stock("far", "A", 5)];
    const order = { latitude: null, longitude: null };
    const decision = decide(input({ order, warehouses: [near, far], inventory }));
    const scores = [decision, ...decision.alternatives].map((it) => it.decision_factors?.proximityScore);
    expect(scores).toEqual([0.5, 0.5]);
    expect(decision.raw).toMatchObject({ distance_miles: null, transit_days: null, cost: null });
  });
});
