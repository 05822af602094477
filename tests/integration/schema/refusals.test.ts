import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { makeShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeFullShop } from "./full-shop.ts";
import { inRolledBackTransaction } from "./roll-back.ts";

describe("a column edited by hand refuses what the app would not understand", () => {
  beforeAll(() => makeFullShop());

  test.each([
    "update public.stores set plan = 'gold'",
    "update public.stores set settings = '[]'",
    "update public.stores set settings = '\"{}\"'",
    "update public.unified_orders set fulfillment_status = 'shipped'",
    "update public.unified_orders set currency = 'usd'",
    "update public.unified_orders set line_items = '{}'",
    "update public.trackstar_warehouses set latitude = 91, longitude = 0",
    "update public.trackstar_warehouses set latitude = 40, longitude = null",
    "update public.trackstar_warehouses set priority = -1",
    "update public.trackstar_inventory set sku = ''",
    "update public.routing_rules set action = '\"hold\"'",
    "update public.inventory_transfers set quantity = 0",
    "update public.inventory_transfers set to_warehouse_id = from_warehouse_id",
    "insert into public.feature_flags (key, percentage) values ('new-map', 101)",
    "insert into public.feature_flags (key, shop_ids) values ('new-map', array[null]::uuid[])",
    "insert into public.feature_flags (key) values ('New map')",
  ])("%s", async (change) => {
    const attempt = inRolledBackTransaction(adminSql, (sql) => sql.unsafe(change));
    await expect(attempt).rejects.toMatchObject({ code: "23514" });
  });
});

test("an order has one row per shop and source id, and may be in two shops", async () => {
  const [mine, theirs] = await Promise.all([makeShop(), makeShop()]);
  const add = (shop: { id: string; channelId: string }) => adminSql`
    insert into public.unified_orders (shop_id, sales_channel_id, external_order_id)
    values (${shop.id}, ${shop.channelId}, 'gid://shopify/Order/1')`;
  await add(mine);
  await add(theirs);
  await expect(add(mine)).rejects.toMatchObject({ code: "23505" });
});

test("a Trackstar connection belongs to one shop", async () => {
  const [mine, theirs] = await Promise.all([makeShop(), makeShop()]);
  const connectionId = randomUUID();
  const link = (shop: { id: string }) => adminSql`
    insert into public.trackstar_connections (shop_id, connection_id, integration_type, integration_name)
    values (${shop.id}, ${connectionId}, 'wms', 'shiphero')`;
  await link(mine);
  await expect(link(theirs)).rejects.toMatchObject({ code: "23505" });
});

test("a shop has one unfinished import at a time", async () => {
  const { shop } = await makeFullShop();
  const begin = () => adminSql`
    insert into public.order_backfill_jobs (shop_id, sales_channel_id) values (${shop.id}, ${shop.channelId})`;
  await expect(begin()).rejects.toMatchObject({ code: "23505" });
  await adminSql`update public.order_backfill_jobs set status = 'completed' where shop_id = ${shop.id}`;
  await begin();
  await expect(begin()).rejects.toMatchObject({ code: "23505" });
});

test("an order and its decision may be written in either order", async () => {
  const { shop, warehouse } = await makeFullShop();
  const [order, decision] = [randomUUID(), randomUUID()];
  await adminSql.begin(async (sql) => {
    await sql`set constraints all deferred`;
    await sql`
      insert into public.unified_orders (id, shop_id, sales_channel_id, external_order_id, routing_decision_id)
      values (${order}, ${shop.id}, ${shop.channelId}, ${order}, ${decision})`;
    await sql`
      insert into public.routing_decisions (id, shop_id, order_id, selected_warehouse_id)
      values (${decision}, ${shop.id}, ${order}, ${warehouse})`;
  });
  const [kept] = await adminSql`select routing_decision_id from public.unified_orders where id = ${order}`;
  expect(kept).toEqual({ routing_decision_id: decision });
});

test("updated_at moves with a change and stays without one", async () => {
  const { id } = await makeShop();
  const stampAfter = async (name: string) => {
    const [store] = await adminSql<{ updated_at: Date }[]>`
      update public.stores set shop_name = ${name} where id = ${id} returning updated_at`;
    return store?.updated_at.getTime() ?? Number.NaN;
  };
  const first = await stampAfter("Northwind");
  expect(await stampAfter("Northwind")).toBe(first);
  expect(await stampAfter("Southwind")).toBeGreaterThan(first);
});
