import { describe, expect, it } from "vitest";
import { decide } from "../decide.ts";
import { always, input, line, stock, warehouse } from "../example-input.ts";

type Changes = NonNullable<Parameters<typeof input>[0]>;

const near = warehouse("near");
const far = warehouse("far", { latitude: 46.9, capabilities: ["hazmat"] });
const both = [stock("near", "A", 9), stock("far", "A", 9)];
const route = (id: string) => ({ type: "route_to_warehouse", warehouse_id: id });
const prefer = (id: string) => ({ type: "prefer_warehouse", warehouse_id: id });
const exclude = (id: string) => ({ type: "exclude_warehouse", warehouse_id: id });

function decideWith(rules: NonNullable<Changes["rules"]>, changes: Changes = {}) {
  return decide(input({ warehouses: [near, far], inventory: both, rules, ...changes }));
}

describe("an action", () => {
  it("sends the order to its warehouse only", () => {
    expect(decideWith([always(route("far"))]).selected_warehouse_id).toBe("far");
    const short = decideWith([always(route("far"))], {
      inventory: [stock("near", "A", 9), stock("far", "A", 4)],
    });
    expect(short).toMatchObject({
      outcome: "unfillable",
      reason: "rule_target_cannot_fill",
      matched_rules: ["r1"],
    });
    expect(short.unfilled).toEqual([
      { line_id: "1", sku: "A", quantity: 1, reason: "no_stock" },
      { line_id: "1", sku: "A", quantity: 4, reason: "rule_target_cannot_fill" },
    ]);
  });

  it("ships what its warehouse has where orders may leave in part", () => {
    const inventory = [stock("near", "A", 9), stock("far", "A", 4)];
    const decision = decideWith([always(route("far"))], {
      inventory,
      settings: { partial: "ship_available" },
    });
    expect(decision).toMatchObject({
      outcome: "routed",
      reason: "partial_stock",
      selected_warehouse_id: "far",
    });
  });

  it("prefers its warehouse while that can fill the order, before the one of the settings", () => {
    const settings = { preferred_warehouse_id: "near" };
    expect(decideWith([always(prefer("far"))], { settings }).selected_warehouse_id).toBe("far");
    const inventory = [stock("near", "A", 9), stock("far", "A", 4)];
    expect(decideWith([always(prefer("far"))], { inventory }).selected_warehouse_id).toBe("near");
  });

  it("excludes its warehouse, and every other exclusion counts as well", () => {
    expect(decideWith([always(exclude("near"))]).selected_warehouse_id).toBe("far");
    const none = decideWith([always(exclude("near")), always(exclude("far"), { id: "r2" })]);
    expect(none).toMatchObject({ outcome: "unfillable", reason: "no_warehouse" });
  });

  it("requires a capability", () => {
    const rule = always({ type: "require_capability", capability: "hazmat" });
    expect(decideWith([rule]).selected_warehouse_id).toBe("far");
  });

  it("sets how an order is split, the rest as the settings have it", () => {
    const inventory = [stock("near", "A", 3), stock("far", "A", 3)];
    expect(decideWith([], { inventory }).outcome).toBe("split");
    const never = decideWith([always({ type: "set_split", policy: "never" })], { inventory });
    expect(never).toMatchObject({ outcome: "unfillable", reason: "split_not_allowed" });
    const settings = { split: { policy: "never" } } as const;
    const rule = always({ type: "set_split", policy: "when_needed", max_shipments: 2 });
    expect(decideWith([rule], { inventory, settings }).outcome).toBe("split");
  });

  it.each([
    ["the SKUs it names", ["A", "B"], "group_cannot_be_filled"],
    ["all lines", null, "group_cannot_be_filled"],
    ["SKUs of which one is ordered", ["C", "X"], null],
  ])("keeps together %s", (_what, skus, reason) => {
    const order = { lines: [line("A", 1), line("B", 1), line("C", 1)] };
    const inventory = [stock("near", "A", 1), stock("far", "B", 1), stock("far", "C", 1)];
    const decision = decideWith([always({ type: "keep_together", skus })], { order, inventory });
    expect(decision.reason).toBe(reason);
  });

  it("holds the order, whatever else matches, until its time has come", () => {
    const held = decideWith([always(route("far")), always({ type: "hold" }, { id: "r2", priority: 9 })]);
    expect(held).toMatchObject({ outcome: "held", reason: "held_by_rule", matched_rules: ["r1", "r2"] });
    expect(held.unfilled).toEqual([{ line_id: "1", sku: "A", quantity: 5, reason: "held_by_rule" }]);
    const until = (moment: string) => decideWith([always({ type: "hold", until: moment })]).outcome;
    expect(until("2026-01-20T15:00:01Z")).toBe("held");
    expect(until("2026-01-20T15:00:00Z")).toBe("routed");
  });

  it("sets the weights", () => {
    const settings = { weights: { inventory: 0, proximity: 1, cost: 0, capacity: 0 } };
    const warehouses = [{ ...near, daily_capacity: 10, orders_today: 5 }, far];
    expect(decideWith([], { settings, warehouses }).selected_warehouse_id).toBe("near");
    const weights = { inventory: 0, proximity: 0, cost: 0, capacity: 1 };
    const rule = always({ type: "set_weights", weights });
    expect(decideWith([rule], { settings, warehouses }).selected_warehouse_id).toBe("far");
  });
});

