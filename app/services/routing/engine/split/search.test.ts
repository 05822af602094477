import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../decide.ts";
import { demandOf } from "../demand.ts";
import { bundlesOf } from "../bundles.ts";
import { input, line, stock, warehouse } from "../example-input.ts";
import { builtInRateCard } from "../rate-card.ts";
import { bySplitOrder, judge } from "./judge.ts";
import type { SplitPlan } from "./judge.ts";
import { byReach, packingOf } from "./packing.ts";
import type { Packing, Site } from "./packing.ts";
import { rosterOf } from "./roster.ts";
import { searchSplits } from "./search.ts";

const arbitraryPacking = fc
  .record({
    lines: fc.array(
      fc.record({
        sku: fc.constantFrom("A", "B", "C", "D"),
        quantity: fc.integer({ min: 1, max: 5 }),
        grams: fc.constantFrom(100, 900, 5000),
        price: fc.constantFrom(3, 20),
        group: fc.constantFrom(null, null, null, "g"),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    partial: fc.boolean(),
    most: fc.integer({ min: 2, max: 4 }),
    least: fc.constantFrom(0, 0, 10),
  })
  .map(({ lines, partial, most, least }): Packing => {
    const demand = demandOf(input({ order: { lines } }).order.lines);
    const split = { policy: "when_needed", max_shipments: most, min_shipment_value: least } as const;
    return packingOf({ demand, card: builtInRateCard, partial }, bundlesOf(demand, []), split);
  });

const arbitrarySite = fc.record({
  supply: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 4, maxLength: 4 }),
  priority: fc.integer({ min: 1, max: 2 }),
  zone: fc.constantFrom(1, 2, 5, 8, null),
  tenths: fc.constantFrom(100, 900),
});

const arbitrarySites = fc
  .array(arbitrarySite, { minLength: 2, maxLength: 6 })
  .map((sites) =>
    sites.map((site, at): Site => ({ ...site, id: `w${at}`, units: 1, cost: site.zone ?? Infinity })),
  );

describe("the search for a split", () => {
  it("finds what looking at every set of warehouses finds, and all that are as good", () => {
    fc.assert(
      fc.property(arbitraryPacking, arbitrarySites, (packing, anySites) => {
        const sites = fitted(anySites, packing);
        const plans = subsets([...sites].sort(byReach), packing.maxShipments)
          .flatMap((set) => judge(packing, set) ?? [])
          .sort(bySplitOrder);
        const { best, ties } = searchSplits(rosterOf(packing, sites), { moreThan: 0 });
        expect(best).toEqual(plans[0] ?? null);
        expect(sorted(ties)).toEqual(sorted(plans.filter((plan) => sameWorth(plan, plans[0]))));
      }),
      { seed: 7, numRuns: 400 },
    );
  });

  it("finds the best that one warehouse takes part in, and the best without it", () => {
    fc.assert(
      fc.property(arbitraryPacking, arbitrarySites, (packing, anySites) => {
        const sites = fitted(anySites, packing);
        const all = [...sites].sort(byReach);
        const [joining] = all;
        const plans = subsets(all, packing.maxShipments)
          .flatMap((set) => judge(packing, set) ?? [])
          .sort(bySplitOrder);
        const others = rosterOf(packing, all.slice(1));
        const has = (plan: SplitPlan) => plan.ids.includes(joining?.id ?? "");
        expect(searchSplits(others, { moreThan: 0, joining }).best).toEqual(plans.find(has) ?? null);
        const without = searchSplits(rosterOf(packing, all), { moreThan: 0, without: 0 });
        expect(without.best).toEqual(plans.find((plan) => !has(plan)) ?? null);
      }),
      { seed: 8, numRuns: 400 },
    );
  });
});

describe("of splits with equally many shipments", () => {
  const needed = stock("hub", "A", 3);
  const hub = warehouse("hub");

  it("the cheapest wins, whatever the scores", () => {
    const warehouses = [
      hub,
      warehouse("b", { latitude: 46.9 }),
      warehouse("c", { latitude: 43, orders_today: 9, daily_capacity: 10 }),
    ];
    const inventory = [needed, stock("b", "A", 2), stock("c", "A", 2)];
    const { allocations } = decide(input({ warehouses, inventory }));
    expect(allocations.map(({ warehouse_id: id }) => id)).toEqual(["hub", "c"]);
  });

  it("the nearer one wins at the same price, then the lower priority, then the id", () => {
    const pick = (b: object, c: object) => {
      const warehouses = [
        hub,
        warehouse("c", { latitude: 43, ...c }),
        warehouse("b", { latitude: 43, ...b }),
      ];
      const inventory = [needed, stock("b", "A", 2), stock("c", "A", 2)];
      return decide(input({ warehouses, inventory })).allocations[1]?.warehouse_id;
    };
    expect(pick({ latitude: 43.1 }, {})).toBe("c");
    expect(pick({ priority: 2 }, {})).toBe("c");
    expect(pick({}, {})).toBe("b");
  });

  it("the selected one has most units, then the lower id", () => {
    const apart = (b: number, c: number) =>
      decide(
        input({
          order: { lines: [line("A", b + c)] },
          warehouses: [warehouse("c"), warehouse("b", { latitude: 40 })],
          inventory: [stock("b", "A", b), stock("c", "A", c)],
        }),
      ).selected_warehouse_id;
    expect([apart(3, 2), apart(2, 3), apart(2, 2)]).toEqual(["b", "c", "b"]);
  });

  it("units move where a shipment would be worth too little", () => {
    const decision = decide(
      input({
        order: { lines: [line("A", 5, { price: 10 }), line("B", 1, { price: 1 })] },
        warehouses: [hub, warehouse("b")],
        inventory: [stock("hub", "A", 9), stock("b", "A", 2), stock("b", "B", 1)],
        settings: { split: { min_shipment_value: 20 } },
      }),
    );
    expect(decision.outcome).toBe("split");
    expect(decision.allocations.map(({ lines }) => lines.map(({ quantity }) => quantity))).toEqual([
      [3],
      [2, 1],
    ]);
  });
});

function fitted(sites: readonly Site[], { demand }: Packing): Site[] {
  return sites.map((site) => ({ ...site, supply: site.supply.slice(0, demand.skus.length) }));
}

function subsets(sites: readonly Site[], most: number): Site[][] {
  return Array.from({ length: 2 ** sites.length }, (_, set) =>
    sites.filter((__, at) => (set >> at) & 1),
  ).filter(({ length }) => length >= 2 && length <= most);
}

function sameWorth(one: SplitPlan, other: SplitPlan | undefined): boolean {
  return bySplitOrder({ ...one, priority: 0, ids: [] }, { ...(other ?? one), priority: 0, ids: [] }) === 0;
}

function sorted(plans: readonly SplitPlan[]): SplitPlan[] {
  return [...plans].sort(bySplitOrder);
}
