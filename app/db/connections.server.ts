import { z } from "zod";
import { callFunction, type Db, unwrap } from "./client.server.ts";
import { optional, timestamp } from "./values.ts";

const health = z.enum(["ok", "reconnect", "disconnected", "stock_suspect"]);
export const orderCreationModes = ["off", "swyft", "wms"] as const;
export type OrderCreation = (typeof orderCreationModes)[number];

const WarehouseCustomer = z.object({ id: z.string(), name: z.string().nullish() });

/** What is known of a connection beyond its columns; older rows may lack any of it. */
const Metadata = z.object({
  available_actions: z.array(z.string()).optional(),
  unavailable_actions: z.array(z.string()).optional(),
  warehouse_customers: z.array(WarehouseCustomer).optional(),
});

const Connection = z
  .object({
    id: z.uuid(),
    connection_id: z.string(),
    integration_name: z.string(),
    display_name: optional(z.string()),
    access_token: optional(z.string()),
    metadata: Metadata,
    is_active: z.boolean(),
    health,
    order_creation: z.enum(orderCreationModes),
    warehouse_customer_id: optional(z.string()),
    stock_stale_since: optional(timestamp),
  })
  .transform((row) => ({
    id: row.id,
    trackstarId: row.connection_id,
    integrationName: row.integration_name,
    displayName: row.display_name,
    /** Encrypted. */
    accessToken: row.access_token,
    availableActions: row.metadata.available_actions ?? null,
    unavailableActions: row.metadata.unavailable_actions ?? [],
    warehouseCustomers: row.metadata.warehouse_customers ?? [],
    isActive: row.is_active,
    health: row.health,
    orderCreation: row.order_creation,
    warehouseCustomerId: row.warehouse_customer_id,
    stockStaleSince: row.stock_stale_since,
  }));
export type Connection = z.infer<typeof Connection>;

const columns =
  "id, connection_id, integration_name, display_name, access_token, metadata, is_active, health, order_creation, warehouse_customer_id, stock_stale_since";

export async function findConnection(db: Db, shopId: string, id: string): Promise<Connection | undefined> {
  const row = unwrap(
    await db.from("trackstar_connections").select(columns).eq("shop_id", shopId).eq("id", id).maybeSingle(),
  );
  return row === null ? undefined : Connection.parse(row);
}

/** Those that can still be reached: not disconnected, with a token. */
export async function listLinkedConnections(db: Db, shopId: string): Promise<Connection[]> {
  const rows = unwrap(
    await db
      .from("trackstar_connections")
      .select(columns)
      .eq("shop_id", shopId)
      .neq("health", "disconnected")
      .not("access_token", "is", null),
  );
  return z.array(Connection).parse(rows);
}

/** By Trackstar's own id, which webhooks carry. */
export async function findConnectionByTrackstarId(
  db: Db,
  shopId: string,
  trackstarId: string,
): Promise<Connection | undefined> {
  const row = unwrap(
    await db
      .from("trackstar_connections")
      .select(columns)
      .eq("shop_id", shopId)
      .eq("connection_id", trackstarId)
      .maybeSingle(),
  );
  return row === null ? undefined : Connection.parse(row);
}

export interface LinkedConnection {
  readonly trackstarId: string;
  readonly integrationType: "wms" | "cart";
  readonly integrationName: string;
  readonly displayName: string | null;
  readonly accessToken: string;
  readonly metadata: Record<string, unknown>;
}

const Saved = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("saved"), id: z.uuid() }),
  z.object({ outcome: z.literal("owned-by-another-shop") }),
]);

/** Stores a linked connection and enqueues its first sync; a re-link keeps the row. */
export const saveConnection = (db: Db, shopId: string, linked: LinkedConnection, actor: string) =>
  callFunction(
    db,
    "save_connection",
    {
      p_shop_id: shopId,
      p_connection_id: linked.trackstarId,
      p_integration_type: linked.integrationType,
      p_integration_name: linked.integrationName,
      p_access_token: linked.accessToken,
      p_display_name: linked.displayName ?? linked.integrationName,
      p_metadata: JSON.stringify(linked.metadata),
      p_actor: actor,
    },
    Saved,
  );

const args = (shopId: string, connectionId: string) => ({
  p_shop_id: shopId,
  p_connection_id: connectionId,
});

export const disconnectConnection = (db: Db, shopId: string, id: string, actor: string) =>
  callFunction(
    db,
    "disconnect_connection",
    { ...args(shopId, id), p_actor: actor },
    z.enum(["disconnected", "already-disconnected"]),
  );

export const chooseWarehouseCustomer = (
  db: Db,
  shopId: string,
  id: string,
  customerId: string,
  actor: string,
) =>
  callFunction(
    db,
    "choose_warehouse_customer",
    { ...args(shopId, id), p_customer_id: customerId, p_actor: actor },
    z.enum(["chosen", "connection-not-found", "customer-not-found"]),
  );

export const setOrderCreation = (db: Db, shopId: string, id: string, mode: OrderCreation, actor: string) =>
  callFunction(
    db,
    "set_order_creation",
    { ...args(shopId, id), p_mode: mode, p_actor: actor },
    z.enum(["set", "connection-not-found"]),
  );

export interface ConnectionState {
  readonly metadata: Record<string, unknown>;
  /** Since when its stock is older than it looks; null: it is not. */
  readonly stockStaleSince: Date | null;
  readonly error: string | null;
}

export const saveConnectionState = (db: Db, shopId: string, id: string, state: ConnectionState) =>
  callFunction(
    db,
    "save_connection_state",
    {
      ...args(shopId, id),
      p_metadata: JSON.stringify(state.metadata),
      p_stock_stale_since: state.stockStaleSince?.toISOString(),
      p_error: state.error ?? undefined,
    },
    z.unknown(),
  );

export const markReconnect = (db: Db, shopId: string, id: string, error: string) =>
  callFunction(db, "mark_reconnect", { ...args(shopId, id), p_error: error }, z.unknown());

export const markActionUnavailable = (db: Db, shopId: string, id: string, action: string) =>
  callFunction(db, "mark_action_unavailable", { ...args(shopId, id), p_action: action }, z.unknown());

/** Milliseconds to wait before this connection may be read. */
export const takeReadSlot = (db: Db, shopId: string, id: string) =>
  callFunction(db, "take_read_slot", args(shopId, id), z.int().nonnegative());

export const acceptMissingStock = (db: Db, shopId: string, id: string, actor: string) =>
  callFunction(db, "accept_missing_stock", { ...args(shopId, id), p_actor: actor }, z.int());

/** Records that Trackstar refuses or accepts the organisation's key; true when that is news. */
export const recordTrackstarKey = (db: Db, accepted: boolean) =>
  callFunction(db, "record_trackstar_key", { p_accepted: accepted }, z.boolean());

export const isTrackstarKeyRefused = (db: Db) => callFunction(db, "trackstar_key_refused", {}, z.boolean());

/** A connection that was not given to the shop that asked for it. */
export async function auditRefusedConnection(
  db: Db,
  shopId: string,
  trackstarId: string,
  actor: string,
): Promise<void> {
  unwrap(
    await db
      .from("audit_log")
      .insert({ shop_id: shopId, actor, action: "connection_refused", subject: `connection:${trackstarId}` }),
  );
}
