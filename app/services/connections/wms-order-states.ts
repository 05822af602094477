import type { TrackstarOrder } from "#app/clients/trackstar/index.server.ts";
import type { WmsOrderState } from "#app/db/shipments.server.ts";

/** What a WMS says about its orders; one without a status says nothing. Tracking stands on packages only. */
export const wmsOrderStates = (orders: readonly TrackstarOrder[]): WmsOrderState[] =>
  orders.flatMap((order) => {
    if (order.status === null) return [];
    const shipments = order.shipments.filter((shipment) => shipment.status !== "cancelled");
    return [
      {
        id: order.id,
        order_number: order.order_number,
        reference_id: order.reference_id,
        status: order.status,
        warehouse_id: order.warehouse_id ?? shipments[0]?.warehouse_id ?? null,
        packages: shipments.flatMap(({ packages }) =>
          packages.flatMap((each) =>
            each.tracking_number === null
              ? []
              : [
                  {
                    tracking_number: each.tracking_number,
                    tracking_url: each.tracking_url,
                    carrier: each.carrier_name ?? each.carrier_id,
                  },
                ],
          ),
        ),
      },
    ];
  });
