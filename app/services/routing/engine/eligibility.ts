import { DateTime } from "luxon";
import { minutes } from "#app/lib/duration.ts";
import type { ExclusionReason } from "./decision.ts";
import type { Demand } from "./demand.ts";
import type { RouteInput, WarehouseInput } from "./route-input.ts";
import type { Effects } from "./rules/effects.ts";
import { pointOf } from "./shipping.ts";

/** What the checks look at: one warehouse, the order and its rules, never the other warehouses. */
export interface Applicant {
  input: RouteInput;
  demand: Demand;
  effects: Effects;
  warehouse: WarehouseInput;
  stockAge: number | null;
}

type Check = readonly [ExclusionReason, (applicant: Applicant) => boolean];

const checks: readonly Check[] = [
  ["inactive", ({ warehouse }) => !warehouse.is_active],
  ["connection_inactive", ({ warehouse }) => !warehouse.connection_active],
  ["frozen", isFrozen],
  ["country_not_served", ({ input, warehouse }) => !serves(warehouse, input.order.ship_to_country)],
  ["sku_blocked", blocksEverything],
  ["capability_missing", ({ effects, warehouse }) => !effects.capabilities.every(has(warehouse))],
  ["no_place", ({ warehouse }) => pointOf(warehouse) === null],
  ["stale_stock", isStale],
  ["capacity_full", ({ warehouse }) => isFull(warehouse)],
  ["rejected_before", ({ input, warehouse }) => warehouse.rejected_order_ids.includes(input.order.id)],
  ["excluded_by_rule", ({ effects, warehouse }) => effects.excluded.has(warehouse.id)],
  [
    "not_allowed_by_rule",
    ({ effects, warehouse }) => effects.target !== null && effects.target !== warehouse.id,
  ],
];

/** The first reason why a warehouse may not be considered at all, whatever it has in stock; null when it may. */
export function ineligibility(applicant: Applicant): ExclusionReason | null {
  return checks.find(([, applies]) => applies(applicant))?.[0] ?? null;
}

/** Why the stock of an eligible warehouse that cannot ship on its own falls short. */
export function shortage({ demand, warehouse }: Applicant, units: number): ExclusionReason {
  if (demand.skus.some((sku) => isBlocked(warehouse, sku))) return "sku_blocked";
  return units === 0 ? "no_stock" : "partial_stock";
}

function isFrozen({ input, warehouse }: Applicant): boolean {
  if (warehouse.frozen_until === null) return false;
  const until = DateTime.fromISO(warehouse.frozen_until, { zone: warehouse.time_zone });
  return Date.parse(input.now) < until.toMillis();
}

function serves({ countries_served: served }: WarehouseInput, country: string): boolean {
  return served === null || served.includes(country);
}

function has({ capabilities }: WarehouseInput) {
  return (capability: string) => capabilities.includes(capability);
}

function blocksEverything({ warehouse, demand }: Applicant): boolean {
  if (warehouse.blocked_skus.length === 0 || demand.total === 0) return false;
  return demand.skus.every((sku) => isBlocked(warehouse, sku));
}

function isBlocked(warehouse: WarehouseInput, sku: string): boolean {
  return warehouse.blocked_skus.includes(sku);
}

function isStale({ input: { settings }, stockAge }: Applicant): boolean {
  return settings.stale_policy === "exclude" && (stockAge ?? 0) > minutes(settings.stale_after_minutes);
}

function isFull({ daily_capacity: capacity, orders_today: orders }: WarehouseInput): boolean {
  return capacity !== null && orders >= capacity;
}
