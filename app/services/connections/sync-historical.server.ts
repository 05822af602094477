import { requestSync } from "#app/db/syncs.server.ts";
import { copyState } from "./connection-state.ts";
import {
  canDo,
  completed,
  customerWait,
  firstReadWait,
  needsCustomer,
  type Sync,
  waiting,
} from "./sync-run.ts";
import { readCustomers } from "./sync-warehouses.server.ts";

const firstKinds = ["warehouses", "products", "inventory", "orders"] as const;

/**
 * The beginning of a connection: once it is known whose records these are and Trackstar's own copy is filled,
 * everything is read. Until then the run stays open and is tried again.
 */
export const syncHistorical: Sync = async (run) => {
  const { ctx, connection, remote } = run;
  const warehouseCustomers = await readCustomers(run);
  if (needsCustomer({ ...connection, warehouseCustomers })) return waiting(customerWait);
  const awaited = firstKinds
    .map((kind) => `get_${kind}`)
    .filter((action) => canDo(remote, action) && !copyState(remote, action).isFilled);
  if (awaited.length > 0) return waiting(firstReadWait);
  await requestSync(ctx.db, ctx.shopId, connection.id, firstKinds);
  return completed(firstKinds.length);
};
