import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import type { Logger } from "#app/clients/logger.server.ts";
import type { Metrics } from "./metrics.ts";

const acceptable = /^[\w-]{8,64}$/;

/** Gives every request an id, taken over from a proxy that sent a sensible one, and names it in the answer. */
export const requestId: RequestHandler = (request, response, next) => {
  const given = request.get("x-request-id");
  const id = given !== undefined && acceptable.test(given) ? given : randomUUID();
  request.headers["x-request-id"] = id;
  response.setHeader("X-Request-Id", id);
  next();
};

/** A line and a measurement per answer. The query never reaches the log: it carries session tokens. */
export function accessLog(log: Logger, metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    const { method, path } = request;
    response.once("close", () => {
      const ms = Math.round(performance.now() - started);
      const status = response.statusCode;
      metrics.answered(path, method, status, ms / 1000);
      if (path === "/healthz") return;
      const line = { request: request.headers["x-request-id"], method, path, status, ms };
      log[status >= 500 ? "error" : "info"](
        response.writableFinished ? line : { ...line, cut: true },
        "request",
      );
    });
    next();
  };
}
