import type { RouteInput } from "./route-input.ts";

export interface Contradiction {
  path: (string | number)[];
  message: string;
}

const weightSumTolerance = 1e-6;

/** Problems that only show when two places of a well-formed input are compared. */
export function findContradictions(input: RouteInput): Contradiction[] {
  const { order, warehouses, inventory, settings } = input;
  return [
    ...halfPlaces(order, ["order"]),
    ...repeated(
      order.lines,
      (line) => line.id,
      (at) => ["order", "lines", at, "id"],
    ),
    ...warehouses.flatMap((warehouse, at) => halfPlaces(warehouse, ["warehouses", at])),
    ...repeated(
      warehouses,
      (warehouse) => warehouse.id,
      (at) => ["warehouses", at, "id"],
    ),
    ...repeated(
      inventory,
      (row) => JSON.stringify([row.warehouse_id, row.sku]),
      (at) => ["inventory", at],
    ),
    ...strayReferences(input),
    ...unbalanced(settings.weights),
  ];
}

function halfPlaces(
  place: { latitude: number | null; longitude: number | null },
  path: (string | number)[],
): Contradiction[] {
  if ((place.latitude === null) === (place.longitude === null)) return [];
  const missing = place.latitude === null ? "latitude" : "longitude";
  return [{ path: [...path, missing], message: "latitude and longitude are given together or not at all" }];
}

function repeated<T>(
  items: readonly T[],
  key: (item: T) => string,
  path: (at: number) => (string | number)[],
): Contradiction[] {
  const first = new Map<string, number>();
  return items.flatMap((item, at) => {
    const earlier = first.get(key(item));
    if (earlier === undefined) first.set(key(item), at);
    return earlier === undefined
      ? []
      : [{ path: path(at), message: `repeats number ${earlier} of the list` }];
  });
}

function strayReferences({ warehouses, inventory, settings }: RouteInput): Contradiction[] {
  const known = new Set(warehouses.map((warehouse) => warehouse.id));
  const missing = (path: (string | number)[], id: string): Contradiction[] =>
    known.has(id) ? [] : [{ path, message: `no warehouse ${JSON.stringify(id)} in warehouses` }];
  const preferred = settings.preferred_warehouse_id;
  return [
    ...inventory.flatMap((row, at) => missing(["inventory", at, "warehouse_id"], row.warehouse_id)),
    ...(preferred === null ? [] : missing(["settings", "preferred_warehouse_id"], preferred)),
  ];
}

function unbalanced(weights: RouteInput["settings"]["weights"]): Contradiction[] {
  const sum = weights.inventory + weights.proximity + weights.cost + weights.capacity;
  if (Math.abs(sum - 1) <= weightSumTolerance) return [];
  const message = `expected weights that add up to 1, got ${Number(sum.toFixed(6))}`;
  return [{ path: ["settings", "weights"], message }];
}
