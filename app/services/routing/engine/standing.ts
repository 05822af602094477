import { fromMinor } from "#app/lib/money.ts";
import { minutes } from "#app/lib/duration.ts";
import type { RawFactors } from "./decision.ts";
import { demandOf } from "./demand.ts";
import type { Demand } from "./demand.ts";
import { builtInRateCard } from "./rate-card.ts";
import type { RateCard } from "./rate-card.ts";
import type { RouteInput, WarehouseInput } from "./route-input.ts";
import { capacityScore, costScore, inventoryScore, proximityScore } from "./scores.ts";
import type { PartScores } from "./scores.ts";
import { shipDate, wallClock } from "./ship-date.ts";
import type { WallClock } from "./ship-date.ts";
import { billedPounds, cubicInchesOf, gramsOf, pointOf, shippingFrom } from "./shipping.ts";
import type { Shipping } from "./shipping.ts";
import { coveredUnits, shelvesByWarehouse, supplyOf } from "./stock.ts";
import type { Shelf, Supply } from "./stock.ts";

/** One warehouse seen from one order. Nothing here depends on rules, weights or the other warehouses. */
export interface Standing {
  warehouse: WarehouseInput;
  shelf: Shelf;
  supply: Supply;
  /** Ordered units it could ship. */
  units: number;
  shipping: Shipping;
  parts: PartScores;
  raw: RawFactors;
  /** Milliseconds since the oldest stock row of an ordered SKU was read; null when there is none. */
  stockAge: number | null;
}

/** An order and what every warehouse has to offer for it. */
export interface Survey {
  input: RouteInput;
  demand: Demand;
  card: RateCard;
  standings: readonly Standing[];
}

export function surveyOf(input: RouteInput): Survey {
  const demand = demandOf(input.order.lines);
  const card = input.settings.rate_card ?? builtInRateCard;
  const shelves = shelvesByWarehouse(input.inventory, demand);
  const clock = wallClock(input.now);
  const ages = new Map<string, number>();
  const pounds = poundsOfWhole(demand, card);
  const standings = input.warehouses.map((warehouse) => {
    const shipping = shippingFrom(warehouse, input.order, pounds, card);
    return standingOf(
      { input, demand, card, clock, ages, shipping },
      warehouse,
      shelves.get(warehouse.id) ?? [],
    );
  });
  return { input, demand, card, standings };
}

function poundsOfWhole({ lines }: Demand, card: RateCard): number {
  const grams = lines.reduce((sum, line) => sum + gramsOf(line) * line.quantity, 0);
  const cubicInches = lines.reduce((sum, line) => sum + cubicInchesOf(line) * line.quantity, 0);
  return billedPounds(grams, cubicInches, card);
}

interface View {
  input: RouteInput;
  demand: Demand;
  card: RateCard;
  clock: WallClock;
  /** Milliseconds since a moment, by how it is written: the rows of one reading share theirs. */
  ages: Map<string, number>;
  shipping: Shipping;
}

function standingOf(view: View, warehouse: WarehouseInput, shelf: Shelf): Standing {
  const { input, demand, shipping } = view;
  const supply = supplyOf(demand, warehouse, shelf);
  const units = coveredUnits(demand, supply);
  const stockAge = stockAgeOf(view, shelf);
  return {
    warehouse,
    shelf,
    supply,
    units,
    shipping,
    parts: {
      inventory: inventoryScore(demand, supply, shelf, input.settings.cover_days),
      proximity: proximityScore(shipping.miles, pointOf(input.order) !== null),
      cost: costScore(shipping.cost),
      capacity: capacityScore(warehouse),
    },
    raw: rawFactors(view, warehouse, units, stockAge),
    stockAge,
  };
}

function rawFactors(
  { input, card, clock, shipping: { miles, transitDays, cost } }: View,
  warehouse: WarehouseInput,
  units: number,
  stockAge: number | null,
): RawFactors {
  return {
    distance_miles: miles === null ? null : Math.round(miles * 10) / 10,
    transit_days: transitDays,
    ship_date: shipDate(warehouse, clock),
    cost: cost && Number(fromMinor(cost.price, card.currency)),
    cost_currency: input.order.currency,
    units_available: units,
    stock_age_minutes: stockAge === null ? null : Math.floor(stockAge / minutes(1)),
  };
}

function stockAgeOf({ input, ages }: View, shelf: Shelf): number | null {
  let oldest: number | null = null;
  for (const row of shelf) {
    if (!row) continue;
    const age = ages.get(row.synced_at) ?? Math.max(0, Date.parse(input.now) - Date.parse(row.synced_at));
    ages.set(row.synced_at, age);
    if (oldest === null || age > oldest) oldest = age;
  }
  return oldest;
}
