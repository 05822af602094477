import { expect, test } from "vitest";
import { openTestOrder } from "#app/services/routing/preview/open-test-order.server.ts";
import {
  emptyLine,
  emptyOrder,
  readTryOrder,
  type TypedOrder,
} from "#app/services/routing/preview/try-order-form.ts";
import { tryOrder } from "#app/services/routing/preview/try-order.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { RoutingSettings } from "#app/services/routing/setup/routing-setup.ts";
import { saveDraft } from "#app/services/routing/setup/save-draft.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { makeShop, makeTwoShops, type TestShop } from "#tests/support/shops.ts";
import { rowsOfShop } from "#tests/support/rows-of-shop.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeWarehouse, setStock } from "#tests/support/warehouses.ts";

const toCalifornia = { ship_to_state: "CA", ship_to_postal_code: "90001", ship_to_city: "Los Angeles" };
const mugs = (quantity: number) => [{ ...emptyLine, sku: "MUG", quantity: String(quantity) }];

async function attempt(shop: TestShop, order: Partial<TypedOrder>) {
  const read = readTryOrder(JSON.stringify({ ...emptyOrder, ...toCalifornia, lines: mugs(1), ...order }));
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return tryOrder(shop.ctx, read.form);
}

async function told(shop: TestShop, order: Partial<TypedOrder> = {}) {
  const result = await attempt(shop, order);
  if (result.outcome !== "tried") throw new Error(result.outcome);
  return result.decision;
}

async function furnished() {
  const shop = await makeShop();
  const reno = await makeWarehouse(shop);
  const newark = await makeWarehouse(shop, { place: "newark" });
  await setStock(shop, reno, "MUG", 2);
  await setStock(shop, newark, "MUG", 10);
  return { shop, reno, newark };
}

test("a tried order is told as a decided one, and nothing is written", async () => {
  const { shop } = await furnished();
  await makePendingOrder(shop, [{ sku: "MUG", quantity: 1 }]);
  const before = await rowsOfShop(shop.id);
  const jobs = () =>
    adminSql`select id from graphile_worker._private_jobs where payload::text like ${`%${shop.id}%`}`;
  const jobsBefore = await jobs();
  const decision = await told(shop, { lines: mugs(2) });
  expect(decision.headline).toBe("reno ships this order");
  expect(decision.alternatives).toMatchObject([{ name: "newark", isExcluded: false }]);
  expect(await rowsOfShop(shop.id)).toBe(before);
  expect(await jobs()).toEqual(jobsBefore);
});

test("an unknown SKU is no error: no stock says so", async () => {
  const { shop } = await furnished();
  const decision = await told(shop, { lines: [{ ...emptyLine, sku: "NO-SUCH-THING" }] });
  expect(decision).toMatchObject({
    isShipping: false,
    unfilled: [{ sku: "NO-SUCH-THING", quantity: 1, says: "not in stock anywhere" }],
  });
});

test("an order that was started from one of the shop may use what that one holds", async () => {
  const { shop } = await furnished();
  const orderId = await makePendingOrder(shop, [{ sku: "MUG", quantity: 2 }]);
  await routeOrder(shop.ctx, orderId);
  expect((await told(shop, { lines: mugs(2) })).headline).toBe("newark ships this order");
  expect((await told(shop, { lines: mugs(2), from: orderId })).headline).toBe("reno ships this order");
});

test("the form fills in from an order by its number, with or without #", async () => {
  const { mine, theirs } = await makeTwoShops();
  const orderId = await makePendingOrder(mine, [{ sku: "MUG", quantity: 3 }]);
  await adminSql`update public.unified_orders set external_order_number = '#1001', tags = '{gift,vip}' where id = ${orderId}`;
  for (const number of ["1001", "#1001"]) {
    const { form, problem } = await openTestOrder(mine.ctx, number);
    expect(problem).toBeNull();
    expect(form).toMatchObject({
      from: orderId,
      ...toCalifornia,
      total_price: "20",
      tags: "gift, vip",
      channel_type: "shopify",
      lines: [{ sku: "MUG", quantity: "3", grams: "200", price: "10.00" }],
    });
    expect(readTryOrder(JSON.stringify(form)).ok).toBe(true);
  }
  expect(await openTestOrder(theirs.ctx, "1001")).toMatchObject({
    problem: "No order has this number.",
    form: emptyOrder,
  });
  expect((await attempt(theirs, { from: orderId })).outcome).toBe("order-not-found");
});

test("it is decided with the draft only where that is asked for", async () => {
  const { shop, newark } = await furnished();
  expect((await attempt(shop, { setup: "draft" })).outcome).toBe("no-draft");
  const settings = RoutingSettings.parse({ preferred_warehouse_id: newark.id });
  expect((await saveDraft(shop.ctx, { revision: 0, setup: { rules: [], settings } })).outcome).toBe("saved");
  expect((await told(shop)).headline).toBe("reno ships this order");
  expect((await told(shop, { setup: "draft" })).headline).toBe("newark ships this order");
});

test("a shop without warehouses is told so", async () => {
  const shop = await makeShop();
  expect((await attempt(shop, {})).outcome).toBe("no-warehouses");
  expect((await openTestOrder(shop.ctx, undefined)).hasWarehouses).toBe(false);
});
