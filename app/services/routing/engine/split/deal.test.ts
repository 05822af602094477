import { expect, it } from "vitest";
import { bundlesOf } from "../bundles.ts";
import { demandOf } from "../demand.ts";
import { input, line } from "../example-input.ts";
import { costOf, deal } from "./deal.ts";
import { packingOf } from "./packing.ts";
import type { Site } from "./packing.ts";

const prices = [4, 5, 6].map((price) => Array<number>(8).fill(price));
const split = { policy: "when_needed", max_shipments: 3, min_shipment_value: 0 } as const;

function pack(fees: { per_order?: number; per_extra_parcel?: number }) {
  const lines = [line("A", 2, { grams: 400 }), line("B", 1, { grams: 100 })];
  const rate_card = { effective: "2026-01-01", currency: "USD", prices, ...fees };
  const parsed = input({ order: { lines }, settings: { rate_card } });
  const demand = demandOf(parsed.order.lines);
  if (!parsed.settings.rate_card) throw new Error("the card was not read");
  return packingOf({ demand, card: parsed.settings.rate_card, partial: false }, bundlesOf(demand, []), split);
}

const site = (id: string, supply: number[]): Site => ({
  id,
  supply,
  priority: 1,
  units: 0,
  zone: 1,
  cost: 0,
  tenths: 0,
});

it("an order pays its fee once and the extra fee for every parcel after the first", () => {
  const costWith = (fees: Parameters<typeof pack>[0], ...sites: Site[]) => {
    const packing = pack(fees);
    return costOf(packing, deal(packing, sites) ?? []);
  };
  const fees = { per_order: 1.5, per_extra_parcel: 0.25 };
  const [one, other] = [site("w1", [1, 0]), site("w2", [1, 1])];
  // 900 g are billed as two pounds, 400 g and 500 g as none and two.
  expect(costWith({}, site("w1", [2, 1]))).toBe(600);
  expect(costWith(fees, site("w1", [2, 1]))).toBe(750);
  expect(costWith({}, one, other)).toBe(1000);
  expect(costWith(fees, one, other)).toBe(1175);
});
