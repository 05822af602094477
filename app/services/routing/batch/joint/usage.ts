import type { AssignableOrder, OrderPlan } from "./assignment-problem.ts";
import type { Contention } from "./contention.ts";

/** What a plan takes of what orders fight for. */
export interface Usage {
  /** Pools and the units out of each, by pool. */
  pools: readonly (readonly [number, number])[];
  /** Warehouses that get a shipment, sorted. */
  warehouses: readonly number[];
}

export function usageOf(
  order: AssignableOrder,
  { parts }: Pick<OrderPlan, "parts">,
  contention: Contention,
): Usage {
  const pools = unitsByPool(order, { parts }).filter(([pool]) => contention.pools.has(pool));
  const warehouses = parts
    .map(({ site }) => order.sites[site]?.warehouse ?? -1)
    .filter((warehouse) => contention.warehouses.has(warehouse));
  return { pools: pools.sort(([a], [b]) => a - b), warehouses: warehouses.sort((a, b) => a - b) };
}

export function unitsByPool(
  { sites, pieces }: AssignableOrder,
  { parts }: Pick<OrderPlan, "parts">,
): [number, number][] {
  const units = new Map<number, number>();
  for (const { site, taken } of parts) {
    for (const [at, times] of taken.entries()) {
      if (times === 0) continue;
      for (const [sku, each] of pieces[at]?.needs ?? []) {
        const pool = sites[site]?.pools[sku] ?? -1;
        units.set(pool, (units.get(pool) ?? 0) + each * times);
      }
    }
  }
  return [...units];
}
