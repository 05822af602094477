import { describe, expect, test } from "vitest";
import { loadPickWindow, publishNow, savePickWindows } from "#app/db/pick-windows.server.ts";
import { loadRoutingSnapshot } from "#app/db/routing.server.ts";
import { closePickWindow } from "#app/services/routing/pick-windows/close-pick-window.server.ts";
import { openPickWindows } from "#app/services/routing/pick-windows/open-pick-windows.server.ts";
import { publishShipment } from "#app/services/routing/publish-shipment.server.ts";
import { makeShop, makeTwoShops } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeConnection, makeWarehouse, setStock } from "#tests/support/warehouses.ts";
import {
  batchShop,
  close,
  endWindow,
  faultsIn,
  plan,
  publishJobs,
  runOf,
  turnOn,
  twiceADay,
  waitingOrder,
} from "./pick-windows.ts";
import { latestShipment, orderState } from "./wms.ts";

const minutes = (count: number) => count * 60;

describe("an order in batch mode", () => {
  test("is decided at once, and waits for the window to be published", async () => {
    const { shop, reno } = await batchShop();
    await setStock(shop, reno, "A", 5);
    const order = await waitingOrder(shop, { sku: "A", quantity: 1 });

    expect(await orderState(order)).toMatchObject({
      routing_status: "routed",
      routed_to_warehouse_id: reno.id,
    });
    const [job] = await publishJobs(shop);
    const wait = (Number(job?.publish_after) - Date.now()) / 1000;
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(minutes(12 * 60));
    // Should closing break down, it goes out ten minutes later by itself.
    expect(job?.due_in).toBeCloseTo(wait + minutes(10), -1);
    const [closing] = await adminSql<{ run_at: Date }[]>`
      select run_at from graphile_worker._private_jobs where key like ${`pick-window:${shop.id}:%`}`;
    expect(closing?.run_at).toEqual(job?.publish_after);
    const { id } = await latestShipment(order);
    expect(await publishShipment(shop.ctx, id)).toBe("nothing-to-do");
  });

  test("is published when the window closes", async () => {
    const { shop, reno } = await batchShop();
    await setStock(shop, reno, "A", 5);
    await waitingOrder(shop, { sku: "A", quantity: 1 });
    await waitingOrder(shop, { sku: "A", quantity: 1 });
    await close(shop);
    expect(await publishJobs(shop)).toMatchObject([
      { publish_after: null, due_in: 0 },
      { publish_after: null, due_in: 0 },
    ]);
    expect(await runOf(shop)).toMatchObject({ orders: 2, moved: 0, published: 2 });
  });

  test("can be published now by a person, and does not move afterwards", async () => {
    const { shop, reno, newark } = await batchShop();
    await setStock(shop, newark, "A", 1);
    const first = await waitingOrder(shop, { sku: "A", quantity: 1 });
    await setStock(shop, reno, "A", 1);
    expect(await publishNow(shop.ctx.db, shop.id, [first], "u1")).toBe(1);
    expect(await publishNow(shop.ctx.db, shop.id, [first], "u1")).toBe(0);
    expect(await publishJobs(shop)).toMatchObject([{ due_in: 0, publish_after: null }]);
    await close(shop);
    expect(await plan(first)).toEqual({ [newark.id]: 1 });
  });

  test("of another shop is not published by mine", async () => {
    const { mine, theirs } = await makeTwoShops();
    const connectionId = await makeConnection(theirs, { orderCreation: "swyft" });
    await setStock(theirs, await makeWarehouse(theirs, { connectionId }), "A", 1);
    await turnOn(theirs);
    const order = await waitingOrder(theirs, { sku: "A", quantity: 1 });
    expect(await publishNow(mine.ctx.db, mine.id, [order], "u1")).toBeNull();
    expect((await publishJobs(theirs))[0]?.publish_after).not.toBeNull();
  });
});

