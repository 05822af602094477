import {
  findOrders,
  forceSync,
  getConnection,
  type TrackstarAccess,
  type TrackstarOrder,
} from "#app/clients/trackstar/index.server.ts";

export interface WantedOrder {
  /** The shipment's id, which orders we created carry as their reference. */
  readonly shipmentId: string;
  readonly numbers: readonly string[];
  readonly trackstarConnectionId: string;
  /** When the last call of unknown result was over; null when there was none. */
  readonly attemptOverAt: Date | null;
  /** What was attempted: after creating it, finding it says all; after cancelling it, its status has to be new. */
  readonly attempted: "create" | "cancel";
}

export type LookUp =
  | { readonly outcome: "known"; readonly orders: readonly TrackstarOrder[] }
  /** Trackstar's copy is older than the last attempt: what it lacks may be in the WMS all the same. */
  | { readonly outcome: "too-early" };

/**
 * Orders of this number in Trackstar's copy, those we created first, cancelled ones included. After an attempt of
 * unknown result, finding none only counts when the WMS has been crawled since; if not, a crawl is asked for.
 */
export async function lookUpOrder(access: TrackstarAccess, wanted: WantedOrder): Promise<LookUp> {
  // Asked before the orders are read: a crawl that ends in between would vouch for a copy that was not read.
  const isFresh = wanted.attemptOverAt === null || (await crawledSince(wanted, wanted.attemptOverAt));
  const orders = await readCandidates(access, wanted);
  const isThere = orders.some((order) => order.reference_id === wanted.shipmentId);
  if (isFresh || (isThere && wanted.attempted === "create")) {
    return { outcome: "known", orders };
  }
  await forceSync(access, ["get_orders"]);
  return { outcome: "too-early" };
}

async function readCandidates(access: TrackstarAccess, wanted: WantedOrder): Promise<TrackstarOrder[]> {
  const found = new Map<string, TrackstarOrder>();
  // Numbers may be written anew by the WMS; the reference only matters once something may have been sent.
  if (wanted.attemptOverAt !== null) {
    for (const order of await findOrders(access, { referenceId: wanted.shipmentId }))
      found.set(order.id, order);
  }
  for (const orderNumber of new Set(wanted.numbers)) {
    for (const order of await findOrders(access, { orderNumber })) found.set(order.id, order);
  }
  const isOurs = (order: TrackstarOrder) => (order.reference_id === wanted.shipmentId ? 0 : 1);
  return [...found.values()].sort((a, b) => isOurs(a) - isOurs(b));
}

async function crawledSince({ trackstarConnectionId }: WantedOrder, moment: Date): Promise<boolean> {
  const { sync_schedules: schedules } = await getConnection(trackstarConnectionId);
  return schedules.some(
    ({ function_name: name, last_crawl_start: start, last_crawl_end: end }) =>
      name === "get_orders" && start !== null && end !== null && start > moment && end >= start,
  );
}
