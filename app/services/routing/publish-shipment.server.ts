import {
  cancelOrder,
  createOrder,
  findOrders,
  forceSync,
  getConnection,
  isTrackstarError,
  type TrackstarAccess,
  type TrackstarError,
  type TrackstarOrder,
} from "#app/clients/trackstar/index.server.ts";
import {
  acceptShipment,
  beginPublish,
  notePublishAttempt,
  notePublishFailure,
  type PublishTicket,
  recordCancel,
  refuseShipment,
} from "#app/db/shipments.server.ts";
import { openAccess } from "#app/services/connections/access.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { classifyRefusal } from "./classify-refusal.ts";
import { wmsOrder } from "./wms-order.ts";

export type PublishOutcome =
  | "published"
  | "adopted"
  | "routed-again"
  | "needs-review"
  /** An earlier attempt may have worked; only a crawl begun after it can tell. */
  | "wait-for-crawl"
  /** The order changed before the WMS heard of it. */
  | "not-wanted-any-more"
  | "nothing-to-do"
  | "publishing-off"
  | "shipment-not-found";

/** Brings a shipment into its WMS exactly once. Throws when the result is unknown: then it is to be tried again. */
export async function publishShipment(ctx: ShopContext, shipmentId: string): Promise<PublishOutcome> {
  const ticket = await beginPublish(ctx.db, ctx.shopId, shipmentId);
  if (ticket.outcome !== "publish") return ticket.outcome;
  const access = await openAccess(ctx, ticket.connection);

  const existing = await findShipment(access, ticket);
  if (existing) {
    await acceptShipment(ctx.db, ctx.shopId, shipmentId, { ...orderRef(existing), adopted: true });
    return "adopted";
  }
  if (ticket.previous_attempt_at && !(await ordersCrawledSince(ticket, ticket.previous_attempt_at))) {
    await forceSync(access, ["get_orders"]);
    return "wait-for-crawl";
  }
  switch (await notePublishAttempt(ctx.db, ctx.shopId, shipmentId)) {
    case "go":
      return create(ctx, access, ticket);
    case "unwanted":
      await recordCancel(ctx.db, ctx.shopId, shipmentId, "accepted", "");
      return "not-wanted-any-more";
    case "nothing-to-do":
      return "nothing-to-do";
  }
}

async function create(
  ctx: ShopContext,
  access: TrackstarAccess,
  ticket: PublishTicket,
): Promise<PublishOutcome> {
  const { shipment } = ticket;
  try {
    const { order, unusedFields } = await createOrder(access, shipment.id, wmsOrder(ticket));
    if (unusedFields.includes("warehouse_id")) return await takeBack(ctx, access, ticket, order);
    if (unusedFields.length > 0) ctx.log.info({ shipment: shipment.id, unusedFields }, "fields the WMS ignores");
    await acceptShipment(ctx.db, ctx.shopId, shipment.id, { ...orderRef(order), adopted: false });
    return "published";
  } catch (error) {
    if (!isTrackstarError(error)) throw error;
    return afterFailure(ctx, shipment.id, error);
  }
}

async function afterFailure(
  ctx: ShopContext,
  shipmentId: string,
  error: TrackstarError,
): Promise<PublishOutcome> {
  switch (error.kind) {
    case "refused":
    case "validation":
    case "not_found":
    case "forbidden":
    case "not_implemented":
      return refuseShipment(ctx.db, ctx.shopId, shipmentId, classifyRefusal(error), error.message);
    case "unauthorized":
    case "conflict":
    case "rate_limited":
    case "unavailable":
      await notePublishFailure(ctx.db, ctx.shopId, shipmentId, error.message);
      throw error;
  }
}

/** The WMS took the order but ignored the warehouse: it must not ship from wherever it likes. */
async function takeBack(
  ctx: ShopContext,
  access: TrackstarAccess,
  { shipment }: PublishTicket,
  order: TrackstarOrder,
): Promise<PublishOutcome> {
  let cancelled = "and was cancelled there";
  try {
    await cancelOrder(access, `take-back-${shipment.id}`, order.id);
  } catch (error) {
    if (!isTrackstarError(error)) throw error;
    cancelled = `and could not be cancelled there: ${error.message}`;
  }
  const message = `The WMS ignored the warehouse; its order ${order.id} was created ${cancelled}`;
  return refuseShipment(ctx.db, ctx.shopId, shipment.id, "order", message);
}

/** The shipment's order in Trackstar's copy, ours by reference or the WMS's own import by number. */
async function findShipment(
  access: TrackstarAccess,
  { shipment }: PublishTicket,
): Promise<TrackstarOrder | undefined> {
  const found = await findOrders(access, { orderNumber: shipment.number });
  const alive = found.filter((order) => order.status !== "cancelled");
  return alive.find((order) => order.reference_id === shipment.id) ?? alive[0];
}

async function ordersCrawledSince({ connection }: PublishTicket, moment: Date): Promise<boolean> {
  const { sync_schedules: schedules } = await getConnection(connection.connection_id);
  return schedules.some(
    ({ function_name: name, last_crawl_start: start, last_crawl_end: end }) =>
      name === "get_orders" && start && end && new Date(start) > moment && new Date(end) >= new Date(start),
  );
}

const orderRef = (order: TrackstarOrder) => ({
  id: order.id,
  status: order.status ?? null,
  warehouse_id: order.warehouse_id ?? null,
});
