import { packOrder, rankCandidates } from "../../engine/candidates.ts";
import { effectsOf } from "../../engine/rules/effects.ts";
import { readRules } from "../../engine/rules/rulebook.ts";
import type { Packing, Site } from "../../engine/split/packing.ts";
import { surveyOf } from "../../engine/standing.ts";
import { availableToPromise } from "../../engine/stock.ts";
import { builtInRateCard } from "../../engine/rate-card.ts";
import type { RouteInput } from "../../engine/index.ts";
import type { BatchInput } from "../batch-input.ts";
import { openLedger } from "../ledger.ts";
import type { AssignableOrder, AssignmentProblem, Piece } from "./assignment-problem.ts";

/** A batch as numbers, and the ids of what the numbers stand for. */
export interface NumberedBatch {
  problem: AssignmentProblem;
  warehouseIds: readonly string[];
}

/** Who may ship what of each order is the engine's word; the order of warehouses and stock rows changes nothing. */
export function numberedBatch(input: BatchInput): NumberedBatch {
  const warehouseIds = input.warehouses.map(({ id }) => id).sort();
  const numbers = new Map(warehouseIds.map((id, at) => [id, at]));
  const rows = input.inventory.filter((row) => availableToPromise(row) > 0).sort(byPlaceThenSku);
  const poolAt = new Map(rows.map((row, at) => [keyOf(row.warehouse_id, row.sku), at]));
  const ledger = openLedger(input);
  const orders = input.orders.map((order) =>
    assignableOrder(ledger.inputFor(order), (site, skus) => ({
      warehouse: numbers.get(site.id) ?? -1,
      zone: site.zone,
      pools: skus.map((sku, at) =>
        (site.supply[at] ?? 0) > 0 ? (poolAt.get(keyOf(site.id, sku)) ?? -1) : -1,
      ),
    })),
  );
  const caps = new Map(input.warehouses.map((one) => [one.id, placesOf(one)]));
  return {
    warehouseIds,
    problem: {
      card: input.settings.rate_card ?? builtInRateCard,
      pools: rows.map(availableToPromise),
      places: warehouseIds.map((id) => caps.get(id) ?? 0),
      orders,
    },
  };
}

type ReadSite = (site: Site, skus: readonly string[]) => AssignableOrder["sites"][number];

function assignableOrder(input: RouteInput, readSite: ReadSite): AssignableOrder {
  const survey = surveyOf(input);
  const effects = effectsOf(readRules(input).matched, input);
  const packing = packOrder(survey, effects);
  const mayShip = effects.held
    ? []
    : rankCandidates(survey, effects, packing).filter(({ eligible, site }) => eligible && site.units > 0);
  return {
    units: survey.demand.total,
    pieces: piecesOf(packing),
    sites: mayShip
      .map(({ site }) => readSite(site, survey.demand.skus))
      .sort((a, b) => a.warehouse - b.warehouse),
    maxShipments: packing.maxShipments,
    minValue: packing.minValue,
    whole: !packing.partial,
  };
}

function piecesOf({ lines, bundles, bundleOfLine }: Packing): Piece[] {
  const together = bundles.map((bundle): Piece => {
    const members = bundle.lines.flatMap((line) => lines[line] ?? []);
    const total = (amount: (line: (typeof lines)[number]) => number) =>
      members.reduce((sum, line) => sum + amount(line) * line.quantity, 0);
    return {
      lines: bundle.lines.map((line) => [line, lines[line]?.quantity ?? 0]),
      needs: bundle.needs,
      count: 1,
      units: bundle.units,
      grams: total(({ grams }) => grams),
      cubicInches: total(({ cubicInches }) => cubicInches),
      value: total(({ value }) => value),
    };
  });
  const loose = lines.flatMap(({ sku, quantity, grams, cubicInches, value }, line): Piece[] =>
    bundleOfLine[line] === -1
      ? [{ lines: [[line, 1]], needs: [[sku, 1]], count: quantity, units: 1, grams, cubicInches, value }]
      : [],
  );
  return [...together, ...loose];
}

function placesOf({
  daily_capacity: capacity,
  orders_today: orders,
}: RouteInput["warehouses"][number]): number {
  return capacity === null ? Infinity : Math.max(0, capacity - orders);
}

function byPlaceThenSku(a: RouteInput["inventory"][number], b: RouteInput["inventory"][number]): number {
  if (a.warehouse_id !== b.warehouse_id) return a.warehouse_id < b.warehouse_id ? -1 : 1;
  return a.sku < b.sku ? -1 : 1;
}

function keyOf(warehouseId: string, sku: string): string {
  return JSON.stringify([warehouseId, sku]);
}
