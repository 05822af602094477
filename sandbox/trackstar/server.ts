import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { workTheFloor } from "#sandbox/wms/floor.ts";
import { answerError, createApi, logged, needsConnection } from "./access.ts";
import { connectionRoutes, integrationRoutes } from "./connection-routes.ts";
import { controlRoutes } from "./control.ts";
import { wmsControlRoutes } from "./control-wms.ts";
import { deliverDue } from "./courier.ts";
import { crawlDue } from "./crawl.ts";
import { linkRoutes } from "./link.ts";
import { linkWindowRoutes } from "./link-window.ts";
import { pageRoutes } from "./page.ts";
import type { Peer } from "./peer.ts";
import { createRateLimit } from "./rate-limit.ts";
import { missingRoutes, readRoutes } from "./reads.ts";
import { refusal } from "./refusal.ts";
import { repeat } from "./repeat.ts";
import { tagRoutes, writeRoutes } from "./writes.ts";

/** Everything the peer answers, without a port. */
export function createApp(peer: Peer) {
  const limit = createRateLimit(peer);
  const app = new Hono();
  app.onError(answerError);
  app.notFound((c) => answerError(refusal(404, "Not found"), c));

  app.route("/", pageRoutes(peer));
  app.route("/link", linkWindowRoutes(peer));
  app.route("/sandbox/wms", wmsControlRoutes(peer));
  app.route("/sandbox", controlRoutes(peer));

  for (const path of ["/link/*", "/connections/*", "/integrations/*", "/wms/*"]) {
    app.use(path, logged(peer));
  }
  app.route("/link", linkRoutes(peer));
  app.route("/connections", connectionRoutes(peer, limit));
  app.route("/integrations", integrationRoutes(peer, limit));

  const wms = createApi();
  wms.use(needsConnection(peer, limit));
  wms.route("/", tagRoutes(peer));
  wms.route("/", missingRoutes());
  wms.route("/", writeRoutes(peer));
  wms.route("/", readRoutes(peer));
  app.route("/wms", wms);
  return app;
}

const crawlLookMs = 200;
const floorLookMs = 500;
const courierLookMs = 100;

/** Serves on loopback and keeps crawling, delivering and shipping until stopped. */
export async function startPeer(peer: Peer) {
  const app = createApp(peer);
  const { port: wantedPort, shipAfterSeconds } = peer.settings;
  const { port, close } = await listen(app, wantedPort);
  const workers = [repeat(crawlLookMs, () => crawlDue(peer)), repeat(courierLookMs, () => deliverAll(peer))];
  if (shipAfterSeconds !== "off")
    workers.push(repeat(floorLookMs, () => workTheFloor(peer.wms, shipAfterSeconds)));

  async function stop() {
    await Promise.all(workers.map((worker) => worker.stop()));
    await close();
    peer.db.close();
    peer.wms.db.close();
  }
  return { url: `http://localhost:${port}`, stop };
}

async function deliverAll(peer: Peer): Promise<void> {
  while ((await deliverDue(peer)) > 0);
}

function listen(app: Hono, port: number): Promise<{ port: number; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: "localhost" }, (address) => {
      const close = () =>
        new Promise<void>((closed) => {
          server.close(() => closed());
          if ("closeAllConnections" in server) server.closeAllConnections();
        });
      resolve({ port: address.port, close });
    });
    server.on("error", reject);
  });
}
