import { readdir } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { Client } from "pg";
import { projectRoot } from "./home.ts";

/**
 * Applies what is missing of `<project>/supabase/migrations` through the supabase CLI, as for a hosted project, and
 * returns what the CLI said. Throws with its words when it fails; a failed migration leaves nothing of itself behind.
 */
export async function pushMigrations(databaseUrl: string, project = projectRoot): Promise<string> {
  const { all } = await runSupabase(["db", "push", `--remote=${databaseUrl}`, "--yes"], project);
  return all;
}

/** The supabase CLI from node_modules: asks nothing, reports nothing to its makers. */
export async function runSupabase(
  args: string[],
  project = projectRoot,
): Promise<{ stdout: string; all: string }> {
  const { failed, stdout, all } = await execa("supabase", [...args, "--workdir", project, "--agent", "no"], {
    cwd: project,
    preferLocal: true,
    localDir: projectRoot,
    all: true,
    reject: false,
    stdin: "ignore",
    env: {
      DO_NOT_TRACK: "1",
      SUPABASE_TELEMETRY_DISABLED: "1",
      NO_COLOR: "1",
      ...(isLocal(args) && withoutTls),
    },
  });
  // execa's own error would repeat the command, and with it the password in the URL.
  if (failed) throw new Error(`supabase ${args.slice(0, 2).join(" ")} failed\n${all}`);
  return { stdout, all };
}

// The CLI tries TLS first and warns on standard output, into the generated types, when Postgres has none.
const withoutTls = { PGSSLMODE: "disable" };
const isLocal = (args: string[]) => args.some((arg) => /@(?:127\.0\.0\.1|localhost)[:/]/.test(arg));

/** The versions in the folder that the database does not have: the CLI compares versions only, as this does. */
export async function findPendingMigrations(databaseUrl: string, project = projectRoot): Promise<string[]> {
  const folder = path.join(project, "supabase", "migrations");
  const files = await readdir(folder).catch(() => []);
  const versions = files.flatMap((file) => /^(\d+)_.*\.sql$/.exec(file)?.[1] ?? []);
  const applied = await readAppliedVersions(databaseUrl);
  return versions.filter((version) => !applied.has(version)).sort();
}

async function readAppliedVersions(connectionString: string): Promise<Set<string>> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const known = await client.query<{ known: boolean }>(
      "select to_regclass('supabase_migrations.schema_migrations') is not null as known",
    );
    if (!known.rows[0]?.known) return new Set();
    const { rows } = await client.query<{ version: string }>(
      "select version from supabase_migrations.schema_migrations",
    );
    return new Set(rows.map((row) => row.version));
  } finally {
    await client.end();
  }
}
