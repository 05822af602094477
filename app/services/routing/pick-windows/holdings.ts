import type { WindowOrder } from "#app/db/pick-windows.server.ts";
import type { BatchInput } from "../batch/index.ts";
import type { Decision } from "../engine/index.ts";

type Order = BatchInput["orders"][number];

/** What an order has now, as a decision: its shipments, and what they leave open. */
export function standingDecision(order: Order, { shipments }: Pick<WindowOrder, "shipments">): Decision {
  return {
    outcome: shipments.length === 0 ? "unfillable" : shipments.length === 1 ? "routed" : "split",
    reason: null,
    selected_warehouse_id: shipments[0]?.warehouse_id ?? null,
    allocations: shipments.map(({ warehouse_id, lines }) => ({ warehouse_id, lines: [...lines] })),
    unfilled: order.lines.flatMap(({ id, sku, quantity }) => {
      const open = quantity - unitsOf(shipments, id);
      return open > 0 ? [{ line_id: id, sku, quantity: open, reason: "no_stock" as const }] : [];
    }),
    decision_factors: null,
    raw: null,
    alternatives: [],
    matched_rules: [],
    invalid_rules: [],
    counterfactuals: [],
  };
}

const unitsOf = (shipments: WindowOrder["shipments"], lineId: string): number =>
  shipments
    .flatMap(({ lines }) => lines)
    .filter((line) => line.line_id === lineId)
    .reduce((sum, { quantity }) => sum + quantity, 0);

/** Whether two decisions send the same units from the same places. */
export const sendsTheSame = (a: Decision, b: Decision): boolean => fingerprint(a) === fingerprint(b);

const fingerprint = ({ allocations }: Decision): string =>
  allocations
    .flatMap(({ warehouse_id, lines }) =>
      lines.map(({ line_id, quantity }) => JSON.stringify([warehouse_id, line_id, quantity])),
    )
    .toSorted()
    .join();

/** The input in which these decisions have taken their stock and their places in the day. */
export function withTaken(input: BatchInput, decisions: readonly Decision[]): BatchInput {
  const allocations = decisions.flatMap((decision) => decision.allocations);
  if (allocations.length === 0) return input;
  const units = new Map<string, number>();
  const shipments = new Map<string, number>();
  for (const { warehouse_id, lines } of allocations) {
    add(shipments, warehouse_id, 1);
    for (const { sku, quantity } of lines) add(units, stockKey(warehouse_id, sku), quantity);
  }
  return {
    ...input,
    warehouses: input.warehouses.map((warehouse) => ({
      ...warehouse,
      orders_today: warehouse.orders_today + (shipments.get(warehouse.id) ?? 0),
    })),
    inventory: input.inventory.map((stock) => ({
      ...stock,
      reserved: stock.reserved + (units.get(stockKey(stock.warehouse_id, stock.sku)) ?? 0),
    })),
  };
}

const stockKey = (warehouseId: string, sku: string) => JSON.stringify([warehouseId, sku]);

function add(counts: Map<string, number>, key: string, more: number) {
  counts.set(key, (counts.get(key) ?? 0) + more);
}
