import { unitsAlone } from "../candidates.ts";
import type { Candidate } from "../candidates.ts";
import { inventoryScore, totalScore } from "../scores.ts";
import type { Settlement } from "../plan.ts";
import { sumOf } from "../demand.ts";
import { beatsAlone, winOfSplit } from "./contest.ts";
import type { Contest, Win } from "./contest.ts";
import { bestParty } from "./best-party.ts";
import { nobody, partiesOf } from "./parties.ts";
import type { Parties, Party } from "./parties.ts";

export interface StockChange {
  sku: string;
  available: number;
  /** What is available now. */
  now: number;
  win: Win;
}

const mostSteps = 500;

/** One figure a stock row could show instead. */
export interface Level {
  sku: number;
  /** Units the warehouse could then promise. */
  units: number;
  available: number;
  now: number;
}

/**
 * The smallest change of one stock figure of the warehouse that makes it the selected one, from 0 to ordered + reserved
 * + safety stock. Only figures that let it promise another number of ordered units can matter. Null where there is none,
 * and once the effort is spent.
 */
export function stockChange(contest: Contest): StockChange | null {
  if (!contest.candidate.eligible) return null;
  const parties = partiesToJoin(contest);
  for (const level of levelsOf(contest, parties)) {
    const win = contest.effort.left > 0 ? winAt(contest, parties, level) : null;
    // What was spent on the way leaves it open whether this is so.
    if (win && contest.effort.left > 0) {
      const sku = contest.settlement.survey.demand.skus[level.sku] ?? "";
      return { sku, available: level.available, now: level.now, win };
    }
  }
  return null;
}

/** The sets of warehouses with which it could make up a split; none where splits have no part in it. */
function partiesToJoin(contest: Contest): Parties {
  const { rival, rivalSplit, settlement, candidate } = contest;
  const { splits, packing } = settlement;
  const { demand, partial, maxShipments } = packing;
  if (!splits || rival?.alone === demand.total) return nobody;
  if (partial) {
    const needed = Math.max((rival?.alone ?? 0) + 1, rivalSplit?.units ?? 0);
    return partiesOf(contest, splits.roster, needed, maxShipments);
  }
  const most = Math.min(maxShipments, rivalSplit?.shipments.length ?? maxShipments);
  const { supply, units } = candidate.site;
  const gain = demand.units.reduce((best, wanted, sku) => Math.max(best, wanted - (supply[sku] ?? 0)), 0);
  // Of a split the selected one has most units.
  return (units + gain) * most < demand.total
    ? nobody
    : partiesOf(contest, splits.roster, demand.total, most);
}

function winAt(contest: Contest, parties: Parties, level: Level): Win | null {
  const { settlement, rival, candidate } = contest;
  const { total } = settlement.survey.demand;
  const changed = withSupply(settlement, candidate, level);
  if (changed.alone === total || rival?.alone === total || settlement.packing.maxShipments === 1) {
    return beatsAlone(contest, changed) ? "alone" : null;
  }
  return winOfSplit(contest, changed, (moreThan) => bestParty(contest, parties, changed, level, moreThan));
}

/** Smallest change first; of equal ones the first SKU of the order, then the higher figure. */
function levelsOf({ settlement, candidate, rival }: Contest, { leading }: Parties): Level[] {
  const { demand, partial } = settlement.packing;
  const { supply, warehouse } = candidate.standing;
  const short = demand.units.flatMap((wanted, sku) => ((supply[sku] ?? 0) < wanted ? [sku] : []));
  // Where no split helps, or against one that ships everything alone, it has to be able to do that too.
  const mustBeWhole = rival?.alone === demand.total || (!partial && leading.length === 0);
  if (mustBeWhole && short.length !== 1) return [];
  const open = mustBeWhole ? short : demand.units.map((_, sku) => sku);
  return open
    .filter((sku) => !warehouse.blocked_skus.includes(demand.skus[sku] ?? ""))
    .flatMap((sku) => levelsOfSku(candidate, sku, stepsOf(sku, demand.units[sku] ?? 0, mustBeWhole, leading)))
    .sort((a, b) => sizeOf(a) - sizeOf(b) || a.sku - b.sku || b.available - a.available);
}

/** Units of a SKU worth trying. Of very many only those with which a set of warehouses becomes able to ship. */
function stepsOf(sku: number, wanted: number, wholeOnly: boolean, parties: readonly Party[]): number[] {
  if (wholeOnly) return [wanted];
  if (wanted <= mostSteps) return Array.from({ length: wanted + 1 }, (_, step) => step);
  const needs = parties.map(
    ({ members, own }) => wanted - sumOf(members.toSpliced(own, 1).map((site) => site.supply[sku] ?? 0)),
  );
  return [...new Set([wanted, ...needs.filter((need) => need >= 0)])];
}

function levelsOfSku({ standing }: Candidate, sku: number, steps: readonly number[]): Level[] {
  const row = standing.shelf[sku];
  const now = row?.available ?? 0;
  const kept = (row?.reserved ?? 0) + (row?.safety_stock ?? 0);
  const held = standing.supply[sku] ?? 0;
  const most = Math.max(...steps);
  return steps
    .filter((units) => units !== Math.min(held, most))
    .map((units) => ({ sku, units, available: kept + units, now }));
}

function sizeOf({ available, now }: Level): number {
  return Math.abs(available - now);
}

function withSupply({ survey, packing, effects }: Settlement, candidate: Candidate, level: Level): Candidate {
  const { demand, input } = survey;
  const { shelf, parts } = candidate.standing;
  const supply = candidate.standing.supply.with(level.sku, level.units);
  const wanted = demand.units[level.sku] ?? 0;
  const before = Math.min(wanted, candidate.site.supply[level.sku] ?? 0);
  const units = candidate.site.units - before + Math.min(wanted, level.units);
  const site = { ...candidate.site, supply, units };
  const alone = unitsAlone(packing, site);
  // Scores are for those that ship alone.
  if (alone === 0) return { ...candidate, site, alone };
  const inventory = inventoryScore(demand, supply, shelf, input.settings.cover_days);
  const changed = { ...parts, inventory };
  return { ...candidate, site, alone, scores: { ...changed, total: totalScore(changed, effects.weights) } };
}
