import type { OrderLine, RouteInput, StockInput, WarehouseInput } from "./route-input.ts";

/** Units by SKU. */
export type Units = ReadonlyMap<string, number>;
/** Stock rows of one warehouse by SKU. */
export type Shelf = ReadonlyMap<string, StockInput>;

/** Available to promise: available - reserved - safety stock, never below 0. */
function availableToPromise(row: StockInput | undefined): number {
  return row ? Math.max(0, row.available - row.reserved - row.safety_stock) : 0;
}

export function shelvesByWarehouse(inventory: RouteInput["inventory"]): ReadonlyMap<string, Shelf> {
  const shelves = new Map<string, Map<string, StockInput>>();
  for (const row of inventory) {
    const shelf = shelves.get(row.warehouse_id);
    if (shelf) shelf.set(row.sku, row);
    else shelves.set(row.warehouse_id, new Map([[row.sku, row]]));
  }
  return shelves;
}

/** Units ordered of each SKU, over all lines. */
export function demandOf(lines: readonly OrderLine[]): Units {
  const demand = new Map<string, number>();
  for (const { sku, quantity } of lines) demand.set(sku, (demand.get(sku) ?? 0) + quantity);
  return demand;
}

/** What a warehouse may promise of each ordered SKU; 0 for a SKU it must not ship. */
export function supplyFor(demand: Units, warehouse: WarehouseInput, shelf: Shelf | undefined): Units {
  return new Map(
    [...demand.keys()].map((sku) => [
      sku,
      warehouse.blocked_skus.includes(sku) ? 0 : availableToPromise(shelf?.get(sku)),
    ]),
  );
}

/** The part of `demand` that `supply` covers. */
export function overlap(demand: Units, supply: Units): Units {
  return new Map([...demand].map(([sku, units]) => [sku, Math.min(units, supply.get(sku) ?? 0)]));
}

export function plus(one: Units, other: Units): Units {
  const sum = new Map(one);
  for (const [sku, units] of other) sum.set(sku, (sum.get(sku) ?? 0) + units);
  return sum;
}

export function total(units: Units): number {
  return [...units.values()].reduce((sum, count) => sum + count, 0);
}
