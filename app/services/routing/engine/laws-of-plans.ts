import fc from "fast-check";
import { arbitraryInput } from "./arbitrary-input.ts";
import { arbitraryCover } from "./arbitrary-split.ts";
import type { Decision } from "./decision.ts";
import type { Law } from "./laws.ts";
import { bestByTryingEverything } from "./oracle.ts";
import type { RouteInput } from "./route-input.ts";

// Test support: no other plan is better. A law takes the engine, so that a broken one can be tried as well.

/** L10. An order that only a split can fill takes the fewest shipments there are. */
export const fewestShipments: Law = (engine) =>
  fc.property(arbitraryCover, (input) => {
    const fewest = fewestBySubsets(input);
    const shipments = engine(input).allocations.length;
    return shipments === (fewest <= input.settings.split.max_shipments ? fewest : 0);
  });

/** L10, with groups, least values and orders shipped in part: most units, then fewest shipments. */
export const mostUnitsThenFewestShipments: Law = (engine) =>
  fc.property(arbitraryInput, (input) => {
    const decision = engine(input);
    const best = bestByTryingEverything(input, decision);
    return decision.allocations.length === best.shipments && shippedUnits(decision) === best.units;
  });

function fewestBySubsets({ order, warehouses, inventory }: RouteInput): number {
  const skus = [...new Set(order.lines.map(({ sku }) => sku))];
  const wanted = skus.map((sku) =>
    order.lines.filter((line) => line.sku === sku).reduce((sum, { quantity }) => sum + quantity, 0),
  );
  const stock = warehouses.map(({ id }) =>
    skus.map((sku) => inventory.find((row) => row.warehouse_id === id && row.sku === sku)?.available ?? 0),
  );
  let fewest = Infinity;
  for (let subset = 1; subset < 2 ** warehouses.length; subset++) {
    const members = stock.filter((_, at) => (subset >> at) & 1);
    const covers = wanted.every(
      (units, sku) => members.reduce((sum, row) => sum + (row[sku] ?? 0), 0) >= units,
    );
    if (covers) fewest = Math.min(fewest, members.length);
  }
  return fewest;
}

function shippedUnits({ allocations }: Decision): number {
  return allocations.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0);
}
