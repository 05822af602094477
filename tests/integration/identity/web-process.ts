import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import getPort from "get-port";
import { onTestFinished } from "vitest";

type Environment = NodeJS.ProcessEnv;

export interface WebProcess {
  readonly url: string;
  /** Everything written so far, standard output and standard error together. */
  output(): string;
  /** Sends the signal and answers the exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

/** The web server as it runs in production, in a process of its own; ended after the test. */
export async function startWebProcess(env: Record<string, string> = {}): Promise<WebProcess> {
  const port = await getPort();
  const { child, output } = run({ ...process.env, PORT: String(port), LOG_LEVEL: "info", ...env });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  });
  while (!output().includes("web server ready")) {
    if (child.exitCode !== null) throw new Error(`the web server ended:\n${output()}`);
    await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  }
  return {
    url: `http://localhost:${port}`,
    output,
    end: async (signal = "SIGTERM") => {
      child.kill(signal);
      return exitCode(child);
    },
  };
}

/** Runs the web server with exactly this environment until it ends. */
export async function runWebProcess(
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; output: string }> {
  const { child, output } = run(env);
  const code = await exitCode(child);
  return { code, output: output() };
}

function run(env: Environment) {
  const child = spawn(process.execPath, ["app/server/main.ts"], { env, stdio: ["ignore", "pipe", "pipe"] });
  const chunks: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
  return { child, output: () => chunks.join("") };
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "close");
  return child.exitCode;
}
