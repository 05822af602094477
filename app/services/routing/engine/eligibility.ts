import { DateTime } from "luxon";
import { minutes } from "#app/lib/duration.ts";
import type { ExclusionReason } from "./decision.ts";
import type { RouteInput, WarehouseInput } from "./route-input.ts";
import { pointOf } from "./shipping.ts";
import type { Shelf, Units } from "./stock.ts";

/** What the checks look at: one warehouse and the order, never the other warehouses. */
export interface Applicant {
  input: RouteInput;
  warehouse: WarehouseInput;
  shelf: Shelf | undefined;
  demand: Units;
}

type Check = readonly [ExclusionReason, (applicant: Applicant) => boolean];

const checks: readonly Check[] = [
  ["inactive", ({ warehouse }) => !warehouse.is_active],
  ["connection_inactive", ({ warehouse }) => !warehouse.connection_active],
  ["frozen", isFrozen],
  ["country_not_served", ({ input, warehouse }) => !serves(warehouse, input.order.ship_to_country)],
  ["sku_blocked", blocksEverything],
  ["no_place", ({ warehouse }) => pointOf(warehouse) === null],
  ["stale_stock", isStale],
  ["capacity_full", ({ warehouse }) => isFull(warehouse)],
  ["rejected_before", ({ input, warehouse }) => warehouse.rejected_order_ids.includes(input.order.id)],
];

/** The first reason why a warehouse may not be considered at all, whatever it has in stock; null when it may. */
export function ineligibility(applicant: Applicant): ExclusionReason | null {
  return checks.find(([, applies]) => applies(applicant))?.[0] ?? null;
}

/**
 * Why the stock of an eligible warehouse keeps it from being chosen alone; null when it does not. `partialAllowed`
 * lets a warehouse ship a part of the order.
 */
export function shortage(
  applicant: Applicant,
  fillable: number,
  partialAllowed: boolean,
): ExclusionReason | null {
  const ordered = [...applicant.demand.values()].reduce((sum, units) => sum + units, 0);
  if (fillable === ordered || (partialAllowed && fillable > 0)) return null;
  if ([...applicant.demand.keys()].some((sku) => isBlocked(applicant.warehouse, sku))) return "sku_blocked";
  return fillable === 0 ? "no_stock" : "partial_stock";
}

/** Whole minutes since the oldest stock row of an ordered SKU was read; null when there is none. */
export function stockAgeMinutes(applicant: Applicant): number | null {
  const age = stockAge(applicant);
  return age === null ? null : Math.floor(age / minutes(1));
}

function stockAge({ input, shelf, demand }: Applicant): number | null {
  const now = Date.parse(input.now);
  const ages = [...demand.keys()].flatMap((sku) => {
    const row = shelf?.get(sku);
    return row ? now - Date.parse(row.synced_at) : [];
  });
  return ages.length === 0 ? null : ages.reduce((oldest, age) => Math.max(oldest, age), 0);
}

function isFrozen({ input, warehouse }: Applicant): boolean {
  if (warehouse.frozen_until === null) return false;
  const until = DateTime.fromISO(warehouse.frozen_until, { zone: warehouse.time_zone });
  return Date.parse(input.now) < until.toMillis();
}

function serves({ countries_served: served }: WarehouseInput, country: string): boolean {
  return served === null || served.includes(country);
}

function blocksEverything({ warehouse, demand }: Applicant): boolean {
  return demand.size > 0 && [...demand.keys()].every((sku) => isBlocked(warehouse, sku));
}

function isBlocked(warehouse: WarehouseInput, sku: string): boolean {
  return warehouse.blocked_skus.includes(sku);
}

function isStale(applicant: Applicant): boolean {
  const { stale_policy: policy, stale_after_minutes: limit } = applicant.input.settings;
  return policy === "exclude" && (stockAge(applicant) ?? 0) > minutes(limit);
}

function isFull({ daily_capacity: capacity, orders_today: orders }: WarehouseInput): boolean {
  return capacity !== null && orders >= capacity;
}
