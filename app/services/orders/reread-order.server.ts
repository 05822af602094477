import { adminFor } from "#app/clients/shopify-admin/admin.server.ts";
import { readOrder } from "#app/clients/shopify-admin/orders.server.ts";
import { config } from "#app/config.server.ts";
import type { Db } from "#app/db/client.server.ts";
import { loadRereadSource, saveOrders } from "#app/db/orders.server.ts";
import { days } from "#app/lib/duration.ts";
import { orderFromGraphql } from "./from-graphql.ts";
import { saveVersions } from "./save-versions.server.ts";

export type RereadOutcome = "saved" | "deleted" | "out-of-reach" | "not-wanted";

/** Without `read_all_orders` the Admin API hides older orders, which is no deletion. */
const visibleFor = days(60);

export interface RereadRequest {
  readonly shopId: string;
  readonly externalOrderId: string;
}

/** Reads an order anew from its shop: an edit or a refund says that it changed, not what it is now. */
export async function rereadOrder(
  { db, now }: { readonly db: Db; readonly now: Date },
  { shopId, externalOrderId }: RereadRequest,
): Promise<RereadOutcome> {
  const known = await loadRereadSource(db, shopId, externalOrderId);
  if (!known?.source.takesOrders) return "not-wanted";
  const { source, orderDate } = known;
  const order = await readOrder(await adminFor(source.shopDomain), externalOrderId);
  if (order !== null) {
    const version = { facts: orderFromGraphql(order), triggeredAt: now.toISOString(), webhookId: null };
    await saveVersions(db, source, [version]);
    return "saved";
  }
  if (!wouldBeVisible(orderDate, now)) return "out-of-reach";
  const deletion = { external_order_id: externalOrderId, deleted_at: now.toISOString() };
  await saveOrders(db, source.shopId, source.channelId, [deletion]);
  return "deleted";
}

function wouldBeVisible(orderDate: Date | null, now: Date): boolean {
  if (orderDate === null) return false;
  if (config.shopify.scopes.includes("read_all_orders")) return true;
  return now.getTime() - orderDate.getTime() < visibleFor - days(1);
}
