import { expect, it } from "vitest";
import { input, line, stock, warehouse } from "../example-input.ts";
import { settle } from "../plan.ts";
import { effectsOf } from "../rules/effects.ts";
import { surveyOf } from "../standing.ts";
import type { Contest } from "./contest.ts";
import { partiesOf } from "./parties.ts";

/** The last of so many warehouses of one unit each, of which it takes so many to fill the order. */
function partiesFor(warehouses: number, shipments: number) {
  const ids = Array.from({ length: warehouses }, (_, at) => `w${at}`);
  const example = input({
    order: { lines: [line("A", shipments)] },
    warehouses: ids.map((id, at) => warehouse(id, { latitude: 38 + at / 10 })),
    inventory: ids.map((id) => stock(id, "A", 1)),
    settings: { partial: "ship_available", split: { max_shipments: 2 } },
  });
  const settlement = settle(surveyOf(example), effectsOf([], example));
  const candidate = settlement.ranked.at(-1);
  if (!candidate || !settlement.splits) throw new Error("no contest");
  const effort = { left: 200_000 };
  const contest: Contest = { settlement, candidate, rival: null, rivalSplit: null, effort };
  const { leading } = partiesOf(contest, settlement.splits.roster, shipments, shipments);
  return { leading, effort };
}

it("looks at all sets of a few warehouses", () => {
  expect(partiesFor(9, 4).leading.filter(({ members }) => members.length === 4)).toHaveLength(56);
});

it("does not fill the memory with the sets of many warehouses", () => {
  const { leading, effort } = partiesFor(24, 8);
  expect(leading.length).toBeLessThan(10_000);
  expect(effort.left).toBeLessThanOrEqual(0);
});