describe("closing a window", () => {
  test("never gives an order something dearer for nothing", async () => {
    const { shop, reno, newark } = await batchShop();
    await setStock(shop, reno, "A", 10);
    await setStock(shop, newark, "A", 10);
    const orders = [];
    for (let n = 0; n < 4; n++) orders.push(await waitingOrder(shop, { sku: "A", quantity: 2 }));
    await close(shop);
    for (const order of orders) expect(await plan(order)).toEqual({ [reno.id]: 2 });
    expect(await faultsIn(shop)).toEqual([]);
    expect(await runOf(shop)).toMatchObject({ moved: 0, published: 4 });
  });

  test("moves neither what a person has settled nor what is published", async () => {
    const { shop, reno, newark } = await batchShop();
    await setStock(shop, newark, "A", 3);
    const [locked, chosen, published] = [
      await waitingOrder(shop, { sku: "A", quantity: 1 }),
      await waitingOrder(shop, { sku: "A", quantity: 1 }),
      await waitingOrder(shop, { sku: "A", quantity: 1 }),
    ];
    await setStock(shop, reno, "A", 3);
    await adminSql`update public.unified_orders set is_locked = true where id = ${locked}`;
    await adminSql`update public.routing_decisions set chosen_by = 'u1' where order_id = ${chosen}`;
    await adminSql`update public.shipments set status = 'publishing' where order_id = ${published}`;
    await close(shop);
    for (const order of [locked, chosen, published]) expect(await plan(order)).toEqual({ [newark.id]: 1 });
    expect(await runOf(shop)).toMatchObject({ orders: 0, moved: 0, published: 2 });
  });

  test("with nothing in it is recorded, once", async () => {
    const { shop } = await batchShop();
    const closesAt = await close(shop);
    expect(await runOf(shop)).toMatchObject({ outcome: "unchanged", orders: 0, published: 0 });
    expect(await closePickWindow(shop.ctx, closesAt)).toBe("nothing-to-do");
  });

  test("does not begin before its time", async () => {
    const { shop } = await batchShop();
    expect(await closePickWindow(shop.ctx, new Date(Date.now() + 60_000))).toBe("too-early");
    expect(await runOf(shop)).toBeUndefined();
  });

  test("leaves later orders to the next window", async () => {
    const { shop, reno } = await batchShop();
    await setStock(shop, reno, "A", 5);
    await waitingOrder(shop, { sku: "A", quantity: 1 });
    const closesAt = await endWindow(shop);
    const later = await waitingOrder(shop, { sku: "A", quantity: 1 });
    await closePickWindow(shop.ctx, closesAt);
    expect(await runOf(shop)).toMatchObject({ orders: 1, published: 1 });
    expect(
      (await publishJobs(shop)).find(({ order_id }) => order_id === later)?.publish_after,
    ).not.toBeNull();
  });

  test("sees an order as routing alone sees it", async () => {
    const { shop, reno } = await batchShop();
    await setStock(shop, reno, "A", 5);
    const order = await waitingOrder(shop, { sku: "A", quantity: 2 });
    const closesAt = await endWindow(shop);
    const window = await loadPickWindow(shop.ctx.db, shop.id, closesAt, { now: shop.ctx.now, leftOut: [] });
    const alone = await loadRoutingSnapshot(shop.ctx.db, shop.id, order, shop.ctx.now);
    expect(window.orders[0]?.order).toEqual(alone?.order);
    // The order's own units are free for it.
    expect(window.inventory).toMatchObject([{ sku: "A", available: 5, reserved: 0 }]);
    expect(alone?.inventory).toMatchObject([{ sku: "A", available: 5, reserved: 2 }]);
    expect(window.own_days).toEqual([{ warehouse_id: reno.id, orders: 1 }]);
  });
});

describe("the screen", () => {
  test("of a shop that never set any says that batch mode is off", async () => {
    const shop = await makeShop();
    expect(await openPickWindows(shop.ctx)).toMatchObject({
      windows: { is_on: false, times: [] },
      nextClose: null,
      waiting: { orders: 0, shipments: 0, units: 0 },
      runs: [],
    });
  });

  test("shows the next close, what waits for it, and what the last ones did", async () => {
    const { shop, reno } = await batchShop();
    await setStock(shop, reno, "A", 5);
    const before = await openPickWindows(shop.ctx);
    expect(before).toMatchObject({ waiting: { orders: 0 }, runs: [], windows: twiceADay });
    await waitingOrder(shop, { sku: "A", quantity: 2 });
    expect(await openPickWindows(shop.ctx)).toMatchObject({
      nextClose: before.nextClose,
      waiting: { orders: 1, shipments: 1, units: 2 },
    });
    await close(shop);
    const { waiting, runs } = await openPickWindows(shop.ctx);
    expect(waiting).toEqual({ orders: 0, shipments: 0, units: 0 });
    expect(runs).toMatchObject([{ orders: 1, moved: 0, published: 1, saved: { cost: "0.00", units: 0 } }]);
  });

  test("says so of a close that broke down", async () => {
    const { shop } = await batchShop();
    await adminSql`insert into public.pick_window_runs (shop_id, closes_at, started_at)
      values (${shop.id}, now() - interval '1 hour', now() - interval '1 hour'), (${shop.id}, now(), now())`;
    const { runs } = await openPickWindows({ ...shop.ctx, now: new Date() });
    expect(runs.map(({ outcome }) => outcome)).toEqual(["running", "broke_down"]);
  });
});

describe("changing the windows", () => {
  test("moves what waits to the next close", async () => {
    const { shop, reno } = await batchShop();
    await setStock(shop, reno, "A", 5);
    await waitingOrder(shop, { sku: "A", quantity: 1 });
    const next = await savePickWindows(shop.ctx.db, shop.id, { ...twiceADay, times: ["06:15"] }, "u1");
    expect(next).not.toBeNull();
    expect(await publishJobs(shop)).toMatchObject([{ publish_after: next }]);
  });

  test("to none publishes what waits", async () => {
    const { shop, reno } = await batchShop();
    await setStock(shop, reno, "A", 5);
    await waitingOrder(shop, { sku: "A", quantity: 1 });
    expect(await savePickWindows(shop.ctx.db, shop.id, { ...twiceADay, is_on: false }, "u1")).toBeNull();
    expect(await publishJobs(shop)).toMatchObject([{ publish_after: null, due_in: 0 }]);
    const later = await waitingOrder(shop, { sku: "A", quantity: 1 });
    expect((await publishJobs(shop)).find(({ order_id }) => order_id === later)?.publish_after).toBeNull();
  });
});
