import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type ErrorRequestHandler, type Express } from "express";
import { logger } from "#app/clients/logger.server.ts";
import { config } from "#app/config.server.ts";
import { connectDb } from "#app/db/client.server.ts";
import { readReadiness } from "#app/db/readiness.server.ts";
import { accessLog, requestId } from "./access-log.ts";
import { frameAncestors } from "./frame-ancestors.ts";
import { healthz, readExpectedDatabase, readyz } from "./health.ts";
import { makeMetrics } from "./metrics.ts";

/** The web server around the built app. No body is parsed here: webhook routes verify the raw bytes. */
export function createApp(build: ServerBuild): Express {
  const database = () => readReadiness(connectDb());
  const metrics = makeMetrics(database);
  const app = express();
  app.disable("x-powered-by");
  app.use(
    requestId,
    accessLog(logger, metrics),
    frameAncestors(config.shopify.extraFrameAncestors),
    noSniffing,
  );

  app.get("/healthz", healthz);
  app.get("/readyz", readyz(database, readExpectedDatabase()));
  app.get("/metrics", metrics.route(config.metricsToken));

  app.use(compression());
  app.use(staticFiles(build));
  app.all("*", remix(build));
  app.use(lastResort);
  return app;
}

function remix(build: ServerBuild): express.RequestHandler {
  const answer = createRequestHandler({ build, mode: config.production ? "production" : "development" });
  // It passes its own errors on to `next`.
  return (request, response, next) => void answer(request, response, next);
}

const noSniffing: express.RequestHandler = (_request, response, next) => {
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
  next();
};

/** Names of built assets carry a hash of their content, so they may be kept for ever. */
function staticFiles(build: ServerBuild): express.Router {
  const folder = build.assetsBuildDirectory;
  const router = express.Router();
  router.use(
    "/assets",
    express.static(`${folder}/assets`, { immutable: true, maxAge: "1y", fallthrough: false }),
  );
  router.use(express.static(folder, { maxAge: "1h", index: false }));
  return router;
}

/** What Remix itself could not answer, such as an address that is no URL. */
const lastResort: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const status = statusOf(error);
  if (status >= 500) logger.error({ err: error, path: request.path }, "request could not be answered");
  if (response.headersSent) {
    next(error);
    return;
  }
  response
    .status(status)
    .type("html")
    .send("<!doctype html><title>Swyft</title><p>This could not be answered.</p>");
};

const statusOf = (error: unknown): number =>
  typeof error === "object" && error !== null && "status" in error && typeof error.status === "number"
    ? error.status
    : 500;
