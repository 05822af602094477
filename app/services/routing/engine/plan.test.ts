import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import { input, line, stock, warehouse } from "./example-input.ts";

describe("shipping what is available", () => {
  const settings = { partial: "ship_available" } as const;
  const apart = {
    order: { lines: [line("A", 5), line("A", 2)] },
    warehouses: [warehouse("w1", { latitude: 40 }), warehouse("w2")],
    inventory: [stock("w1", "A", 6), stock("w2", "A", 3)],
  };

  it("allocates from the warehouse with most units and leaves the rest unfilled", () => {
    const decision = decide(input({ ...apart, settings: { ...settings, split: { policy: "never" } } }));
    expect(decision).toMatchObject({
      outcome: "routed",
      reason: "partial_stock",
      selected_warehouse_id: "w1",
    });
    expect(decision.allocations[0]?.lines).toEqual([
      { line_id: "1", sku: "A", quantity: 5 },
      { line_id: "2", sku: "A", quantity: 1 },
    ]);
    expect(decision.unfilled).toEqual([{ line_id: "2", sku: "A", quantity: 1, reason: "partial_stock" }]);
    expect(decision.alternatives[0]?.excluded).toBeNull();
  });

  it.each([
    ["everything", 3, null],
    ["more than any one of them", 1, "partial_stock"],
  ])("splits where several warehouses together ship %s", (_what, elsewhere, reason) => {
    const inventory = [stock("w1", "A", 4), stock("w2", "A", elsewhere)];
    const decision = decide(input({ ...apart, inventory, settings }));
    expect(decision).toMatchObject({ outcome: "split", reason, selected_warehouse_id: "w1" });
    expect(decision.unfilled.map(({ quantity }) => quantity)).toEqual(elsewhere === 3 ? [] : [2]);
    expect(decision.alternatives.map(({ excluded }) => excluded)).toEqual([null]);
  });

  it("ships a part where no second warehouse adds anything", () => {
    const inventory = [stock("w1", "A", 4), stock("w2", "B", 9)];
    const decision = decide(input({ ...apart, inventory, settings }));
    expect(decision).toMatchObject({ outcome: "routed", selected_warehouse_id: "w1" });
    expect(decision.unfilled.map(({ quantity }) => quantity)).toEqual([1, 2]);
  });

  it.each([
    ["a line outside the group", [line("A", 5, { group: "g" }), line("B", 2)], ["B"]],
    ["one of two groups", [line("A", 5, { group: "g" }), line("B", 1, { group: "h" })], ["B"]],
    ["the larger of two groups", [line("A", 1, { group: "g" }), line("A", 3, { group: "h" })], ["A"]],
  ])("ships %s", (_what, lines, skus) => {
    const inventory = [stock("w1", "A", 3), stock("w1", "B", 1)];
    const decision = decide(input({ order: { lines }, warehouses: [warehouse("w1")], inventory, settings }));
    expect(decision).toMatchObject({ outcome: "routed", reason: "partial_stock" });
    expect(decision.allocations[0]?.lines.map(({ sku }) => sku)).toEqual(skus);
    expect(decision.unfilled[0]?.reason).toBe("group_cannot_be_filled");
  });

  it("never takes a group apart", () => {
    const decision = decide(
      input({
        order: { lines: [line("A", 5, { group: "g" })] },
        warehouses: [warehouse("w1")],
        inventory: [stock("w1", "A", 3)],
        settings,
      }),
    );
    expect(decision).toMatchObject({ outcome: "unfillable", allocations: [] });
  });
});

describe("a daily capacity", () => {
  it.each([0, 1, 3])("of %d accepts exactly as many orders", (capacity) => {
    let today = 0;
    for (let order = 0; order < 6; order++) {
      const warehouses = [warehouse("w1", { daily_capacity: capacity, orders_today: today })];
      const { outcome } = decide(input({ warehouses, inventory: [stock("w1", "A", 99)] }));
      if (outcome === "routed") today++;
    }
    expect(today).toBe(capacity);
  });

  it("takes the order to the next warehouse once it is used up", () => {
    const used = warehouse("w1", { daily_capacity: 2, orders_today: 2 });
    const inventory = [stock("w1", "A", 9), stock("w2", "A", 9)];
    const decision = decide(input({ warehouses: [used, warehouse("w2", { latitude: 45 })], inventory }));
    expect(decision).toMatchObject({ outcome: "routed", selected_warehouse_id: "w2" });
  });
});

describe("a decision lists", () => {
  // Far to near, so that the ranking is not the order of the input.
  const warehouses = [44, 42, 40].map((latitude, at) => warehouse(`w${at}`, { latitude }));
  const lines = [line("B", 1), line("A", 4)];

  it("allocations and alternatives by score, their lines in the order of the order", () => {
    const inventory = [stock("w0", "A", 2), stock("w1", "B", 1), stock("w2", "A", 3)];
    const { allocations, alternatives } = decide(input({ order: { lines }, warehouses, inventory }));
    expect(allocations.map(({ warehouse_id: id }) => id)).toEqual(["w2", "w0", "w1"]);
    const whole = [stock("w0", "A", 9), stock("w0", "B", 9)];
    const one = decide(input({ order: { lines }, warehouses, inventory: whole }));
    expect(one.allocations[0]?.lines.map(({ sku }) => sku)).toEqual(["B", "A"]);
    expect(alternatives.map(({ warehouse_id: id }) => id)).toEqual(["w0", "w1"]);
  });
});
