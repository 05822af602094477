import type { Server } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import { z } from "zod";
import { logger } from "#app/clients/logger.server.ts";
import { config } from "#app/config.server.ts";
import { seconds } from "#app/lib/duration.ts";
import { createApp } from "./app.ts";

const drainLimit = seconds(10);
const Build = z.custom<ServerBuild>(
  (value) => typeof value === "object" && value !== null && "routes" in value,
);

/** Loads the built app, listens, and ends in an orderly way when asked to. */
export async function start(): Promise<void> {
  const build = Build.parse(await import(new URL("../../build/server/index.js", import.meta.url).href));
  const host = config.production ? "0.0.0.0" : "localhost";
  const server = createApp(build).listen(config.port, host);
  server.once("listening", () =>
    logger.info({ url: `http://${host}:${portOf(server)}` }, "web server ready"),
  );
  server.once("error", (error) => {
    logger.fatal({ err: error }, "the web server cannot listen");
    process.exit(1);
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => drain(server, signal));
}

/** Takes no new connections, lets answers finish, then ends. */
function drain(server: Server, signal: string): void {
  logger.info({ signal }, "web server stopping");
  server.close(() => process.exit(0));
  // Kept-alive connections would hold the server open; they become idle one after the other.
  setInterval(() => server.closeIdleConnections(), 100).unref();
  setTimeout(() => server.closeAllConnections(), drainLimit).unref();
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : config.port;
}
