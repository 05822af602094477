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
