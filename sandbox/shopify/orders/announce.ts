import { gid } from "../lib/ids.ts";
import { shopTimeText } from "../lib/clock.ts";
import type { Peer } from "../peer.ts";
import { requireShop } from "../store/shops.ts";
import { publish, type ShopEvent } from "../webhooks/publish.ts";
import type { Topic } from "../webhooks/topics.ts";
import { nextId } from "../lib/ids.ts";
import type { QuantityDelta } from "./change-order.ts";
import { fulfillmentStatus, type Order, type Refund } from "./order.ts";
import { orderPayload } from "./payload.ts";
import { refundPayload } from "./refund-payload.ts";

/** Tells the app what happened to an order: the same set of topics a shop sends for that action. */
const announce = (peer: Peer, order: Order, topics: readonly Topic[], extra: readonly ShopEvent[] = []) => {
  const payload = orderPayload(order, requireShop(peer.db, order.shop));
  const events = topics.map((topic) => ({ topic, payload }));
  return publish(peer, order.shop, gid("Order", order.id), [...extra, ...events]);
};

export const announceCreated = (peer: Peer, order: Order) =>
  announce(peer, order, [
    "orders/create",
    ...(order.financialStatus === "paid" ? (["orders/paid"] as const) : []),
    "orders/updated",
  ]);

export const announceUpdated = (peer: Peer, order: Order) => announce(peer, order, ["orders/updated"]);

export const announcePaid = (peer: Peer, order: Order) =>
  announce(peer, order, ["orders/paid", "orders/updated"]);

export const announceFulfilled = (peer: Peer, order: Order) =>
  announce(peer, order, [
    fulfillmentStatus(order) === "fulfilled" ? "orders/fulfilled" : "orders/partially_fulfilled",
    "orders/updated",
  ]);

export function announceCancelled(peer: Peer, order: Order, refund: Refund | null) {
  return announce(peer, order, ["orders/cancelled", "orders/updated"], refundEvents(peer, order, refund));
}

export function announceRefunded(peer: Peer, order: Order, refund: Refund) {
  return announce(peer, order, ["orders/updated"], refundEvents(peer, order, refund));
}

export function announceEdited(peer: Peer, order: Order, deltas: readonly QuantityDelta[]) {
  return announce(peer, order, ["orders/updated"], [editEvent(peer, order, deltas)]);
}

export const announceDeleted = (peer: Peer, order: Order) =>
  publish(peer, order.shop, gid("Order", order.id), [
    { topic: "orders/delete", payload: { id: BigInt(order.id) } },
  ]);

function refundEvents(peer: Peer, order: Order, refund: Refund | null): ShopEvent[] {
  if (refund === null) return [];
  return [
    { topic: "refunds/create", payload: refundPayload(refund, order, requireShop(peer.db, order.shop)) },
  ];
}

function editEvent(peer: Peer, order: Order, deltas: readonly QuantityDelta[]): ShopEvent {
  const at = shopTimeText(order.updatedAt, requireShop(peer.db, order.shop).timezone);
  const changes = (sign: number) =>
    deltas
      .filter(({ delta }) => Math.sign(delta) === sign)
      .map(({ lineId, delta }) => ({ id: BigInt(lineId), delta: Math.abs(delta) }));
  const none = { additions: [], removals: [] };
  const edit = {
    id: BigInt(nextId(peer.db, "small")),
    app_id: null,
    created_at: at,
    committed_at: at,
    notify_customer: false,
    order_id: BigInt(order.id),
    staff_note: "",
    user_id: null,
    line_items: { additions: changes(1), removals: changes(-1) },
    discounts: { line_item: none },
    shipping_lines: none,
  };
  return { topic: "orders/edited", payload: { order_edit: edit } };
}
