import type { Server } from "node:http";
import { logger } from "#app/clients/logger.server.ts";
import { config } from "#app/config.server.ts";
import { seconds } from "#app/lib/duration.ts";
import { createApp } from "./app.ts";
import { loadBuild } from "./build.ts";

const drainLimit = seconds(10);

/** Loads the built app, listens, and ends in an orderly way when asked to. */
export async function start(): Promise<void> {
  const host = config.production ? "0.0.0.0" : "localhost";
  const server = createApp(await loadBuild()).listen(config.port, host);
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
