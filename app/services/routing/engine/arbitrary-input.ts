import fc from "fast-check";
import { exampleDocument, input } from "./example-input.ts";
import type { RouteInput } from "./route-input.ts";

// Test support: small inputs that collide often, in stock, scores, priorities and places.

const skus = ["A", "B", "C"];
export const places = [
  { latitude: 38, longitude: -97 },
  { latitude: 34, longitude: -118 },
  { latitude: 40.7, longitude: -74 },
];
const nowhere = { latitude: null, longitude: null };

/** Nine times in eleven the usual value. */
export const mostly = <T>(usual: T, ...rare: T[]) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: fc.constantFrom(...rare) });

const arbitraryWarehouse = fc.record({
  place: mostly(0, 1, 2, 3).map((at) => places[at] ?? nowhere),
  priority: fc.integer({ min: 1, max: 3 }),
  is_active: mostly(true, false),
  connection_active: mostly(true, false),
  countries_served: mostly<string[] | null>(null, ["US"], ["CA"]),
  blocked_skus: mostly<string[]>([], ["A"], ["B", "C"]),
  daily_capacity: mostly<number | null>(null, 3, 10),
  orders_today: fc.integer({ min: 0, max: 4 }),
  frozen_until: mostly<string | null>(null, "2026-01-21T00:00:00Z", "2026-01-19T00:00:00Z"),
  cutoff: mostly<string | null>(null, "09:00"),
  rejected_order_ids: mostly<string[]>([], ["o1"], ["o2"]),
  capabilities: mostly<string[]>(["gift_wrap"], []),
});

const arbitraryStock = fc.record({
  available: fc.integer({ min: -1, max: 9 }),
  reserved: mostly(0, 1, 2),
  safety_stock: mostly(0, 1),
  velocity: mostly<number | null>(null, 0.1, 0.5),
  synced_at: mostly("2026-01-20T14:40:00Z", "2026-01-20T09:00:00Z"),
});

const arbitraryLine = fc.record({
  sku: fc.constantFrom(...skus),
  quantity: fc.integer({ min: 1, max: 4 }),
  grams: mostly<number | null>(null, 300, 2000, 40_000),
  group: mostly<string | null>(null, "g"),
  price: fc.constantFrom(null, 4, 10),
});

const arbitrarySettings = fc.record({
  weights: fc.constantFrom(
    {},
    { inventory: 0.25, proximity: 0.25, cost: 0.25, capacity: 0.25 },
    { inventory: 0, proximity: 0, cost: 0, capacity: 1 },
  ),
  split: fc.record({
    policy: fc.constantFrom("never", "when_needed", "when_needed"),
    max_shipments: fc.integer({ min: 1, max: 4 }),
    min_shipment_value: mostly(0, 8, 20),
  }),
  stale_policy: fc.constantFrom("allow", "exclude"),
  partial: fc.constantFrom("hold", "ship_available"),
  preferred: mostly(false, true),
});

const arbitraryCondition = fc.constantFrom(
  { field: "item_count", operator: "greater_than", value: 0 },
  { field: "item_count", operator: "greater_than", value: 5 },
  { field: "currency", operator: "in", value: ["eur"] },
  { field: "sku", operator: "equals", value: "A", lines: "any" },
  { none: [{ field: "sku", operator: "in", value: ["B", "C"], lines: "all" }] },
);

const arbitraryAction = fc.oneof(
  fc.constantFrom("route_to_warehouse", "prefer_warehouse", "exclude_warehouse").chain((type) =>
    // The last one is not always there.
    fc.constantFrom("w1", "w10", "w9").map((warehouse_id) => ({ type, warehouse_id })),
  ),
  fc.constantFrom<object>(
    { type: "require_capability", capability: "gift_wrap" },
    { type: "set_split", policy: "never" },
    { type: "set_split", policy: "when_needed", max_shipments: 3 },
    { type: "keep_together", skus: ["A", "B"] },
    { type: "keep_together" },
    { type: "hold" },
    { type: "hold", until: "2026-01-20T12:00:00Z" },
    { type: "set_weights", weights: { inventory: 0, proximity: 0.5, cost: 0.5, capacity: 0 } },
  ),
);

const arbitraryRule = fc.record({
  priority: fc.integer({ min: 1, max: 2 }),
  is_active: mostly(true, false),
  conditions: arbitraryCondition,
  action: arbitraryAction,
});

const ids = ["w1", "w10", "w2", "w9"];

/** Any valid input: up to four warehouses, a stock row for most pairs, up to three lines and two rules. */
export const arbitraryInput: fc.Arbitrary<RouteInput> = fc
  .record({
    destination: mostly(0, 1, 3).map((at) => places[at] ?? nowhere),
    currency: mostly("USD", "EUR"),
    lines: fc.array(arbitraryLine, { minLength: 1, maxLength: 3 }),
    warehouses: fc.array(arbitraryWarehouse, { minLength: 1, maxLength: ids.length }),
    stock: fc.array(fc.option(arbitraryStock, { freq: 5 }), { minLength: 12, maxLength: 12 }),
    rules: fc.array(arbitraryRule, { maxLength: 2 }),
    settings: arbitrarySettings,
  })
  .map(({ destination, currency, lines, warehouses, stock, rules, settings: { preferred, ...settings } }) =>
    input({
      rules: rules.map((rule, at) => ({ ...rule, id: `r${at}` })),
      order: { ...destination, currency, lines },
      warehouses: warehouses.map(({ place, ...rest }, at) => ({ ...rest, ...place, id: ids[at] ?? "" })),
      inventory: warehouses.flatMap((_, at) =>
        skus.flatMap((sku, column) => {
          const row = stock[at * skus.length + column];
          return row ? [{ ...row, warehouse_id: ids[at] ?? "", sku }] : [];
        }),
      ),
      settings: { ...settings, preferred_warehouse_id: preferred ? "w1" : null },
    }),
  );

/** An input whose warehouses differ only in id and priority, each with everything in stock. */
export const arbitraryTie: fc.Arbitrary<RouteInput> = fc
  .uniqueArray(fc.constantFrom(...ids), { minLength: 2 })
  .chain((chosen) =>
    fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }).map((priorities) =>
      input({
        ...exampleDocument(),
        warehouses: chosen.map((id, at) => ({
          id,
          priority: priorities[at] ?? 1,
          latitude: 40,
          longitude: -100,
        })),
        inventory: chosen.map((id) => ({
          warehouse_id: id,
          sku: "A",
          available: 9,
          synced_at: "2026-01-20T14:40:00Z",
        })),
      }),
    ),
  );
