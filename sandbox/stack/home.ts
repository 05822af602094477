import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { isHomeInUse } from "./home-lock.ts";

export const projectRoot = path.resolve(import.meta.dirname, "../..");

export const postgresFolder = (home: string) => path.join(home, "postgres");

const throwAwayPrefix = "swyft-fresh-";

/** The folder that holds one stack: data, secrets, logs, lock. `fresh` makes one that nobody else has. */
export async function openHome(name: string, fresh: boolean): Promise<string> {
  if (!/^[a-z0-9][a-z0-9-]{0,40}$/.test(name))
    throw new Error(`"${name}" cannot name a stack: a-z, 0-9 and -`);
  const home = fresh ? await makeThrowAwayHome(name) : await makeKeptHome(name);
  // The postgres user walks through this folder to its own (0700) data folder.
  await chmod(home, 0o711);
  await mkdir(path.join(home, "logs"), { recursive: true, mode: 0o700 });
  return home;
}

async function makeThrowAwayHome(name: string) {
  await removeAbandonedHomes();
  return mkdtemp(path.join(tmpdir(), `${throwAwayPrefix}${name}-`));
}

async function makeKeptHome(name: string) {
  const local = path.join(projectRoot, ".swyft", name);
  const home = (await isReachable(projectRoot))
    ? local
    : path.join(tmpdir(), `swyft-${projectHash()}-${name}`);
  await mkdir(home, { recursive: true });
  await refuseForeignFolder(home);
  return home;
}

// Root hands Postgres to another OS user, who needs o+x on every folder above the data; for an ordinary user both are the same.
async function isReachable(folder: string): Promise<boolean> {
  if (userInfo().uid !== 0) return true;
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  const parent = path.dirname(folder);
  return parent === folder || isReachable(parent);
}

// A name in the shared temp folder can be guessed, so somebody else may have made it first.
async function refuseForeignFolder(home: string) {
  const { uid } = await stat(home);
  if (process.getuid && uid !== process.getuid())
    throw new Error(`${home} belongs to another user of this machine`);
}

const projectHash = () => createHash("sha256").update(projectRoot).digest("hex").slice(0, 10);

// A supervisor that was killed cannot delete its throw-away home; the next one does. Postgres itself ends
// within a minute of its data folder going away.
async function removeAbandonedHomes() {
  for (const entry of await readdir(tmpdir())) {
    const home = path.join(tmpdir(), entry);
    if (!entry.startsWith(throwAwayPrefix) || !existsSync(path.join(home, "supervisor.json"))) continue;
    if (!(await isHomeInUse(home))) await rm(home, { recursive: true, force: true }).catch(() => undefined);
  }
}
