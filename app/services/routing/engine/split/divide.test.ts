import { describe, expect, it } from "vitest";
import { decide } from "../decide.ts";
import { input, line, stock, warehouse } from "../example-input.ts";

// One, two or three pounds cost little more than none; four do.
const prices = [1, 2, 3, 9, 20].map((price) => Array<number>(8).fill(price));
const rate_card = { effective: "2026-01-01", currency: "USD", prices };

function shippedBy(lines: ReturnType<typeof line>[], split: object = {}) {
  const stocked = lines.map(({ sku }) => sku);
  const { allocations } = decide(
    input({
      order: { lines },
      warehouses: [warehouse("w1"), warehouse("w2")],
      inventory: ["w1", "w2"].flatMap((id) => [...new Set(stocked)].map((sku) => stock(id, sku, 3))),
      settings: { rate_card, split },
    }),
  );
  return allocations.map((one) => one.lines.map(({ quantity }) => quantity));
}

describe("the units of a split", () => {
  it("are divided between its warehouses so that they cost least", () => {
    expect(shippedBy([line("A", 4, { grams: 453 })])).toEqual([[2], [2]]);
  });

  it("stay as they were dealt where no other division costs less", () => {
    expect(shippedBy([line("A", 4, { grams: 10 })])).toEqual([[3], [1]]);
  });

  it("keep a group together", () => {
    const lines = [line("A", 3, { grams: 453, group: "g" }), line("B", 4, { grams: 1 })];
    // Three more grams beside the group would be a fourth pound.
    expect(shippedBy(lines)).toEqual([[3], [3, 1]]);
  });

  it("leave every shipment worth its least value", () => {
    const lines = [line("A", 4, { grams: 453, price: 1 }), line("B", 1, { grams: 1, price: 9 })];
    expect(shippedBy(lines, { min_shipment_value: 3 })).toEqual([[1, 1], [3]]);
  });

  it("stay as they were dealt where there are too many divisions", () => {
    const lines = ["A", "B", "C", "D", "E"].map((sku) => line(sku, 4, { grams: 90 }));
    expect(shippedBy(lines)).toEqual([
      [3, 3, 3, 3, 3],
      [1, 1, 1, 1, 1],
    ]);
  });
});
