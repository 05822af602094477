import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import type { StackEnv } from "./start-stack.ts";

const migration = `
create table public.widgets (id bigint generated always as identity primary key, name text not null);
alter table public.widgets enable row level security;
create policy service on public.widgets for all to service_role using (true) with check (true);
revoke all on public.widgets from anon, authenticated;

create table public.open_by_default (id int primary key);

create function public.api_limit() returns text language sql set search_path = '' as
  $$ select current_setting('statement_timeout') $$;
create function public.sleeps_too_long() returns void language sql set search_path = '' set statement_timeout = '300 ms' as
  $$ select pg_catalog.pg_sleep(20) $$;
`;

export const migrationVersion = "20260101000000";

/** A project folder whose only migration makes what these tests look at. */
export async function makeTestProject() {
  const folder = await mkdtemp(path.join(tmpdir(), "swyft-project-"));
  const migrations = path.join(folder, "supabase", "migrations");
  await mkdir(migrations, { recursive: true });
  await writeFile(path.join(migrations, `${migrationVersion}_widgets.sql`), migration);
  const add = (version: string, sql: string) => writeFile(path.join(migrations, `${version}_more.sql`), sql);
  return { folder, add, remove: () => rm(folder, { recursive: true, force: true }) };
}

export const makeStackName = () => `test-${randomUUID().slice(0, 8)}`;

/** A call of the Supabase API with this key, or with none. */
export function callApi(
  env: Pick<StackEnv, "SUPABASE_URL">,
  call: string,
  apikey?: string,
  init: RequestInit = {},
) {
  const headers = { "content-type": "application/json", ...(apikey !== undefined && { apikey }) };
  return fetch(`${env.SUPABASE_URL}/rest/v1/${call}`, {
    signal: AbortSignal.timeout(5_000),
    ...init,
    headers,
  });
}

export async function query<Row extends object>(connectionString: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

export function isListening(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => socket.destroy());
    socket.on("error", () => resolve(false));
    socket.on("close", (failed) => resolve(!failed));
  });
}
