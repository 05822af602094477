import { expect, it } from "vitest";
import { input, line, stock, warehouse } from "../example-input.ts";
import { settle } from "../plan.ts";
import { effectsOf } from "../rules/effects.ts";
import { surveyOf } from "../standing.ts";
import { contestOf } from "./contest.ts";
import { stockChange } from "./stock.ts";

/** The change that would have the last of three warehouses ship, of which two together ship an order now. */
function changeWith(effort: number) {
  const example = input({
    order: { lines: [line("A", 4)] },
    warehouses: [
      warehouse("w1", { latitude: 38 }),
      warehouse("w2", { latitude: 39 }),
      warehouse("w3", { latitude: 46 }),
    ],
    inventory: [stock("w1", "A", 3), stock("w2", "A", 1), stock("w3", "A", 1)],
  });
  const settlement = settle(surveyOf(example), effectsOf([], example));
  const candidate = settlement.ranked.find(({ site }) => site.id === "w3");
  if (!candidate) throw new Error("it was not ranked");
  return stockChange(contestOf(settlement, candidate, { left: effort }));
}

it("finds the smallest change of stock", () => {
  expect(changeWith(1000)).toEqual({ sku: "A", available: 4, now: 1, win: "alone" });
});

it("leaves a change of stock unsaid once the effort is spent", () => {
  expect(changeWith(0)).toBeNull();
});
