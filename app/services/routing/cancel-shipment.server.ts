import { cancelOrder, isTrackstarError, type TrackstarError } from "#app/clients/trackstar/index.server.ts";
import {
  beginCancel,
  type CancelTicket,
  noteAttemptFailure,
  recordCancel,
  type RecordedCancel,
} from "#app/db/shipments.server.ts";
import { openAccess } from "#app/services/connections/access.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { adoptOrder } from "./adopt-order.server.ts";
import { lookUpOrder } from "./look-up-order.server.ts";

export type CancelOutcome =
  | RecordedCancel
  /** What became of the last call to the WMS is not known yet; only a crawl begun after it can tell. */
  | "wait-for-crawl"
  /** The merchant has to reconnect first; the request waits for that. */
  | "connection-off"
  | "shipment-not-found";

/** Takes a shipment nobody wants any more out of its WMS, if it is there, and takes over the answer. */
export async function cancelShipment(ctx: ShopContext, shipmentId: string): Promise<CancelOutcome> {
  const ticket = await beginCancel(ctx.db, ctx.shopId, shipmentId);
  switch (ticket.outcome) {
    case "look-up":
      return findFirst(ctx, shipmentId, ticket);
    case "cancel":
      return ask(ctx, shipmentId, ticket);
    case "disconnected":
      return record(
        ctx,
        shipmentId,
        "refused",
        "The connection to the WMS has ended, so nobody can cancel there.",
      );
    case "cancelled":
    case "left-to-wms":
    case "connection-off":
    case "nothing-to-do":
    case "shipment-not-found":
      return ticket.outcome;
  }
}

const record = (
  ctx: ShopContext,
  shipmentId: string,
  answer: "accepted" | "refused",
  message: string | null,
) => recordCancel(ctx.db, ctx.shopId, shipmentId, answer, message);

/** A publish attempt ended without an answer: whether there is anything to cancel has to be found out. */
async function findFirst(ctx: ShopContext, shipmentId: string, ticket: CancelTicket): Promise<CancelOutcome> {
  const found = await lookUp(ctx, shipmentId, ticket, "create");
  if (found.outcome === "too-early") return "wait-for-crawl";
  const adopted = await adoptOrder(ctx, shipmentId, ticket.connection.id, found.orders);
  return adopted ? cancelShipment(ctx, shipmentId) : record(ctx, shipmentId, "accepted", null);
}

const lookUp = async (
  ctx: ShopContext,
  shipmentId: string,
  ticket: CancelTicket,
  attempted: "create" | "cancel",
) =>
  lookUpOrder(await openAccess(ctx, ticket.connection), {
    shipmentId,
    numbers: [ticket.number],
    trackstarConnectionId: ticket.connection.connection_id,
    attemptOverAt: ticket.attempt_over_at,
    attempted,
  });

async function ask(
  ctx: ShopContext,
  shipmentId: string,
  ticket: CancelTicket & { readonly wms_order_id: string },
): Promise<CancelOutcome> {
  const access = await openAccess(ctx, ticket.connection);
  try {
    await cancelOrder(access, `cancel-${shipmentId}`, ticket.wms_order_id);
    return await record(ctx, shipmentId, "accepted", null);
  } catch (error) {
    if (!isTrackstarError(error)) throw error;
    return afterFailure(ctx, shipmentId, ticket, error);
  }
}

async function afterFailure(
  ctx: ShopContext,
  shipmentId: string,
  ticket: CancelTicket & { readonly wms_order_id: string },
  error: TrackstarError,
): Promise<CancelOutcome> {
  const { message } = error;
  if (isTrackstarError(error, "unauthorized", "rate_limited", "conflict", "unavailable")) {
    // Even one that was turned away: an attempt before it may be the one that worked.
    await noteAttemptFailure(ctx.db, ctx.shopId, shipmentId, { isUnsent: false, message });
    throw error;
  }
  if (ticket.attempt_over_at === null) return record(ctx, shipmentId, "refused", message);

  // An earlier request may have worked, and this one been refused for just that.
  const found = await lookUp(ctx, shipmentId, ticket, "cancel");
  if (found.outcome === "too-early") {
    const failure = { isUnsent: false, message, overAt: ticket.attempt_over_at };
    await noteAttemptFailure(ctx.db, ctx.shopId, shipmentId, failure);
    return "wait-for-crawl";
  }
  const now = found.orders.find((order) => order.id === ticket.wms_order_id);
  return record(ctx, shipmentId, now?.status === "cancelled" ? "accepted" : "refused", message);
}
