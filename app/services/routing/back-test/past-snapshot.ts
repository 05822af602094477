import type { RoutingSnapshot } from "#app/db/routing.server.ts";
import type { PastDecision, PastOrder, World } from "./history.ts";

interface Moment {
  readonly inventory: RoutingSnapshot["inventory"];
  /** Orders a warehouse has been given on its day. */
  readonly ordersToday: (warehouse: RoutingSnapshot["warehouses"][number]) => number;
  /** Whether a warehouse has refused this order. */
  readonly hasRefused: (warehouseId: string) => boolean;
}

/** What routing would load for an order at a moment of the replay. */
export function pastSnapshot(world: World, order: PastOrder, moment: Moment): RoutingSnapshot {
  return {
    order,
    has_current_decision: false,
    settings: world.settings,
    settings_version: world.settingsVersion,
    rule_set_version: null,
    rules: world.rules,
    stand_ins: world.standIns,
    warehouses: world.warehouses.map((warehouse) => ({
      ...warehouse,
      orders_today: moment.ordersToday(warehouse),
      rejected_order_ids: moment.hasRefused(warehouse.id) ? [order.id] : [],
    })),
    inventory: moment.inventory,
  };
}

/** The order with the units that had to ship when it was decided, whatever has shipped or come back since. */
export function asItWas(order: PastOrder, { allocations, unfilled }: PastDecision): PastOrder {
  const wanted = new Map<string, number>();
  for (const { line_id, quantity } of [...allocations.flatMap(({ lines }) => lines), ...unfilled]) {
    wanted.set(line_id, (wanted.get(line_id) ?? 0) + quantity);
  }
  if (wanted.size === 0) return order;
  const lines = order.line_items.flatMap((line) => {
    const units = wanted.get(line.line_id);
    return units === undefined ? [] : [{ ...line, requires_shipping: true, fulfillable_quantity: units }];
  });
  return { ...order, line_items: lines };
}
