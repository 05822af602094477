import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createApp } from "#app/server/app.ts";
import { loadBuild } from "#app/server/build.ts";
import { encryptSecret } from "#app/lib/crypto.server.ts";
import { tokenPlace } from "#app/services/connections/access.server.ts";
import { startBackTest } from "#app/db/back-tests.server.ts";
import { openBackTests } from "#app/services/routing/back-test/open-back-tests.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { type Peer, startShopifyPeer } from "#tests/support/peers.ts";
import { rowsOfShop } from "#tests/support/rows-of-shop.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeConnection, makeWarehouse, setStock } from "#tests/support/warehouses.ts";
import { type SignedInShop, signInShop } from "./signed-in-shop.ts";

type Ids = Record<string, string>;
const marker = "THEIR-SECRET-GOODS";

/** Valid forms of the actions that take one; a route that is missing here is posted an empty form. */
const forms: Record<string, Record<string, string>> = {
  "/app/connections/:connectionId/order-creation": { mode: "off" },
  "/app/connections/:connectionId/customer": { customerId: "cust-1" },
  "/app/routing/rules/:ruleId": {
    revision: "0",
    rule: JSON.stringify({
      name: "Rule",
      is_active: false,
      conditions: { field: "tags", operator: "exists" },
      action: { type: "hold" },
    }),
  },
  "/app/routing/rules/:ruleId/active": { revision: "0", isActive: "false" },
  "/app/routing/rules/:ruleId/copy": { revision: "0" },
  "/app/routing/rules/:ruleId/position": { revision: "0", position: "0" },
  "/app/routing/rules/:ruleId/removal": { revision: "0" },
};
/** Routes that take an id in their body instead of their address. */
const bodies: Record<string, (ids: Ids) => Record<string, string>> = {
  "/app/orders/:orderId/override": (ids) => ({ warehouseId: ids["warehouseId"] ?? "", reason: "Because" }),
  "/app/orders/route-again": (ids) => ({ orders: ids["orderId"] ?? "" }),
  "/app/routing/pick-windows/publish": (ids) => ({ orders: ids["orderId"] ?? "" }),
  "/app/connections/link-token": (ids) => ({ connectionId: ids["connectionId"] ?? "" }),
};

const build: ServerBuild = await loadBuild();
const routes = Object.keys(build.routes).flatMap((id) => {
  const route = build.routes[id];
  return route ? [{ id, path: fullPath(id), module: route.module }] : [];
});
const withIds = routes.filter(({ path }) => path.includes(":"));

let peer: Peer;
let server: Server;
let base: string;
let mine: SignedInShop;
let theirs: SignedInShop;
let myIds: Ids;
let theirIds: Ids;

beforeAll(async () => {
  peer = await startShopifyPeer();
  server = createApp(build).listen(0, "localhost");
  await once(server, "listening");
  const address = z.object({ port: z.number() }).parse(server.address());
  base = `http://localhost:${address.port}`;
  [mine, theirs] = [await signInShop(peer), await signInShop(peer)];
  [myIds, theirIds] = [await furnish(mine, "MY-GOODS"), await furnish(theirs, marker)];
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await peer.stop();
});

/** A shop with one of everything that has an id, each carrying the given word. */
async function furnish(shop: SignedInShop, word: string): Promise<Ids> {
  const connectionId = await makeConnection(shop);
  const [connection] = await adminSql<{ connection_id: string }[]>`
    update public.trackstar_connections
    set display_name = ${word}, metadata = '{"warehouse_customers": [{"id": "cust-1", "name": "One"}]}'
    where id = ${connectionId} returning connection_id`;
  const token = await encryptSecret("token", tokenPlace(connection?.connection_id ?? ""));
  await adminSql`update public.trackstar_connections set access_token = ${token} where id = ${connectionId}`;
  const warehouse = await makeWarehouse(shop, { connectionId });
  await adminSql`update public.trackstar_warehouses set name = ${word} where id = ${warehouse.id}`;
  await setStock(shop, warehouse, word, 5);
  const orderId = await makePendingOrder(shop, [{ sku: word, quantity: 1 }]);
  await adminSql`update public.unified_orders set ship_to_name = ${word}, external_order_number = ${word} where id = ${orderId}`;
  await routeOrder(shop.ctx, orderId);
  const rules = await furnishRules(shop, word);
  return {
    ...rules,
    orderId,
    connectionId,
    warehouseId: warehouse.id,
    backTestId: await furnishBackTest(shop),
  };
}

