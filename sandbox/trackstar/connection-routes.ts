import type { Context } from "hono";
import { z } from "zod";
import { accountNamed } from "#sandbox/wms/accounts.ts";
import { run } from "#sandbox/wms/sqlite.ts";
import { createApi, needsConnection, needsKey, type ApiVariables } from "./access.ts";
import {
  affectedEndpoints,
  availableActions,
  findConnection,
  listConnections,
  listErrors,
  syncPrevented,
  uninstall,
  type Connection,
} from "./connections.ts";
import { crawl, isCrawlFunction, listSchedules } from "./crawl.ts";
import { crawlFunctions, integrationList } from "./integrations.ts";
import { describeAccount } from "./link.ts";
import type { Peer } from "./peer.ts";
import type { RateLimit } from "./rate-limit.ts";
import { notFound, refusal, validationRefusal } from "./refusal.ts";
import { announce } from "./webhooks.ts";
import { parseBody, readJson } from "./write-rules.ts";

const patchBody = z.object({
  customer_id: z.string().nullable().optional(),
  webhooks_disabled: z.boolean().optional(),
});
const syncBody = z.object({ functions_to_sync: z.array(z.string()).optional() });

export function connectionRoutes(peer: Peer, limit: RateLimit) {
  const api = createApi();
  const withToken = needsConnection(peer, limit);

  api.get("/", needsKey(peer), (c) => {
    const data = listConnections(peer).map((connection) => describe(peer, connection));
    return c.json({ data, next_token: null, total_count: data.length });
  });
  api.get("/:id", needsKey(peer), (c) => {
    const connection = findConnection(peer, c.req.param("id"));
    if (!connection) throw notFound("connection", c.req.param("id"));
    return c.json({ data: describe(peer, connection) });
  });
  api.patch("/", withToken, async (c) => {
    patch(peer, c.get("connection"), parseBody(patchBody, await readJson(c)));
    return c.json({ id: c.get("connection").id, object: "connection", updated: true });
  });
  api.delete("/", withToken, (c) => {
    uninstall(peer, c.get("connection"));
    return c.json({ id: c.get("connection").id, object: "connection", deleted: true });
  });
  api.post("/sync", withToken, (c) => forceSync(peer, c));
  api.post("/on-demand-syncs", withToken, (c) => {
    const name = accountNamed(c.get("connection").account).integrationName;
    throw refusal(400, `On-demand sync is not enabled for ${name}`);
  });
  return api;
}

function describe(peer: Peer, connection: Connection) {
  const account = accountNamed(connection.account);
  const schedules = listSchedules(peer, connection);
  const prevented = syncPrevented(peer, connection);
  return {
    connection_id: connection.id,
    integration_name: account.integrationName,
    integration_display_name: account.displayName,
    integration_type: "wms",
    customer_id: connection.customer_id,
    created_at: connection.created_at,
    last_used: connection.last_used,
    times_used: connection.times_used,
    available_actions: availableActions(connection),
    available_endpoints: [],
    webhooks_disabled: connection.webhooks_disabled,
    me: describeAccount(connection),
    sync_schedules: schedules.map((schedule) => ({
      function_name: schedule.function_name,
      last_crawl_start: schedule.last_crawl_start,
      last_crawl_end: schedule.last_crawl_end,
      latest_data: schedule.last_crawl_end,
      sync_frequency: schedule.frequency_seconds,
      sync_status: prevented ? "error" : schedule.historical_completed ? "enabled" : "first_sync_in_progress",
    })),
    historical_sync_completed: Object.fromEntries(
      schedules.map((schedule) => [schedule.function_name, schedule.historical_completed]),
    ),
    errors: listErrors(peer, connection).map((error) => ({
      error_message: error.message,
      affected_endpoints: affectedEndpoints(error),
      first_seen: error.first_seen,
      last_seen: error.last_seen,
    })),
  };
}

function patch(peer: Peer, connection: Connection, wanted: z.infer<typeof patchBody>): void {
  run(
    peer.db,
    "update connection set customer_id = ?, webhooks_disabled = ? where id = ?",
    wanted.customer_id === undefined ? connection.customer_id : wanted.customer_id,
    (wanted.webhooks_disabled ?? connection.webhooks_disabled) ? 1 : 0,
    connection.id,
  );
}

/** Answers at once; the crawl follows, and an event tells when each function is done. */
async function forceSync(peer: Peer, c: Context<ApiVariables>): Promise<Response> {
  const { functions_to_sync = [] } = parseBody(syncBody, await readJson(c));
  const unknown = functions_to_sync.filter((name) => !isCrawlFunction(name));
  if (unknown.length > 0) {
    throw validationRefusal("json", { functions_to_sync: [`Unknown functions: ${unknown.join(", ")}`] });
  }
  const connection = c.get("connection");
  setImmediate(() => crawlAndTell(peer, connection, functions_to_sync));
  return c.json({ id: connection.id, syncing: true, functions_to_sync });
}

function crawlAndTell(peer: Peer, connection: Connection, functions: readonly string[]): void {
  for (const { function_name } of listSchedules(peer, connection)) {
    if (functions.length > 0 && !functions.includes(function_name)) continue;
    if (!crawl(peer, connection, function_name)) continue;
    const data = { function_name, resource: crawlFunctions[function_name].resource };
    announce(peer, connection, { type: "connection.force-sync-completed", data });
  }
}

/** What Trackstar can connect to. The account is optional here and changes nothing. */
export function integrationRoutes(peer: Peer, limit: RateLimit) {
  const api = createApi();
  api.use(needsKey(peer));
  api.get("/:type", (c) => {
    for (const [name, value] of Object.entries(limit.spendMinute(c.req.path))) c.header(name, value);
    return c.json({ data: c.req.param("type") === "wms" ? integrationList : [] });
  });
  api.get("/:type/:name", (c) => {
    for (const [name, value] of Object.entries(limit.spendMinute(c.req.path))) c.header(name, value);
    const found = integrationList.find((each) => each.integration_name === c.req.param("name"));
    if (!found || c.req.param("type") !== "wms") throw notFound("integration", c.req.param("name"));
    return c.json({ data: [found] });
  });
  return api;
}
