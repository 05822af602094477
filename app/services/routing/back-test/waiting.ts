import { type OrderStanding, skusOf } from "./standing.ts";

export type Waiting = ReturnType<typeof openWaiting>;

/** Orders that could not be filled, by the SKUs they want. */
export function openWaiting(saved: readonly OrderStanding[] = [], givenTurns = 0) {
  let turns = givenTurns;
  const bySku = new Map<string, Set<string>>();
  const waiting = {
    of: (sku: string): Iterable<string> => bySku.get(sku) ?? [],
    nextTurn: () => ++turns,
    enter(order: OrderStanding) {
      order.turn ||= ++turns;
      for (const sku of skusOf(order)) {
        const orders = bySku.get(sku) ?? new Set();
        bySku.set(sku, orders.add(order.id));
      }
    },
    leave(order: OrderStanding) {
      for (const sku of skusOf(order)) bySku.get(sku)?.delete(order.id);
      order.turn = 0;
    },
  };
  for (const order of saved) {
    if (order.plan?.outcome === "unfillable" && !order.isInForce) waiting.enter(order);
  }
  return waiting;
}
