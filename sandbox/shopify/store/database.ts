import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const tables = `
  create table if not exists sequences (name text primary key, value integer not null) strict;
  create table if not exists shops (
    domain text primary key, legacy_id text not null, name text not null, email text not null,
    currency text not null, timezone text not null, state text not null, created_at text not null,
    installed_at text, uninstalled_at text, faults text not null, order_count integer not null
  ) strict;
  create table if not exists orders (
    shop text not null, id text not null, seq integer not null, created_ms integer not null,
    updated_ms integer not null, processed_ms integer not null, name text not null,
    financial_status text not null, fulfillment_status text not null, test integer not null,
    open integer not null, body text not null, primary key (shop, id)
  ) strict;
  create index if not exists orders_by_updated on orders (shop, updated_ms, seq);
  create index if not exists orders_by_created on orders (shop, created_ms, seq);
  create index if not exists orders_by_processed on orders (shop, processed_ms, seq);
  create table if not exists products (
    shop text not null, id text not null, seq integer not null, sku text not null, body text not null,
    primary key (shop, id)
  ) strict;
  create index if not exists products_by_sku on products (shop, sku);
  create table if not exists access_tokens (
    token text primary key, shop text not null, user_id text, scope text not null, expires_ms integer
  ) strict;
  create table if not exists refresh_tokens (
    token text primary key, shop text not null, parent text, expires_ms integer not null, revoked integer not null
  ) strict;
  create table if not exists deliveries (
    seq integer primary key autoincrement, webhook_id text not null unique, event_id text not null,
    shop text not null, topic text not null, subject text not null, triggered_at text not null,
    body text not null, headers text not null, state text not null, attempts integer not null, due_ms integer not null
  ) strict;
  create index if not exists deliveries_due on deliveries (state, due_ms);
  create table if not exists attempts (
    id integer primary key autoincrement, webhook_id text not null, at text not null, status integer,
    error text, milliseconds integer not null, note text
  ) strict;
  create index if not exists attempts_of on attempts (webhook_id);
  create table if not exists counters (
    shop text not null, name text not null, value integer not null, primary key (shop, name)
  ) strict;
`;

/** The sandbox's durable store. Write-ahead logging survives kill -9 of the server. */
export function openDatabase(stateDir: string): DatabaseSync {
  mkdirSync(stateDir, { recursive: true });
  const db = new DatabaseSync(join(stateDir, "shopify.sqlite"));
  db.exec("pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000;");
  db.exec(tables);
  return db;
}

/** Runs `work` in one transaction: all of it is stored, or nothing. */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec("begin immediate");
  try {
    const result = work();
    db.exec("commit");
    return result;
  } catch (error) {
    db.exec("rollback");
    throw error;
  }
}
