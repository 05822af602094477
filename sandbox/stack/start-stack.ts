import { rm } from "node:fs/promises";
import { apiSpec, postgresSpec } from "./core-processes.ts";
import { openHome, postgresFolder, projectRoot } from "./home.ts";
import { lockHome } from "./home-lock.ts";
import { findLivePostmaster } from "./postmaster-pid.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { loadSecrets } from "./secrets.ts";
import { choosePorts, stackEnv, type StackEnv } from "./stack-env.ts";
import { SupervisedProcess, type ProcessSpec } from "./supervised-process.ts";

export type { StackEnv } from "./stack-env.ts";
export type { ProcessSpec } from "./supervised-process.ts";

export interface StackOptions {
  /** Names the home, and so the data: a-z, 0-9 and -. */
  name: string;
  /** A home nobody else has, deleted at `stop`. */
  fresh?: boolean;
  /** Started after the API, one after the other, and stopped in reverse. */
  processes?: ProcessSpec[];
  log?: (line: string) => void;
  /** The folder that holds `supabase/migrations`. Default: this project. */
  project?: string;
}

export interface Stack {
  env: StackEnv;
  home: string;
  /** Starts one more process and returns when it is ready. */
  addProcess: (spec: ProcessSpec) => Promise<void>;
  /** For `postgres` the database server's own id, not that of the process around it. */
  pid: (name: string) => number | undefined;
  kill: (name: string, signal: NodeJS.Signals) => void;
  waitReady: (name: string) => Promise<void>;
  /** Ends one process and leaves it down until `bringUp`. */
  takeDown: (name: string) => Promise<void>;
  bringUp: (name: string) => Promise<void>;
  stop: () => Promise<void>;
}

/** Brings up Postgres, migrated, the Supabase API and then the caller's processes, each under supervision. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { name, fresh = false, processes = [], log = () => undefined, project = projectRoot } = options;
  const home = await openHome(name, fresh);
  const lock = await lockHome(home);
  const running = new Map<string, SupervisedProcess>();
  try {
    const secrets = await loadSecrets(home);
    const ports = await choosePorts(home);
    const env = stackEnv(ports, secrets);
    const stack = assemble({ env, home, running, log, stopAll });
    await stack.addProcess(postgresSpec(home, fresh, ports, secrets));
    await prepareDatabase(env, secrets, project, log);
    await stack.addProcess(apiSpec(ports, env));
    for (const spec of processes) await stack.addProcess(spec);
    return stack;
  } catch (error) {
    await stopAll();
    throw error;
  }

  // Callers first, Postgres last: nobody loses what it stands on.
  async function stopAll() {
    for (const each of [...running.values()].reverse()) await each.close();
    await lock.release();
    if (fresh) await rm(home, { recursive: true, force: true });
  }
}

interface Parts {
  env: StackEnv;
  home: string;
  running: Map<string, SupervisedProcess>;
  log: (line: string) => void;
  stopAll: () => Promise<void>;
}

function assemble({ env, home, running, log, stopAll }: Parts): Stack {
  let stopped: Promise<void> | undefined;

  async function addProcess(spec: ProcessSpec) {
    if (running.has(spec.name)) throw new Error(`the stack has a process named ${spec.name} already`);
    const ownPid = spec.name === "postgres" ? () => findLivePostmaster(postgresFolder(home)) : undefined;
    const added = new SupervisedProcess(spec, { home, env, log }, ownPid);
    running.set(spec.name, added);
    added.start();
    await added.waitReady();
  }

  function find(name: string): SupervisedProcess {
    const found = running.get(name);
    if (!found)
      throw new Error(`the stack has no process named ${name}, only ${[...running.keys()].join(", ")}`);
    return found;
  }

  return {
    env,
    home,
    addProcess,
    pid: (name) => find(name).pid,
    kill: (name, signal) => find(name).kill(signal),
    waitReady: (name) => find(name).waitReady(),
    takeDown: (name) => find(name).stop(),
    bringUp: async (name) => {
      find(name).start();
      await find(name).waitReady();
    },
    stop: () => (stopped ??= stopAll()),
  };
}
