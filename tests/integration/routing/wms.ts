import { afterAll, afterEach, beforeAll } from "vitest";
import { z } from "zod";
import { setOrderCreation } from "#app/db/connections.server.ts";
import { createOrder, findOrders, type NewOrder } from "#app/clients/trackstar/index.server.ts";
import type { SyncKind } from "#app/jobs/tasks.ts";
import { openAccess } from "#app/services/connections/access.server.ts";
import { disconnect } from "#app/services/connections/manage-connection.server.ts";
import { syncConnection } from "#app/services/connections/sync-connection.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder, type TestLine } from "#tests/support/orders.ts";
import { type Peer, startTrackstarPeer } from "#tests/support/peers.ts";
import { makeShop, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { connectionRow, link } from "../connections/arrange.ts";

export type Account = "northline" | "harborside" | "threepl-shared";

/** A connection of a shop to one of the sandbox's WMS accounts. */
export interface Wms {
  readonly shop: TestShop;
  readonly id: string;
}

const WmsOrders = z.object({
  orders: z.array(
    z.object({
      id: z.string(),
      order_number: z.string(),
      reference_id: z.string(),
      status: z.string(),
      warehouse_id: z.string(),
      lines: z.array(z.object({ sku: z.string(), quantity: z.number() })),
    }),
  ),
});
const Calls = z.object({
  calls: z.array(
    z.object({
      method: z.string(),
      path: z.string(),
      status: z.number(),
      idempotency_key: z.string().nullable(),
      replayed: z.boolean(),
    }),
  ),
});

/** The sandbox's Trackstar and WMS for one test file; every test links accounts anew. */
export function startWms() {
  let peer: Peer;
  const linked: Wms[] = [];
  beforeAll(async () => {
    peer = await startTrackstarPeer({ INITIAL_CRAWL_DELAY_SECONDS: "3600", WMS_SHIP_AFTER_SECONDS: "off" });
  });
  afterAll(() => peer.stop());
  async function unlink() {
    await peer.call("DELETE", "/sandbox/faults");
    for (const { shop, id } of linked.splice(0)) await disconnect(shop.ctx, id);
    await peer.call("DELETE", "/sandbox/calls");
  }
  afterEach(unlink);

  const crawl = (functions?: string[]) => peer.call("POST", "/sandbox/crawl", functions ? { functions } : {});

  async function linkTo(shop: TestShop, account: Account): Promise<Wms> {
    const id = await link(peer, shop, { account });
    const wms = { shop, id };
    linked.push(wms);
    return wms;
  }

  return {
    peer: () => peer,
    crawl,
    unlink,
    /** A shop that lets Swyft create orders in a linked account whose warehouses and stock have been read. */
    connect: async (account: Account = "northline", shop?: TestShop): Promise<Wms> => {
      const wms = await linkTo(shop ?? (await makeShop()), account);
      if (account === "threepl-shared") {
        await adminSql`update public.trackstar_connections set warehouse_customer_id = 'cust-plain-goods'
          where id = ${wms.id}`;
      }
      await setOrderCreation(wms.shop.ctx.db, wms.shop.id, wms.id, "swyft", "test");
      await crawl();
      await sync(wms, "warehouses", "products", "inventory", "orders");
      return wms;
    },
    fault: (fault: Record<string, unknown>) => peer.call("POST", "/sandbox/faults", fault),
    noFaults: () => peer.call("DELETE", "/sandbox/faults"),
    /** What lies on a shelf of the WMS itself; nobody else knows before the next crawl. */
    shelve: (warehouseId: string, sku: string, available: number) =>
      peer.call("POST", "/sandbox/wms/stock", { warehouseId, sku, available }),
    ordersNumbered: async (orderNumber: string) =>
      WmsOrders.parse(await peer.call("GET", `/sandbox/wms/orders?orderNumber=${orderNumber}`)).orders,
    atWms: (orderId: string, what: "ship" | "cancel" | "reject") =>
      peer.call("POST", `/sandbox/wms/orders/${orderId}/${what}`, {}),
    calls: async (method: string, path: string) =>
      Calls.parse(await peer.call("GET", `/sandbox/calls?method=${method}&path=${path}`)).calls,
  };
}

export async function sync(wms: Wms, ...kinds: SyncKind[]): Promise<void> {
  for (const kind of kinds) {
    const outcome = await syncConnection(wms.shop.ctx, wms.id, kind);
    if (outcome !== "completed") throw new Error(`sync of ${kind}: ${outcome}`);
  }
}

export const trackstarId = async (wms: Wms) => (await connectionRow(wms.id)).connection_id;

export const accessTo = async (wms: Wms) =>
  openAccess(wms.shop.ctx, { id: wms.id, ...(await connectionRow(wms.id)) });

/** An order somebody else creates in the WMS, through the same API. */
export async function createElsewhere(wms: Wms, order: Partial<NewOrder> & { order_number: string }) {
  const created = await createOrder(await accessTo(wms), `elsewhere-${order.order_number}`, {
    reference_id: `import-${order.order_number}`,
    ship_to_address: {
      full_name: "Recipient 1",
      address1: "1 Main Street",
      city: "Los Angeles",
      state: "CA",
      postal_code: "90001",
      country: "US",
    },
    line_items: [{ sku: "MUG-OAK", quantity: 1 }],
    ...order,
  });
  return created.order;
}

interface ShipmentRow {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly warehouse: string;
  readonly wms_order_id: string | null;
  readonly wms_status: string | null;
  readonly error_message: string | null;
  readonly publish_attempts: number;
  readonly tracking: { tracking_number: string; carrier: string | null }[];
}

export const shipmentsOf = (orderId: string) => adminSql<ShipmentRow[]>`
  select s.id, s.number, s.status, w.trackstar_warehouse_id as warehouse, s.wms_order_id, s.wms_status, s.error_message,
         s.publish_attempts, s.tracking
  from public.shipments s join public.trackstar_warehouses w on w.id = s.warehouse_id
  where s.order_id = ${orderId} order by s.created_at, length(s.number), s.number`;

export async function latestShipment(orderId: string): Promise<ShipmentRow> {
  const row = (await shipmentsOf(orderId)).at(-1);
  if (!row) throw new Error("the order has no shipment");
  return row;
}

/** A new order, decided. */
export async function routedOrder(shop: TestShop, ...lines: TestLine[]) {
  const orderId = await makePendingOrder(shop, lines);
  const outcome = await routeOrder(shop.ctx, orderId);
  if (outcome !== "saved") throw new Error(`not routed: ${outcome}`);
  return { orderId, shipment: await latestShipment(orderId) };
}

export async function orderState(orderId: string) {
  const [row] = await adminSql<
    {
      routing_status: string;
      routing_reason: string | null;
      wms_order_id: string | null;
      routed_to_warehouse_id: string | null;
      external_order_id: string;
      external_order_number: string;
    }[]
  >`select * from public.unified_orders where id = ${orderId}`;
  if (!row) throw new Error("no such order");
  return row;
}

export const historyOf = async (orderId: string) => {
  const lines = await adminSql<{ kind: string; details: Record<string, unknown> }[]>`
    select kind, details from public.order_history where order_id = ${orderId} order by id`;
  return [...lines];
};

export const kindsOf = async (orderId: string) => (await historyOf(orderId)).map(({ kind }) => kind);

interface ReservationRow {
  readonly quantity: number;
  readonly is_accepted: boolean;
  readonly release_reason: string | null;
}

export const reservationsOf = (orderId: string) => adminSql<ReservationRow[]>`
  select r.quantity, r.accepted_at is not null as is_accepted, r.release_reason
  from public.inventory_reservations r join public.shipments s on s.id = r.shipment_id
  where s.order_id = ${orderId} order by r.created_at, r.sku`;

export async function ordersToday(shop: TestShop): Promise<number> {
  const [row] = await adminSql<{ orders: number }[]>`
    select coalesce(sum(orders), 0)::int as orders from public.warehouse_days where shop_id = ${shop.id}`;
  return row?.orders ?? 0;
}

/** A newer version of the order arrives from its channel, as every change does. */
export async function changeOrder(
  shop: TestShop,
  orderId: string,
  changes: Record<string, unknown>,
): Promise<void> {
  await adminSql`
    select public.save_orders(${shop.id}, ${shop.channelId}, jsonb_build_array(
      to_jsonb(o) || jsonb_build_object('source_updated_at', o.source_updated_at + interval '1 minute', 'hold_reason', null)
                  || ${JSON.stringify(changes)}::text::jsonb)::text)
    from public.unified_orders o where o.id = ${orderId}`;
}

export const newAddress = { ship_to_address1: "2 Other Street" };

/** Waits until Trackstar has crawled the WMS's orders again, as it does some time after being asked. */
export async function untilCrawled(wms: Wms, orderNumber: string): Promise<void> {
  const access = await accessTo(wms);
  await waitFor(async () => (await findOrders(access, { orderNumber }))[0]);
}

export const hasJob = async (key: string) => {
  const [row] = await adminSql<{ found: boolean }[]>`select public.has_job(${key}) as found`;
  return row?.found === true;
};

export const forgetJob = (key: string) =>
  adminSql`delete from graphile_worker._private_jobs where key = ${key}`;
