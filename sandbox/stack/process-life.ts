import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { projectRoot } from "./home.ts";

export interface Command {
  command: string;
  args: string[];
  env: Record<string, string | undefined>;
  ready: string | RegExp;
}

/** One run of a child process, from its start to its end. */
export interface ProcessLife {
  pid: number | undefined;
  /** Settles only when the child became ready. */
  ready: Promise<void>;
  /** `how` in words. */
  ended: Promise<{ how: string; wasReady: boolean }>;
  askToEnd: () => void;
}

const patienceAtEnd = 10_000;
const followParent = pathToFileURL(path.join(import.meta.dirname, "follow-parent.ts")).href;

export function startLife(command: Command, onLine: (line: string) => void): ProcessLife {
  const child = spawnChild(command);
  const over = new AbortController();
  const ready = Promise.withResolvers<undefined>();
  let wasReady = false;
  const becomeReady = () => {
    wasReady = true;
    ready.resolve(undefined);
  };
  createInterface({ input: child.all }).on("line", (line) => {
    onLine(line);
    if (command.ready instanceof RegExp && command.ready.test(line)) becomeReady();
  });
  if (typeof command.ready === "string") {
    void waitForAnswer(command.ready, over.signal).then((answered) => answered && becomeReady());
  }
  const ended = endOf(child).then((how) => {
    over.abort();
    endGroup(child.pid);
    return { how, wasReady };
  });
  return { pid: child.pid, ready: ready.promise, ended, askToEnd: () => child.kill("SIGTERM") };
}

function spawnChild({ command, args, env }: Command) {
  return execa(command === "node" ? process.execPath : command, args, {
    cwd: projectRoot,
    env: { ...env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --import=${followParent}`.trim() },
    preferLocal: true,
    localDir: projectRoot,
    all: true,
    buffer: false,
    reject: false,
    stdin: "ignore",
    ipc: true,
    // In a group of its own: Ctrl-C reaches the supervisor alone, which then stops its children in order.
    detached: true,
    cleanup: false,
    forceKillAfterDelay: patienceAtEnd,
  });
}

// execa's own promise also waits for grandchildren that hold the output open.
function endOf(child: ReturnType<typeof spawnChild>): Promise<string> {
  return new Promise((resolve) => {
    child.nodeChildProcess.once("exit", (code, signal) =>
      resolve(signal ?? `exit code ${code ?? "unknown"}`),
    );
    if (child.pid === undefined)
      void child.then((result) => resolve(result.shortMessage ?? "could not be started"));
  });
}

// What the child started and left behind would hold its port.
function endGroup(pid: number | undefined) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // nobody was left
  }
}

async function waitForAnswer(url: string, over: AbortSignal): Promise<boolean> {
  while (!over.aborted) {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok) return !over.aborted;
    await wait(25);
  }
  return false;
}