/** A back-test that waits for its job. */
async function furnishBackTest({ ctx, id }: SignedInShop): Promise<string> {
  const { today } = await openBackTests(ctx);
  const period = { firstDay: today, lastDay: today, kind: "live", version: null } as const;
  const started = await startBackTest(ctx.db, id, period, "test");
  if (started.outcome !== "started") throw new Error(`no back-test was started: ${started.outcome}`);
  return started.id;
}

let versions = 100;

/** A rule that is off, and a version that has it, of a number of its own: those count from 1 in each shop. */
async function furnishRules(shop: SignedInShop, word: string): Promise<Ids> {
  const ids = { ruleId: randomUUID(), version: String((versions += 1)) };
  await adminSql`
    insert into public.routing_rules (shop_id, id, name, priority, is_active, conditions, action)
    values (${shop.id}, ${ids.ruleId}, ${word}, 1, false, '{"field": "tags", "operator": "exists"}', '{"type": "hold"}')`;
  await adminSql`
    insert into public.routing_versions (shop_id, version, rules, settings, origin, routing_revision, published_at, published_by)
    select r.shop_id, ${ids.version}, jsonb_build_array(to_jsonb(r) - '{shop_id, created_at, updated_at}'::text[]), '{}',
           'published', 0, now(), 'test'
    from public.routing_rules r where r.id = ${ids.ruleId}`;
  return ids;
}

function fullPath(routeId: string): string {
  const route = build.routes[routeId];
  if (!route) return "";
  const parent = route.parentId === undefined ? "" : fullPath(route.parentId);
  return route.path === undefined ? parent : `${parent}/${route.path}`.replace(/\/+/g, "/");
}

const fill = (path: string, ids: Ids): string =>
  path.replace(/:(\w+)\??/g, (_match, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`the walk has no id for :${name}; add one to furnish()`);
    return id;
  });

const load = (shop: SignedInShop, route: { id: string; path: string }, ids: Ids) =>
  shop.call(base, `${fill(route.path, ids)}?_data=${encodeURIComponent(route.id)}`);
const post = (shop: SignedInShop, route: { id: string; path: string }, ids: Ids) =>
  shop.call(
    base,
    `${fill(route.path, ids)}?_data=${encodeURIComponent(route.id)}`,
    forms[route.path] ?? bodies[route.path]?.(ids) ?? {},
  );

describe("another shop's id", () => {
  test("the walk meets the routes that have ids", () => {
    expect(withIds.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["/app/orders/:orderId", "/app/connections/:connectionId/sync"]),
    );
  });

  test.each(withIds.filter(({ module }) => module.loader))("GET $path: 404, mine 200", async (route) => {
    expect((await load(mine, route, theirIds)).status).toBe(404);
    expect((await load(mine, route, myIds)).status).toBe(200);
  });

  test.each(withIds.filter(({ module }) => module.action))(
    "POST $path: 404 and nothing changes, mine is found",
    async (route) => {
      const before = await rowsOfShop(theirs.id);
      expect((await post(mine, route, theirIds)).status).toBe(404);
      expect(await rowsOfShop(theirs.id)).toBe(before);
      expect((await post(mine, route, myIds)).status).not.toBe(404);
    },
  );

  test.each(Object.keys(bodies))("POST %s with it in the body: 404", async (path) => {
    const route = routes.find((each) => each.path === path);
    if (!route) throw new Error(`there is no route ${path}`);
    expect((await post(mine, route, theirIds)).status).toBe(404);
  });

  test("a malformed id is 404 as well", async () => {
    for (const route of withIds.filter(({ module }) => module.loader)) {
      const malformed = Object.fromEntries(Object.keys(myIds).map((name) => [name, "1 or 1=1"]));
      expect((await load(mine, route, malformed)).status).toBe(404);
    }
  });

  test("in a query it brings nothing of theirs to light, on any page", async () => {
    const readable = routes.filter(
      ({ path, module }) => module.loader && path.startsWith("/app") && !path.includes("*"),
    );
    expect(readable.length).toBeGreaterThan(4);
    for (const route of readable) {
      const query = new URLSearchParams({
        _data: route.id,
        warehouse: theirIds["warehouseId"] ?? "",
        connection: theirIds["connectionId"] ?? "",
        order: theirIds["orderId"] ?? "",
        q: marker,
        query: marker,
        search: marker,
      });
      const response = await mine.call(base, `${fill(route.path, myIds)}?${query.toString()}`);
      const text = await response.text();
      expect(response.status, route.path).toBeLessThan(500);
      expect(
        text.replaceAll(encodeURIComponent(marker), "").split(`"q":"${marker}"`).join(""),
        route.path,
      ).not.toContain(`"${marker}"`);
    }
  });
});
