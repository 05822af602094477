import fc from "fast-check";
import { createLocator } from "#app/lib/places.ts";
import type { World } from "./history.ts";

// Test support: a small shop, and the steps its past is made of.

export const nowhere = createLocator({ find: () => null, size: 0 });
export const start = Date.parse("2026-03-02T00:00:00Z");
export const skus = ["A", "B"];
export const warehouseIds = ["w1", "w2"].map((name) =>
  `00000000-0000-4000-8000-0000000000${name}`.replace("w", "0"),
);

export type Step =
  | {
      readonly kind: "order";
      readonly lines: readonly (readonly [sku: number, units: number])[];
      readonly west: boolean;
    }
  | { readonly kind: "accept" }
  /** A crawl; units that came or went by other hands, by warehouse and SKU. */
  | { readonly kind: "crawl"; readonly others: readonly number[] }
  | { readonly kind: "cancel"; readonly order: number }
  | { readonly kind: "reject"; readonly order: number }
  | { readonly kind: "choose"; readonly order: number }
  | { readonly kind: "wait"; readonly hours: number };

const index = fc.nat({ max: 7 });
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("order" as const),
      lines: fc.array(fc.tuple(fc.nat({ max: 1 }), fc.integer({ min: 1, max: 3 })), {
        minLength: 1,
        maxLength: 3,
      }),
      west: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: "accept" as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("crawl" as const),
      others: fc.array(fc.integer({ min: -2, max: 6 }), { minLength: 4, maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("cancel" as const), order: index }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reject" as const), order: index }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("choose" as const), order: index }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 30 }) }),
  },
);

export const world = (changes: Partial<World> = {}): World => ({
  kind: "live",
  settingsVersion: 1,
  rules: [],
  settings: {},
  standIns: {},
  warehouses: warehouseIds.map((id, at) => ({
    id,
    name: id,
    country: "US",
    state: at === 0 ? "NV" : "OH",
    postal_code: null,
    latitude: 39.5,
    longitude: at === 0 ? -119.8 : -82.9,
    time_zone: "America/New_York",
    priority: 1,
    is_active: true,
    connection_active: true,
    capabilities: [],
    countries_served: null,
    blocked_skus: [],
    daily_capacity: 4,
    orders_today: 0,
    frozen_until: null,
    cutoff: null,
    working_days: [1, 2, 3, 4, 5],
    rejected_order_ids: [],
  })),
  placeOf: new Map(warehouseIds.map((id) => [id, id])),
  ...changes,
});
