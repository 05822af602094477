import type { RouteDocument } from "../engine/index.ts";
import { parseBatchInput } from "./batch-input.ts";
import type { BatchInput } from "./batch-input.ts";

// Test support: a window in which whoever comes first takes what the second needs.

type Document = Omit<RouteDocument, "order" | "now"> & { orders: RouteDocument["order"][] };

export function orderFor(id: string, units: number, changes: Partial<RouteDocument["order"]> = {}) {
  const place = { ship_to_country: "US", latitude: 38, longitude: -97, currency: "USD" };
  return { id, ...place, lines: [{ sku: "A", quantity: units, grams: 400 }], ...changes };
}

export function batch(document: Document): BatchInput {
  const parsed = parseBatchInput({ now: "2026-01-20T15:00:00Z", mode: "joint", ...document });
  if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
  return parsed.input;
}
