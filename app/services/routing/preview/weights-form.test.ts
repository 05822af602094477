import { describe, expect, it } from "vitest";
import { RoutingSettings } from "../setup/routing-setup.ts";
import { fieldOfProblem, readWeightsForm, type WeightsFields, writeWeightsForm } from "./weights-form.ts";

const saved = RoutingSettings.parse({});
const fields = writeWeightsForm(saved);
const read = (changes: Partial<Record<keyof WeightsFields, unknown>>, base = saved) =>
  readWeightsForm({ ...fields, ...changes }, base);
const errors = (changes: Parameters<typeof read>[0]) => {
  const answer = read(changes);
  return answer.ok ? {} : answer.errors;
};

describe("the form of weights", () => {
  it.each([
    {},
    { split: { policy: "never" } },
    { split: { policy: "when_needed", max_shipments: 2, min_shipment_value: 40 } },
    { weights: { inventory: 0.123, proximity: 0.377, cost: 0.25, capacity: 0.25 } },
    { partial: "ship_available", stale_policy: "exclude", stale_after_minutes: 90, cover_days: 7.5 },
    { preferred_warehouse_id: "00000000-0000-4000-8000-000000000001" },
  ])("shows %j and reads it back the same", (changes) => {
    const settings = RoutingSettings.parse(changes);
    expect(readWeightsForm(writeWeightsForm(settings), settings)).toEqual({ ok: true, settings });
  });

  it("leaves alone what it does not show", () => {
    const rate_card = { effective: "2026-01-01", currency: "USD", prices: [[1, 2, 3, 4, 5, 6, 7, 8]] };
    const base = RoutingSettings.parse({ rate_card });
    expect(read({}, base)).toMatchObject({ ok: true, settings: { rate_card } });
  });

  it.each([
    ["max_shipments", "0"],
    ["max_shipments", "2.5"],
    ["max_shipments", "many"],
    ["max_shipments", undefined],
    ["cover_days", "-1"],
    ["cover_days", "1e3"],
    ["cover_days", ""],
    ["stale_after_minutes", "0"],
    ["stale_after_minutes", "Infinity"],
    ["split", "sometimes"],
    ["partial", ""],
    ["stale_policy", null],
    ["preferred_warehouse_id", "reno"],
    ["inventory", "1.5"],
    ["cost", "NaN"],
  ] as const)("refuses %s %j at its field, in words", (field, value) => {
    const found = errors({ [field]: value });
    expect(Object.keys(found)).toEqual([field]);
    expect(found[field]).toMatch(/^(Enter|Choose) .+\.$/);
  });

  it("refuses weights that do not add up", () => {
    expect(errors({ cost: "0.3" })).toEqual({ weights: "The four weights have to add up to 100%." });
  });

  it("does not stumble over a field it hides", () => {
    expect(read({ min_shipment_value: "much" })).toEqual({ ok: true, settings: saved });
    expect(read({ split: "never", max_shipments: "" })).toMatchObject({
      ok: true,
      settings: { split: { policy: "never", max_shipments: 3 } },
    });
    expect(Object.keys(errors({ split: "when_worth_it", min_shipment_value: "much" }))).toEqual([
      "min_shipment_value",
    ]);
  });

  it("finds the field of a problem that saving reports", () => {
    const at = (path: string) => fieldOfProblem({ path, ruleId: null, message: "" });
    expect(at("settings.weights")).toBe("weights");
    expect(at("settings.split.max_shipments")).toBe("max_shipments");
    expect(at("settings.split.policy")).toBe("split");
    expect(at("settings.rate_card")).toBeNull();
  });
});
