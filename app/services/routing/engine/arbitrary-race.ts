import fc from "fast-check";
import { mostly, places } from "./arbitrary-input.ts";
import { always, input, line, stock } from "./example-input.ts";
import type { RouteInput } from "./route-input.ts";

// Test support: orders that several warehouses can fill alone, so that weights decide.

const runner = fc.record({
  place: fc.nat({ max: places.length - 1 }),
  orders_today: fc.integer({ min: 0, max: 9 }),
  priority: fc.integer({ min: 1, max: 2 }),
  velocity: fc.constantFrom(null, 0.2, 0.6),
  available: fc.integer({ min: 4, max: 12 }),
});

/** Two to four warehouses, one good at what another is not. */
export const arbitraryRace: fc.Arbitrary<RouteInput> = fc
  .record({
    runners: fc.array(runner, { minLength: 2, maxLength: 4 }),
    currency: mostly("USD", "EUR"),
    grams: fc.constantFrom(200, 3000),
    weights: fc.constantFrom(
      {},
      { inventory: 0.25, proximity: 0.25, cost: 0.25, capacity: 0.25 },
      { inventory: 0.1, proximity: 0.333, cost: 0.067, capacity: 0.5 },
      { inventory: 1, proximity: 0, cost: 0, capacity: 0 },
    ),
    ruled: mostly(false, true),
  })
  .map(({ runners, currency, grams, weights, ruled }) =>
    input({
      order: { currency, lines: [line("A", 4, { grams })] },
      warehouses: runners.map(({ place, orders_today, priority }, at) => ({
        ...places[place],
        id: `w${at}`,
        daily_capacity: 10,
        orders_today,
        priority,
      })),
      inventory: runners.map(({ available, velocity }, at) => stock(`w${at}`, "A", available, { velocity })),
      rules: ruled ? [always({ type: "set_weights", weights: {} })] : [],
      settings: { weights },
    }),
  );
