import fc from "fast-check";
import { mostly, places } from "./arbitrary-input.ts";
import { input } from "./example-input.ts";
import type { RouteInput } from "./route-input.ts";

// Test support: orders that hardly any warehouse can fill alone.

const skus = ["A", "B", "C", "D"];
const afar = [...places, { latitude: 47.6, longitude: -122.3 }];
const ownCard = {
  effective: "2026-01-01",
  currency: "USD",
  per_order: 1,
  per_extra_parcel: 0.5,
  prices: Array.from({ length: 41 }, (_, pounds) =>
    Array.from({ length: 8 }, (__, zone) => 5 + zone / 2 + pounds * (0.2 + zone / 10)),
  ),
};

/** An order that mostly has to be split among three to five warehouses, at prices that differ. */
export const arbitrarySplit: fc.Arbitrary<RouteInput> = fc
  .record({
    lines: fc.array(
      fc.record({
        sku: fc.constantFrom(...skus),
        quantity: fc.integer({ min: 1, max: 4 }),
        grams: fc.constantFrom(200, 2500, 9000),
        price: fc.constantFrom(4, 10),
        group: mostly<string | null>(null, "g"),
      }),
      { minLength: 2, maxLength: 4 },
    ),
    warehouses: fc.array(
      fc.record({ place: fc.integer({ min: 0, max: 3 }), priority: fc.integer({ min: 1, max: 2 }) }),
      { minLength: 3, maxLength: 5 },
    ),
    stock: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 20, maxLength: 20 }),
    most: fc.constantFrom(2, 3, 3),
    least: mostly(0, 12),
    partial: mostly<"hold" | "ship_available">("hold", "ship_available"),
    card: mostly<typeof ownCard | null>(null, ownCard),
  })
  .map(({ lines, warehouses, stock, most, least, partial, card }) =>
    input({
      order: { lines },
      warehouses: warehouses.map(({ place, priority }, at) => ({ ...afar[place], priority, id: `w${at}` })),
      inventory: warehouses.flatMap((_, at) =>
        skus.map((sku, column) => ({
          warehouse_id: `w${at}`,
          sku,
          available: stock[at * skus.length + column] ?? 0,
          synced_at: "2026-01-20T14:40:00Z",
        })),
      ),
      settings: { split: { max_shipments: most, min_shipment_value: least }, partial, rate_card: card },
    }),
  );

/** A whole order for up to 12 warehouses and 14 lines, each warehouse with a part of the SKUs; split at will. */
export const arbitraryCover: fc.Arbitrary<RouteInput> = fc
  .record({
    lines: fc.array(
      fc.record({ sku: fc.integer({ min: 0, max: 13 }), quantity: fc.integer({ min: 1, max: 3 }) }),
      {
        minLength: 1,
        maxLength: 14,
      },
    ),
    warehouses: fc.integer({ min: 2, max: 12 }),
    stock: fc.array(mostly(0, 1, 2, 3, 6), { minLength: 12 * 14, maxLength: 12 * 14 }),
    most: fc.constantFrom(3, 12),
  })
  .map(({ lines, warehouses, stock, most }) =>
    input({
      order: { lines: lines.map(({ sku, quantity }) => ({ sku: `S${sku}`, quantity })) },
      warehouses: Array.from({ length: warehouses }, (_, at) => ({ ...places[at % 3], id: `w${at}` })),
      inventory: Array.from({ length: warehouses * 14 }, (_, at) => ({
        warehouse_id: `w${Math.floor(at / 14)}`,
        sku: `S${at % 14}`,
        available: stock[at] ?? 0,
        synced_at: "2026-01-20T14:40:00Z",
      })),
      settings: { split: { max_shipments: most } },
    }),
  );
