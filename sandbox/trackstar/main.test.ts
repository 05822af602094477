import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { orderBody, testSettings } from "./test-peer.ts";
import { startReceiver } from "./test-receiver.ts";

const exchanged = z.object({ access_token: z.string(), connection_id: z.string() });
const authCode = z.object({ auth_code: z.string() });
const wmsOrders = z.object({ orders: z.array(z.object({ id: z.string() })) });

async function start(folder: string, webhookUrl: string) {
  const child = spawn(process.execPath, ["sandbox/trackstar/main.ts"], {
    env: {
      ...process.env,
      PORT: "0",
      TRACKSTAR_API_KEY: testSettings.apiKey,
      TRACKSTAR_WEBHOOK_SECRET: testSettings.webhookSecret,
      APP_WEBHOOK_URL: webhookUrl,
      STATE_DIR: folder,
      WMS_SHIP_AFTER_SECONDS: "off",
      WEBHOOK_RETRY_SCALE: "0.01",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  for await (const line of createInterface(child.stdout)) {
    const [, url] = /^ready (http:\/\/localhost:\d+)$/.exec(line) ?? [];
    if (url !== undefined) return { child, url };
  }
  throw new Error("The peer ended before it was ready");
}

async function killNow(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

async function send(url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-trackstar-api-key": testSettings.apiKey, ...headers },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  return { response, body: answer };
}

describe("the peer's program", () => {
  it(
    "survives being killed: connection, order, idempotency key and unsent webhook",
    { timeout: 30_000 },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "trackstar-"));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const receiver = await startReceiver();
      receiver.answers.push(503);

      const before = await start(folder, receiver.url);
      const code = authCode.parse(
        (await send(`${before.url}/sandbox/auth-code`, { account: "northline" })).body,
      );
      const linked = exchanged.parse((await send(`${before.url}/link/exchange`, code)).body);
      const headers = { "x-trackstar-access-token": linked.access_token, "Idempotency-Key": "shipment-1" };
      await send(`${before.url}/sandbox/wms/stock`, {
        warehouseId: "wh-reno",
        sku: "MUG-SAGE",
        available: 9,
      });
      const order = await send(`${before.url}/wms/orders`, orderBody, headers);
      expect(order.response.status).toBe(200);
      await killNow(before.child);

      const after = await start(folder, receiver.url);
      const again = await send(`${after.url}/wms/orders`, orderBody, headers);
      expect(again.response.headers.get("Idempotent-Replayed")).toBe("true");
      expect(again.body).toEqual(order.body);
      const stored = await fetch(`${after.url}/sandbox/wms/orders?orderNumber=1001`);
      expect(wmsOrders.parse(await stored.json()).orders).toHaveLength(1);
      const codeAgain = authCode.parse(
        (await send(`${after.url}/sandbox/auth-code`, { account: "northline" })).body,
      );
      expect(exchanged.parse((await send(`${after.url}/link/exchange`, codeAgain)).body)).toEqual(linked);
      const arrived = (type: string) =>
        receiver.received.filter((each) => each.body.includes(`"${type}"`)).length;
      await expect.poll(() => arrived("order.created"), { timeout: 10_000 }).toBeGreaterThan(0);
      await expect.poll(() => arrived("connection.created"), { timeout: 10_000 }).toBeGreaterThan(0);
    },
  );
});
