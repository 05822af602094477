import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";
import { count, optional, timestamp } from "./values.ts";

const health = z.enum(["ok", "reconnect", "disconnected", "stock_suspect"]);

const orderCreation = z.enum(["off", "swyft", "wms"]);

const Sync = z.object({
  kind: z.enum(["historical", "warehouses", "products", "inventory", "orders"]),
  status: z.enum(["pending", "in_progress", "completed", "failed"]),
  started_at: optional(timestamp),
  completed_at: optional(timestamp),
  items: z.int(),
  error: optional(z.string()),
});
export type SyncRun = z.infer<typeof Sync>;

const Warehouse = z.object({
  id: z.uuid(),
  name: z.string(),
  code: optional(z.string()),
  address1: optional(z.string()),
  city: optional(z.string()),
  state: optional(z.string()),
  postal_code: optional(z.string()),
  country: optional(z.string()),
  geo_precision: z.enum(["given", "zip5", "zip3", "state", "none"]),
  is_active: z.boolean(),
  priority: z.int(),
  daily_capacity: optional(z.int()),
  orders_today: z.int(),
});
export type ShownWarehouse = z.infer<typeof Warehouse>;

const Connection = z.object({
  id: z.uuid(),
  name: z.string(),
  integration_type: z.enum(["wms", "cart"]),
  is_active: z.boolean(),
  health,
  order_creation: orderCreation,
  warehouse_selectable: z.boolean(),
  connected_at: timestamp,
  last_sync_at: optional(timestamp),
  last_error: optional(z.string()),
  stock_stale_since: optional(timestamp),
  customers: z.array(z.object({ id: z.string(), name: optional(z.string()) })),
  customer_id: optional(z.string()),
  missing_stock: optional(count),
  waiting_shipments: count,
  syncs: z.array(Sync),
  warehouses: z.array(Warehouse),
});
export type ShownConnection = z.infer<typeof Connection>;

const ConnectionsPage = z.object({
  time_zone: z.string(),
  /** Trackstar refuses Swyft's own key: nothing syncs until its operators have mended that. */
  calls_stopped: z.boolean(),
  connections: z.array(Connection),
});

export const readConnectionsPage = (db: Db, shopId: string, now: Date) =>
  callFunction(db, "connections_page", { p_shop_id: shopId, p_now: now.toISOString() }, ConnectionsPage);
