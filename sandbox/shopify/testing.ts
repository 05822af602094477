import { createServer, type IncomingHttpHeaders } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { startShopifySandbox } from "./server.ts";
import { readSettings } from "./settings.ts";

export const testKeys = { apiKey: "test-key", apiSecret: "test-secret" };
export const demoShop = "swyft-demo.myshopify.com";

interface Received {
  readonly body: Buffer;
  readonly headers: IncomingHttpHeaders;
}

/** An app that keeps every webhook it gets; `answer` says with which status the n-th one is answered. */
export async function startReceiver(answer: (n: number) => number = () => 200) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ body: Buffer.concat(chunks), headers: request.headers });
      response.statusCode = answer(received.length);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  onTestFinished(() => void server.close());
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return { url: `http://localhost:${port}`, received };
}

/** A sandbox on a free port with a store of its own; stopped after the test. */
export async function startTestSandbox(appUrl = "http://localhost:1", extra: Record<string, string> = {}) {
  const stateDir = mkdtempSync(join(tmpdir(), "shopify-sandbox-"));
  const settings = readSettings({
    PORT: "0",
    SHOPIFY_API_KEY: testKeys.apiKey,
    SHOPIFY_API_SECRET: testKeys.apiSecret,
    SHOPIFY_APP_URL: appUrl,
    SHOP_DOMAINS: "other-shop.myshopify.com",
    STATE_DIR: stateDir,
    WEBHOOK_RETRY_BASE_MS: "20",
    ...extra,
  });
  const sandbox = await startShopifySandbox(settings);
  onTestFinished(async () => {
    await sandbox.stop();
    rmSync(stateDir, { recursive: true });
  });
  return { ...sandbox, settings, ...clientOf(sandbox.url) };
}

const Answer = z.looseObject({});

function clientOf(url: string) {
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: Answer.parse(await response.json()) };
  };
  const get = async (path: string) => Answer.parse(await (await fetch(`${url}${path}`)).json());
  const token = async (body: object, shop = demoShop) =>
    post(
      "/admin/oauth/access_token",
      { client_id: testKeys.apiKey, client_secret: testKeys.apiSecret, ...body },
      { "x-forwarded-host": shop },
    );
  const exchange = async (subjectToken: string, shop = demoShop, kind = "offline") =>
    token(
      {
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token: subjectToken,
        subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
        requested_token_type: `urn:shopify:params:oauth:token-type:${kind}-access-token`,
        expiring: "1",
      },
      shop,
    );
  const sessionToken = async (shop = demoShop, expiresIn = 60) => {
    const answer = await get(`/sandbox/session-token?shop=${shop}&expiresIn=${expiresIn}`);
    return z.string().parse(answer["token"]);
  };
  /** Installs the app in the shop; the access token it got. */
  const install = async (shop = demoShop) => {
    const { body } = await exchange(await sessionToken(shop), shop);
    return Tokens.parse(body);
  };
  const graphql = async (accessToken: string, query: string, variables: object = {}, shop = demoShop) => {
    const headers = { "x-shopify-access-token": accessToken, "x-forwarded-host": shop };
    return post("/admin/api/2026-10/graphql.json", { query, variables }, headers);
  };
  return { post, get, token, exchange, sessionToken, install, graphql };
}

export const Tokens = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.number(),
});

export const Orders = z.object({
  orders: z.array(
    z.object({
      id: z.string(),
      gid: z.string(),
      name: z.string(),
      lines: z.array(z.looseObject({ id: z.string() })),
    }),
  ),
});

export const Deliveries = z.object({
  deliveries: z.array(
    z.object({
      webhookId: z.string(),
      eventId: z.string(),
      topic: z.string(),
      state: z.string(),
      attempts: z.array(z.object({ status: z.number().nullable(), note: z.string().nullable() })),
    }),
  ),
});
