import { expect, test } from "vitest";
import { parseBatchInput, type BatchInput } from "../batch/index.ts";
import { sendsTheSame, standingDecision } from "./holdings.ts";
import { solveWindow } from "./solve-window.server.ts";
import { isBetter } from "./window-totals.ts";

const now = "2026-01-20T15:00:00Z";

/** Two warehouses, of which w1 is near every order; w2 has enough for all, w1 for some. */
function windowOf(orders: number, near: number): BatchInput {
  const parsed = parseBatchInput({
    now,
    mode: "joint",
    orders: Array.from({ length: orders }, (_, at) => ({
      id: `o${at}`,
      ship_to_country: "US",
      currency: "USD",
      latitude: 34,
      longitude: -118,
      lines: [{ id: "l1", sku: "A", quantity: 1, grams: 300 }],
    })),
    warehouses: [
      { id: "w1", latitude: 34, longitude: -117 },
      { id: "w2", latitude: 40.7, longitude: -74 },
    ],
    inventory: [
      { warehouse_id: "w1", sku: "A", available: near, synced_at: now },
      { warehouse_id: "w2", sku: "A", available: orders, synced_at: now },
    ],
  });
  if (!parsed.ok) throw new Error(parsed.problems.join());
  return parsed.input;
}

const held = (input: BatchInput, warehouseId: string | null) =>
  input.orders.map((order) => {
    const lines = [{ line_id: "l1", sku: "A", quantity: 1 }];
    return standingDecision(order, {
      shipments: warehouseId === null ? [] : [{ warehouse_id: warehouseId, lines }],
    });
  });

test("a window larger than one search is solved in parts that share stock and capacity", async () => {
  const input = windowOf(260, 255);
  const solved = await solveWindow(input, held(input, null), { timeLimit: 4000 });
  expect(solved.parts).toBe(2);
  expect(solved.after.unfilled_units).toBe(0);
  const from = (id: string) =>
    solved.decisions.filter(({ selected_warehouse_id }) => selected_warehouse_id === id).length;
  expect(from("w1")).toBeLessThanOrEqual(255);
  expect(from("w1") + from("w2")).toBe(260);
});

test("orders keep what they have where nothing is better", async () => {
  const input = windowOf(6, 6);
  const current = held(input, "w1");
  const solved = await solveWindow(input, current, { timeLimit: 2000 });
  expect(solved.decisions.every((decision, at) => current[at] && sendsTheSame(decision, current[at]))).toBe(
    true,
  );
  expect(solved.after).toEqual(solved.before);
});

test("orders that ship from afar move near, and the totals say what that saves", async () => {
  const input = windowOf(4, 4);
  const solved = await solveWindow(input, held(input, "w2"), { timeLimit: 2000 });
  expect(solved.decisions.map(({ selected_warehouse_id }) => selected_warehouse_id)).toEqual([
    "w1",
    "w1",
    "w1",
    "w1",
  ]);
  expect(isBetter(solved.after, solved.before)).toBe(true);
  expect(solved.after.cost).toBeLessThan(solved.before.cost);
});

test.each([
  [{ unfilled_units: 0, cost: 9, shipments: 9 }, { unfilled_units: 1, cost: 1, shipments: 1 }, true],
  [{ unfilled_units: 1, cost: 2, shipments: 9 }, { unfilled_units: 1, cost: 3, shipments: 1 }, true],
  [{ unfilled_units: 1, cost: 2, shipments: 2 }, { unfilled_units: 1, cost: 2, shipments: 3 }, true],
  [{ unfilled_units: 1, cost: 2, shipments: 2 }, { unfilled_units: 1, cost: 2, shipments: 2 }, false],
  [
    { unfilled_units: 1, cost: 1, shipments: 2, unpriced_shipments: 1 },
    { unfilled_units: 1, cost: 2, shipments: 2 },
    false,
  ],
])("%j is better than %j: %s", (answer, than, better) => {
  expect(isBetter(answer, than)).toBe(better);
});
