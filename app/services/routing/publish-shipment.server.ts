import {
  createOrder,
  forceSync,
  isTrackstarError,
  type TrackstarAccess,
  type TrackstarError,
} from "#app/clients/trackstar/index.server.ts";
import {
  acceptShipment,
  beginPublish,
  noteAdvice,
  noteAttemptFailure,
  notePublishAttempt,
  type PublishTicket,
  refuseShipment,
} from "#app/db/shipments.server.ts";
import { openAccess } from "#app/services/connections/access.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { adoptOrder, orderRef } from "./adopt-order.server.ts";
import { cancelShipment } from "./cancel-shipment.server.ts";
import { classifyRefusal } from "./classify-refusal.ts";
import { lookUpOrder } from "./look-up-order.server.ts";
import { wmsOrder } from "./wms-order.ts";

export type PublishOutcome =
  | "published"
  | "adopted"
  | "routed-again"
  | "needs-review"
  /** The WMS imports orders itself: the history says where this one should go. */
  | "advised"
  /** An earlier attempt may have worked; only a crawl begun after it can tell. */
  | "wait-for-crawl"
  /** Somebody else is calling the WMS for this shipment. */
  | "busy"
  /** The order changed; cancelling the shipment is under way. */
  | "unwanted"
  | "nothing-to-do"
  | "publishing-off"
  | "shipment-not-found";

/** Brings a shipment into its WMS exactly once. Throws when the result is unknown: then it is to be tried again. */
export async function publishShipment(ctx: ShopContext, shipmentId: string): Promise<PublishOutcome> {
  const ticket = await beginPublish(ctx.db, ctx.shopId, shipmentId);
  if (ticket.outcome !== "publish" && ticket.outcome !== "advise") return ticket.outcome;
  const access = await openAccess(ctx, ticket.connection);

  const found = await lookUpOrder(access, wantedOrder(ticket));
  if (found.outcome === "too-early") return "wait-for-crawl";
  const adopted = await adoptOrder(ctx, shipmentId, ticket.connection.id, found.orders);
  if (adopted) return adopted === "saved" ? "adopted" : asOutcome(adopted);
  if (ticket.outcome === "advise") return noteAdvice(ctx.db, ctx.shopId, shipmentId);

  const noted = await notePublishAttempt(ctx.db, ctx.shopId, shipmentId, ticket.attempts);
  return noted === "go" ? create(ctx, access, ticket) : noted;
}

const wantedOrder = ({ outcome, shipment, order, connection, attempt_over_at }: PublishTicket) => ({
  shipmentId: shipment.id,
  // A WMS that imports orders itself knows them by the channel's number.
  numbers: outcome === "advise" ? withPlain(order.number ?? shipment.number) : [shipment.number],
  trackstarConnectionId: connection.connection_id,
  attemptOverAt: attempt_over_at,
  attempted: "create" as const,
});

const withPlain = (number: string) => [number, number.replace(/^#+/, "")];

async function create(
  ctx: ShopContext,
  access: TrackstarAccess,
  ticket: PublishTicket,
): Promise<PublishOutcome> {
  const { shipment } = ticket;
  let created: Awaited<ReturnType<typeof createOrder>>;
  try {
    created = await createOrder(access, shipment.id, wmsOrder(ticket));
  } catch (error) {
    if (!isTrackstarError(error)) throw error;
    return afterFailure(ctx, access, ticket, error);
  }
  const { order, unusedFields } = created;
  if (unusedFields.length > 0) {
    ctx.log.info({ shipment: shipment.id, unusedFields }, "fields the WMS ignores");
  }
  const accepted = await acceptShipment(ctx.db, ctx.shopId, shipment.id, {
    ...orderRef(order),
    adopted: false,
    ignored_warehouse: unusedFields.includes("warehouse_id"),
  });
  if (accepted === "take-back") {
    await cancelShipment(ctx, shipment.id);
    return "needs-review";
  }
  if (accepted === "belongs-to-another") {
    const message = `The WMS answered with order ${order.id}, which is another shipment's`;
    return refuseShipment(ctx.db, ctx.shopId, shipment.id, "order", message);
  }
  return accepted === "saved" ? "published" : asOutcome(accepted);
}

const asOutcome = (accepted: "take-back" | "recalled" | "nothing-to-do") =>
  accepted === "recalled" ? "unwanted" : "nothing-to-do";

async function afterFailure(
  ctx: ShopContext,
  access: TrackstarAccess,
  ticket: PublishTicket,
  error: TrackstarError,
): Promise<PublishOutcome> {
  const { id } = ticket.shipment;
  switch (error.kind) {
    case "validation":
      // 400: this key was used for another request, so an earlier one of ours has worked or is running.
      if (error.status === 400) break;
      return afterRefusal(ctx, access, ticket, error);
    case "refused":
    case "not_found":
    case "forbidden":
    case "not_implemented":
      return afterRefusal(ctx, access, ticket, error);
    case "unauthorized":
    case "rate_limited":
      await noteAttemptFailure(ctx.db, ctx.shopId, id, { isUnsent: true, message: error.message });
      throw error;
    case "conflict":
    case "unavailable":
      break;
  }
  await noteAttemptFailure(ctx.db, ctx.shopId, id, { isUnsent: false, message: error.message });
  throw error;
}

async function afterRefusal(
  ctx: ShopContext,
  access: TrackstarAccess,
  { shipment, attempt_over_at }: PublishTicket,
  { kind, message }: TrackstarError,
): Promise<PublishOutcome> {
  const refusal = classifyRefusal({ kind, message });
  if (refusal === "duplicate" && attempt_over_at === null) {
    // The WMS has the number although Trackstar's copy lacked it: the next crawl brings what there is to adopt.
    await noteAttemptFailure(ctx.db, ctx.shopId, shipment.id, { isUnsent: false, message });
    await forceSync(access, ["get_orders"]);
    return "wait-for-crawl";
  }
  const about = refusal === "duplicate" ? "order" : refusal;
  return refuseShipment(ctx.db, ctx.shopId, shipment.id, about, message);
}
