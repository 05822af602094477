import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import postgres, { type Sql } from "postgres";

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
  const sql = postgres(settings.databaseUrl, { max: 2, ...driverOptions });
  const usual = openApp(settings);
  const patient = new Map<string, Promise<OpenApp>>();
  let timeouts = new Map<string, string>();
  await sql.listen("pgrst", () => void reload());
  await reload();

  async function reload() {
    timeouts = await readOwnTimeouts(sql);
    for (const { connection } of await everyApp()) await connection.clearSchemaCache();
    await warmUp(usual);
  }

  async function warmUp(opened: OpenApp): Promise<OpenApp> {
    await (await readOneRow(opened, settings, sql))?.body?.cancel();
    return opened;
  }

  function appFor(request: Request): OpenApp | Promise<OpenApp> {
    const timeout = timeouts.get(rpcName(request));
    if (timeout === undefined) return usual;
    const opening = patient.get(timeout) ?? warmUp(openApp(settings, timeout));
    patient.set(timeout, opening);
    return opening;
  }

  async function everyApp() {
    return [usual, ...(await Promise.all(patient.values()))];
  }

  return {
    answer: async (request) => (await appFor(request)).app.fetch(request, { peerAddress: null }),
    check: async () => {
      const answer = await readOneRow(usual, settings, sql);
      const body = await answer?.text();
      if (answer && !answer.ok) throw new Error(`reading a table answered ${answer.status}: ${body ?? ""}`);
    },
    close: async () => {
      for (const { connection } of await everyApp()) await connection.close();
      await sql.end();
    },
  };
}

// The driver's own pauses between attempts to connect grow to 20 s, long after a restarted Postgres is back.
const driverOptions = { onnotice: () => undefined, backoff: () => 0.05 };

type OpenApp = ReturnType<typeof openApp>;

function openApp(settings: ApiSettings, ownTimeout?: string) {
  const connection = createPostgresConnection({
    url: settings.databaseUrl,
    postgresOptions: {
      max: ownTimeout === undefined ? 10 : 4,
      ...driverOptions,
      ...(ownTimeout !== undefined && { connection: { options: `-c statement_timeout=${ownTimeout}` } }),
    },
  });
  const app = new App({
    connection,
    // Hosted refuses an update or delete without a filter too.
    api: { schemas: ["public"], max_rows: 1000, pg_safe_update: true },
    auth: { enabled: false, publishable_key: settings.publishableKey, secret_key: settings.secretKey },
    options: { server: { disableStudio: true, admin: false } },
  });
  return { app, connection };
}

/** One row of a table that service_role may read, read as a client would; undefined while there is no such table. */
async function readOneRow(
  { app }: OpenApp,
  { secretKey }: ApiSettings,
  sql: Sql,
): Promise<Response | undefined> {
  const [table] = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and has_table_privilege('service_role', oid, 'select')
    order by relname limit 1`;
  if (!table) return undefined;
  const url = `http://127.0.0.1/rest/v1/${encodeURIComponent(table.name)}?limit=1`;
  return app.fetch(new Request(url, { headers: { apikey: secretKey } }));
}

/** Functions that were made with their own statement timeout, by name. */
async function readOwnTimeouts(sql: Sql): Promise<Map<string, string>> {
  const rows = await sql<{ name: string; timeout: string }[]>`
    select proname as name, replace(substring(setting from '^statement_timeout=(.*)$'), ' ', '') as timeout
    from pg_proc, unnest(proconfig) as setting
    where pronamespace = 'public'::regnamespace and setting like 'statement_timeout=%'`;
  return new Map(rows.map((row) => [row.name, row.timeout]));
}

const rpcName = (request: Request) =>
  /^\/rest\/v1\/rpc\/([^/]+)$/.exec(new URL(request.url).pathname)?.[1] ?? "";
