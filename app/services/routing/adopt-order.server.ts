import type { TrackstarOrder } from "#app/clients/trackstar/index.server.ts";
import { type AcceptOutcome, acceptShipment, applyWmsOrders } from "#app/db/shipments.server.ts";
import { wmsOrderStates } from "#app/services/connections/wms-order-states.ts";
import type { ShopContext } from "#app/services/shop-context.ts";

export const orderRef = (order: TrackstarOrder) => ({
  id: order.id,
  status: order.status,
  warehouse_id: order.warehouse_id,
});

/** Takes the first of these WMS orders that is alive and nobody else's as the shipment's; undefined when none is. */
export async function adoptOrder(
  ctx: ShopContext,
  shipmentId: string,
  connectionId: string,
  orders: readonly TrackstarOrder[],
): Promise<Exclude<AcceptOutcome, "belongs-to-another"> | undefined> {
  for (const order of orders.filter(({ status }) => status !== "cancelled")) {
    const accepted = await acceptShipment(ctx.db, ctx.shopId, shipmentId, {
      ...orderRef(order),
      adopted: true,
      ignored_warehouse: false,
    });
    if (accepted === "belongs-to-another") continue;
    // It may be further along than merely accepted; the next sync only reads what changes from now on.
    await applyWmsOrders(ctx.db, ctx.shopId, connectionId, wmsOrderStates([order]));
    return accepted;
  }
  return undefined;
}
