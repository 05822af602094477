import { createHash, randomUUID } from "node:crypto";
import { accountNamed } from "./accounts.ts";
import { addressFlaw, shortSku } from "./accept-order.ts";
import { findOrder, requireOrder, type WmsAddress, type WmsOrder, type WmsOrderDetails } from "./orders.ts";
import { run, transaction } from "./sqlite.ts";
import { commitUnits, releaseUnits, shipUnits } from "./stock.ts";
import type { WmsStore } from "./store.ts";

export type ChangeResult =
  | { readonly outcome: "changed"; readonly order: WmsOrder }
  | { readonly outcome: "not-found" }
  | { readonly outcome: "refused"; readonly message: string };

const holdingStock: readonly WmsOrder["status"][] = ["open", "confirmed", "processing"];

export function setStatus(store: WmsStore, id: string, status: WmsOrder["status"], rawStatus: string): void {
  const at = store.now().toISOString();
  run(
    store.db,
    "update orders set status = ?, raw_status = ?, stage_since = ?, updated_at = ? where id = ?",
    status,
    rawStatus,
    at,
    at,
    id,
  );
}

/** A cancellation asked for through the API: the WMS may say no. */
export function cancelOrder(store: WmsStore, id: string): ChangeResult {
  return change(store, id, (order) => {
    const limit = accountNamed(order.account).cancelPossibleUntil;
    if (order.status === "processing" && limit === "picking")
      return "Picking has started, the order cannot be cancelled";
    return giveUp(store, order, "cancelled", "cancelled by client");
  });
}

/** The floor refuses an order it had taken. */
export function rejectOrder(store: WmsStore, id: string, reason: string): ChangeResult {
  return change(store, id, (order) => giveUp(store, order, "exception", `rejected: ${reason}`));
}

/** Somebody cancels in the WMS' own screens. */
export function cancelAtWarehouse(store: WmsStore, id: string): ChangeResult {
  return change(store, id, (order) => giveUp(store, order, "cancelled", "cancelled by warehouse"));
}

function giveUp(store: WmsStore, order: WmsOrder, status: "cancelled" | "exception", rawStatus: string) {
  if (order.status === "cancelled" || order.status === "fulfilled")
    return `The order is already ${order.status}`;
  if (holdingStock.includes(order.status)) {
    for (const units of unitsOf(order)) releaseUnits(store, units);
  }
  setStatus(store, order.id, status, rawStatus);
  return undefined;
}

/** The order leaves with one package and a tracking number. */
export function shipOrder(store: WmsStore, id: string): ChangeResult {
  return change(store, id, (order) => {
    if (!holdingStock.includes(order.status)) return `An order that is ${order.status} cannot be shipped`;
    for (const units of unitsOf(order)) shipUnits(store, units);
    insertShipment(store, order);
    setStatus(store, order.id, "fulfilled", "shipped");
    return undefined;
  });
}

/** A backordered order gets its units once they are there. Answers whether it did. */
export function allocateBackorder(store: WmsStore, order: WmsOrder): boolean {
  return transaction(store.db, () => {
    const picks = order.allocations.map((each) => ({ ...each, productId: each.product_id }));
    if (order.status !== "backordered" || shortSku(store, order.warehouse_id, picks) !== undefined)
      return false;
    for (const units of unitsOf(order)) commitUnits(store, units);
    setStatus(store, order.id, "open", "new");
    return true;
  });
}

export interface OrderChange {
  readonly shipTo?: WmsAddress | undefined;
  readonly details: WmsOrderDetails;
}

export function updateOrder(store: WmsStore, id: string, wanted: OrderChange): ChangeResult {
  return change(store, id, (order) => {
    if (["fulfilled", "cancelled", "exception"].includes(order.status))
      return `The order is already ${order.status}`;
    const flaw = wanted.shipTo && addressFlaw(wanted.shipTo);
    if (flaw) return `Invalid address: ${flaw}`;
    run(
      store.db,
      "update orders set ship_to = ?, details = ?, updated_at = ? where id = ?",
      JSON.stringify(wanted.shipTo ?? order.ship_to),
      JSON.stringify({ ...order.details, ...wanted.details }),
      store.now().toISOString(),
      id,
    );
    return undefined;
  });
}

function change(store: WmsStore, id: string, attempt: (order: WmsOrder) => string | undefined): ChangeResult {
  return transaction(store.db, (): ChangeResult => {
    const order = findOrder(store, id);
    if (!order) return { outcome: "not-found" };
    const message = attempt(order);
    if (message !== undefined) return { outcome: "refused", message };
    return { outcome: "changed", order: requireOrder(store, id) };
  });
}

function unitsOf(order: WmsOrder) {
  return order.allocations.map((each) => ({
    productId: each.product_id,
    warehouseId: order.warehouse_id,
    quantity: each.quantity,
  }));
}

const carriers = [
  { carrierId: "ups", carrier: "UPS", methodId: "ups_ground", method: "UPS Ground" },
  { carrierId: "fedex", carrier: "FedEx", methodId: "fedex_ground", method: "FedEx Ground" },
] as const;

function insertShipment(store: WmsStore, order: WmsOrder): void {
  const draw = createHash("sha256").update(order.id).digest("hex").toUpperCase();
  const tracking = `SBX${draw.slice(0, 15)}`;
  const { carrierId, carrier, methodId, method } = carriers[draw < "8" ? 0 : 1];
  run(
    store.db,
    "insert into shipment values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    `shp-${randomUUID()}`, order.id, order.warehouse_id, store.now().toISOString(),
    carrierId, carrier, methodId, method, tracking, `https://carrier.example/track/${tracking}`,
  ); // prettier-ignore
}
