import pRetry from "p-retry";
import type { z } from "zod";
import { errorKind, isTrackstarError, TrackstarError, unavailable } from "./errors.ts";
import { errorReply } from "./records.ts";

export interface TrackstarSettings {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly fetch?: typeof fetch;
}

/** What a call on behalf of one connection needs. */
export interface TrackstarAccess {
  readonly accessToken: string;
  /** Which customer of a shared 3PL account; every read filters by it. */
  readonly warehouseCustomerId: string | null;
  /** Resolves when this connection may be read again; keeps all workers together under the API's limit. */
  readonly waitForRead: () => Promise<void>;
  /** Told of every refusal of this connection's calls before the caller is. */
  readonly learnFrom: (refusal: TrackstarError) => Promise<void>;
}

export interface TrackstarCall<Schema extends z.ZodType> {
  /** The action of `available_actions` this is. */
  readonly action: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  readonly access?: TrackstarAccess;
  readonly idempotencyKey?: string;
  readonly reply: Schema;
}

export interface TrackstarReply<Value> {
  readonly value: Value;
  readonly replayed: boolean;
}

const seconds = (count: number) => count * 1000;
const readTimeout = seconds(20);
// A write is forwarded to the WMS while we wait.
const writeTimeout = seconds(60);
const longestPause = seconds(60);

export type Send = <Schema extends z.ZodType>(call: TrackstarCall<Schema>) => Promise<z.infer<Schema>>;
export interface TrackstarHttp {
  /** Repeats after rate limits, server errors and silence, with growing, jittered pauses. */
  readonly read: Send;
  /** One attempt: only the caller knows whether repeating a write is safe. */
  readonly write: <Schema extends z.ZodType>(
    call: TrackstarCall<Schema>,
  ) => Promise<TrackstarReply<z.infer<Schema>>>;
}

export function makeHttp(settings: TrackstarSettings): TrackstarHttp {
  return {
    read: async (call) => {
      const reply = await pRetry(
        async () => {
          await call.access?.waitForRead();
          return send(settings, call, readTimeout);
        },
        {
          retries: 4,
          minTimeout: 500,
          maxTimeout: seconds(8),
          randomize: true,
          shouldRetry: async ({ error }) => {
            if (!isTrackstarError(error, "rate_limited", "unavailable")) return false;
            await pause(Math.min(error.retryAfterMs ?? 0, longestPause));
            return true;
          },
        },
      );
      return reply.value;
    },
    write: (call) => send(settings, call, writeTimeout),
  };
}

const pause = (ms: number) =>
  ms > 0 ? new Promise<void>((resolve) => setTimeout(resolve, ms)) : Promise.resolve();

async function send<Schema extends z.ZodType>(
  settings: TrackstarSettings,
  call: TrackstarCall<Schema>,
  timeout: number,
): Promise<TrackstarReply<z.infer<Schema>>> {
  const { answer, body } = await exchange(settings, call, timeout);
  if (!answer.ok) {
    const error = refusal(call.action, answer, body);
    await call.access?.learnFrom(error);
    throw error;
  }
  const parsed = call.reply.safeParse(body);
  if (!parsed.success) throw unavailable(call.action, `Unreadable answer to ${call.action}`, parsed.error);
  return { value: parsed.data, replayed: answer.headers.get("idempotent-replayed") === "true" };
}

async function exchange(
  settings: TrackstarSettings,
  call: TrackstarCall<z.ZodType>,
  timeout: number,
): Promise<{ answer: Response; body: unknown }> {
  const url = new URL(call.path, `${settings.apiUrl}/`);
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
  try {
    const answer = await (settings.fetch ?? fetch)(url, {
      method: call.method,
      headers: headersOf(settings, call),
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal: AbortSignal.timeout(timeout),
      redirect: "error",
    });
    return { answer, body: parseJson(await answer.text()) };
  } catch (cause) {
    throw unavailable(call.action, `No answer from Trackstar to ${call.action}`, cause);
  }
}

function headersOf(settings: TrackstarSettings, call: TrackstarCall<z.ZodType>): Record<string, string> {
  return {
    accept: "application/json",
    "x-trackstar-api-key": settings.apiKey,
    ...(call.access && { "x-trackstar-access-token": call.access.accessToken }),
    ...(call.method !== "GET" && { "content-type": "application/json" }),
    ...(call.idempotencyKey && { "idempotency-key": call.idempotencyKey }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusal(action: string, answer: Response, body: unknown): TrackstarError {
  const reply = errorReply.safeParse(body).data;
  const origin = reply?.origin ?? "trackstar";
  const retryAfter = Number(answer.headers.get("retry-after") ?? Number.NaN);
  return new TrackstarError({
    kind: errorKind(answer.status, origin),
    message: reply?.error ?? `Trackstar answered ${answer.status} to ${action}`,
    action,
    status: answer.status,
    origin,
    detail: reply?.detail ?? null,
    retryAfterMs: Number.isFinite(retryAfter) && retryAfter >= 0 ? retryAfter * 1000 : null,
    requestId: answer.headers.get("x-request-id"),
  });
}
