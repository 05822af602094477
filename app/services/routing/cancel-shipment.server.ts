import { cancelOrder, isTrackstarError } from "#app/clients/trackstar/index.server.ts";
import { beginCancel, recordCancel } from "#app/db/shipments.server.ts";
import { openAccess } from "#app/services/connections/access.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";

export type CancelOutcome =
  | "cancelled"
  | "refused"
  /** Publishing has not ended yet; ask again when it has. */
  | "not-in-wms-yet"
  | "nothing-to-do"
  | "shipment-not-found";

/** Asks the WMS to cancel a published shipment and takes over its answer. */
export async function cancelShipment(ctx: ShopContext, shipmentId: string): Promise<CancelOutcome> {
  const ticket = await beginCancel(ctx.db, ctx.shopId, shipmentId);
  if (ticket.outcome === "never-sent") {
    return recordCancel(ctx.db, ctx.shopId, shipmentId, "accepted", "");
  }
  if (ticket.outcome !== "cancel") return ticket.outcome;
  const access = await openAccess(ctx, ticket.connection);
  try {
    await cancelOrder(access, `cancel-${shipmentId}`, ticket.wms_order_id);
  } catch (error) {
    if (!isTrackstarError(error, "refused", "validation", "not_found", "forbidden", "not_implemented")) {
      throw error;
    }
    return recordCancel(ctx.db, ctx.shopId, shipmentId, "refused", error.message);
  }
  return recordCancel(ctx.db, ctx.shopId, shipmentId, "accepted", "");
}
