import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { accountNamed } from "#sandbox/wms/accounts.ts";
import { all, booleanColumn, first, jsonColumn, run, transaction } from "#sandbox/wms/sqlite.ts";
import { crawlFunctionNames, crawlFunctions, writeActions } from "./integrations.ts";
import { timestamp, type Peer } from "./peer.ts";
import { announce } from "./webhooks.ts";

const connectionRow = z.object({
  id: z.string(),
  account: z.string(),
  access_token: z.string(),
  customer_id: z.string().nullable(),
  disabled_functions: jsonColumn(z.array(z.string())),
  webhooks_disabled: booleanColumn,
  times_used: z.number(),
  last_used: z.string().nullable(),
  created_at: z.string(),
});
export type Connection = z.infer<typeof connectionRow>;

export function listConnections(peer: Peer): Connection[] {
  return all(peer.db, connectionRow, "select * from connection order by created_at, id");
}

export function findConnection(peer: Peer, id: string): Connection | undefined {
  return first(peer.db, connectionRow, "select * from connection where id = ?", id);
}

export function connectionOfToken(peer: Peer, token: string): Connection | undefined {
  return first(peer.db, connectionRow, "select * from connection where access_token = ?", token);
}

function connectionOfAccount(peer: Peer, account: string): Connection | undefined {
  return first(peer.db, connectionRow, "select * from connection where account = ?", account);
}

export interface Installation {
  readonly account: string;
  readonly customerId: string | null;
  readonly disabledFunctions: readonly string[];
}

/** Links an account. One linked already keeps its id, its token and its owner, and its credentials are good again. */
export function install(peer: Peer, wanted: Installation): Connection {
  return transaction(peer.db, () => {
    const existing = connectionOfAccount(peer, wanted.account);
    if (!existing) return installNew(peer, wanted);
    clearErrors(peer, existing);
    return existing;
  });
}

function installNew(peer: Peer, wanted: Installation): Connection {
  run(
    peer.db,
    `insert into connection (id, account, access_token, customer_id, disabled_functions, created_at)
     values (?, ?, ?, ?, ?, ?)`,
    randomUUID(),
    wanted.account,
    `trackstar_${randomBytes(24).toString("base64url")}`,
    wanted.customerId,
    JSON.stringify(wanted.disabledFunctions),
    timestamp(peer),
  );
  const connection = connectionOfAccount(peer, wanted.account);
  if (!connection) throw new Error(`The connection of ${wanted.account} was not stored`);
  scheduleCrawls(peer, connection);
  const { created_at: created_date, access_token } = connection;
  announce(peer, connection, { type: "connection.created", data: { created_date, access_token } });
  return connection;
}

function scheduleCrawls(peer: Peer, connection: Connection): void {
  const dueAt = timestamp(peer, peer.settings.initialCrawlDelaySeconds);
  for (const name of crawlFunctionNames) {
    if (connection.disabled_functions.includes(name)) continue;
    const frequency = peer.settings.crawlIntervalSeconds * crawlFunctions[name].everyIntervals;
    run(
      peer.db,
      "insert into sync_schedule (connection_id, function_name, frequency_seconds, due_at) values (?, ?, ?, ?)",
      connection.id,
      name,
      frequency,
      dueAt,
    );
  }
}

export function uninstall(peer: Peer, connection: Connection): void {
  transaction(peer.db, () => {
    announce(peer, connection, { type: "connection.deleted", data: { deleted_date: timestamp(peer) } });
    run(peer.db, "delete from connection where id = ?", connection.id);
    run(peer.db, "delete from idempotency where connection_id = ?", connection.id);
  });
}

export function noteUse(peer: Peer, connection: Connection): void {
  const sql = "update connection set times_used = times_used + 1, last_used = ? where id = ?";
  run(peer.db, sql, timestamp(peer), connection.id);
}

export function availableActions(connection: Connection): string[] {
  return [...crawlFunctionNames, ...writeActions].filter(
    (name) => !connection.disabled_functions.includes(name),
  );
}

const errorRow = z.object({
  message: z.string(),
  endpoints: jsonColumn(z.array(z.string())),
  preventing_sync: booleanColumn,
  first_seen: z.string(),
  last_seen: z.string(),
});

export function listErrors(peer: Peer, connection: Connection) {
  const sql = "select * from connection_error where connection_id = ? order by first_seen";
  return all(peer.db, errorRow, sql, connection.id);
}

export function syncPrevented(peer: Peer, connection: Connection): boolean {
  return listErrors(peer, connection).some((each) => each.preventing_sync);
}

const wrongCredentials = "Invalid credentials";

/** The account's credentials stop working: nothing is crawled until somebody links it again. */
export function reportWrongCredentials(peer: Peer, connection: Connection): void {
  const endpoints = crawlFunctionNames.map((name) => `GET /wms/${crawlFunctions[name].resource}`);
  const at = timestamp(peer);
  transaction(peer.db, () => {
    const sql = "insert or replace into connection_error values (?, ?, ?, 1, ?, ?)";
    run(peer.db, sql, connection.id, wrongCredentials, JSON.stringify(endpoints), at, at);
    announceErrors(peer, connection, "connection-error.created");
  });
}

export function clearErrors(peer: Peer, connection: Connection): void {
  transaction(peer.db, () => {
    announceErrors(peer, connection, "connection-error.deleted");
    run(peer.db, "delete from connection_error where connection_id = ?", connection.id);
    run(peer.db, "delete from fault where connection_id = ? and fault = 'preventing-sync'", connection.id);
  });
}

function announceErrors(peer: Peer, connection: Connection, type: string): void {
  for (const error of listErrors(peer, connection)) {
    const data = {
      failed_url: "https://wms.example/api/session",
      affected_endpoints: affectedEndpoints(error),
      integration_name: accountNamed(connection.account).integrationName,
      error_message: error.message,
      created_date: error.first_seen,
      updated_date: error.last_seen,
      last_seen: error.last_seen,
    };
    announce(peer, connection, { type, data });
  }
}

export function affectedEndpoints(error: z.infer<typeof errorRow>) {
  return error.endpoints.map((endpoint) => ({ endpoint, preventing_sync: error.preventing_sync }));
}
