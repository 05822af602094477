import {
  isTrackstarError,
  listWarehouseCustomers,
  listWarehouses,
  type TrackstarWarehouseCustomer,
} from "#app/clients/trackstar/index.server.ts";
import { saveConnectionState } from "#app/db/connections.server.ts";
import { saveWarehouses } from "#app/db/warehouses.server.ts";
import { locate } from "#app/lib/places.server.ts";
import { connectionTrouble, copyState } from "./connection-state.ts";
import { canDo, completed, firstReadWait, type Sync, type SyncRun, waiting } from "./sync-run.ts";
import { warehouseRows } from "./warehouse-rows.ts";

/** Warehouses and the customers of a shared account. */
export const syncWarehouses: Sync = async (run) => {
  await readCustomers(run);
  if (!copyState(run.remote, "get_warehouses").isFilled) return waiting(firstReadWait);
  return completed(await readWarehouses(run));
};

/** Reads and saves all warehouses; answers how many. */
export async function readWarehouses({ ctx, connection, access }: SyncRun): Promise<number> {
  let count = 0;
  for await (const page of listWarehouses(access)) {
    await saveWarehouses(ctx.db, ctx.shopId, connection.id, warehouseRows(page, locate));
    count += page.length;
  }
  return count;
}

/** Reads and saves the customers of the account; most integrations have none. */
export async function readCustomers({ ctx, connection, remote, access }: SyncRun) {
  if (!canDo(remote, "get_warehouse_customers")) return [];
  const customers: TrackstarWarehouseCustomer[] = [];
  try {
    for await (const page of listWarehouseCustomers(access)) customers.push(...page);
  } catch (error) {
    if (!isTrackstarError(error, "forbidden", "not_found", "not_implemented")) throw error;
  }
  await saveConnectionState(ctx.db, ctx.shopId, connection.id, {
    ...connectionTrouble(remote, ctx.now),
    metadata: { warehouse_customers: customers },
  });
  return customers;
}
