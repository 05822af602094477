import { decide, parseRouteInput, type RouteInput } from "#app/services/routing/engine/index.ts";
import { skuOf } from "./make-shop.ts";

interface Size {
  readonly warehouses: number;
  readonly lines: number;
}

/** An order of so many lines, and warehouses all over the country: every second holds all of it, the others some. */
export function exampleInput({ warehouses, lines }: Size): RouteInput {
  const skus = Array.from({ length: lines }, (_, index) => skuOf(index + 1));
  const ids = Array.from({ length: warehouses }, (_, index) => `wh-${index + 1}`);
  const parsed = parseRouteInput({
    now: "2026-01-20T15:00:00Z",
    order: {
      id: "order-1",
      ship_to_country: "US",
      ship_to_state: "CA",
      ship_to_postal_code: "90001",
      latitude: 33.97,
      longitude: -118.25,
      currency: "USD",
      total_price: 120,
      lines: skus.map((sku) => ({ sku, quantity: 2, price: 10, grams: 300 })),
    },
    warehouses: ids.map((id, index) => ({
      id,
      latitude: 30 + ((index * 7) % 17),
      longitude: -120 + ((index * 11) % 45),
      daily_capacity: 1000,
      orders_today: index * 7,
    })),
    inventory: ids.flatMap((id, warehouse) =>
      skus.map((sku, line) => ({
        warehouse_id: id,
        sku,
        available: warehouse % 2 === 0 ? 40 : line % 3,
        velocity: 0.1,
        synced_at: "2026-01-20T14:40:00Z",
      })),
    ),
  });
  if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
  return parsed.input;
}

/** A decision as it is stored, as JSON texts, to fill a year with. */
export function exampleDecision(size: Size) {
  const { decision_factors: factors, alternatives, ...details } = decide(exampleInput(size));
  return {
    factors: JSON.stringify(factors),
    alternatives: JSON.stringify(alternatives),
    details: JSON.stringify(details),
  };
}
