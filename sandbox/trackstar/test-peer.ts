import { z } from "zod";
import { crawlNow } from "./crawl.ts";
import { openPeer } from "./peer.ts";
import { createApp } from "./server.ts";
import type { Settings } from "./settings.ts";

export const testSettings: Settings = {
  port: 0,
  apiKey: "test-key",
  webhookSecret: `whsec_${Buffer.from("a secret for the tests only, 32b").toString("base64")}`,
  webhookUrl: "http://localhost:1/webhooks/trackstar",
  stateFolder: ":memory:",
  crawlIntervalSeconds: 3600,
  initialCrawlDelaySeconds: 1,
  webhookRetryScale: 1,
  shipAfterSeconds: "off",
};

export interface Clock {
  at: Date;
  pass: (seconds: number) => void;
}

function createClock(): Clock {
  const clock = {
    at: new Date("2026-11-02T12:00:00.000Z"),
    pass: (seconds: number) => {
      clock.at = new Date(clock.at.getTime() + seconds * 1000);
    },
  };
  return clock;
}

const answerShape = z.looseObject({});
const exchanged = z.object({ access_token: z.string(), connection_id: z.string() });
const authCode = z.object({ auth_code: z.string() });

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

export interface CallOptions {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** A peer in memory, with a clock of its own, called without a port. */
export function createTestPeer(changes: Partial<Settings> = {}) {
  const clock = createClock();
  const peer = openPeer({ ...testSettings, ...changes }, () => clock.at);
  const app = createApp(peer);

  async function call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const headers: Record<string, string> = {
      "x-trackstar-api-key": testSettings.apiKey,
      ...options.headers,
    };
    if (options.token !== undefined) headers["x-trackstar-access-token"] = options.token;
    const init: RequestInit = { method, headers };
    if (options.body !== undefined) {
      headers["content-type"] ??= "application/json";
      init.body = typeof options.body === "string" ? options.body : JSON.stringify(options.body);
    }
    const response = await app.request(path, init);
    const json: unknown = await response.json();
    return { status: response.status, headers: response.headers, body: answerShape.parse(json) };
  }

  async function link(account: string, customerId = "shop-1") {
    const code = await call("POST", "/sandbox/auth-code", { body: { account, customerId } });
    const { auth_code } = authCode.parse(code.body);
    const reply = await call("POST", "/link/exchange", { body: { auth_code } });
    const { access_token: token, connection_id: connectionId } = exchanged.parse(reply.body);
    return { token, connectionId };
  }

  /** Links an account and has everything crawled once. */
  async function linkAndCrawl(account: string, customerId = "shop-1") {
    const linked = await link(account, customerId);
    crawlNow(peer, linked.connectionId);
    clock.pass(1);
    return linked;
  }

  const count = (warehouseId: string, sku: string, available: number) =>
    call("POST", "/sandbox/wms/stock", { body: { warehouseId, sku, available } });

  return { peer, clock, call, link, linkAndCrawl, count };
}

const listShape = z.object({
  data: z.array(z.looseObject({ id: z.string() })),
  next_token: z.string().nullable(),
});

export function listOf(answer: Answer) {
  return listShape.parse(answer.body);
}

export const orderBody = {
  order_number: "1001",
  reference_id: "shipment-1",
  warehouse_id: "wh-reno",
  ship_to_address: {
    full_name: "Recipient 1",
    address1: "1 Test Street",
    city: "Denver",
    state: "CO",
    postal_code: "80205",
    country: "US",
  },
  line_items: [{ sku: "MUG-SAGE", quantity: 2, unit_price: 18 }],
};
