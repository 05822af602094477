import { readFile } from "node:fs/promises";
import path from "node:path";
import { Logger, runMigrations } from "graphile-worker";
import { Client, escapeLiteral } from "pg";
import { projectRoot } from "./home.ts";
import { findPendingMigrations, pushMigrations } from "./migrate.ts";
import type { Secrets } from "./secrets.ts";
import type { StackEnv } from "./stack-env.ts";

/** Turns an empty cluster into what the app meets on a hosted project; on a prepared one it changes nothing. */
export async function prepareDatabase(
  env: StackEnv,
  secrets: Secrets,
  project: string,
  log: (line: string) => void,
) {
  await runSql(env.ADMIN_DATABASE_URL, `${await readSql("roles.sql")}\n${passwords(secrets)}`);
  await installQueue(env.MIGRATIONS_DATABASE_URL);
  const pending = await findPendingMigrations(env.MIGRATIONS_DATABASE_URL, project);
  // Asked first, because the CLI takes a second to find out that nothing is to do.
  if (pending.length === 0) return;
  const started = performance.now();
  await pushMigrations(env.MIGRATIONS_DATABASE_URL, project);
  log(`${pending.length} migrations applied in ${Math.round(performance.now() - started)} ms`);
}

/** The job queue's schema, before the migrations: our SQL functions call graphile_worker.add_job. */
export async function installQueue(databaseUrl: string): Promise<void> {
  await runMigrations({ connectionString: databaseUrl, logger: quiet });
  await runSql(databaseUrl, await readFile(path.join(projectRoot, "supabase", "queue-grants.sql"), "utf8"));
}

const quiet = new Logger(() => () => undefined);

const passwords = (secrets: Secrets) =>
  [
    `alter role postgres password ${escapeLiteral(secrets.postgresPassword)};`,
    `alter role authenticator password ${escapeLiteral(secrets.authenticatorPassword)};`,
    `alter role swyft_worker password ${escapeLiteral(secrets.workerPassword)};`,
  ].join("\n");

const readSql = (file: string) => readFile(path.join(import.meta.dirname, file), "utf8");

async function runSql(connectionString: string, sql: string) {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
