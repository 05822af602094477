import { z } from "zod";
import type { Peer } from "../peer.ts";
import { transaction } from "../store/database.ts";
import { findOrder, removeOrder, saveOrder } from "../store/orders.ts";
import type { Shop } from "../store/shops.ts";
import { AddressInput, sampleAddress } from "./address.ts";
import * as announced from "./announce.ts";
import * as change from "./change-order.ts";
import type { Order } from "./order.ts";
import { type OrderInput, placeOrder } from "./place-order.ts";

const LineWish = z.object({
  lineId: z.string().optional(),
  sku: z.string().optional(),
  quantity: z.number().int().min(0),
});

export const EditInput = z.object({
  lines: z.array(LineWish).optional(),
  zip: z.string().optional(),
  /** null takes the address away. */
  address: AddressInput.partial().nullable().optional(),
  tags: z.array(z.string()).optional(),
});
export const LinesInput = z.object({ lines: z.array(LineWish).optional() });
export const CancelInput = z.object({
  reason: z.enum(["customer", "inventory", "fraud", "declined", "other", "staff"]).default("customer"),
});

export const orderActions = ["edit", "cancel", "pay", "fulfill", "refund", "delete"] as const;
export type OrderAction = (typeof orderActions)[number];

export type ActionResult = { order: Order; webhookIds: string[] } | { refused: string };

/** Places `count` orders and tells the app about each, unless they are history (`silent`). */
export function placeOrders(
  peer: Peer,
  shop: Shop,
  input: OrderInput,
  count: number,
  silent: boolean,
): Order[] {
  return transaction(peer.db, () =>
    Array.from({ length: count }, () => {
      const order = placeOrder(peer.db, shop, input, peer.now());
      saveOrder(peer.db, order);
      if (!silent) announced.announceCreated(peer, order);
      return order;
    }),
  );
}

/** Does one thing to an order of the shop, stores it and tells the app, all or nothing. */
export function actOnOrder(
  peer: Peer,
  shop: string,
  id: string,
  action: OrderAction,
  input: unknown,
): ActionResult {
  return transaction(peer.db, () => {
    const order = findOrder(peer.db, shop, id);
    if (!order) return { refused: `no order ${id} in ${shop}` };
    const result = perform(peer, order, action, input);
    if ("refused" in result) return result;
    if (action === "delete") removeOrder(peer.db, shop, id);
    else saveOrder(peer.db, result.order);
    return { order: result.order, webhookIds: result.tell() };
  });
}

type Performed = { order: Order; tell: () => string[] } | { refused: string };

function perform(peer: Peer, order: Order, action: OrderAction, input: unknown): Performed {
  const now = peer.now();
  switch (action) {
    case "edit":
      return edit(peer, order, EditInput.parse(input));
    case "pay":
      return told(change.pay(order, now), (done) => announced.announcePaid(peer, done.order));
    case "cancel":
      return told(change.cancel(peer.db, order, CancelInput.parse(input).reason, now), (done) =>
        announced.announceCancelled(peer, done.order, done.refund),
      );
    case "fulfill":
      return told(change.fulfill(peer.db, order, LinesInput.parse(input).lines ?? null, now), (done) =>
        announced.announceFulfilled(peer, done.order),
      );
    case "refund":
      return told(change.refund(peer.db, order, LinesInput.parse(input).lines ?? null, now), (done) =>
        announced.announceRefunded(peer, done.order, done.refund),
      );
    case "delete":
      return { order, tell: () => announced.announceDeleted(peer, order) };
  }
}

function told<T extends { order: Order }>(
  result: T | { refused: string },
  tell: (done: T) => string[],
): Performed {
  if ("refused" in result) return result;
  return { order: result.order, tell: () => tell(result) };
}

function edit(peer: Peer, order: Order, input: z.infer<typeof EditInput>): Performed {
  const now = peer.now();
  if (input.lines)
    return told(change.editQuantities(order, input.lines, now), (done) =>
      announced.announceEdited(peer, done.order, done.deltas),
    );
  if (input.tags)
    return told(change.editTags(order, input.tags, now), (done) =>
      announced.announceUpdated(peer, done.order),
    );
  if (input.zip === undefined && input.address === undefined) return { refused: "nothing to edit was named" };
  return told(change.editAddress(order, newAddress(order, input), now), (done) =>
    announced.announceUpdated(peer, done.order),
  );
}

function newAddress(order: Order, input: z.infer<typeof EditInput>) {
  if (input.address === null) return null;
  const moved = input.zip !== undefined || input.address?.zip !== undefined;
  const before = order.shippingAddress;
  const id = before?.id ?? order.id;
  if (before && !moved) return { ...before, ...input.address };
  return sampleAddress({ id, number: order.number, random: () => 0 }, input.zip, input.address);
}
