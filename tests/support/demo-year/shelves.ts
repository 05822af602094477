import type { CatalogueItem } from "#sandbox/demo/catalogue.ts";
import type { Chance } from "./chance.ts";
import { pull } from "./demand.ts";

export type Shelves = ReturnType<typeof openShelves>;

/** What really lies in the warehouses; the app only sees it when a crawl reads it. */
interface ShelfPlan {
  readonly warehouses: readonly string[];
  readonly items: readonly CatalogueItem[];
  readonly ordersPerDay: number;
  /** Days for which there is stock at the start. */
  readonly cover: number;
}

export function openShelves({ warehouses, items, ordersPerDay, cover }: ShelfPlan, chance: Chance) {
  const units = new Map<string, number>();
  const arrivals: { day: number; key: string; units: number }[] = [];
  const keyOf = (warehouse: string, sku: string) => `${warehouse} ${sku}`;
  const dailyOf = (sku: number, day: number) =>
    (pull(sku, day) / totalPull(items.length, day)) * ordersPerDay * 1.9;

  for (const warehouse of warehouses) {
    for (const [at, { sku }] of items.entries()) {
      units.set(
        keyOf(warehouse, sku),
        Math.ceil((dailyOf(at, 0) * cover) / warehouses.length) + chance.below(3),
      );
    }
  }
  return {
    available: (warehouse: string, sku: string) => Math.max(0, units.get(keyOf(warehouse, sku)) ?? 0),
    take(warehouse: string, sku: string, count: number) {
      const key = keyOf(warehouse, sku);
      units.set(key, (units.get(key) ?? 0) - count);
    },
    /** Deliveries, breakage and sales elsewhere; what runs low is ordered, sometimes late and sometimes too little. */
    passDay(day: number) {
      for (const arrival of arrivals.filter((each) => each.day === day)) {
        units.set(arrival.key, (units.get(arrival.key) ?? 0) + arrival.units);
      }
      for (const warehouse of warehouses) {
        for (const [at, { sku }] of items.entries()) {
          const key = keyOf(warehouse, sku);
          const left = units.get(key) ?? 0;
          if (left > 0 && chance.isOneIn(150)) units.set(key, left - 1);
          const daily = dailyOf(at, day) / warehouses.length;
          const isOnItsWay = arrivals.some((each) => each.key === key && each.day > day);
          if (isOnItsWay || left > daily * 9) continue;
          const coming = Math.ceil(daily * (14 + chance.below(16))) + chance.below(2);
          arrivals.push({ day: day + 5 + chance.below(14), key, units: coming });
        }
      }
      arrivals.splice(0, arrivals.length, ...arrivals.filter((each) => each.day > day));
    },
  };
}

const totals = new Map<string, number>();

function totalPull(items: number, day: number): number {
  const key = `${items} ${day}`;
  const known = totals.get(key);
  if (known !== undefined) return known;
  let total = 0;
  for (let at = 0; at < items; at++) total += pull(at, day);
  totals.set(key, total);
  return total;
}
