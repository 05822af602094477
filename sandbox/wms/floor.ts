import { allocateBackorder, setStatus, shipOrder } from "./change-order.ts";
import { ordersInStatus } from "./orders.ts";
import type { WmsStore } from "./store.ts";

/** Moves every order on whose time has come: open, confirmed, processing, shipped. Answers how many moved. */
export function workTheFloor(store: WmsStore, shipAfterSeconds: number): number {
  const stageSeconds = shipAfterSeconds / 3;
  const due = new Date(store.now().getTime() - stageSeconds * 1000).toISOString();
  const waiting = ordersInStatus(store, "backordered", store.now().toISOString());
  // Backwards, so that one order moves one stage at a time.
  const leaving = ordersInStatus(store, "processing", due);
  const confirmed = ordersInStatus(store, "confirmed", due);
  const open = ordersInStatus(store, "open", due);
  for (const order of leaving) shipOrder(store, order.id);
  for (const order of confirmed) setStatus(store, order.id, "processing", "picking");
  for (const order of open) setStatus(store, order.id, "confirmed", "released to floor");
  const allocated = waiting.filter((order) => allocateBackorder(store, order));
  return leaving.length + confirmed.length + open.length + allocated.length;
}
