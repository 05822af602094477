import type { Demand } from "./demand.ts";
import type { RouteInput, StockInput, WarehouseInput } from "./route-input.ts";

/** The stock rows of one warehouse, by the number of the SKU in the demand. */
export type Shelf = readonly (StockInput | undefined)[];
/** Units by the number of the SKU in the demand. */
export type Supply = readonly number[];

/** Available to promise: available - reserved - safety stock, never below 0. */
export function availableToPromise(row: StockInput | undefined): number {
  return row ? Math.max(0, row.available - row.reserved - row.safety_stock) : 0;
}

/** Stock rows of the ordered SKUs by warehouse; one without any is left out. */
export function shelvesByWarehouse(
  inventory: RouteInput["inventory"],
  demand: Demand,
): ReadonlyMap<string, Shelf> {
  const shelves = new Map<string, (StockInput | undefined)[]>();
  for (const row of inventory) {
    const at = demand.skuAt.get(row.sku);
    if (at === undefined) continue;
    let shelf = shelves.get(row.warehouse_id);
    if (!shelf) shelves.set(row.warehouse_id, (shelf = demand.skus.map(() => undefined)));
    shelf[at] = row;
  }
  return shelves;
}

/** What a warehouse may promise of each ordered SKU; 0 for a SKU it must not ship. */
export function supplyOf(demand: Demand, { blocked_skus: blocked }: WarehouseInput, shelf: Shelf): Supply {
  const supply = demand.skus.map((_, sku) => availableToPromise(shelf[sku]));
  for (const sku of blocked) {
    const at = demand.skuAt.get(sku);
    if (at !== undefined) supply[at] = 0;
  }
  return supply;
}

/** Ordered units that `supply` covers. */
export function coveredUnits(demand: Demand, supply: Supply): number {
  let sum = 0;
  for (let sku = 0; sku < demand.units.length; sku++) {
    sum += Math.min(demand.units[sku] ?? 0, supply[sku] ?? 0);
  }
  return sum;
}
