import { expect, test } from "vitest";
import { acceptMissing } from "#app/services/connections/accept-missing.server.ts";
import { openConnections } from "#app/services/connections/open-connections.server.ts";
import { makeShop, makeTwoShops, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeConnection, makeWarehouse, setStock } from "#tests/support/warehouses.ts";

async function addRun(
  shop: TestShop,
  connectionId: string,
  kind: string,
  status: string,
  minutesAgo: number,
) {
  await adminSql`
    insert into public.connection_sync_status (shop_id, connection_id, sync_type, status, started_at, created_at, items_synced)
    values (${shop.id}, ${connectionId}, ${kind}::public.sync_type, ${status}::public.sync_status,
            now() - make_interval(mins => ${minutesAgo}), now() - make_interval(mins => ${minutesAgo}), 7)`;
}

test("each kind of sync shows its last run, in the order they depend on each other", async () => {
  const shop = await makeShop();
  const id = await makeConnection(shop);
  await addRun(shop, id, "inventory", "failed", 90);
  await addRun(shop, id, "inventory", "completed", 10);
  await addRun(shop, id, "warehouses", "in_progress", 1);
  const [connection] = (await openConnections(shop.ctx)).connections;
  expect(connection?.syncs.map(({ kind, status }) => [kind, status])).toEqual([
    ["warehouses", "in_progress"],
    ["inventory", "completed"],
  ]);
  expect(connection?.isSyncing).toBe(true);
});

test("an account of several customers asks which one the shop is", async () => {
  const shop = await makeShop();
  const id = await makeConnection(shop);
  const metadata = { warehouse_customers: [{ id: "a", name: "First" }, { id: "b" }] };
  await adminSql`update public.trackstar_connections set metadata = ${adminSql.json(metadata)} where id = ${id}`;
  expect((await openConnections(shop.ctx)).connections[0]).toMatchObject({
    needsCustomer: true,
    customers: [
      { id: "a", name: "First" },
      { id: "b", name: "b" },
    ],
  });
  await adminSql`update public.trackstar_connections set warehouse_customer_id = 'a' where id = ${id}`;
  expect((await openConnections(shop.ctx)).connections[0]?.needsCustomer).toBe(false);
});

test("stock that vanished is counted as what a confirmation would set to 0", async () => {
  const { mine, theirs } = await makeTwoShops();
  const warehouse = await makeWarehouse(mine);
  for (const sku of ["A", "B", "C"]) await setStock(mine, warehouse, sku, 5);
  await adminSql`
    update public.trackstar_inventory set last_synced_at = now() - interval '1 day'
    where shop_id = ${mine.id} and sku in ('A', 'B')`;
  await addRun(mine, warehouse.connectionId, "inventory", "completed", 5);
  await adminSql`update public.trackstar_connections set health = 'stock_suspect' where id = ${warehouse.connectionId}`;

  expect((await openConnections(mine.ctx)).connections[0]?.missingStock).toBe(2);
  expect(await acceptMissing(theirs.ctx, warehouse.connectionId)).toEqual({
    outcome: "connection-not-found",
  });
  expect(await acceptMissing(mine.ctx, warehouse.connectionId)).toEqual({ outcome: "accepted", rows: 2 });
  expect((await openConnections(mine.ctx)).connections[0]).toMatchObject({
    health: "ok",
    missingStock: null,
  });
});

test("a shop sees its own connections only, and never a token", async () => {
  const { mine, theirs } = await makeTwoShops();
  await makeWarehouse(theirs);
  const warehouse = await makeWarehouse(mine, { dailyCapacity: 40 });
  const page = await openConnections(mine.ctx);
  expect(page.connections.map(({ id }) => id)).toEqual([warehouse.connectionId]);
  expect(page.connections[0]?.warehouses).toMatchObject([
    { id: warehouse.id, dailyCapacity: 40, ordersToday: 0 },
  ]);
  expect(JSON.stringify(page)).not.toContain("sealed");
});

test("1,001 warehouses and runs arrive in one answer", async () => {
  const shop = await makeShop();
  const id = await makeConnection(shop);
  await adminSql`
    insert into public.trackstar_warehouses (shop_id, trackstar_connection_id, trackstar_warehouse_id, name)
    select ${shop.id}, ${id}, 'w-' || n, 'W ' || n from generate_series(1, 1001) n`;
  expect((await openConnections(shop.ctx)).connections[0]?.warehouses).toHaveLength(1001);
});
