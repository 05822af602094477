import { z } from "zod";
import { encryptSecret } from "#app/lib/crypto.server.ts";
import { tokenPlace } from "#app/services/connections/access.server.ts";
import { linkConnection } from "#app/services/connections/link-connection.server.ts";
import type { Peer } from "#tests/support/peers.ts";
import type { TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeConnection } from "#tests/support/warehouses.ts";

const AuthCode = z.object({ auth_code: z.string() });

export interface LinkOptions {
  readonly account: string;
  readonly customerId?: string;
  readonly disabledFunctions?: readonly string[];
}

/** What the Link window hands to the browser once somebody has signed in to an account. */
export async function authCode(peer: Peer, options: LinkOptions): Promise<string> {
  return AuthCode.parse(await peer.call("POST", "/sandbox/auth-code", options)).auth_code;
}

/** Links an account for a shop; answers the row's id. */
export async function link(peer: Peer, shop: TestShop, options: LinkOptions): Promise<string> {
  const linked = await linkConnection(shop.ctx, await authCode(peer, { customerId: shop.id, ...options }));
  if (linked.outcome !== "linked") throw new Error(`not linked: ${linked.outcome}`);
  return linked.id;
}

/** A connection with a token that opens, as linking leaves it. */
export async function makeLinkedConnection(shop: TestShop, token = "a-token"): Promise<string> {
  const id = await makeConnection(shop);
  const { connection_id: trackstarId } = await connectionRow(id);
  const sealed = await encryptSecret(token, tokenPlace(trackstarId));
  await adminSql`update public.trackstar_connections set access_token = ${sealed} where id = ${id}`;
  return id;
}

export async function connectionRow(id: string) {
  const [row] = await adminSql<
    {
      connection_id: string;
      access_token: string | null;
      health: string;
      is_active: boolean;
      last_error: string | null;
      metadata: Record<string, unknown>;
      stock_stale_since: Date | null;
      warehouse_customer_id: string | null;
      order_creation: string;
    }[]
  >`select * from public.trackstar_connections where id = ${id}`;
  if (!row) throw new Error(`no connection ${id}`);
  return row;
}

export interface StockLine {
  readonly warehouse: string;
  readonly sku: string;
  readonly available: number | null;
  readonly on_hand: number | null;
  readonly is_known: boolean;
  readonly source_as_of: Date | null;
  readonly missing_pulls: number;
  readonly trackstar_product_id: string | null;
}

export const stockOf = (connectionId: string) => adminSql<StockLine[]>`
  select w.trackstar_warehouse_id as warehouse, i.sku, i.available, i.on_hand, i.is_known, i.source_as_of,
         i.missing_pulls, i.trackstar_product_id
  from public.trackstar_inventory i join public.trackstar_warehouses w on w.id = i.warehouse_id
  where w.trackstar_connection_id = ${connectionId} order by 1, 2`;

export const runsOf = (connectionId: string) => adminSql<
  { sync_type: string; status: string; items_synced: number; error_message: string | null }[]
>`select sync_type, status, items_synced, error_message from public.connection_sync_status
  where connection_id = ${connectionId} order by created_at, id`;

export const changesOf = (shopId: string) =>
  adminSql<
    { sku: string; available_before: number | null; available_after: number | null; cause: string }[]
  >`select sku, available_before, available_after, cause from public.stock_changes where shop_id = ${shopId} order by id`;

export const auditOf = (shopId: string) => adminSql<{ action: string; actor: string; subject: string }[]>`
  select action, actor, subject from public.audit_log where shop_id = ${shopId} order by id`;

/** Jobs of a shop that wait in the queue. */
export const jobsOf = (shopId: string) => adminSql<
  { task: string; key: string | null; payload: Record<string, unknown>; run_at: Date }[]
>`select t.identifier as task, j.key, j.payload, j.run_at
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  where j.payload ->> 'shopId' = ${shopId} order by j.id`;

export const forgetJobs = (shopId: string) => adminSql`
  delete from graphile_worker._private_jobs where payload ->> 'shopId' = ${shopId}`;
