import { z } from "zod";
import { accountNamed, type WmsAccount } from "#sandbox/wms/accounts.ts";
import { listInbound } from "#sandbox/wms/inbound.ts";
import { listOrders } from "#sandbox/wms/orders.ts";
import { listProducts, pickList } from "#sandbox/wms/products.ts";
import { all, booleanColumn, first, run, transaction } from "#sandbox/wms/sqlite.ts";
import { listStock, type WmsStock } from "#sandbox/wms/stock.ts";
import { findConnection, listConnections, syncPrevented, type Connection } from "./connections.ts";
import { keepOnly, putRecord } from "./copy.ts";
import { crawlFunctionNames, crawlFunctions, type CrawlFunction } from "./integrations.ts";
import {
  toInboundShipment,
  toInventoryItem,
  toOrder,
  toProduct,
  toWarehouse,
  toWarehouseCustomer,
  type ApiRecord,
} from "./mapping.ts";
import { timestamp, type Peer } from "./peer.ts";
import { announce } from "./webhooks.ts";

const functionName = z.enum([
  "get_warehouses",
  "get_warehouse_customers",
  "get_products",
  "get_inventory",
  "get_orders",
  "get_inbound_shipments",
]);

const scheduleRow = z.object({
  connection_id: z.string(),
  function_name: functionName,
  frequency_seconds: z.number(),
  last_crawl_start: z.string().nullable(),
  last_crawl_end: z.string().nullable(),
  historical_completed: booleanColumn,
  due_at: z.string(),
});
type Schedule = z.infer<typeof scheduleRow>;

export function isCrawlFunction(name: string): name is CrawlFunction {
  return functionName.safeParse(name).success;
}

export function listSchedules(peer: Peer, connection: Connection): Schedule[] {
  const sql = "select * from sync_schedule where connection_id = ?";
  const order = (each: Schedule) => crawlFunctionNames.indexOf(each.function_name);
  return all(peer.db, scheduleRow, sql, connection.id).toSorted((a, b) => order(a) - order(b));
}

/** Crawls everything whose time has come. Answers how many crawls ran. */
export function crawlDue(peer: Peer): number {
  const sql = "select * from sync_schedule where due_at <= ? order by due_at, rowid";
  const due = all(peer.db, scheduleRow, sql, timestamp(peer));
  for (const { connection_id, function_name } of due) {
    const connection = findConnection(peer, connection_id);
    if (connection) crawl(peer, connection, function_name);
  }
  return due.length;
}

/** Crawls now, whatever the schedule says: one connection or all, some functions or all. */
export function crawlNow(peer: Peer, connectionId?: string, functions?: readonly string[]) {
  const wanted = listConnections(peer).filter(
    (each) => connectionId === undefined || each.id === connectionId,
  );
  return wanted.flatMap((connection) =>
    listSchedules(peer, connection)
      .filter((schedule) => !functions?.length || functions.includes(schedule.function_name))
      .map(({ function_name }) => ({
        connectionId: connection.id,
        functionName: function_name,
        crawled: crawl(peer, connection, function_name),
      })),
  );
}

/** Refreshes one resource of the copy from the WMS. Answers false when the WMS no longer lets Trackstar in. */
export function crawl(peer: Peer, connection: Connection, name: CrawlFunction): boolean {
  const sql = "select * from sync_schedule where connection_id = ? and function_name = ?";
  const schedule = first(peer.db, scheduleRow, sql, connection.id, name);
  if (!schedule) return false;
  const nextDue = timestamp(peer, schedule.frequency_seconds);
  if (syncPrevented(peer, connection)) {
    setSchedule(peer, schedule, "due_at = ?", nextDue);
    return false;
  }
  transaction(peer.db, () => {
    setSchedule(peer, schedule, "last_crawl_start = ?", timestamp(peer));
    const records = store(peer, connection, schedule);
    setSchedule(peer, schedule, "last_crawl_end = ?", timestamp(peer));
    setSchedule(peer, schedule, "due_at = ?", nextDue);
    if (!schedule.historical_completed) completeHistory(peer, connection, schedule, records);
  });
  return true;
}

function store(peer: Peer, connection: Connection, schedule: Schedule): ApiRecord[] {
  const { resource } = crawlFunctions[schedule.function_name];
  const account = accountNamed(connection.account);
  const since = schedule.last_crawl_start ?? undefined;
  const records = readers[schedule.function_name](peer, account, since);
  for (const record of records) putRecord(peer, connection, resource, record, !schedule.historical_completed);
  // Orders are read since the last crawl only, so that absence says nothing about them.
  const complete = schedule.function_name !== "get_orders";
  if (complete) keepOnly(peer, connection, resource, new Set(records.map((record) => record.id)));
  return records;
}

function setSchedule(peer: Peer, schedule: Schedule, assignment: string, ...values: string[]): void {
  const sql = `update sync_schedule set ${assignment} where connection_id = ? and function_name = ?`;
  run(peer.db, sql, ...values, schedule.connection_id, schedule.function_name);
}

function completeHistory(peer: Peer, connection: Connection, schedule: Schedule, records: ApiRecord[]): void {
  setSchedule(peer, schedule, "historical_completed = 1");
  const dates = records.map((record) => String(record.created_date)).toSorted();
  const data = {
    resource: crawlFunctions[schedule.function_name].resource,
    oldest_data_date: dates.at(0) ?? null,
    newest_data_date: dates.at(-1) ?? null,
  };
  announce(peer, connection, { type: "connection.historical-sync-completed", data });
}

type Reader = (peer: Peer, account: WmsAccount, since: string | undefined) => ApiRecord[];

const readers: Record<CrawlFunction, Reader> = {
  get_warehouses: (_peer, account) => account.warehouses.map(toWarehouse),
  get_warehouse_customers: (_peer, account) => account.customers.map(toWarehouseCustomer),
  get_products: ({ wms }, account) =>
    listProducts(wms, account.account).map((product) => toProduct(product, pickList(wms, product))),
  get_inventory: readInventory,
  get_orders: ({ wms }, account, updatedSince) =>
    listOrders(wms, { account: account.account, updatedSince }).map(toOrder),
  get_inbound_shipments: ({ wms }, account) => listInbound(wms, account.account).map(toInboundShipment),
};

function readInventory({ wms }: Peer, account: WmsAccount): ApiRecord[] {
  const rows = new Map<string, WmsStock[]>();
  for (const row of listStock(wms, { account: account.account })) {
    rows.set(row.product_id, [...(rows.get(row.product_id) ?? []), row]);
  }
  return listProducts(wms, account.account).flatMap((product) => {
    const stocked = rows.get(product.id);
    return stocked ? [toInventoryItem(product, stocked)] : [];
  });
}
