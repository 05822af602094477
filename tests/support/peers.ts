import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { envValue } from "./stack.ts";

export interface Peer {
  readonly url: string;
  /** Calls the peer's control API: `call("POST", "/sandbox/orders", {...})`. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

/** The Shopify stand-in at SHOPIFY_ADMIN_ORIGIN, with a state of its own. */
export const startShopifyPeer = (env: Record<string, string> = {}): Promise<Peer> =>
  startPeer("sandbox/shopify/main.ts", envValue("SHOPIFY_ADMIN_ORIGIN"), env);

/** The Trackstar stand-in at TRACKSTAR_API_URL, with a WMS of its own. */
export const startTrackstarPeer = (env: Record<string, string> = {}): Promise<Peer> =>
  startPeer("sandbox/trackstar/main.ts", envValue("TRACKSTAR_API_URL"), {
    APP_WEBHOOK_URL: `${envValue("SHOPIFY_APP_URL")}/webhooks/trackstar`,
    ...env,
  });

async function startPeer(program: string, url: string, env: Record<string, string>): Promise<Peer> {
  const home = mkdtempSync(join(tmpdir(), "swyft-peer-"));
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, PORT: new URL(url).port, STATE_DIR: home, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await untilReady(child, program);
  return {
    url,
    call: (method, path, body) => call(url, method, path, body),
    stop: async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function untilReady(child: ChildProcess, program: string): Promise<void> {
  if (!child.stdout) throw new Error(`${program} has no output`);
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes("ready")) {
      child.stdout.resume();
      return;
    }
  }
  throw new Error(`${program} ended before it was ready`);
}

async function call(url: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(new URL(path, url), {
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return text === "" ? null : JSON.parse(text);
}
