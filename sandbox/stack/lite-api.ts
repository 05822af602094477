import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import type { Sql } from "postgres";

export interface ApiSettings {
  databaseUrl: string;
  publishableKey: string;
  secretKey: string;
}

export interface LiteApi {
  answer: (request: Request) => Promise<Response>;
  /** Throws unless the database and a table, read the way a client reads it, both answer. */
  check: () => Promise<void>;
  close: () => Promise<void>;
}

/**
 * The Supabase API over Postgres. How @supabase/lite differs from a hosted project, and what is done about it:
 * - It skips roles altogether unless a table with row security exists at its first request. graphile-worker's
 *   tables have it and are made before this process starts.
 * - At that first request it tries to grant everything to anon; as `authenticator` it may not, and the request fails
 *   with 403. `warmUp` sends that one.
 * - It keeps the schema it saw first. Hosted listens for `pgrst` notices and so do we.
 * - It has one statement timeout for all. Hosted lets a function's own `set statement_timeout` win; `timeouts`.
 * - Keys are enforced because both are configured; the keyless admin mode stays off for embedders.
 * - Values keep lite's renderings (no type overrides: overriding jsonb breaks JSON strings, overriding bigint breaks
 *   introspection); JSON parameters are text and app/db reads either rendering.
 * - A request in flight when Postgres dies ends this process; the supervisor starts it again.
 * - It prints every SQL error with its stack; that goes to the log file.
 */
export async function openLiteApi(settings: ApiSettings): Promise<LiteApi> {
  const usual = openApp(settings);
  const patient = new Map<string, OpenApp>();
  const sql = usual.connection.driver;
  let timeouts = await readOwnTimeouts(sql);
  await warmUp(usual, settings);
  await sql.listen("pgrst", () => void reload());

  async function reload() {
    timeouts = await readOwnTimeouts(sql);
    for (const { connection } of [usual, ...patient.values()]) await connection.clearSchemaCache();
  }

  async function appFor(request: Request): Promise<OpenApp> {
    const timeout = timeouts.get(rpcName(request));
    if (timeout === undefined) return usual;
    const known = patient.get(timeout);
    if (known) return known;
    const opened = openApp(settings, timeout);
    patient.set(timeout, opened);
    await warmUp(opened, settings);
    return opened;
  }

  return {
    answer: async (request) => (await appFor(request)).app.fetch(request, { peerAddress: null }),
    check: () => check(usual, settings),
    close: async () => {
      for (const { connection } of [usual, ...patient.values()]) await connection.close();
    },
  };
}

type OpenApp = ReturnType<typeof openApp>;

function openApp(settings: ApiSettings, ownTimeout?: string) {
  const connection = createPostgresConnection({
    url: settings.databaseUrl,
    postgresOptions: {
      max: ownTimeout === undefined ? 10 : 4,
      onnotice: () => undefined,
      ...(ownTimeout !== undefined && {
        connection: { options: `-c statement_timeout=${ownTimeout.replaceAll(" ", "")}` },
      }),
    },
  });
  const app = new App({
    connection,
    api: { schemas: ["public"], max_rows: 1000, pg_safe_update: true },
    auth: { enabled: false, publishable_key: settings.publishableKey, secret_key: settings.secretKey },
    options: { server: { disableStudio: true, admin: false } },
  });
  return { app, connection };
}

async function warmUp({ app, connection }: OpenApp, settings: ApiSettings) {
  const table = await findReadableTable(connection.driver);
  await (await app.fetch(readOneRow(table ?? "none", settings))).body?.cancel();
}

async function check({ app, connection }: OpenApp, settings: ApiSettings) {
  const table = await findReadableTable(connection.driver);
  if (table === undefined) return;
  const answer = await app.fetch(readOneRow(table, settings));
  if (!answer.ok) throw new Error(`reading ${table} answered ${answer.status}: ${await answer.text()}`);
  await answer.body?.cancel();
}

const readOneRow = (table: string, settings: ApiSettings) =>
  new Request(`http://127.0.0.1/rest/v1/${encodeURIComponent(table)}?limit=1`, {
    headers: { apikey: settings.secretKey },
  });

async function findReadableTable(sql: Sql): Promise<string | undefined> {
  const rows = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and has_table_privilege('service_role', oid, 'select')
    order by relname limit 1`;
  return rows[0]?.name;
}

/** Functions that were made with their own statement timeout, by name. */
async function readOwnTimeouts(sql: Sql): Promise<Map<string, string>> {
  const rows = await sql<{ name: string; timeout: string }[]>`
    select proname as name, substring(setting from '^statement_timeout=(.*)$') as timeout
    from pg_proc, unnest(proconfig) as setting
    where pronamespace = 'public'::regnamespace and setting like 'statement_timeout=%'`;
  return new Map(rows.map((row) => [row.name, row.timeout]));
}

const rpcName = (request: Request) =>
  /^\/rest\/v1\/rpc\/([^/]+)$/.exec(new URL(request.url).pathname)?.[1] ?? "";
