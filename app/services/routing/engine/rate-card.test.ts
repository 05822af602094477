import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import { input, line, stock, warehouse } from "./example-input.ts";

type Changes = NonNullable<Parameters<typeof input>[0]>;

const flat = (price: number) => Array<number>(8).fill(price);
const card = {
  effective: "2026-07-12",
  currency: "EUR",
  per_order: 1.5,
  per_extra_parcel: 0.75,
  dimensional_divisor: null,
  prices: [[4, 4, 4, 4, 5, 6, 7, 8], flat(9)],
};
const warehouses = [warehouse("far", { latitude: 46.9 })];

function decideWith(changes: Changes) {
  const order = { currency: "EUR", ...changes.order };
  return decide(
    input({
      warehouses,
      inventory: [stock("far", "A", 9)],
      settings: { rate_card: card },
      ...changes,
      order,
    }),
  );
}

describe("a rate card of one's own", () => {
  it("prices an order in its own currency, fee included", () => {
    const decision = decideWith({});
    expect(decision.raw).toMatchObject({ cost: 6.5, cost_currency: "EUR" });
    // (4 + 1.50) / (5 + 1.50)
    expect(decision.decision_factors?.costScore).toBe(0.85);
  });

  it("has no price in another currency or above its last pound", () => {
    expect(decideWith({ order: { currency: "USD" } }).raw?.cost).toBeNull();
    expect(decideWith({ order: { lines: [line("A", 1, { grams: 400 })] } }).raw?.cost).toBe(6.5);
    expect(decideWith({ order: { lines: [line("A", 1, { grams: 900 })] } }).raw?.cost).toBeNull();
  });

  it("counts volume only where it has a divisor", () => {
    const lines = [line("A", 1, { grams: 100, dimensions_cm: [50, 50, 50] })];
    expect(decideWith({ order: { lines } }).raw?.cost).toBe(6.5);
    const settings = { rate_card: { ...card, dimensional_divisor: 8000 } };
    expect(decideWith({ order: { lines }, settings }).raw?.cost).toBe(6.5);
    const dense = { rate_card: { ...card, dimensional_divisor: 139 } };
    expect(decideWith({ order: { lines }, settings: dense }).raw?.cost).toBeNull();
  });

  it("counts inside any one country", () => {
    const canadian = [warehouse("far", { country: "CA" })];
    const decision = decideWith({ order: { ship_to_country: "CA" }, warehouses: canadian });
    expect(decision.raw?.cost).toBe(5.5);
  });

  it("may cost nothing", () => {
    const free = { ...card, per_order: 0, prices: [flat(0)] };
    expect(decideWith({ settings: { rate_card: free } }).decision_factors?.costScore).toBe(1);
  });
});
