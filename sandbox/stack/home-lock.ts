import { once } from "node:events";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import path from "node:path";
import { z } from "zod";

const Lock = z.object({ pid: z.number(), port: z.number() });

/**
 * One supervisor per home. The lock names a loopback port that answers with the home's path for as long as its
 * supervisor lives: a pid alone says nothing, because pids are used again.
 */
export async function lockHome(home: string): Promise<{ release: () => Promise<void> }> {
  const answer = createServer((socket) => socket.on("error", () => undefined).end(home));
  answer.listen(0, "127.0.0.1").unref();
  await once(answer, "listening");
  const address = answer.address();
  if (address === null || typeof address === "string") throw new Error("the home lock has no port");
  await writeLock(home, JSON.stringify({ pid: process.pid, port: address.port }));
  return {
    async release() {
      answer.close();
      await rm(lockFile(home), { force: true });
    },
  };
}

export async function isHomeInUse(home: string): Promise<boolean> {
  const lock = await readLock(home);
  return lock !== undefined && (await ask(lock.port)) === home;
}

async function writeLock(home: string, text: string) {
  try {
    await placeLock(home, text);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    if (await isHomeInUse(home)) throw new Error(await inUse(home), { cause: error });
    await rm(lockFile(home), { force: true });
    await placeLock(home, text);
  }
}

// Linked whole into its place, and refused if the place is taken: nobody reads half a lock.
async function placeLock(home: string, text: string) {
  const draft = `${lockFile(home)}.${process.pid}`;
  await writeFile(draft, text);
  await link(draft, lockFile(home)).finally(() => rm(draft, { force: true }));
}

const inUse = async (home: string) =>
  `${home} is in use by the stack with process id ${(await readLock(home))?.pid ?? "unknown"}; stop that one or choose another name`;

async function readLock(home: string) {
  const text = await readFile(lockFile(home), "utf8").catch(() => "{}");
  return Lock.safeParse(parseJson(text)).data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function ask(port: number): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1");
    socket.setTimeout(2000, () => socket.destroy());
    socket.on("data", (chunk) => (answer += chunk.toString()));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer));
  });
}

const lockFile = (home: string) => path.join(home, "supervisor.json");
