import type { Context } from "hono";
import { accountNamed } from "#sandbox/wms/accounts.ts";
import { createApi, type ApiVariables } from "./access.ts";
import type { Connection } from "./connections.ts";
import { readRecord, readRecords } from "./copy.ts";
import { pageToken, readListQuery } from "./filters.ts";
import { crawlFunctionNames, crawlFunctions, type Resource } from "./integrations.ts";
import type { Peer } from "./peer.ts";
import { notFound, refusal } from "./refusal.ts";

/** Lists and records, always from Trackstar's copy, never from the WMS. */
export function readRoutes(peer: Peer) {
  const api = createApi();
  for (const name of crawlFunctionNames) {
    const { resource } = crawlFunctions[name];
    api.get(`/${resource}`, (c) => {
      requireEnabled(c.get("connection"), name);
      return list(peer, c, resource);
    });
    api.get(`/${resource}/:id`, (c) => {
      requireEnabled(c.get("connection"), name);
      const id = c.req.param("id");
      const record = readRecord(peer, c.get("connection"), resource, id);
      if (!record) throw notFound(resource, id);
      return c.json({ data: record });
    });
  }
  return api;
}

function list(peer: Peer, c: Context<ApiVariables>, resource: Resource): Response {
  const query = readListQuery(resource, new URL(c.req.url).searchParams);
  const found = readRecords(peer, c.get("connection"), resource, query);
  const page = found.slice(0, query.pageSize);
  const last = page.at(-1);
  return c.json({
    data: page,
    next_token: found.length > page.length && last ? pageToken(last.id) : null,
    total_count: page.length,
  });
}

export function requireEnabled(connection: Connection, action: string): void {
  if (connection.disabled_functions.includes(action)) {
    throw refusal(403, `${action} is disabled for this connection`);
  }
}

/** Endpoints Trackstar has and none of these integrations implements, with their actions' names. */
const missing = [
  ["GET", "/returns", "get_returns"],
  ["GET", "/returns/:id", "get_returns"],
  ["POST", "/returns", "create_return"],
  ["GET", "/shipping-methods", "get_shipping_methods"],
  ["GET", "/billing", "get_bills"],
  ["GET", "/warehouses/:id/locations", "get_warehouse_locations"],
  ["GET", "/orders/:id/packs", "get_order_packs"],
  ["POST", "/orders/:id/shipments", "ship_order"],
  ["POST", "/products", "create_product"],
  ["PUT", "/products/:id", "update_product"],
  ["POST", "/kits", "create_kit"],
  ["PUT", "/inventory/:id/adjust", "adjust_inventory"],
  ["PUT", "/inbound-shipments/:id", "update_inbound_shipment"],
  ["PUT", "/inbound-shipments/:id/receive", "receive_inbound_shipment"],
] as const;

export function missingRoutes() {
  const api = createApi();
  for (const [method, path, action] of missing) {
    api.on(method, path, (c) => {
      const { displayName } = accountNamed(c.get("connection").account);
      throw refusal(501, `Endpoint ${action} is not implemented for ${displayName}`);
    });
  }
  return api;
}
