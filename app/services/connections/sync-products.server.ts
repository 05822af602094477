import { listProducts } from "#app/clients/trackstar/index.server.ts";
import { saveProducts } from "#app/db/products.server.ts";
import { productRows } from "#app/services/products/product-rows.ts";
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

/** What a WMS calls each SKU, and what its kits are made of. */
export const syncProducts: Sync = async (run) => {
  const { ctx, connection, remote, access } = run;
  if (needsCustomer(connection)) return waiting(customerWait);
  if (!copyState(remote, "get_products").isFilled) return waiting(firstReadWait);
  let count = 0;
  for await (const page of listProducts(access, { changedSince: changedSince(run) })) {
    count += await saveProducts(ctx.db, ctx.shopId, connection.id, productRows(page));
  }
  return completed(count);
};