describe("where several rules match", () => {
  it("the first by priority, then id, counts and all are named", () => {
    const decision = decideWith([
      always(route("near"), { id: "c", priority: 2 }),
      always(route("near"), { id: "b" }),
      always(route("far"), { id: "a" }),
      always(exclude("far"), { id: "off", is_active: false }),
    ]);
    expect(decision).toMatchObject({ selected_warehouse_id: "far", matched_rules: ["a", "b", "c"] });
  });

  it("an exclusion beats a route, a route beats a preference", () => {
    const excluded = decideWith([always(route("far")), always(exclude("far"), { id: "r2", priority: 2 })]);
    expect(excluded).toMatchObject({ outcome: "unfillable", reason: "rule_target_cannot_fill" });
    const routed = decideWith([always(prefer("near")), always(route("far"), { id: "r2", priority: 2 })]);
    expect(routed.selected_warehouse_id).toBe("far");
  });
});

describe("an invalid rule", () => {
  it.each<[string, object, string]>([
    [
      "an unknown operator",
      { conditions: { field: "tags", operator: "resembles", value: "x" } },
      'unknown operator "resembles"',
    ],
    ["no conditions", { conditions: null }, "no conditions"],
    ["no action", { action: undefined }, "no action"],
    ["an unknown action", { action: { type: "teleport" } }, 'unknown action "teleport"'],
    ["a deleted warehouse", { action: route("w9") }, 'unknown warehouse "w9"'],
    [
      "a missing key",
      { action: { type: "exclude_warehouse" } },
      "action.warehouse_id: expected text, got nothing",
    ],
    ["a strange key", { action: { ...route("far"), to: 1 } }, 'action.to: expected a known key, got "to"'],
    [
      "a date nobody knows",
      { action: { type: "hold", until: "May" } },
      'action.until: expected an ISO 8601 date or date-time, got "May"',
    ],
    [
      "weights out of balance",
      { action: { type: "set_weights", weights: { cost: 1 } } },
      "action.weights: expected weights that add up to 1, got 1.8",
    ],
  ])("with %s is reported and not applied", (_what, changes, problem) => {
    const decision = decideWith([always(exclude("near"), { ...changes, id: "r9" })]);
    expect(decision).toMatchObject({ selected_warehouse_id: "near", matched_rules: [] });
    expect(decision.invalid_rules).toEqual([{ id: "r9", problem }]);
  });

  it("is not reported while it is switched off", () => {
    expect(decideWith([{ id: "r9", is_active: false }]).invalid_rules).toEqual([]);
  });
});
