import type { LoadedWindow } from "#app/db/pick-windows.server.ts";
import type { RoutingSnapshot } from "#app/db/routing.server.ts";
import { type BatchInput, parseBatchInput } from "../batch/index.ts";
import { buildRouteInput } from "../build-route-input.ts";

/** A pick window as the engine reads it, or the orders it cannot read. */
export type ReadWindow =
  | { readonly ok: true; readonly input: BatchInput }
  | { readonly ok: false; readonly unreadable: readonly string[] };

/** The orders of a window as one batch, oldest first, with the stock and capacity that are theirs to share. */
export function readWindow(window: LoadedWindow, base: RoutingSnapshot, now: Date): ReadWindow {
  const { orders, inventory } = window;
  const { order: _, ...shared } = buildRouteInput(
    { ...base, warehouses: sharedPlaces(window, base), inventory },
    now,
  );
  const parsed = parseBatchInput({
    ...shared,
    mode: "joint",
    orders: orders.map(
      ({ order }) => buildRouteInput({ ...base, warehouses: [], inventory: [], order }, now).order,
    ),
  });
  if (parsed.ok) return { ok: true, input: parsed.input };
  const unreadable = parsed.problems.map((problem) => /^orders\[(\d+)\]/.exec(problem)?.[1]);
  return {
    ok: false,
    // What is wrong with the setup is wrong for all of them.
    unreadable: orders
      .map(({ order }) => order.id)
      .filter((_id, at) => unreadable.includes(String(at)) || unreadable.includes(undefined)),
  };
}

function sharedPlaces({ orders, own_days }: LoadedWindow, { warehouses }: RoutingSnapshot) {
  return warehouses.map((warehouse) => ({
    ...warehouse,
    orders_today:
      warehouse.orders_today - (own_days.find((own) => own.warehouse_id === warehouse.id)?.orders ?? 0),
    rejected_order_ids: orders
      .filter(({ rejected_by }) => rejected_by.includes(warehouse.id))
      .map(({ order }) => order.id),
  }));
}
