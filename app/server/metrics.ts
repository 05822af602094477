import { timingSafeEqual } from "node:crypto";
import type { RequestHandler } from "express";
import { collectDefaultMetrics, Gauge, Histogram, register as counted, Registry } from "prom-client";
import type { Readiness } from "#app/db/readiness.server.ts";

export interface Metrics {
  /** Notes one answer. */
  answered(path: string, method: string, status: number, seconds: number): void;
  /** GET /metrics behind a bearer token; without a token there is no such page. */
  route(token: string | undefined): RequestHandler;
}

/** The process's own figures, the answers by area, and what the database says of the queue. */
export function makeMetrics(readReadiness: () => Promise<Readiness>): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const answers = new Histogram({
    name: "swyft_http_request_duration_seconds",
    help: "Time to answer by area, method and status.",
    labelNames: ["area", "method", "status"] as const,
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  });
  const reachable = new Gauge({
    name: "swyft_database_reachable",
    help: "1 when the database answered this scrape.",
    registers: [register],
  });
  const lag = new Gauge({
    name: "swyft_queue_lag_seconds",
    help: "How long the oldest due job of priority under 20 has waited; not a number while the database is away.",
    registers: [register],
  });

  async function readDatabase(): Promise<void> {
    const found = await readReadiness().catch(() => undefined);
    reachable.set(found ? 1 : 0);
    lag.set(found ? found.queueLagSeconds : Number.NaN);
  }

  async function render(): Promise<string> {
    await readDatabase();
    // What the app counts itself is in the library's own registry.
    return Registry.merge([register, counted]).metrics();
  }

  return {
    answered(path, method, status, seconds) {
      answers.observe({ area: areaOf(path), method: methodOf(method), status }, seconds);
    },
    route: (token) => (request, response, next) => {
      if (token === undefined) next();
      else if (!isBearer(request.get("authorization"), token))
        response.status(401).set("WWW-Authenticate", "Bearer").end();
      else render().then((page) => response.type(register.contentType).send(page), next);
    },
  };
}

/** Few and fixed, whatever addresses come in. */
export function areaOf(path: string): string {
  const known =
    /^\/(webhooks\/shopify|webhooks\/trackstar|app|auth|assets|healthz|readyz|metrics)(?=\/|$)/.exec(path);
  return known?.[1] ?? (path === "/" ? "root" : "other");
}

const methodOf = (method: string) =>
  ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].includes(method) ? method : "other";

function isBearer(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
