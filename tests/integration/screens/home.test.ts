import { expect, test } from "vitest";
import { closeSetupGuide } from "#app/services/shops/close-setup-guide.server.ts";
import { openHome } from "#app/services/shops/open-home.server.ts";
import { openHoldReasons } from "#app/services/routing/reasons.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { makeShop, makeTwoShops } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeWarehouse, setStock } from "#tests/support/warehouses.ts";
import { fillOrders } from "./fill-orders.ts";

const now = new Date("2026-03-05T18:00:00Z");

test("the setup guide follows what was really done", async () => {
  const shop = await makeShop();
  const steps = async () => (await openHome(shop.ctx)).setup.steps;
  expect(await steps()).toEqual({ connected: false, synced: false, publishing: false, routed: false });
  const reno = await makeWarehouse(shop);
  await setStock(shop, reno, "MUG", 9);
  expect(await steps()).toMatchObject({ connected: true, synced: false });
  await adminSql`
    insert into public.connection_sync_status (shop_id, connection_id, sync_type, status)
    values (${shop.id}, ${reno.connectionId}, 'inventory', 'completed')`;
  await adminSql`update public.trackstar_connections set order_creation = 'wms' where id = ${reno.connectionId}`;
  expect(await steps()).toEqual({ connected: true, synced: true, publishing: true, routed: false });
  await routeOrder(shop.ctx, await makePendingOrder(shop, [{ sku: "MUG", quantity: 1 }]));
  expect((await openHome(shop.ctx)).setup).toMatchObject({ isDone: true, isShown: true });
});

test("a dismissed setup guide stays away, in that shop", async () => {
  const { mine, theirs } = await makeTwoShops();
  await closeSetupGuide(mine.ctx);
  await closeSetupGuide(mine.ctx);
  expect((await openHome(mine.ctx)).setup.isShown).toBe(false);
  expect((await openHome(theirs.ctx)).setup.isShown).toBe(true);
  const log = await adminSql`
    select actor from public.audit_log where shop_id = ${mine.id} and action = 'setup_guide_dismissed'`;
  expect(log.map((row) => ({ ...row }))).toEqual([{ actor: "test" }]);
});

test("days are the shop's own, today last, and quiet days are there too", async () => {
  const { mine, theirs } = await makeTwoShops();
  const ctx = { ...mine.ctx, now };
  await fillOrders(mine, [
    { number: "1", at: "2026-03-05T17:00:00Z" },
    { number: "2", at: "2026-03-05T04:59:00Z" },
    { number: "3", at: "2026-02-20T05:00:00Z" },
    { number: "4", at: "2026-02-20T04:59:00Z" },
  ]);
  await fillOrders(theirs, [{ number: "1", at: "2026-03-05T17:00:00Z" }]);
  const home = await openHome(ctx);
  expect(home.days).toHaveLength(14);
  expect(home.days.filter(({ orders }) => orders > 0)).toEqual([
    { day: "2026-02-20", orders: 1 },
    { day: "2026-03-04", orders: 1 },
    { day: "2026-03-05", orders: 1 },
  ]);
  expect([home.today, home.week]).toEqual([1, 2]);
});

test("the routed share leaves out what was never to be routed", async () => {
  const shop = await makeShop();
  const at = "2026-03-05T12:00:00Z";
  await fillOrders(shop, [
    { number: "1", at },
    { number: "2", at, status: "split" },
    { number: "3", at, status: "unfillable", reason: "no_stock" },
    { number: "4", at, status: "held", reason: "no_address" },
    { number: "5", at, status: "held", reason: "cancelled" },
    { number: "6", at, status: "held", reason: "unpaid" },
    { number: "7", at: "2026-02-20T12:00:00Z", status: "unfillable", reason: "no_stock" },
  ]);
  expect((await openHome({ ...shop.ctx, now })).routedShare).toBe(0.5);
});

test("what waits for the merchant is counted by reason, most urgent first, and links to those orders", async () => {
  const shop = await makeShop();
  await fillOrders(shop, [
    { number: "1", status: "held", reason: "unpaid" },
    { number: "2", status: "held", reason: "unpaid" },
    { number: "3", status: "unfillable", reason: "no_stock" },
    { number: "4", status: "needs_review", reason: "rejected_by_wms" },
    { number: "5", status: "held", reason: "placed_before_routing" },
  ]);
  expect((await openHome(shop.ctx)).attention).toEqual([
    { label: "Needs review", orders: 1, url: "/app/orders?status=needs_review" },
    { label: "Can't be filled", orders: 1, url: "/app/orders?status=unfillable" },
    { label: "Waiting for payment", orders: 2, url: "/app/orders?status=held&reason=unpaid" },
  ]);
});

test("every reason a person can do something about is listed, and none of what is over", async () => {
  const shop = await makeShop();
  const over = ["cancelled", "deleted", "closed", "test_order", "nothing_to_ship", "placed_before_routing"];
  await fillOrders(
    shop,
    [...openHoldReasons, ...over].map((reason, at) => ({ number: `${at}`, status: "held", reason })),
  );
  const { attention } = await openHome(shop.ctx);
  expect(attention.map(({ url }) => new URL(url, "https://x").searchParams.get("reason")).sort()).toEqual(
    [...openHoldReasons].sort(),
  );
  expect(attention.map(({ orders }) => orders)).toEqual(openHoldReasons.map(() => 1));
});

test.each([
  ["reconnect", { health: "reconnect" }],
  ["stock-suspect", { health: "stock_suspect" }],
  ["first-sync", { last_sync_at: null }],
  ["stale", { stock_stale_since: "2026-01-01T00:00:00Z" }],
  ["ok", {}],
])("a connection is %s", async (state, columns) => {
  const shop = await makeShop();
  const reno = await makeWarehouse(shop);
  await setStock(shop, reno, "MUG", 1);
  const row = { last_sync_at: new Date(), ...columns };
  await adminSql`update public.trackstar_connections set ${adminSql(row)} where id = ${reno.connectionId}`;
  expect((await openHome(shop.ctx)).connections).toMatchObject([{ id: reno.connectionId, state }]);
});

test("the median runs from the customer's order to the WMS's", async () => {
  const shop = await makeShop();
  const reno = await makeWarehouse(shop);
  await setStock(shop, reno, "MUG", 50);
  for (const minutes of [2, 4, 60]) {
    const orderId = await makePendingOrder(shop, [{ sku: "MUG", quantity: 1 }]);
    await routeOrder(shop.ctx, orderId);
    await adminSql`
      update public.shipments s set published_at = o.order_date + make_interval(mins => ${minutes})
      from public.unified_orders o where o.id = s.order_id and o.id = ${orderId}`;
  }
  expect((await openHome(shop.ctx)).medianMinutes).toBe(4);
});
