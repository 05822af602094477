import { beforeAll, describe, expect, test } from "vitest";
import { adminSql } from "#tests/support/stack.ts";
import { readExpectedSchema } from "./expected-schema.ts";
import { makeFullShop, makeShopOfParents, type ShopOfParents } from "./full-shop.ts";

let mine: ShopOfParents;
let theirs: ShopOfParents;

beforeAll(async () => {
  [mine, theirs] = await Promise.all([makeFullShop(), makeShopOfParents()]);
});

test("every table that belongs to a shop names it, and cannot leave it out", async () => {
  const { tables } = await readExpectedSchema();
  // Sessions exist before their shop, flags are about all shops, and an event may come for a shop not known here.
  const exceptions = ["stores", "shopify_sessions", "feature_flags", "trackstar_webhook_events"];
  const ofAShop = tables.map(({ name }) => name).filter((name) => !exceptions.includes(name));
  const named = await adminSql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'shop_id' and is_nullable = 'NO' and data_type = 'uuid'`;
  expect(named.map(({ name }) => name)).toEqual(expect.arrayContaining(ofAShop));
});

test("every reference between rows of a shop carries the shop", async () => {
  const bare = await adminSql<{ name: string }[]>`
    with shop_column (relid, attnum) as (
      select attrelid, attnum from pg_attribute where attname = 'shop_id' and not attisdropped
    )
    select format('%s of %s', con.conname, con.conrelid::regclass) as name
    from pg_constraint con
    join shop_column here on here.relid = con.conrelid
    join shop_column there on there.relid = con.confrelid
    where con.contype = 'f' and con.connamespace = 'public'::regnamespace and not con.conkey @> array[here.attnum]
      and not exists (
        select from pg_constraint twin
        where twin.contype = 'f' and twin.conrelid = con.conrelid and twin.confrelid = con.confrelid
          and twin.conkey @> con.conkey and twin.conkey[1] = here.attnum and twin.confkey[1] = there.attnum
          and twin.confdeltype = con.confdeltype and not here.attnum = any (coalesce(twin.confdelsetcols, '{}'))
          and (twin.confdeltype <> 'n' or twin.confdelsetcols is not null)
      )`;
  expect(bare.map(({ name }) => name)).toEqual([]);
});

describe("a row cannot point at another shop's row", () => {
  const cases: [string, string, (of: ShopOfParents) => string][] = [
    ["sales_channels", "trackstar_connection_id", (of) => of.connection],
    ["trackstar_warehouses", "trackstar_connection_id", (of) => of.connection],
    ["trackstar_inventory", "warehouse_id", (of) => of.warehouse],
    ["unified_orders", "sales_channel_id", (of) => of.shop.channelId],
    ["unified_orders", "routed_to_warehouse_id", (of) => of.warehouse],
    ["unified_orders", "routing_decision_id", (of) => of.decision],
    ["routing_decisions", "order_id", (of) => of.order],
    ["routing_decisions", "selected_warehouse_id", (of) => of.warehouse],
    ["connection_sync_status", "connection_id", (of) => of.connection],
    ["order_backfill_jobs", "sales_channel_id", (of) => of.shop.channelId],
    ["fulfillment_report_results", "report_job_id", (of) => of.reportJob],
    ["forecast_results", "job_id", (of) => of.forecastJob],
    ["inventory_transfers", "from_warehouse_id", (of) => of.otherWarehouse],
    ["inventory_transfers", "to_warehouse_id", (of) => of.warehouse],
  ];

  test.each(cases)("%s.%s", async (table, column, idOf) => {
    const { shop } = mine;
    const point = (id: string) =>
      adminSql`update public.${adminSql(table)} set ${adminSql({ [column]: id })} where shop_id = ${shop.id}`;
    await expect(point(idOf(theirs))).rejects.toMatchObject({
      code: "23503",
      constraint_name: `${table}_${column}_same_shop_fkey`,
    });
  });
});

test("a lost parent empties the reference and keeps the shop", async () => {
  const { shop, connection, warehouse, decidedOrder } = await makeFullShop();
  await adminSql`delete from public.trackstar_warehouses where id = ${warehouse}`;
  await adminSql`delete from public.routing_decisions where order_id = ${decidedOrder}`;
  await adminSql`delete from public.trackstar_connections where id = ${connection}`;
  const [kept] = await adminSql`
    select o.shop_id, o.routed_to_warehouse_id, o.routing_decision_id, c.shop_id as channel_shop_id, c.trackstar_connection_id
    from public.unified_orders o join public.sales_channels c on c.id = o.sales_channel_id
    where o.id = ${decidedOrder}`;
  expect(kept).toEqual({
    shop_id: shop.id,
    routed_to_warehouse_id: null,
    routing_decision_id: null,
    channel_shop_id: shop.id,
    trackstar_connection_id: null,
  });
});

test("a channel with orders is not deleted", async () => {
  const { shop } = await makeFullShop();
  const deletion = adminSql`delete from public.sales_channels where id = ${shop.channelId}`;
  await expect(deletion).rejects.toMatchObject({ code: "23503", table_name: "unified_orders" });
});

test("deleting a shop deletes its rows in every table and nobody else's", async () => {
  const { shop } = await makeFullShop();
  const theirsBefore = await rowsPerTable(theirs.shop.id);
  const { tables } = await readExpectedSchema();
  const ofAShop = tables
    .map(({ name }) => name)
    .filter((name) => !/^(stores|shopify_sessions|feature_flags)$/.test(name));
  expect([...(await rowsPerTable(shop.id)).keys()]).toEqual(expect.arrayContaining(ofAShop));

  await adminSql`delete from public.stores where id = ${shop.id}`;

  expect(await rowsPerTable(shop.id)).toEqual(new Map());
  expect(await rowsPerTable(theirs.shop.id)).toEqual(theirsBefore);
});

/** How many rows a shop has in each table that keeps rows for as long as the shop lives; tables without any are left out. */
async function rowsPerTable(shopId: string): Promise<Map<string, number>> {
  const tables = await adminSql<{ name: string }[]>`
    select distinct conrelid::regclass::text as name from pg_constraint
    where contype = 'f' and confrelid = 'public.stores'::regclass`;
  const counts = new Map<string, number>();
  for (const { name } of tables) {
    const [counted] = await adminSql<{ n: number }[]>`
      select count(*)::int as n from ${adminSql(name)} where shop_id = ${shopId}`;
    if (counted && counted.n > 0) counts.set(name, counted.n);
  }
  return counts;
}
