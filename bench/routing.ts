import { packOrder, rankCandidates } from "#app/services/routing/engine/candidates.ts";
import { decide } from "#app/services/routing/engine/index.ts";
import type { RouteInput } from "#app/services/routing/engine/index.ts";
import { effectsOf } from "#app/services/routing/engine/rules/effects.ts";
import type { Packing, Site } from "#app/services/routing/engine/split/packing.ts";
import { rosterOf } from "#app/services/routing/engine/split/roster.ts";
import { searchSplits } from "#app/services/routing/engine/split/search.ts";
import { surveyOf } from "#app/services/routing/engine/standing.ts";
import type { Print } from "./benchmark.ts";
import { makeInputs } from "./routing-inputs.ts";
import { rounded, timeWork } from "./timing.ts";

const orders = 100;
const timed = 300;

/**
 * How fast the routing engine decides: warehouses x lines, with and without rules and counterfactuals; then the search
 * for a split beside a plain walk through all subsets of the warehouses.
 */
export function routing(print: Print): void {
  for (const warehouses of [5, 20, 50]) {
    for (const lines of [1, 5, 14]) {
      for (const rules of [false, true]) {
        for (const explain of [false, true]) decideOften(print, { warehouses, lines, rules, explain });
      }
    }
  }
  for (const warehouses of [10, 15, 20]) splitOften(print, warehouses, 14);
}

interface Case {
  warehouses: number;
  lines: number;
  rules: boolean;
  explain: boolean;
}

function decideOften(print: Print, { explain, ...size }: Case): void {
  const inputs = makeInputs(size, orders, 20_260_120);
  const timings = timeWork(inputs, (input) => decide(input, { explain }), timed);
  print({
    ...size,
    explain,
    decisions_per_s: Math.round(timings.perSecond),
    p99_ms: rounded(timings.p99),
    p99_wall_ms: rounded(timings.p99Wall),
  });
}

function splitOften(print: Print, warehouses: number, lines: number): void {
  // A walk through the subsets of 20 takes a quarter of a second.
  const count = warehouses < 20 ? 40 : 3;
  const puzzles = makeInputs({ warehouses, lines, rules: false, stocked: 0.35 }, count, 7).map(puzzleOf);
  const search = timeWork(puzzles, bySearch, timed).perSecond;
  const subsets = timeWork(puzzles, bySubsets, timed).perSecond;
  print({
    case: "fewest shipments",
    warehouses,
    lines,
    search_us: rounded(1e6 / search),
    subsets_us: rounded(1e6 / subsets),
    ratio: rounded(search / subsets),
    same: puzzles.every((puzzle) => bySearch(puzzle) === bySubsets(puzzle)),
  });
}

interface Puzzle {
  packing: Packing;
  sites: Site[];
}

function puzzleOf(input: RouteInput): Puzzle {
  const settings = {
    ...input.settings,
    split: { ...input.settings.split, max_shipments: input.warehouses.length },
  };
  const survey = surveyOf({ ...input, settings });
  const effects = effectsOf([], survey.input);
  const packing = packOrder(survey, effects);
  const ranked = rankCandidates(survey, effects, packing).filter(({ eligible }) => eligible);
  return { packing, sites: ranked.map(({ site }) => site) };
}

/** Also picks the cheapest of the sets of that size. */
function bySearch({ packing, sites }: Puzzle): number {
  return searchSplits(rosterOf(packing, sites), { moreThan: 0 }).best?.shipments.length ?? 0;
}

/** Finds the size only. */
function bySubsets({ packing, sites }: Puzzle): number {
  const { units } = packing.demand;
  let fewest = Infinity;
  for (let subset = 1; subset < 2 ** sites.length; subset++) {
    const members = sites.filter((_, at) => (subset >> at) & 1);
    if (members.length < 2 || members.length >= fewest) continue;
    const isWhole = units.every(
      (wanted, sku) => members.reduce((sum, { supply }) => sum + (supply[sku] ?? 0), 0) >= wanted,
    );
    if (isWhole) fewest = members.length;
  }
  return fewest === Infinity ? 0 : fewest;
}
