import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { all, first, jsonColumn, run } from "#sandbox/wms/sqlite.ts";
import type { Connection } from "./connections.ts";
import { changedAttributes } from "./changed-attributes.ts";
import type { Resource } from "./integrations.ts";
import type { ApiRecord } from "./mapping.ts";
import { timestamp, type Peer } from "./peer.ts";
import { announce } from "./webhooks.ts";

const eventNames: Record<Resource, string> = {
  warehouses: "warehouse",
  "warehouse-customers": "warehouse-customer",
  products: "product",
  inventory: "inventory",
  orders: "order",
  "inbound-shipments": "inbound-shipment",
};

/** Lists inside a record whose new entries have an event of their own. */
const nestedEvents: Partial<Record<Resource, { list: string; type: string }>> = {
  orders: { list: "shipments", type: "order.shipment.created" },
  "inbound-shipments": { list: "receipts", type: "inbound-shipment.receipt.created" },
};

export const tagShape = z.union([z.string(), z.record(z.string(), z.string())]);

const bodyShape = z.looseObject({ id: z.string() });
const recordRow = z.object({
  id: z.string(),
  body: jsonColumn(bodyShape),
  tags: jsonColumn(z.array(tagShape)),
  trackstar_created_date: z.string(),
  trackstar_updated_date: z.string(),
});
type RecordRow = z.infer<typeof recordRow>;

export interface RecordQuery {
  readonly where: string;
  readonly params: readonly (string | number)[];
  readonly limit: number;
}

function present(row: RecordRow): ApiRecord {
  const { trackstar_created_date, trackstar_updated_date } = row;
  return { ...row.body, trackstar_tags: row.tags, trackstar_created_date, trackstar_updated_date };
}

export function readRecord(peer: Peer, connection: Connection, resource: Resource, id: string) {
  const row = storedRecord(peer, connection, resource, id);
  return row && present(row);
}

export function readRecords(peer: Peer, connection: Connection, resource: Resource, query: RecordQuery) {
  const sql = `select * from record where connection_id = ? and resource = ? and ${query.where} order by id limit ?`;
  return all(peer.db, recordRow, sql, connection.id, resource, ...query.params, query.limit).map(present);
}

function storedRecord(peer: Peer, connection: Connection, resource: Resource, id: string) {
  const sql = "select * from record where connection_id = ? and resource = ? and id = ?";
  return first(peer.db, recordRow, sql, connection.id, resource, id);
}

/** Brings one record of the copy up to date and announces what changed, unless `quiet`. */
export function putRecord(
  peer: Peer,
  connection: Connection,
  resource: Resource,
  record: ApiRecord,
  quiet = false,
): void {
  const stored = storedRecord(peer, connection, resource, record.id);
  // Through JSON, so that what was stored and what is about to be are compared alike.
  const body = bodyShape.parse(JSON.parse(JSON.stringify(record)));
  if (stored && isDeepStrictEqual(stored.body, body)) return;
  const at = timestamp(peer);
  run(
    peer.db,
    `insert into record (connection_id, resource, id, body, trackstar_created_date, trackstar_updated_date)
     values (?, ?, ?, ?, ?, ?)
     on conflict do update set body = excluded.body, trackstar_updated_date = excluded.trackstar_updated_date`,
    connection.id,
    resource,
    body.id,
    JSON.stringify(body),
    at,
    at,
  );
  if (!quiet) announceChange(peer, connection, resource, stored, body);
}

function announceChange(
  peer: Peer,
  connection: Connection,
  resource: Resource,
  stored: RecordRow | undefined,
  body: ApiRecord,
): void {
  const data = readRecord(peer, connection, resource, body.id) ?? body;
  const previous = stored && changedAttributes(stored.body, body);
  const type = `${eventNames[resource]}.${stored ? "updated" : "created"}`;
  announce(peer, connection, { type, data, ...(previous && { previous }) });
  const nested = nestedEvents[resource];
  if (!nested) return;
  const before = listLength(stored?.body[nested.list]);
  if (listLength(body[nested.list]) > before) {
    const old = { [nested.list]: stored?.body[nested.list] ?? [] };
    announce(peer, connection, { type: nested.type, data, previous: old });
  }
}

const listLength = (value: unknown) => (Array.isArray(value) ? value.length : 0);

/** Forgets records a complete crawl no longer found. Nothing tells the app: Trackstar has no such event. */
export function keepOnly(
  peer: Peer,
  connection: Connection,
  resource: Resource,
  ids: ReadonlySet<string>,
): void {
  const idRow = z.object({ id: z.string() });
  const sql = "select id from record where connection_id = ? and resource = ?";
  for (const { id } of all(peer.db, idRow, sql, connection.id, resource)) {
    if (ids.has(id)) continue;
    run(
      peer.db,
      "delete from record where connection_id = ? and resource = ? and id = ?",
      connection.id,
      resource,
      id,
    );
  }
}

/** Replaces a record's tags, which live in Trackstar only. Answers false when there is no such record. */
export function tagRecord(
  peer: Peer,
  connection: Connection,
  resource: Resource,
  id: string,
  tags: z.infer<typeof tagShape>[],
): boolean {
  const sql = `update record set tags = ?, trackstar_updated_date = ?
                where connection_id = ? and resource = ? and id = ?`;
  return run(peer.db, sql, JSON.stringify(tags), timestamp(peer), connection.id, resource, id) > 0;
}
