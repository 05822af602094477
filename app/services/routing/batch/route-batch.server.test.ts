import { describe, expect, it } from "vitest";
import { stock, warehouse } from "../engine/example-input.ts";
import { batch, orderFor } from "./example-batch.ts";
import { routeBatch } from "./index.ts";
import { routeJointly } from "./joint/route-jointly.ts";
import type { SearchAnswer } from "./joint/route-jointly.ts";

// "near" is best for both orders; only it can ship all of the second, and the first does not need it.
const window = batch({
  orders: [
    orderFor("o1", 1),
    orderFor("o2", 2, { lines: [{ sku: "A", quantity: 2, grams: 400, group: "g" }] }),
  ],
  warehouses: [warehouse("near"), warehouse("far", { latitude: 45 })],
  inventory: [stock("near", "A", 2), stock("far", "A", 1)],
});
const timeLimit = 20_000;

describe("one order after the other", () => {
  it("takes orders as they come, each on what is left", async () => {
    const { decisions, totals, ...rest } = await routeBatch(window, "greedy");
    expect(decisions.map(({ outcome, selected_warehouse_id: id }) => [outcome, id])).toEqual([
      ["routed", "near"],
      ["unfillable", null],
    ]);
    expect(decisions[1]?.alternatives).toMatchObject([
      { warehouse_id: "near", raw: { units_available: 1 }, excluded: "partial_stock" },
      { warehouse_id: "far", raw: { units_available: 1 }, excluded: "partial_stock" },
    ]);
    expect(totals).toEqual({ shipments: 1, cost: 6.93, unfilled_units: 2 });
    expect(rest).toEqual({});
  });

  it("counts every shipment towards the day's capacity", async () => {
    const { decisions } = await routeBatch(
      batch({
        orders: ["o1", "o2", "o3"].map((id) => orderFor(id, 1)),
        warehouses: [warehouse("near", { daily_capacity: 5, orders_today: 3 })],
        inventory: [stock("near", "A", 9)],
      }),
      "greedy",
    );
    expect(decisions.map(({ outcome }) => outcome)).toEqual(["routed", "routed", "unfillable"]);
    expect(decisions[2]?.alternatives).toMatchObject([{ warehouse_id: "near", excluded: "capacity_full" }]);
  });

  it("counts parcels without a price apart", async () => {
    const orders = [orderFor("o1", 1, { currency: "EUR" }), orderFor("o2", 1)];
    const { totals } = await routeBatch({ ...window, orders: batch({ orders }).orders }, "greedy");
    expect(totals).toEqual({ shipments: 2, cost: 6.93, unfilled_units: 0, unpriced_shipments: 1 });
  });
});

describe("all orders together", () => {
  it("leave each other what they need, and say so", async () => {
    const { decisions, totals, joint } = await routeBatch(window, "joint", { timeLimit });
    expect(totals).toEqual({ shipments: 2, cost: 15.45, unfilled_units: 0 });
    expect(joint).toEqual({
      chosen: "joint",
      stopped: "optimal",
      bound: { unfilled_units: 0, cost: 15.45 },
      gap: { unfilled_units: 0, cost: 0 },
      greedy: { shipments: 1, cost: 6.93, unfilled_units: 2 },
    });
    expect(decisions[0]).toMatchObject({
      outcome: "routed",
      selected_warehouse_id: "far",
      allocations: [{ warehouse_id: "far", lines: [{ line_id: "1", sku: "A", quantity: 1 }] }],
      unfilled: [],
      decision_factors: { inventoryScore: 1 },
      raw: { distance_miles: 483.7, cost: 7.46, units_available: 1 },
      alternatives: [{ warehouse_id: "near", raw: { distance_miles: 0 }, excluded: "no_stock" }],
    });
    expect(decisions[1]).toMatchObject({ outcome: "routed", selected_warehouse_id: "near" });
  });

  it("say why an order ships from a place it would not have chosen", async () => {
    const heavy = { sku: "B", quantity: 1, grams: 20_000 };
    const input = batch({
      orders: [orderFor("o1", 1), orderFor("o2", 1, { lines: [heavy] })],
      warehouses: [warehouse("near", { daily_capacity: 1 }), warehouse("far", { latitude: 45 })],
      inventory: [stock("near", "A", 1), stock("near", "B", 1), stock("far", "A", 1), stock("far", "B", 1)],
    });
    const { decisions, joint } = await routeBatch(input, "joint", { timeLimit });
    expect(joint?.chosen).toBe("joint");
    expect(decisions.map((decision) => decision.selected_warehouse_id)).toEqual(["far", "near"]);
    expect(decisions[0]?.alternatives).toMatchObject([{ warehouse_id: "near", excluded: "capacity_full" }]);
  });

  it("keep to greedy's decisions where nothing is better", async () => {
    const input = { ...window, orders: window.orders.slice(1) };
    const { decisions, joint } = await routeBatch(input, "joint", { timeLimit });
    expect(joint).toMatchObject({
      chosen: "greedy",
      stopped: "optimal",
      gap: { unfilled_units: 0, cost: 0 },
    });
    expect(decisions).toEqual((await routeBatch(input, "greedy")).decisions);
  });

  it("are none where there are none", async () => {
    const { decisions, totals } = await routeBatch({ ...window, orders: [] }, "joint", { timeLimit });
    expect({ decisions, totals }).toEqual({
      decisions: [],
      totals: { shipments: 0, cost: 0, unfilled_units: 0 },
    });
  });

  const part = { site: 0, taken: [1] };
  const lies = [{ parts: [part], units: 1, cost: 1 }, null];
  it.each<[string, SearchAnswer, string]>([
    ["fails", { assigned: null, ended: "failed" }, "failed"],
    ["finds nothing in time", { assigned: null, ended: "time_limit" }, "time_limit"],
    [
      "answers what cannot be",
      { assigned: { assignment: lies, proved: true, bound: { units: 3, cost: 1 } }, ended: "done" },
      "failed",
    ],
  ])("fall back on greedy where the search %s", async (_how, answer, stopped) => {
    const search = () => Promise.resolve(answer);
    const { decisions, joint } = await routeJointly(window, { explain: true }, { search, timeLimit });
    expect(joint).toMatchObject({ chosen: "greedy", stopped, bound: null, gap: null });
    expect(decisions).toEqual((await routeBatch(window, "greedy")).decisions);
  });
});
