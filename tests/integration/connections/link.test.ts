import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { decryptSecret } from "#app/lib/crypto.server.ts";
import { tokenPlace } from "#app/services/connections/access.server.ts";
import { linkConnection, startLink } from "#app/services/connections/link-connection.server.ts";
import { chooseOrderCreation, disconnect } from "#app/services/connections/manage-connection.server.ts";
import { type Peer, startTrackstarPeer } from "#tests/support/peers.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { makeShop, makeTwoShops } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makeWarehouse, setStock } from "#tests/support/warehouses.ts";
import { auditOf, authCode, connectionRow, jobsOf, link, makeLinkedConnection, stockOf } from "./arrange.ts";

let peer: Peer;
beforeAll(async () => {
  peer = await startTrackstarPeer({ INITIAL_CRAWL_DELAY_SECONDS: "3600" });
});
afterAll(() => peer.stop());

const Connections = z.object({ data: z.array(z.object({ connection_id: z.string() })) });
async function linkedAtTrackstar(): Promise<string[]> {
  const response = await fetch(`${peer.url}/connections`, {
    headers: { "x-trackstar-api-key": "test-trackstar-key" },
  });
  return Connections.parse(await response.json()).data.map((each) => each.connection_id);
}

describe("linking", () => {
  test("stores the connection once, its token sealed, and starts its first sync", async () => {
    const { mine, theirs } = await makeTwoShops();
    const id = await link(peer, mine, { account: "northline" });

    const row = await connectionRow(id);
    expect(row).toMatchObject({ health: "ok", is_active: true, order_creation: "off" });
    expect(row.metadata["available_actions"]).toContain("create_order");
    expect(row.access_token).not.toContain("trackstar_");
    expect(await decryptSecret(row.access_token ?? "", tokenPlace(row.connection_id))).toMatch(/^trackstar_/);
    expect(await jobsOf(mine.id)).toMatchObject([
      { task: "sync_connection", payload: { connectionId: id, kind: "historical" } },
    ]);

    // Its credentials are renewed: the same row, nothing lost.
    await adminSql`update public.trackstar_connections set health = 'reconnect', order_creation = 'swyft' where id = ${id}`;
    expect(await link(peer, mine, { account: "northline" })).toBe(id);
    expect(await connectionRow(id)).toMatchObject({
      health: "ok",
      order_creation: "swyft",
      last_error: null,
    });

    // Somebody else signs in to the same account.
    const code = await authCode(peer, { account: "northline", customerId: theirs.id });
    expect(await linkConnection(theirs.ctx, code)).toEqual({ outcome: "owned-by-another-shop" });
    expect(await connectionRow(id)).toMatchObject({ health: "ok" });
    expect(await auditOf(theirs.id)).toEqual([
      { action: "connection_refused", actor: "test", subject: `connection:${row.connection_id}` },
    ]);
    expect(await jobsOf(theirs.id)).toEqual([]);

    expect(await disconnect(theirs.ctx, id)).toBe("connection-not-found");
    expect(await disconnect(mine.ctx, id)).toBe("disconnected");
    expect(await linkedAtTrackstar()).not.toContain(row.connection_id);
    expect(await connectionRow(id)).toMatchObject({
      health: "disconnected",
      is_active: false,
      access_token: null,
    });
    expect(await jobsOf(mine.id)).toEqual([]);
    expect(await disconnect(mine.ctx, id)).toBe("already-disconnected");
  });

  test("refuses a code that was given to another shop", async () => {
    const { mine, theirs } = await makeTwoShops();
    const stolen = await authCode(peer, { account: "harborside", customerId: theirs.id });
    expect(await linkConnection(mine.ctx, stolen)).toEqual({ outcome: "owned-by-another-shop" });
    const rows =
      await adminSql`select from public.trackstar_connections where shop_id in (${mine.id}, ${theirs.id})`;
    expect(rows).toHaveLength(0);
    expect(await auditOf(mine.id)).toMatchObject([{ action: "connection_refused" }]);
  });

  test("refuses a connection another shop's row holds, even when Trackstar does not say whose it is", async () => {
    const { mine, theirs } = await makeTwoShops();
    const id = await link(peer, theirs, { account: "threepl-shared" });
    const { connection_id: trackstarId } = await connectionRow(id);
    const unclaimed = (customer_id: null) =>
      fetch(`${peer.url}/connections`, {
        method: "PATCH",
        headers: {
          "content-type": "application/json",
          "x-trackstar-api-key": "test-trackstar-key",
          "x-trackstar-access-token": token,
        },
        body: JSON.stringify({ customer_id }),
      });
    const token = await decryptSecret((await connectionRow(id)).access_token ?? "", tokenPlace(trackstarId));
    expect((await unclaimed(null)).status).toBe(200);

    const code = await authCode(peer, { account: "threepl-shared" });
    expect(await linkConnection(mine.ctx, code)).toEqual({ outcome: "owned-by-another-shop" });
    const [row] = await adminSql<{ shop_id: string }[]>`
      select shop_id from public.trackstar_connections where id = ${id}`;
    expect(row?.shop_id).toBe(theirs.id);
    expect(await auditOf(mine.id)).toMatchObject([{ action: "connection_refused" }]);
  });

  test("asks to start again for a code that is unknown or used", async () => {
    const shop = await makeShop();
    expect(await linkConnection(shop.ctx, "never-given")).toEqual({ outcome: "code-refused" });
  });

  test("opens the Link window for the shop, and for renewing only its own connections", async () => {
    const { mine, theirs } = await makeTwoShops();
    expect(await startLink(mine.ctx)).toMatchObject({ outcome: "ready" });
    const foreign = await makeLinkedConnection(theirs);
    expect(await startLink(mine.ctx, foreign)).toEqual({ outcome: "connection-not-found" });
  });
});

describe("who creates orders", () => {
  test("is set for the shop's own connection, and publishes what waited", async () => {
    const { mine, theirs } = await makeTwoShops();
    const warehouse = await makeWarehouse(mine);
    await setStock(mine, warehouse, "A", 5);
    const order = await makePendingOrder(mine, [{ sku: "A", quantity: 1 }]);
    expect(await routeOrder(mine.ctx, order)).toBe("saved");

    expect(await chooseOrderCreation(theirs.ctx, warehouse.connectionId, "swyft")).toBe(
      "connection-not-found",
    );
    expect(await chooseOrderCreation(mine.ctx, warehouse.connectionId, "swyft")).toBe("set");

    expect(await connectionRow(warehouse.connectionId)).toMatchObject({ order_creation: "swyft" });
    const waiting = (await jobsOf(mine.id)).filter((job) => job.task === "publish_shipment");
    expect(waiting).toHaveLength(1);
    expect(await stockOf(warehouse.connectionId)).toMatchObject([{ sku: "A", available: 5 }]);
  });
});
