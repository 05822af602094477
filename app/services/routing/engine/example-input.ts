import { parseRouteInput } from "./route-input.ts";
import type { RouteDocument, RouteInput } from "./route-input.ts";

// Test support: small valid inputs to vary. Distances along a meridian are 69.09 miles a degree.

type WarehouseDocument = NonNullable<RouteDocument["warehouses"]>[number];
type StockDocument = NonNullable<RouteDocument["inventory"]>[number];
type LineDocument = RouteDocument["order"]["lines"][number];

const exampleNow = "2026-01-20T15:00:00Z";

/** A warehouse in Kansas; the example order goes to the same place unless told otherwise. */
export function warehouse(id: string, changes: Partial<WarehouseDocument> = {}): WarehouseDocument {
  return { id, latitude: 38, longitude: -97, ...changes };
}

export function stock(
  warehouseId: string,
  sku: string,
  available: number,
  changes: Partial<StockDocument> = {},
): StockDocument {
  return { warehouse_id: warehouseId, sku, available, synced_at: "2026-01-20T14:40:00Z", ...changes };
}

export function line(sku: string, quantity: number, changes: Partial<LineDocument> = {}): LineDocument {
  return { sku, quantity, ...changes };
}

type RuleDocument = NonNullable<RouteDocument["rules"]>[number];

/** A rule that every order with a line meets. */
export function always(action: object, changes: Partial<RuleDocument> = {}): RuleDocument {
  const conditions = { field: "item_count", operator: "greater_than", value: 0 };
  return { id: "r1", conditions, action, ...changes };
}

export function exampleDocument(
  changes: Omit<Partial<RouteDocument>, "order"> & { order?: object } = {},
): RouteDocument {
  const order = { ship_to_country: "US", latitude: 38, longitude: -97, currency: "USD" };
  return {
    now: exampleNow,
    ...changes,
    order: { id: "o1", ...order, lines: [line("A", 5)], ...changes.order },
  };
}

/** The parsed document; throws when it is not valid, naming every problem. */
export function input(changes: Parameters<typeof exampleDocument>[0] = {}): RouteInput {
  const parsed = parseRouteInput(exampleDocument(changes));
  if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
  return parsed.input;
}
