import { randomUUID, timingSafeEqual } from "node:crypto";
import { Hono, type Context, type MiddlewareHandler } from "hono";
import { connectionOfToken, noteUse, type Connection } from "./connections.ts";
import { recordCall } from "./calls.ts";
import { delayIfAsked, failIfAsked } from "./faults.ts";
import type { Peer } from "./peer.ts";
import type { RateLimit } from "./rate-limit.ts";
import { refusal, Refusal } from "./refusal.ts";

/** What a checked request carries. */
export interface ApiVariables {
  Variables: { connection: Connection };
}

export function createApi() {
  return new Hono<ApiVariables>();
}

/** Gives the answer its request id and writes the call down. */
export function logged(peer: Peer): MiddlewareHandler {
  return async (c, next) => {
    const requestId = randomUUID();
    await next();
    c.res.headers.set("X-Request-Id", requestId);
    const token = c.req.header("x-trackstar-access-token");
    recordCall(peer, {
      method: c.req.method,
      path: c.req.path,
      query: new URL(c.req.url).search,
      connectionId: token === undefined ? undefined : connectionOfToken(peer, token)?.id,
      idempotencyKey: c.req.header("idempotency-key"),
      status: c.res.status,
      requestId,
      replayed: c.res.headers.has("Idempotent-Replayed"),
    });
  };
}

/** For calls about the organisation: the API key, nothing else. */
export function needsKey(peer: Peer): MiddlewareHandler {
  return async (c, next) => {
    checkKey(peer, c.req.header("x-trackstar-api-key"));
    failIfAsked(peer, { endpoint: `${c.req.method} ${c.req.path}` });
    await next();
  };
}

/** For calls about one connection: key, token, then the token's rate limit. */
export function needsConnection(peer: Peer, limit: RateLimit): MiddlewareHandler<ApiVariables> {
  return async (c, next) => {
    checkKey(peer, c.req.header("x-trackstar-api-key"));
    const token = c.req.header("x-trackstar-access-token");
    const connection = token === undefined ? undefined : connectionOfToken(peer, token);
    if (!connection) throw refusal(401, "Invalid access token");
    const headers = limit.spendCall(connection.access_token, c.req.method);
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    const endpoint = `${c.req.method} ${c.req.path}`;
    failIfAsked(peer, { connectionId: connection.id, endpoint });
    // A slow write waits later, when its idempotency key is taken.
    if (c.req.method === "GET") await delayIfAsked(peer, { connectionId: connection.id, endpoint });
    noteUse(peer, connection);
    c.set("connection", connection);
    await next();
  };
}

function checkKey(peer: Peer, key: string | undefined): void {
  const [given, right] = [Buffer.from(key ?? ""), Buffer.from(peer.settings.apiKey)];
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw refusal(401, "Invalid API key");
}

/** Turns whatever was thrown into Trackstar's error body; headers set before, such as limits, stay. */
export function answerError(error: Error, c: Context): Response {
  if (error instanceof Refusal) return c.json(error.body, error.status, error.headers);
  console.error(error);
  return c.json({ error: "Internal server error", origin: "trackstar" }, 500);
}
