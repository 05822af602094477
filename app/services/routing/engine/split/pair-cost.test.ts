import fc from "fast-check";
import { expect, it } from "vitest";
import { demandOf } from "../demand.ts";
import { input, line } from "../example-input.ts";
import type { RouteDocument } from "../route-input.ts";
import { judge } from "./judge.ts";
import { packingOf } from "./packing.ts";
import type { Packing, Site } from "./packing.ts";

const skus = ["A", "B", "C"];
const lineOfOrder = fc.record({
  sku: fc.constantFrom(...skus),
  quantity: fc.integer({ min: 1, max: 4 }),
  grams: fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.double({ min: 0, max: 3000, noNaN: true })),
  side: fc.option(fc.double({ min: 1, max: 60, noNaN: true }), { nil: undefined }),
});
// Own cards may fall with weight, and end early.
const card = fc.record({
  effective: fc.constant("2026-01-01"),
  currency: fc.constant("USD"),
  per_order: fc.constantFrom(0, 1.5),
  per_extra_parcel: fc.constantFrom(0, 0.25),
  dimensional_divisor: fc.constantFrom(139, 200),
  prices: fc.array(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 8, maxLength: 8 }), {
    minLength: 2,
    maxLength: 60,
  }),
});
const site = fc.record({
  supply: fc.array(fc.nat({ max: 6 }), { minLength: 3, maxLength: 3 }),
  zone: fc.integer({ min: 1, max: 8 }),
});

it("a split into two never costs less than it is said to cost at least", () => {
  let split = 0;
  fc.assert(
    fc.property(
      fc.array(lineOfOrder, { minLength: 1, maxLength: 5 }),
      card,
      site,
      site,
      (lines, rate_card, one, other) => {
        const packing = pack(lines, rate_card);
        const [a, b] = [siteOf(packing, "w1", one), siteOf(packing, "w2", other)];
        const plan = judge(packing, [a, b]);
        if (!plan) return;
        split += 1;
        expect(packing.leastPairCost(a, b)).toBeLessThanOrEqual(plan.cost);
        expect(judge(packing, [a, b], plan.cost)).toEqual(plan);
      },
    ),
    { numRuns: 3000 },
  );
  expect(split).toBeGreaterThan(200);
});

it("a split into two costs what it is said to cost at least where no weight is next to a step of the card", () => {
  const packing = pack([{ sku: "A", quantity: 2, grams: 700, side: undefined }], {
    effective: "2026-01-01",
    currency: "USD",
    prices: [4, 5, 6, 7, 8].map((price) => Array<number>(8).fill(price)),
  });
  const [a, b] = ["w1", "w2"].map((id) => siteOf(packing, id, { supply: [1, 0, 0], zone: 2 }));
  if (!a || !b) throw new Error("there are two");
  expect(judge(packing, [a, b])?.cost).toBe(1200);
  expect(packing.leastPairCost(a, b)).toBe(1200);
});

type Card = NonNullable<NonNullable<RouteDocument["settings"]>["rate_card"]>;

interface Line {
  sku: string;
  quantity: number;
  grams: number;
  side: number | undefined;
}

function pack(lines: readonly Line[], rate_card: Card): Packing {
  const parsed = input({
    order: {
      lines: lines.map(({ sku, quantity, grams, side }, at) =>
        line(sku, quantity, {
          id: `l${at}`,
          grams,
          ...(side === undefined ? {} : { dimensions_cm: [side, side, side] }),
        }),
      ),
    },
    settings: { rate_card },
  });
  const demand = demandOf(parsed.order.lines);
  if (!parsed.settings.rate_card) throw new Error("the card was not read");
  const order = { demand, card: parsed.settings.rate_card, partial: false };
  return packingOf(order, [], { policy: "when_needed", max_shipments: 3, min_shipment_value: 0 });
}

function siteOf({ demand }: Packing, id: string, { supply, zone }: { supply: number[]; zone: number }): Site {
  const own = demand.skus.map((sku) => supply[skus.indexOf(sku)] ?? 0);
  return { id, supply: own, zone, priority: 1, units: 0, cost: 0, tenths: 0 };
}
