import { parseRouteInput } from "#app/services/routing/engine/index.ts";
import type { RouteDocument, RouteInput } from "#app/services/routing/engine/index.ts";

interface Size {
  warehouses: number;
  lines: number;
  rules: boolean;
  /** How likely a warehouse is to stock a SKU. */
  stocked?: number;
}

/** Orders within the lower 48 states, the same for the same seed. */
export function makeInputs(size: Size, count: number, seed: number): RouteInput[] {
  const random = numbers(seed);
  return Array.from({ length: count }, () => parsed(makeDocument(size, random)));
}

function makeDocument(
  { warehouses, lines, rules, stocked = 0.8 }: Size,
  random: () => number,
): RouteDocument {
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const place = () => ({ latitude: 30 + random() * 17, longitude: -120 + random() * 45 });
  const zones = ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"];
  const skus = Array.from({ length: lines }, (_, at) => `SKU-${at}`);
  const ids = Array.from({ length: warehouses }, (_, at) => `w${at}`);
  return {
    now: "2026-01-20T15:00:00Z",
    order: {
      id: "o1",
      ship_to_country: "US",
      ship_to_state: "CA",
      currency: "USD",
      total_price: 40 + upTo(400),
      tags: ["gift"],
      lines: skus.map((sku) => ({
        sku,
        quantity: 1 + upTo(2),
        price: 10 + upTo(40),
        grams: 100 + upTo(900),
      })),
      ...place(),
    },
    warehouses: ids.map((id, at) => ({
      id,
      ...place(),
      time_zone: zones[at % zones.length],
      cutoff: "14:00",
      priority: 1 + upTo(2),
      daily_capacity: 200,
      orders_today: upTo(200),
    })),
    inventory: ids.flatMap((warehouse_id) =>
      skus.map((sku) => ({
        warehouse_id,
        sku,
        available: random() < stocked ? 1 + upTo(20) : 0,
        reserved: upTo(1),
        velocity: random(),
        synced_at: "2026-01-20T14:40:00Z",
      })),
    ),
    rules: rules ? tenRules(ids) : [],
  };
}

/** Ten rules of which four match, one of those with a nested condition. */
function tenRules(ids: readonly string[]): NonNullable<RouteDocument["rules"]> {
  const west = { field: "ship_to_state", operator: "in", value: ["CA", "OR", "WA"] };
  const gift = { field: "tags", operator: "contains", value: "gift" };
  const dear = { field: "total_price", operator: "greater_than", value: 10_000 };
  const [first = "", second = ""] = ids;
  const weights = { inventory: 0.3, proximity: 0.4, cost: 0.2, capacity: 0.1 };
  const matching = [
    {
      conditions: { all: [west, { any: [dear, gift] }, { none: [dear] }] },
      action: { type: "set_weights", weights },
    },
    { conditions: west, action: { type: "exclude_warehouse", warehouse_id: first } },
    { conditions: gift, action: { type: "prefer_warehouse", warehouse_id: second } },
    { conditions: gift, action: { type: "set_split", policy: "when_needed", max_shipments: 3 } },
  ];
  const idle = Array.from({ length: 6 }, () => ({
    conditions: { all: [dear, west] },
    action: { type: "hold" },
  }));
  return [...matching, ...idle].map((rule, at) => ({ id: `r${at}`, priority: at, ...rule }));
}

function parsed(document: RouteDocument): RouteInput {
  const answer = parseRouteInput(document);
  if (!answer.ok) throw new Error(answer.problems.join("\n"));
  return answer.input;
}

/** Numbers from 0 to 1 by a linear congruential generator (Numerical Recipes). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
