/**
 * How fast the routing engine decides, one JSON line a case: warehouses x lines, with and without rules and
 * counterfactuals; then the search for a split beside a plain walk through all subsets of the warehouses.
 *
 *   node bench/routing-engine.ts
 */
import { packOrder, rankCandidates } from "#app/services/routing/engine/candidates.ts";
import { decide } from "#app/services/routing/engine/index.ts";
import type { RouteInput } from "#app/services/routing/engine/index.ts";
import { effectsOf } from "#app/services/routing/engine/rules/effects.ts";
import type { Packing, Site } from "#app/services/routing/engine/split/packing.ts";
import { rosterOf } from "#app/services/routing/engine/split/roster.ts";
import { searchSplits } from "#app/services/routing/engine/split/search.ts";
import { surveyOf } from "#app/services/routing/engine/standing.ts";
import { makeInputs } from "./routing-inputs.ts";

type Print = (line: Record<string, unknown>) => void;

const orders = 60;
const timed = 500;

export function main(print: Print): void {
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
  const timings = timeEach(inputs, (input) => decide(input, { explain }));
  const outcomes = Map.groupBy(inputs, (input) => decide(input, { explain: false }).outcome);
  print({
    bench: "routing",
    ...size,
    explain,
    decisions_per_s: Math.round(1000 / timings.mean),
    p50_ms: rounded(timings.p50),
    p99_ms: rounded(timings.p99),
    splits: rounded((outcomes.get("split")?.length ?? 0) / orders),
  });
}

function splitOften(print: Print, warehouses: number, lines: number): void {
  const inputs = makeInputs({ warehouses, lines, rules: false, stocked: 0.35 }, orders, 7);
  const puzzles = inputs.map(puzzleOf);
  const fewest = (solve: (puzzle: Puzzle) => number) => puzzles.map(solve).join();
  const solver = timeEach(puzzles, bySearch);
  const subsets = timeEach(puzzles, bySubsets);
  print({
    bench: "routing",
    case: "fewest shipments",
    warehouses,
    lines,
    search_us: rounded(solver.mean * 1000),
    subsets_us: rounded(subsets.mean * 1000),
    same: fewest(bySearch) === fewest(bySubsets),
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

function timeEach<T>(
  items: readonly T[],
  work: (item: T) => unknown,
): { mean: number; p50: number; p99: number } {
  const times: number[] = [];
  for (const item of items) work(item);
  const begun = performance.now();
  while (times.length < items.length || performance.now() - begun < timed) {
    for (const item of items) {
      const started = performance.now();
      work(item);
      times.push(performance.now() - started);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return { mean: times.reduce((sum, time) => sum + time, 0) / times.length, p50: at(0.5), p99: at(0.99) };
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

if (import.meta.main) main((line) => console.log(JSON.stringify(line)));
