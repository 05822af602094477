import { listOrders } from "#app/clients/trackstar/index.server.ts";
import { applyWmsOrders } from "#app/db/shipments.server.ts";
import { copyState } from "./connection-state.ts";
import {
  changedSince,
  completed,
  customerWait,
  firstReadWait,
  needsCustomer,
  type Sync,
  waiting,
} from "./sync-run.ts";
import { wmsOrderStates } from "./wms-order-states.ts";

/** Status and tracking of our shipments, as the WMS tells them. */
export const syncOrders: Sync = async (run) => {
  const { ctx, connection, remote, access } = run;
  if (needsCustomer(connection)) return waiting(customerWait);
  if (!copyState(remote, "get_orders").isFilled) return waiting(firstReadWait);
  let count = 0;
  for await (const page of listOrders(access, { changedSince: changedSince(run) })) {
    await applyWmsOrders(ctx.db, ctx.shopId, connection.id, wmsOrderStates(page));
    count += page.length;
  }
  return completed(count);
};
