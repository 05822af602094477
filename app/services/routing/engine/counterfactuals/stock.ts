import { unitsAlone } from "../candidates.ts";
import type { Candidate } from "../candidates.ts";
import { inventoryScore, totalScore } from "../scores.ts";
import type { Settlement } from "../plan.ts";
import { coveredUnits } from "../stock.ts";
import { winOf } from "./contest.ts";
import type { Contest, Win } from "./contest.ts";

export interface StockChange {
  sku: string;
  available: number;
  /** What is available now. */
  now: number;
  win: Win;
}

/** One figure a stock row could show instead. */
interface Level {
  sku: number;
  /** Units the warehouse could then promise. */
  units: number;
  available: number;
  now: number;
}

/**
 * The smallest change of one stock figure of the warehouse that makes it the selected one, from 0 to ordered + reserved
 * + safety stock. Only figures that let it promise another number of ordered units can matter.
 */
export function stockChange(contest: Contest): StockChange | null {
  if (!contest.candidate.eligible) return null;
  for (const level of levelsOf(contest)) {
    const win = winOf(contest, withSupply(contest.settlement, contest.candidate, level));
    if (win) {
      const sku = contest.settlement.survey.demand.skus[level.sku] ?? "";
      return { sku, available: level.available, now: level.now, win };
    }
  }
  return null;
}

/** Smallest change first; of equal ones the first SKU of the order, then the higher figure. */
function levelsOf({ settlement, candidate, rival }: Contest): Level[] {
  const { demand } = settlement.survey;
  const { supply, warehouse } = candidate.standing;
  const short = demand.units.flatMap((wanted, sku) => ((supply[sku] ?? 0) < wanted ? [sku] : []));
  // Against one that ships everything alone, it has to be able to do that too.
  const mustBeWhole = rival?.alone === demand.total;
  if (mustBeWhole && short.length !== 1) return [];
  const open = mustBeWhole ? short : demand.units.map((_, sku) => sku);
  return open
    .filter((sku) => !warehouse.blocked_skus.includes(demand.skus[sku] ?? ""))
    .flatMap((sku) => levelsOfSku(candidate, sku, demand.units[sku] ?? 0, mustBeWhole))
    .sort((a, b) => sizeOf(a) - sizeOf(b) || a.sku - b.sku || b.available - a.available);
}

function levelsOfSku({ standing }: Candidate, sku: number, wanted: number, wholeOnly: boolean): Level[] {
  const row = standing.shelf[sku];
  const now = row?.available ?? 0;
  const kept = (row?.reserved ?? 0) + (row?.safety_stock ?? 0);
  const current = Math.min(standing.supply[sku] ?? 0, wanted);
  const least = wholeOnly ? wanted : 0;
  return Array.from({ length: wanted - least + 1 }, (_, step) => least + step)
    .filter((units) => units !== current)
    .map((units) => ({ sku, units, available: kept + units, now }));
}

function sizeOf({ available, now }: Level): number {
  return Math.abs(available - now);
}

function withSupply({ survey, packing, effects }: Settlement, candidate: Candidate, level: Level): Candidate {
  const { demand, input } = survey;
  const { shelf, parts } = candidate.standing;
  const supply = candidate.standing.supply.with(level.sku, level.units);
  const units = coveredUnits(demand, supply);
  const inventory = inventoryScore(demand, supply, shelf, input.settings.cover_days);
  const changed = { ...parts, inventory };
  const site = { ...candidate.site, supply, units };
  return {
    ...candidate,
    site,
    alone: unitsAlone(packing, site),
    scores: { ...changed, total: totalScore(changed, effects.weights) },
  };
}
