import fc from "fast-check";
import { parseBatchInput } from "./batch-input.ts";
import type { BatchInput } from "./batch-input.ts";

// Test support: small batches that fight for stock and places, small enough to try every assignment.

const places = [
  { latitude: 38, longitude: -97 },
  { latitude: 34, longitude: -118 },
  { latitude: 40.7, longitude: -74 },
];

const mostly = <T>(usual: T, ...rare: T[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: fc.constantFrom(...rare) });

const arbitraryOrder = fc.record({
  place: fc.constantFrom(...places),
  currency: mostly("USD", "EUR"),
  lines: fc.array(
    fc.record({
      sku: fc.constantFrom("A", "B"),
      quantity: fc.integer({ min: 1, max: 2 }),
      grams: fc.constantFrom(null, 300, 2000, 9000),
      price: fc.constantFrom(null, 4, 10),
      group: mostly<string | null>(null, "g"),
    }),
    { minLength: 1, maxLength: 2 },
  ),
});

const arbitraryWarehouse = fc.record({
  place: fc.constantFrom(...places),
  is_active: mostly(true, false),
  daily_capacity: mostly<number | null>(null, 1, 2),
  blocked_skus: mostly<string[]>([], ["A"]),
  rejected_order_ids: mostly<string[]>([], ["o1"]),
  stock: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })),
});

const conditions = fc.constantFrom(
  { field: "item_count", operator: "greater_than", value: 2 },
  { field: "sku", operator: "equals", value: "A", lines: "any" },
);
const action = fc.constantFrom<object>(
  { type: "exclude_warehouse", warehouse_id: "w1" },
  { type: "route_to_warehouse", warehouse_id: "w2" },
  { type: "keep_together" },
  { type: "set_split", policy: "never" },
  { type: "hold" },
);

const ownRates = {
  effective: "2026-01-01",
  currency: "USD",
  per_order: 1.5,
  per_extra_parcel: 2,
  prices: [
    [3, 3, 4, 5, 6, 7, 8, 9],
    [3, 4, 5, 7, 9, 11, 13, 16],
    [9, 9, 9, 9, 9, 9, 9, 9],
  ],
};

const settings = fc.record({
  partial: mostly("hold", "ship_available"),
  split: fc.record({
    policy: mostly("when_needed", "never"),
    max_shipments: fc.integer({ min: 1, max: 3 }),
    min_shipment_value: mostly(0, 8),
  }),
  rate_card: mostly<object | null>(null, ownRates),
});

/** Up to four orders of up to two SKUs and three warehouses. */
export const arbitraryBatch: fc.Arbitrary<BatchInput> = fc
  .record({
    orders: fc.array(arbitraryOrder, { minLength: 1, maxLength: 4 }),
    warehouses: fc.array(arbitraryWarehouse, { minLength: 1, maxLength: 3 }),
    rules: fc.array(fc.record({ conditions, action }), { maxLength: 1 }),
    settings,
  })
  .map((batch) =>
    parsed({
      now: "2026-01-20T15:00:00Z",
      orders: batch.orders.map(({ place, ...order }, at) => {
        return { id: `o${at}`, ship_to_country: "US", ...place, ...order };
      }),
      warehouses: batch.warehouses.map(({ place, stock: _, ...rest }, at) => ({
        id: `w${at}`,
        ...place,
        ...rest,
      })),
      inventory: batch.warehouses.flatMap(({ stock }, at) =>
        stock.map((available, sku) => {
          return { warehouse_id: `w${at}`, sku: "AB"[sku], available, synced_at: "2026-01-20T14:40:00Z" };
        }),
      ),
      rules: batch.rules.map((rule, at) => ({ id: `r${at}`, ...rule })),
      settings: batch.settings,
      mode: "joint",
    }),
  );

function parsed(document: object): BatchInput {
  const answer = parseBatchInput(document);
  if (!answer.ok) throw new Error(answer.problems.join("\n"));
  return answer.input;
}
