import { existsSync, readFileSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { execa } from "execa";

/** The running Postgres of a data folder, by the process id it wrote there. */
export function findLivePostmaster(dataFolder: string): number | undefined {
  if (!existsSync(pidFile(dataFolder))) return undefined;
  const pid = Number.parseInt(readFileSync(pidFile(dataFolder), "utf8"), 10);
  return !Number.isNaN(pid) && isAlive(pid) ? pid : undefined;
}

/**
 * Makes a data folder startable after its Postgres was killed. Postgres itself clears a pid file whose process is
 * gone or is no Postgres; it refuses one that names another live Postgres, which after a restart of the machine, or
 * with several stacks side by side, is often a stranger. Only a stranger's file is removed; a Postgres of ours that
 * outlived its supervisor is stopped.
 */
export async function clearStalePidFile(dataFolder: string): Promise<void> {
  const pid = findLivePostmaster(dataFolder);
  if (pid === undefined) return;
  const command = await commandLine(pid);
  const folder = /(?:^|\/)postgres(?:\.exe)?["\s].*?-D\s+("[^"]+"|\S+)/
    .exec(command)?.[1]
    ?.replaceAll('"', "");
  if (folder === undefined) {
    if (/(?:^|\/)postgres\b/.test(command)) throw new Error(cannotTell(dataFolder, pid));
    return;
  }
  if (path.resolve(folder) === path.resolve(dataFolder)) return stopOrphan(pid);
  console.log(`removing a stale postmaster.pid: process ${pid} is the Postgres of ${folder}`);
  await rm(pidFile(dataFolder));
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function stopOrphan(pid: number) {
  console.log(`stopping Postgres ${pid}, left behind in this folder by a supervisor that was killed`);
  process.kill(pid, "SIGINT");
  const patience = AbortSignal.timeout(20_000);
  while (isAlive(pid)) {
    if (patience.aborted) throw new Error(`Postgres ${pid} does not stop; end it and start again`);
    await wait(20);
  }
}

async function commandLine(pid: number): Promise<string> {
  const linux = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => undefined);
  if (linux !== undefined) return linux.replaceAll("\0", " ");
  const { stdout } = await execa("ps", ["-o", "command=", "-p", String(pid)], { reject: false });
  return stdout;
}

const cannotTell = (dataFolder: string, pid: number) =>
  `${pidFile(dataFolder)} names process ${pid}, a Postgres whose data folder cannot be read from here. ` +
  `If no other stack uses this folder, delete that file and start again.`;

const pidFile = (dataFolder: string) => path.join(dataFolder, "postmaster.pid");
