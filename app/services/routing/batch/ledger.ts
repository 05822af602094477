import type { Decision, RouteInput } from "../engine/index.ts";
import type { BatchInput } from "./batch-input.ts";

type Allocations = Decision["allocations"];

/** What is left of the stock and the day's capacity while orders take from it. */
export interface Ledger {
  /** The input to decide one order on, as things stand now. */
  inputFor: (order: RouteInput["order"]) => RouteInput;
  /** Reserves the units of a decision and counts each of its shipments as an order of today. */
  take: (allocations: Allocations) => void;
  /** Takes that back. */
  giveBack: (allocations: Allocations) => void;
}

export function openLedger({ orders: _, ...shared }: BatchInput): Ledger {
  const rowsOf = Map.groupBy(shared.inventory, ({ sku }) => sku);
  const reserved = new Map<string, number>();
  const shipped = new Map<string, number>();
  const book = (allocations: Allocations, sign: 1 | -1) => {
    for (const { warehouse_id: id, lines } of allocations) {
      add(shipped, id, sign);
      for (const { sku, quantity } of lines) add(reserved, keyOf(id, sku), sign * quantity);
    }
  };
  return {
    take: (allocations) => book(allocations, 1),
    giveBack: (allocations) => book(allocations, -1),
    inputFor: (order) => {
      // Only rows of ordered SKUs count, and looking through all others is what would take the time.
      const skus = new Set(order.lines.map(({ sku }) => sku));
      return {
        ...shared,
        order,
        warehouses: shared.warehouses.map((warehouse) => ({
          ...warehouse,
          orders_today: warehouse.orders_today + (shipped.get(warehouse.id) ?? 0),
        })),
        inventory: [...skus].flatMap((sku) =>
          (rowsOf.get(sku) ?? []).map((row) => ({
            ...row,
            reserved: row.reserved + (reserved.get(keyOf(row.warehouse_id, sku)) ?? 0),
          })),
        ),
      };
    },
  };
}

function keyOf(warehouseId: string, sku: string): string {
  return JSON.stringify([warehouseId, sku]);
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
