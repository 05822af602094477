import { shown } from "./problems.ts";
import type { RouteInput } from "./route-input.ts";
import { wrongSum } from "./settings-input.ts";
import type { Weights } from "./settings-input.ts";

export interface Contradiction {
  path: (string | number)[];
  message: string;
}

/** Problems that only show when two places of a well-formed input are compared. */
export function findContradictions(input: RouteInput): Contradiction[] {
  const { order, warehouses, inventory, rules, settings } = input;
  return [
    ...halfPlaces(order, ["order"]),
    ...repeated(
      order.lines,
      (line) => line.id,
      (at) => ["order", "lines", at, "id"],
      ({ id }) => `expected an id of its own, got ${shown(id)} again`,
    ),
    ...warehouses.flatMap((warehouse, at) => halfPlaces(warehouse, ["warehouses", at])),
    ...repeated(
      warehouses,
      (warehouse) => warehouse.id,
      (at) => ["warehouses", at, "id"],
      ({ id }) => `expected an id of its own, got ${shown(id)} again`,
    ),
    ...repeated(
      inventory,
      (row) => JSON.stringify([row.warehouse_id, row.sku]),
      (at) => ["inventory", at],
      (row) =>
        `expected one row per warehouse and SKU, got ${shown(row.warehouse_id)} with ${shown(row.sku)} again`,
    ),
    ...repeated(
      rules,
      (rule) => rule.id,
      (at) => ["rules", at, "id"],
      ({ id }) => `expected an id of its own, got ${shown(id)} again`,
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
  const [missing, given] = place.latitude === null ? ["latitude", "longitude"] : ["longitude", "latitude"];
  return [{ path: [...path, missing], message: `expected a ${missing} beside the ${given}, got null` }];
}

function repeated<T>(
  items: readonly T[],
  key: (item: T) => string,
  path: (at: number) => (string | number)[],
  message: (item: T) => string,
): Contradiction[] {
  const seen = new Set<string>();
  return items.flatMap((item, at) => {
    if (seen.has(key(item))) return [{ path: path(at), message: message(item) }];
    seen.add(key(item));
    return [];
  });
}

function strayReferences({ warehouses, inventory, settings }: RouteInput): Contradiction[] {
  const known = new Set(warehouses.map((warehouse) => warehouse.id));
  const missing = (path: (string | number)[], id: string): Contradiction[] =>
    known.has(id)
      ? []
      : [{ path, message: `expected the id of a warehouse in warehouses, got ${shown(id)}` }];
  const preferred = settings.preferred_warehouse_id;
  return [
    ...inventory.flatMap((row, at) => missing(["inventory", at, "warehouse_id"], row.warehouse_id)),
    ...(preferred === null ? [] : missing(["settings", "preferred_warehouse_id"], preferred)),
  ];
}

function unbalanced(weights: Weights): Contradiction[] {
  const sum = wrongSum(weights);
  if (sum === null) return [];
  const message = `expected weights that add up to 1, got ${sum}`;
  return [{ path: ["settings", "weights"], message }];
}
