import { describe, expect, test } from "vitest";
import { openOrderList } from "#app/services/orders/open-order-list.server.ts";
import { OrderListParams } from "#app/services/orders/order-list-params.ts";
import { routeAgainTogether } from "#app/services/orders/route-again-together.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { makeShop, makeTwoShops } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeWarehouse, setStock } from "#tests/support/warehouses.ts";
import { hasJob } from "../routing/wms.ts";
import { fillOrders, type OrderRow } from "./fill-orders.ts";

const list = (shop: Awaited<ReturnType<typeof makeShop>>, view = "all") =>
  openOrderList(shop.ctx, OrderListParams.parse({ view }));

const some = (count: number, row: Omit<OrderRow, "number">, prefix: string): OrderRow[] =>
  Array.from({ length: count }, (_, at) => ({ ...row, number: `#${prefix}${at}` }));

describe("the queues of the orders list", () => {
  test("say how many orders wait in each, beyond a thousand too, and none of another shop", async () => {
    const { mine, theirs } = await makeTwoShops();
    await fillOrders(mine, [
      ...some(1001, { status: "unfillable", reason: "no_stock" }, "u"),
      ...some(3, { status: "needs_review", reason: "rejected_by_wms" }, "n"),
      ...some(2, { status: "change_pending" }, "c"),
      ...some(4, { status: "held", reason: "unpaid" }, "h"),
      ...some(1, { status: "held", reason: "held_by_rule" }, "r"),
      ...some(50, { status: "held", reason: "placed_before_routing" }, "p"),
      ...some(5, { status: "routed" }, "d"),
    ]);
    await fillOrders(theirs, some(7, { status: "unfillable" }, "u"));
    expect((await list(mine)).queues).toEqual({
      unfillable: 1001,
      needs_review: 3,
      change_pending: 2,
      held: 5,
    });
    expect((await list(theirs)).queues).toEqual({
      unfillable: 7,
      needs_review: 0,
      change_pending: 0,
      held: 0,
    });
  });

  test("hold what they count", async () => {
    const shop = await makeShop();
    await fillOrders(shop, [
      ...some(2, { status: "unfillable", reason: "no_stock" }, "u"),
      ...some(3, { status: "held", reason: "unpaid" }, "h"),
      ...some(4, { status: "held", reason: "cancelled" }, "x"),
      ...some(1, { status: "change_pending" }, "c"),
    ]);
    const { queues } = await list(shop);
    for (const view of ["unfillable", "held", "needs_review", "change_pending"] as const) {
      expect((await list(shop, view)).orders, view).toHaveLength(queues[view]);
    }
    const reasons = (await list(shop, "unfillable")).orders.map(({ reason }) => reason);
    expect(reasons).toEqual(["Out of stock", "Out of stock"]);
  });
});

describe("routing several orders again", () => {
  test("queues them, skips what cannot be, and says how many a person has locked", async () => {
    const shop = await makeShop();
    const reno = await makeWarehouse(shop);
    const lines = [{ sku: "A", quantity: 1 }];
    const [unfillable, locked, held] = [
      await makePendingOrder(shop, lines),
      await makePendingOrder(shop, lines),
      await makePendingOrder(shop, lines),
    ];
    await routeOrder(shop.ctx, unfillable);
    await setStock(shop, reno, "A", 5);
    await routeOrder(shop.ctx, locked);
    await adminSql`update public.unified_orders set is_locked = true where id = ${locked}`;
    await adminSql`update public.unified_orders set routing_status = 'held', routing_reason = 'unpaid' where id = ${held}`;

    expect(await routeAgainTogether(shop.ctx, [unfillable, locked, held])).toEqual({
      outcome: "asked",
      queued: 1,
      locked: 1,
      skipped: 1,
    });
    expect(await hasJob(`route:${unfillable}`)).toBe(true);
    expect(await routeOrder(shop.ctx, unfillable)).toBe("saved");
    const routed = (await list(shop, "routed")).orders.map(({ id }) => id);
    expect(routed.toSorted()).toEqual([unfillable, locked].toSorted());
  });

  test("does nothing with another shop's among them", async () => {
    const { mine, theirs } = await makeTwoShops();
    const [own, foreign] = [
      await makePendingOrder(mine, [{ sku: "A", quantity: 1 }]),
      await makePendingOrder(theirs, [{ sku: "A", quantity: 1 }]),
    ];
    expect(await routeAgainTogether(mine.ctx, [own, foreign])).toEqual({ outcome: "order-not-found" });
    expect([await hasJob(`route:${own}`), await hasJob(`route:${foreign}`)]).toEqual([false, false]);
  });
});
