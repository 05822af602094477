import { Hono } from "hono";
import { z } from "zod";
import { findAccount } from "#sandbox/wms/accounts.ts";
import { forgetCalls, listCalls } from "./calls.ts";
import { clearErrors, findConnection, listConnections, reportWrongCredentials } from "./connections.ts";
import { crawlNow } from "./crawl.ts";
import { addFault, faultShape, listFaults, removeFaults } from "./faults.ts";
import { createAuthCode } from "./link.ts";
import type { Peer } from "./peer.ts";
import { notFound } from "./refusal.ts";
import { listDeliveries, outboxCounts } from "./webhooks.ts";
import { parseBody, readJson } from "./write-rules.ts";

const authCodeBody = z.object({
  account: z.string(),
  customerId: z.string().nullish(),
  disabledFunctions: z.array(z.string()).default([]),
});

const crawlBody = z.object({
  connectionId: z.string().optional(),
  functions: z.array(z.string()).optional(),
});

const callQuery = z.strictObject({ method: z.string().optional(), path: z.string().optional() });

/** The strings that move the sandbox from outside: tests and the demo use them, the app never does. */
export function controlRoutes(peer: Peer) {
  const api = new Hono();

  api.post("/auth-code", async (c) => {
    const wanted = parseBody(authCodeBody, await readJson(c));
    const account = findAccount(wanted.account);
    if (!account) throw notFound("account", wanted.account);
    const { customerId = null, disabledFunctions } = wanted;
    const authCode = createAuthCode(peer, { account: account.account, customerId, disabledFunctions });
    return c.json({ auth_code: authCode, integration_name: account.integrationName });
  });

  api.post("/crawl", async (c) => {
    const { connectionId, functions } = parseBody(crawlBody, await readJson(c));
    return c.json({ crawls: crawlNow(peer, connectionId, functions) });
  });

  api.get("/faults", (c) => c.json({ faults: listFaults(peer) }));
  api.post("/faults", async (c) => {
    const order = parseBody(faultShape, await readJson(c));
    const connection =
      order.connectionId === undefined ? undefined : findConnection(peer, order.connectionId);
    if (order.connectionId !== undefined && !connection) throw notFound("connection", order.connectionId);
    const id = addFault(peer, order);
    if (order.fault === "preventing-sync") {
      for (const each of connection ? [connection] : listConnections(peer))
        reportWrongCredentials(peer, each);
    }
    return c.json({ id });
  });
  api.delete("/faults/:id?", (c) => {
    const id = c.req.param("id");
    const removed = removeFaults(peer, id === undefined ? undefined : Number(id));
    if (!listFaults(peer).some((fault) => fault.fault === "preventing-sync")) {
      for (const connection of listConnections(peer)) clearErrors(peer, connection);
    }
    return c.json({ removed });
  });

  api.get("/calls", (c) => c.json({ calls: listCalls(peer, parseBody(callQuery, c.req.query())) }));
  api.delete("/calls", (c) => c.json({ removed: forgetCalls(peer) }));
  api.get("/deliveries", (c) => c.json({ outbox: outboxCounts(peer), deliveries: listDeliveries(peer) }));
  return api;
}
