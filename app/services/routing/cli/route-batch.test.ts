import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { line, stock, warehouse } from "../engine/example-input.ts";

const order = (id: string, units: number, latitude = 38) => ({
  id,
  ship_to_country: "US",
  latitude,
  longitude: -97,
  currency: "USD",
  lines: [line("A", units)],
});

// Whoever comes first takes the near warehouse, and the second has to split.
const window = {
  now: "2026-01-20T15:00:00Z",
  orders: [order("o1", 2), order("o2", 3)],
  warehouses: [warehouse("near"), warehouse("far", { latitude: 45 })],
  inventory: [stock("near", "A", 3), stock("far", "A", 2)],
};

function run(document: object) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["app/services/routing/cli/main.ts", "route-batch"],
    { input: JSON.stringify(document), encoding: "utf8" },
  );
  return { status, stdout, stderr };
}

function answerOf(document: object): unknown {
  const { status, stdout, stderr } = run(document);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout);
}

describe("route-batch on the command line", () => {
  it("decides one order after the other", () => {
    expect(answerOf({ ...window, mode: "greedy" })).toMatchObject({
      decisions: [
        { outcome: "routed", selected_warehouse_id: "near" },
        { outcome: "split", selected_warehouse_id: "far" },
      ],
      totals: { shipments: 3, unfilled_units: 0 },
    });
  });

  it("decides all orders together and says how good that is", () => {
    const together = { ...order("o2", 2), lines: [line("A", 2, { group: "g" })] };
    const inventory = [stock("near", "A", 2), stock("far", "A", 1)];
    const orders = [order("o1", 1), together];
    expect(answerOf({ ...window, orders, inventory, mode: "joint" })).toMatchObject({
      decisions: [{ selected_warehouse_id: "far" }, { selected_warehouse_id: "near" }],
      totals: { shipments: 2, cost: 14.39, unfilled_units: 0 },
      joint: {
        chosen: "joint",
        stopped: "optimal",
        bound: { unfilled_units: 0, cost: 14.39 },
        gap: { unfilled_units: 0, cost: 0 },
        greedy: { shipments: 1, cost: 6.93, unfilled_units: 2 },
      },
    });
  });

  it("takes a batch without orders", () => {
    const totals = { shipments: 0, cost: 0, unfilled_units: 0 };
    expect(answerOf({ ...window, orders: [], mode: "greedy" })).toEqual({ decisions: [], totals });
  });

  it.each<[string, object, string[]]>([
    [
      "a wrong line of one order",
      { ...window, orders: [order("o1", 1), order("o2", 1), order("o3", 1), order("o4", -3)], mode: "joint" },
      ["orders[3].lines[0].quantity: expected a positive integer, got -3"],
    ],
    [
      "the same order twice",
      { ...window, orders: [order("o1", 1), order("o1", 1)], mode: "greedy" },
      ['orders[1].id: expected an id of its own, got "o1" again'],
    ],
    [
      "unknown keys at any depth",
      { ...window, orders: [{ ...order("o1", 1), "a b": 1 }], order: {}, lines: [], mode: "greedy" },
      [
        'lines: expected a known key, got "lines"',
        'orders[0]["a b"]: expected a known key, got "a b"',
        'order: expected a known key, got "order"',
      ],
    ],
    [
      "no orders and no mode",
      { now: window.now },
      ["orders: expected a list of orders, got nothing", 'mode: expected "greedy" or "joint", got nothing'],
    ],
    [
      "something else than an order",
      { ...window, orders: [7], mode: "greedy" },
      ["orders[0]: expected an object, got 7"],
    ],
    [
      "stock of an unknown warehouse",
      { ...window, inventory: [stock("w9", "A", 1)], mode: "greedy" },
      ['inventory[0].warehouse_id: expected the id of a warehouse in warehouses, got "w9"'],
    ],
    ["a list", [], ["input: expected an object, got an empty list"]],
  ])("refuses %s with a line per problem and nothing else", (_name, document, problems) => {
    const stderr = problems.map((problem) => `${problem}\n`).join("");
    expect(run(document)).toEqual({ status: 2, stdout: "", stderr });
  });
});
