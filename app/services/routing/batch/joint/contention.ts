import type { AssignmentProblem } from "./assignment-problem.ts";

/** What orders may have to fight for; everything else there is enough of, whoever takes it. */
export interface Contention {
  pools: ReadonlySet<number>;
  /** Warehouses that cannot take all orders they might get today. */
  warehouses: ReadonlySet<number>;
}

export function contentionOf({ pools, places, orders }: AssignmentProblem): Contention {
  const wanted = pools.map(() => 0);
  const visitors = places.map(() => 0);
  for (const { sites, pieces } of orders) {
    const units: number[] = [];
    for (const { needs, count } of pieces)
      for (const [sku, each] of needs) units[sku] = (units[sku] ?? 0) + each * count;
    for (const site of sites) {
      visitors[site.warehouse] = (visitors[site.warehouse] ?? 0) + 1;
      for (const [sku, pool] of site.pools.entries())
        if (pool !== -1) wanted[pool] = (wanted[pool] ?? 0) + (units[sku] ?? 0);
    }
  }
  return {
    pools: new Set([...pools.keys()].filter((pool) => (wanted[pool] ?? 0) > (pools[pool] ?? 0))),
    warehouses: new Set([...places.keys()].filter((at) => (visitors[at] ?? 0) > (places[at] ?? 0))),
  };
}
