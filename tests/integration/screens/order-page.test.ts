import { expect, test } from "vitest";
import { openOrder } from "#app/services/orders/open-order.server.ts";
import { routeAgain } from "#app/services/orders/route-again.server.ts";
import { publishWaiting } from "#app/services/routing/pick-windows/change-pick-windows.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { makeShop, makeTwoShops, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeConnection, makeWarehouse, setStock } from "#tests/support/warehouses.ts";
import { batchShop, waitingOrder } from "../routing/pick-windows.ts";

async function makeNetwork(shop: TestShop) {
  const connectionId = await makeConnection(shop, { orderCreation: "swyft" });
  const reno = await makeWarehouse(shop, { place: "reno", connectionId });
  const newark = await makeWarehouse(shop, { place: "newark", connectionId, priority: 2 });
  for (const warehouse of [reno, newark]) await setStock(shop, warehouse, "MUG", 10);
  return { reno, newark };
}

test("a routed order says where it ships from, why, and why not from elsewhere", async () => {
  const shop = await makeShop();
  await makeNetwork(shop);
  const orderId = await makePendingOrder(shop, [{ sku: "MUG", quantity: 2 }]);
  await routeOrder(shop.ctx, orderId);

  const opened = await openOrder(shop.ctx, orderId);
  expect(opened?.order.status).toBe("routed");
  expect(opened?.decision?.headline).toBe("reno ships this order");
  expect(opened?.decision?.why).toMatch(/^reno has everything in stock, is nearest at \d+ miles.*\.$/);
  expect(opened?.decision?.scores.map(({ label }) => label)).toEqual([
    "Stock",
    "Distance",
    "Shipping cost",
    "Capacity",
  ]);
  expect(opened?.decision?.scores[0]).toEqual({ label: "Stock", score: 1, raw: "2 of 2 units" });
  expect(opened?.decision?.alternatives).toMatchObject([
    { name: "newark", isExcluded: false, says: expect.stringMatching(/^[\d,]+ miles farther/) as unknown },
  ]);
  expect(opened?.shipments).toMatchObject([{ warehouse: "reno", status: "planned", units: 2 }]);
  expect(opened?.history.map(({ says }) => says)).toEqual(["Routed to reno"]);
  expect(opened?.actions).toMatchObject({
    choose: true,
    routeAgain: true,
    hold: true,
    lock: true,
    release: false,
  });
  expect(opened?.primary).toBeNull();
  expect(opened?.map?.points.map(({ name, look }) => [name, look])).toEqual([
    ["Los Angeles, CA", "destination"],
    ["reno", "chosen"],
    ["newark", "other"],
  ]);
});

test("an order without stock says what is missing and can be routed again", async () => {
  const shop = await makeShop();
  const { reno } = await makeNetwork(shop);
  const orderId = await makePendingOrder(shop, [{ sku: "LAMP", quantity: 3 }]);
  await routeOrder(shop.ctx, orderId);

  const before = await openOrder(shop.ctx, orderId);
  expect(before).toMatchObject({
    primary: "routeAgain",
    order: { status: "unfillable", reason: { label: "Out of stock" } },
    decision: { isShipping: false, unfilled: [{ quantity: 3, says: "not in stock anywhere" }] },
  });

  await setStock(shop, reno, "LAMP", 5);
  expect(await routeAgain(shop.ctx, orderId)).toBe("queued");
  await routeOrder(shop.ctx, orderId);
  const after = await openOrder(shop.ctx, orderId);
  expect(after).toMatchObject({ primary: null, order: { status: "routed" } });
  expect(after?.earlier).toMatchObject([{ headline: "No warehouse ships this order yet" }]);
  expect(after?.history.map(({ says, isPerson }) => [says, isPerson])).toEqual([
    ["Routed to reno", true],
    ["Routing requested", true],
    ["Could not be routed: out of stock", true],
  ]);
});

test("the button to route again is there exactly when a request would be taken", async () => {
  const shop = await makeShop();
  await makeNetwork(shop);
  const states: [string, string | null][] = [
    ["pending", null],
    ["held", "unpaid"],
    ["held", "line_without_sku"],
    ["unfillable", "no_stock"],
    ["needs_review", "rejected_by_wms"],
  ];
  for (const [status, reason] of states) {
    const orderId = await makePendingOrder(shop, [{ sku: "MUG", quantity: 1 }]);
    await adminSql`update public.unified_orders set routing_status = ${status}, routing_reason = ${reason} where id = ${orderId}`;
    const isOffered = (await openOrder(shop.ctx, orderId))?.actions.routeAgain;
    const isTaken = (await routeAgain(shop.ctx, orderId)) === "queued";
    // A waiting order would be taken, but there is nothing to ask for.
    expect([status, reason, isOffered]).toEqual([status, reason, isTaken && status !== "pending"]);
  }
});

test("tracking becomes a link only to the web", async () => {
  const shop = await makeShop();
  await makeNetwork(shop);
  const orderId = await makePendingOrder(shop, [{ sku: "MUG", quantity: 1 }]);
  await routeOrder(shop.ctx, orderId);
  const packages = [
    { tracking_number: "1Z", tracking_url: "https://track.example.com/1Z", carrier: "UPS" },
    { tracking_number: "2Z", tracking_url: "javascript:alert(1)", carrier: null },
  ];
  await adminSql`update public.shipments set tracking = ${adminSql.json(packages)} where order_id = ${orderId}`;
  const opened = await openOrder(shop.ctx, orderId);
  expect(opened?.shipments[0]?.tracking).toEqual([
    { number: "1Z", url: "https://track.example.com/1Z", carrier: "UPS" },
    { number: "2Z", url: null, carrier: null },
  ]);
});

test("another shop's order does not exist", async () => {
  const { mine, theirs } = await makeTwoShops();
  const orderId = await makePendingOrder(theirs, [{ sku: "MUG", quantity: 1 }]);
  expect(await openOrder(mine.ctx, orderId)).toBeUndefined();
  expect(await routeAgain(mine.ctx, orderId)).toBe("order-not-found");
});

test("an order that waits for its pick window can be sent now, once, and only by its own shop", async () => {
  const { shop, reno } = await batchShop();
  await setStock(shop, reno, "MUG", 5);
  const orderId = await waitingOrder(shop, { sku: "MUG", quantity: 1 });
  const shown = async () => {
    const opened = await openOrder(shop.ctx, orderId);
    return { isOffered: opened?.actions.sendNow, waits: typeof opened?.shipments[0]?.waitsUntil };
  };
  expect(await shown()).toEqual({ isOffered: true, waits: "string" });
  expect(await publishWaiting((await makeShop()).ctx, [orderId])).toEqual({ outcome: "order-not-found" });
  expect(await publishWaiting(shop.ctx, [orderId])).toEqual({ outcome: "published", orders: 1 });
  expect(await shown()).toEqual({ isOffered: false, waits: "object" });
  expect(await publishWaiting(shop.ctx, [orderId])).toEqual({ outcome: "published", orders: 0 });
});

test("an order of a warehouse that gets no orders from Swyft is not offered to be sent", async () => {
  const { shop, reno } = await batchShop();
  await setStock(shop, reno, "MUG", 5);
  const orderId = await waitingOrder(shop, { sku: "MUG", quantity: 1 });
  await adminSql`update public.trackstar_connections set order_creation = 'off' where shop_id = ${shop.id}`;
  expect((await openOrder(shop.ctx, orderId))?.actions.sendNow).toBe(false);
});
