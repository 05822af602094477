import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { exampleDocument, line, stock, warehouse } from "../engine/example-input.ts";

function run(args: string[], input: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["app/services/routing/cli/main.ts", ...args],
    {
      input,
      encoding: "utf8",
    },
  );
  return { status, stdout, stderr };
}

const order = { latitude: null, longitude: null, ship_to_postal_code: "02108", lines: [line("A", 2)] };
const document = exampleDocument({
  order,
  warehouses: [warehouse("w1", { latitude: null, longitude: null, postal_code: "10001" })],
  inventory: [stock("w1", "A", 2)],
});

describe("the engine command line", () => {
  it("prints the decision for a document, places looked up", () => {
    const { status, stdout, stderr } = run(["route"], JSON.stringify(document));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const decision: unknown = JSON.parse(stdout);
    expect(decision).toMatchObject({
      outcome: "routed",
      reason: null,
      selected_warehouse_id: "w1",
      allocations: [{ warehouse_id: "w1", lines: [{ line_id: "1", sku: "A", quantity: 2 }] }],
      raw: { transit_days: 1, cost: 7.3, units_available: 2 },
      counterfactuals: [],
    });
  });

  it("follows rules, splits, and reports a rule it cannot follow", () => {
    const conditions = { field: "ship_to_country", operator: "resembles", value: "US" };
    const rules = [{ id: "r9", conditions, action: { type: "hold" } }];
    const inventory = [stock("w1", "A", 1), stock("w2", "A", 1)];
    const warehouses = [...(document.warehouses ?? []), warehouse("w2")];
    const { stdout } = run(["route"], JSON.stringify({ ...document, warehouses, inventory, rules }));
    const decision: unknown = JSON.parse(stdout);
    expect(decision).toMatchObject({
      outcome: "split",
      selected_warehouse_id: "w1",
      invalid_rules: [{ id: "r9", problem: 'unknown operator "resembles"' }],
    });
  });

  it.each<[string, string[], string, string[]]>([
    ["no kind", [], "{}", ['kind: expected "route" or "route-batch", got nothing']],
    ["an unknown kind", ["rout"], "{}", ['kind: expected "route" or "route-batch", got "rout"']],
    [
      "a kind that comes later",
      ["forecast"],
      "{}",
      ['kind: expected "route" or "route-batch" (the others are not supported yet), got "forecast"'],
    ],
    ["an argument too many", ["route", "-v"], "{}", ['arguments: expected none after "route", got "-v"']],
    ["nothing", ["route"], " \n", ["input: expected a JSON document, got nothing"]],
    [
      "several problems",
      ["route"],
      JSON.stringify({ ...document, order: { ...document.order, lines: [line("A", -3)], x: 1 } }),
      ["lines[0].quantity: expected a positive integer, got -3", 'order.x: expected a known key, got "x"'],
    ],
  ])("refuses %s with a line per problem and nothing else", (_name, args, input, problems) => {
    const stderr = problems.map((problem) => `${problem}\n`).join("");
    expect(run(args, input)).toEqual({ status: 2, stdout: "", stderr });
  });

  it("refuses what is not JSON", () => {
    const { status, stdout, stderr } = run(["route"], "{\nx");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^input: expected a JSON document, got other text \(.+\)\n$/);
  });
});
