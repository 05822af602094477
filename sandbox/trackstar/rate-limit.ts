import type { Peer } from "./peer.ts";
import { Refusal } from "./refusal.ts";

interface Window {
  start: number;
  used: number;
}

/** Calls per access token and second, as Trackstar documents them. */
const readsPerSecond = 10;
const writesPerSecond = 50;

export interface Allowance {
  readonly limit: number;
  readonly windowSeconds: number;
}

export type RateLimit = ReturnType<typeof createRateLimit>;

/** Counts calls in fixed windows; forgotten on restart, as nothing depends on it. */
export function createRateLimit(peer: Peer) {
  const windows = new Map<string, Window>();

  /** Counts one call and answers the headers to send; throws 429 when there is nothing left. */
  function spend(key: string, allowance: Allowance): Record<string, string> {
    const seconds = peer.now().getTime() / 1000;
    const start = Math.floor(seconds / allowance.windowSeconds) * allowance.windowSeconds;
    const known = windows.get(key);
    const window = known?.start === start ? known : { start, used: 0 };
    window.used += 1;
    windows.set(key, window);
    const reset = start + allowance.windowSeconds;
    const headers = {
      "x-ratelimit-limit": String(allowance.limit),
      "x-ratelimit-remaining": String(Math.max(0, allowance.limit - window.used)),
      "x-ratelimit-reset": String(reset),
    };
    if (window.used <= allowance.limit) return headers;
    const wait = { ...headers, "retry-after": String(Math.max(1, Math.ceil(reset - seconds))) };
    throw new Refusal(429, { error: "Too many requests", origin: "trackstar" }, wait);
  }

  return {
    spendCall: (token: string, method: string) =>
      method === "GET"
        ? spend(`${token} reads`, { limit: readsPerSecond, windowSeconds: 1 })
        : spend(`${token} writes`, { limit: writesPerSecond, windowSeconds: 1 }),
    /** The lists of integrations may be read once a minute each. */
    spendMinute: (path: string) => spend(path, { limit: 1, windowSeconds: 60 }),
  };
}
