import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { connectionRow, link } from "#tests/integration/connections/arrange.ts";
import { deliver, deliverAndProcess, orderPayload } from "#tests/integration/orders/shopify-deliveries.ts";
import { type Peer, startTrackstarPeer } from "#tests/support/peers.ts";
import { makeShop, makeTwoShops, type TestShop } from "#tests/support/shops.ts";
import { adminSql, envValue } from "#tests/support/stack.ts";
import { auditOf } from "./audit.ts";
import { personalColumns } from "./data-map.ts";
import { findMark, makeCustomer, newMark, plant } from "./marks.ts";

let peer: Peer;
beforeAll(async () => {
  peer = await startTrackstarPeer({ INITIAL_CRAWL_DELAY_SECONDS: "3600" });
});
afterAll(() => peer.stop());

const Connections = z.object({ data: z.array(z.object({ connection_id: z.string() })) });
async function linkedAtTrackstar(): Promise<string[]> {
  const headers = { "x-trackstar-api-key": envValue("TRACKSTAR_API_KEY") };
  const response = await fetch(`${peer.url}/connections`, { headers });
  return Connections.parse(await response.json()).data.map((each) => each.connection_id);
}

describe("shop/redact", () => {
  const eraseShop = (shop: { domain: string }, triggeredAt: string) =>
    deliverAndProcess({
      topic: "shop/redact",
      shop: shop.domain,
      body: { shop_id: 1, shop_domain: shop.domain },
      triggeredAt,
    });

  async function rowsOfShop(shop: TestShop): Promise<Record<string, number>> {
    const tables = await adminSql<{ name: string }[]>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'shop_id' and table_name <> 'audit_log'`;
    const found: Record<string, number> = {};
    for (const { name } of tables) {
      const [row] = await adminSql<{ rows: number }[]>`
        select count(*)::int as rows from public.${adminSql(name)} where shop_id = ${shop.id}`;
      if (row && row.rows > 0) found[name] = row.rows;
    }
    return found;
  }

  test("deletes every row of the shop, staff's too, and leaves a line in the audit log", async () => {
    const { mine, theirs } = await makeTwoShops();
    await makeCustomer(mine, "somebody@example.com");
    await makeCustomer(theirs, "somebody@example.com");
    const before = await rowsOfShop(theirs);
    const mark = newMark();
    for (const column of personalColumns) expect(await plant(mine, column, mark)).toBeGreaterThan(0);

    await eraseShop(mine, new Date().toISOString());

    expect(await rowsOfShop(mine)).toEqual({});
    expect(await findMark(mark)).toEqual({});
    const [store] = await adminSql`select count(*)::int as rows from public.stores where id = ${mine.id}`;
    expect(store).toEqual({ rows: 0 });
    expect(await auditOf(mine, "shop_redacted")).toHaveLength(1);
    expect(await rowsOfShop(theirs)).toEqual(before);
  });

  test("goes on in slices until nothing is left", async () => {
    const shop = await makeShop();
    await adminSql`
      insert into public.unified_orders (shop_id, sales_channel_id, external_order_id)
      select ${shop.id}, ${shop.channelId}, 'order-' || n from generate_series(1, 4500) n`;
    await eraseShop(shop, new Date().toISOString());
    expect(await rowsOfShop(shop)).toEqual({});
  });

  test("older than the current install is recorded and ignored", async () => {
    const shop = await makeShop();
    await makeCustomer(shop, "somebody@example.com");
    const before = await rowsOfShop(shop);
    expect(await eraseShop(shop, "2019-12-31T23:59:59Z")).toBe("ignored");
    expect(await rowsOfShop(shop)).toEqual({ ...before, shopify_webhook_events: 2 });
    expect(await auditOf(shop, "shop_redact_ignored")).toHaveLength(1);
  });

  test("of a shop nobody knows forgets what waited for it", async () => {
    const domain = `gone-${randomUUID().slice(0, 8)}.myshopify.com`;
    await deliver({ topic: "orders/create", shop: domain, body: orderPayload() });
    await eraseShop({ domain }, new Date().toISOString());
    const [left] = await adminSql`
      select count(*)::int as rows from public.shopify_webhook_events where shop_domain = ${domain}`;
    expect(left).toEqual({ rows: 0 });
  });

  test("ends the shop's connections at Trackstar, so that whoever comes back can link them", async () => {
    const { mine, theirs } = await makeTwoShops();
    await link(peer, mine, { account: "northline" });
    const { connection_id: kept } = await connectionRow(await link(peer, theirs, { account: "harborside" }));

    await eraseShop(mine, new Date().toISOString());

    expect(await linkedAtTrackstar()).toEqual([kept]);
    expect(await rowsOfShop(mine)).toEqual({});
    const again = await makeShop();
    const { connection_id: renewed } = await connectionRow(await link(peer, again, { account: "northline" }));
    expect((await linkedAtTrackstar()).sort()).toEqual([kept, renewed].sort());
    expect(await eraseShop(again, "2019-12-31T23:59:59Z")).toBe("ignored");
    expect(await linkedAtTrackstar()).toHaveLength(2);
  });

  test("is done even when Trackstar does not end a connection", async () => {
    const shop = await makeShop();
    const id = await link(peer, shop, { account: "threepl-shared" });
    const { connection_id: left } = await connectionRow(id);
    await peer.call("POST", "/sandbox/faults", { fault: "500", endpoint: "DELETE /connections" });
    expect(await eraseShop(shop, new Date().toISOString())).toBe("processed");
    expect(await rowsOfShop(shop)).toEqual({});
    expect(await linkedAtTrackstar()).toContain(left);
  });
});
