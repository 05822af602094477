import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import getPort from "get-port";
import { expect, onTestFinished, test } from "vitest";
import { startReceiver, testKeys } from "./testing.ts";

const program = fileURLToPath(new URL("./main.ts", import.meta.url));

/** The sandbox as a process of its own; resolves once it is ready. */
async function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, [program], {
    env: { NODE_ENV: "test", ...environment },
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false }))
    if (String(chunk).startsWith("ready http://localhost:")) return child;
  throw new Error("the sandbox ended before it was ready");
}

const post = (url: string, body: object) =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

test("a delivery waiting when the server is killed arrives after its restart, under the same webhook id", async () => {
  let open = false;
  const app = await startReceiver(() => (open ? 200 : 503));
  const stateDir = mkdtempSync(join(tmpdir(), "shopify-sandbox-"));
  onTestFinished(() => rmSync(stateDir, { recursive: true, force: true }));
  const environment = {
    PORT: String(await getPort()),
    SHOPIFY_API_KEY: testKeys.apiKey,
    SHOPIFY_API_SECRET: testKeys.apiSecret,
    SHOPIFY_APP_URL: app.url,
    STATE_DIR: stateDir,
    WEBHOOK_RETRY_BASE_MS: "50",
  };
  const first = await start(environment);
  await post(`http://localhost:${environment.PORT}/sandbox/deliver`, {
    topic: "orders/updated",
    payload: { id: 1 },
    webhookId: "kept",
  });
  await expect.poll(() => app.received.length).toBeGreaterThan(0);
  first.kill("SIGKILL");
  await once(first, "exit");
  app.received.length = 0;
  open = true;
  await start(environment);
  await expect.poll(() => app.received.length, { timeout: 10_000 }).toBe(1);
  expect(app.received[0]?.headers["x-shopify-webhook-id"]).toBe("kept");
}, 60_000);
