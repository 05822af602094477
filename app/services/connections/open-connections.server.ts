import {
  readConnectionsPage,
  type ShownConnection,
  type ShownWarehouse,
  type SyncRun,
} from "#app/db/lists-connections.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";

/** The shop's connections with their warehouses and syncs, as they are shown. */
export async function openConnections(ctx: ShopContext) {
  const page = await readConnectionsPage(ctx.db, ctx.shopId, ctx.now);
  return {
    now: ctx.now.toISOString(),
    timeZone: page.time_zone,
    callsStopped: page.calls_stopped,
    connections: page.connections.map(connection),
  };
}
export type OpenedConnections = Awaited<ReturnType<typeof openConnections>>;
export type OpenedConnection = OpenedConnections["connections"][number];

const shownKinds = ["historical", "warehouses", "products", "inventory", "orders"] as const;

/** In the order they depend on each other; the first import is told until it is done. */
const shownSyncs = (runs: readonly SyncRun[]): SyncRun[] =>
  shownKinds.flatMap((kind) =>
    runs.filter((run) => run.kind === kind && (kind !== "historical" || run.status !== "completed")),
  );

function connection(row: ShownConnection) {
  const needsCustomer = row.customers.length > 1 && row.customer_id === null;
  return {
    id: row.id,
    name: row.name,
    health: row.health,
    isActive: row.is_active,
    orderCreation: row.order_creation,
    choosesWarehouseItself: !row.warehouse_selectable,
    lastSyncAt: row.last_sync_at?.toISOString() ?? null,
    lastError: row.last_error,
    stockStaleSince: row.stock_stale_since?.toISOString() ?? null,
    missingStock: row.missing_stock,
    waitingShipments: row.waiting_shipments,
    customers: row.customers.map(({ id, name }) => ({ id, name: name ?? id })),
    customerId: row.customer_id,
    needsCustomer,
    isSyncing: row.syncs.some(({ status }) => status === "in_progress" || status === "pending"),
    syncs: shownSyncs(row.syncs).map(sync),
    warehouses: row.warehouses.map(warehouse),
  };
}

const sync = (run: SyncRun) => ({
  kind: run.kind,
  status: run.status,
  at: (run.completed_at ?? run.started_at)?.toISOString() ?? null,
  items: run.items,
  error: run.error,
});

function warehouse(row: ShownWarehouse) {
  return {
    id: row.id,
    name: row.name,
    code: row.code,
    address: [row.address1, row.city, [row.state, row.postal_code].filter(Boolean).join(" "), row.country]
      .filter(Boolean)
      .join(", "),
    place: row.geo_precision,
    isActive: row.is_active,
    priority: row.priority,
    dailyCapacity: row.daily_capacity,
    ordersToday: row.orders_today,
  };
}
