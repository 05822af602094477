import { describe, expect, test } from "vitest";
import { refuseShipment } from "#app/db/shipments.server.ts";
import { releaseDueHolds } from "#app/db/person-decisions.server.ts";
import { chooseWarehouse } from "#app/services/orders/choose-warehouse.server.ts";
import { holdOrder, letOrderGo, takeOrderBack } from "#app/services/orders/hold-order.server.ts";
import { lockOrder, unlockOrder } from "#app/services/orders/lock-order.server.ts";
import { routeAgain } from "#app/services/orders/route-again.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeNetwork, currentOf, orderLock, promised } from "./two-warehouses.ts";
import {
  changeOrder,
  hasJob,
  historyOf,
  kindsOf,
  newAddress,
  ordersToday,
  orderState,
  routedOrder,
  shipmentsOf,
} from "./wms.ts";

describe("a locked order", () => {
  const locked = async () => {
    const network = await makeNetwork();
    const { orderId, shipment } = await routedOrder(network.shop, { sku: "A", quantity: 1 });
    expect(await lockOrder(network.shop.ctx, orderId)).toBe("saved");
    return { ...network, orderId, shipment };
  };

  test("is not routed again by anybody's request until it is unlocked", async () => {
    const { shop, orderId } = await locked();
    expect(await lockOrder(shop.ctx, orderId)).toBe("unchanged");
    expect(await routeAgain(shop.ctx, orderId)).toBe("locked");
    expect(await unlockOrder(shop.ctx, orderId)).toBe("saved");
    expect(await routeAgain(shop.ctx, orderId)).toBe("queued");
    expect(await kindsOf(orderId)).toEqual(["decided", "locked", "unlocked", "routing_requested"]);
  });

  test("goes to a person when its facts change, and stays there", async () => {
    const { shop, orderId } = await locked();
    await changeOrder(shop, orderId, newAddress);
    const review = { routing_status: "needs_review", routing_reason: "locked" };
    expect(await orderState(orderId)).toMatchObject(review);
    expect((await shipmentsOf(orderId)).map(({ status }) => status)).toEqual(["cancelled"]);
    await changeOrder(shop, orderId, { ship_to_address1: "3 Third Street" });
    expect(await orderState(orderId)).toMatchObject(review);
  });

  test("goes to a person when its warehouse refuses it, and the next is not tried", async () => {
    const { shop, orderId, shipment } = await locked();
    await adminSql`update public.shipments set status = 'publishing' where id = ${shipment.id}`;
    await refuseShipment(shop.ctx.db, shop.id, shipment.id, "warehouse", "no stock");
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "needs_review",
      routing_reason: "locked",
    });
    expect(await hasJob(`route:${orderId}`)).toBe(false);
  });

  test("refused and locked at once ends in review or is decided by routing, never both", async () => {
    for (let round = 0; round < 4; round++) {
      const { shop } = await makeNetwork();
      const { orderId, shipment } = await routedOrder(shop, { sku: "A", quantity: 1 });
      await adminSql`update public.shipments set status = 'publishing' where id = ${shipment.id}`;
      const [lock] = await Promise.all([
        lockOrder(shop.ctx, orderId),
        refuseShipment(shop.ctx.db, shop.id, shipment.id, "warehouse", "no stock"),
      ]);
      const { routing_status: status } = await orderState(orderId);
      expect(["saved needs_review", "not-decided pending"]).toContain(`${lock} ${status}`);
    }
  });

  test("has to be decided first", async () => {
    const { shop } = await makeNetwork();
    const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    expect(await lockOrder(shop.ctx, orderId)).toBe("not-decided");
  });
});

describe("an order held by a person", () => {
  const until = new Date(Date.now() + 3_600_000);

  test("gives its units back, survives news, and is routed once released", async () => {
    const { shop, reno } = await makeNetwork();
    const { orderId } = await routedOrder(shop, { sku: "A", quantity: 2 });
    expect(await holdOrder(shop.ctx, orderId, { note: "Check the address", until: null })).toBe("held");
    expect(await promised(shop, reno.id)).toBe(0);
    expect(await ordersToday(shop)).toBe(0);

    const held = { routing_status: "held", routing_reason: "held_by_person", routed_to_warehouse_id: null };
    expect(await orderState(orderId)).toMatchObject(held);
    await changeOrder(shop, orderId, newAddress);
    expect(await orderState(orderId)).toMatchObject(held);
    expect(await routeOrder(shop.ctx, orderId)).toBe("not-routable");
    expect(await routeAgain(shop.ctx, orderId)).toBe("not-routable");

    expect(await letOrderGo(shop.ctx, orderId)).toBe("released");
    expect(await letOrderGo(shop.ctx, orderId)).toBe("not-held");
    expect(await hasJob(`route:${orderId}`)).toBe(true);
    expect(await routeOrder(shop.ctx, orderId)).toBe("saved");
    const history = await historyOf(orderId);
    expect(history.map(({ kind }) => kind)).toEqual([
      "decided",
      "held_by_person",
      "updated",
      "released",
      "decided",
    ]);
    expect(history[1]?.details).toEqual({ note: "Check the address" });
  });

  test("and by its payment stays held for the payment", async () => {
    const { shop } = await makeNetwork();
    const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    await changeOrder(shop, orderId, { hold_reason: "unpaid" });
    await holdOrder(shop.ctx, orderId, { note: null, until: null });
    expect((await orderState(orderId)).routing_reason).toBe("unpaid");
    await changeOrder(shop, orderId, newAddress);
    expect((await orderState(orderId)).routing_reason).toBe("held_by_person");
    await changeOrder(shop, orderId, { hold_reason: "unpaid" });
    expect(await letOrderGo(shop.ctx, orderId)).toBe("held-otherwise");
    expect(await orderState(orderId)).toMatchObject({ routing_status: "held", routing_reason: "unpaid" });
  });

  test("until a moment goes when it has come, and not before", async () => {
    const { shop } = await makeNetwork();
    const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    await holdOrder(shop.ctx, orderId, { note: null, until });
    await releaseDueHolds(shop.ctx.db);
    expect((await orderState(orderId)).routing_status).toBe("held");
    await adminSql`update public.unified_orders set held_until = now() where id = ${orderId}`;
    expect(await releaseDueHolds(shop.ctx.db)).toBeGreaterThanOrEqual(1);
    expect((await orderState(orderId)).routing_status).toBe("pending");
    expect(await kindsOf(orderId)).toEqual(["held_by_person", "hold_ended"]);
    expect(await hasJob(`route:${orderId}`)).toBe(true);
  });

  test("may be chosen a warehouse for, which ends the hold", async () => {
    const { shop, newark } = await makeNetwork();
    const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    await holdOrder(shop.ctx, orderId, { note: null, until: null });
    const choice = { warehouseId: newark.id, reason: null, seenDecisionId: null };
    expect(await chooseWarehouse(shop.ctx, orderId, choice)).toBe("saved");
    expect(await orderLock(orderId)).toMatchObject({ is_locked: true, held_by: null });
  });
});

describe("an order held by a rule", () => {
  async function heldByRule(until: string | null) {
    const { shop } = await makeNetwork();
    const west = adminSql.json({ field: "ship_to_state", operator: "equals", value: "CA" });
    const rules = await adminSql<{ id: string }[]>`
      insert into public.routing_rules (shop_id, name, priority, is_active, conditions, action)
      values (${shop.id}, 'Look first', 1, true, ${west}, ${adminSql.json({ type: "hold", until })}),
             (${shop.id}, 'In one piece', 2, true, ${west}, ${adminSql.json({ type: "keep_together", skus: null })})
      returning id`;
    const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    await routeOrder(shop.ctx, orderId);
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "held",
      routing_reason: "held_by_rule",
    });
    return { shop, orderId, hold: rules[0]?.id };
  }

  test("is released from that rule for good", async () => {
    const { shop, orderId, hold } = await heldByRule(null);
    expect(await letOrderGo(shop.ctx, orderId)).toBe("released");
    expect((await orderLock(orderId))?.released).toEqual([hold]);
    expect(await currentOf(orderId)).toBeUndefined();
    expect(await routeOrder(shop.ctx, orderId)).toBe("saved");
    expect((await orderState(orderId)).routing_status).toBe("routed");
  });

  test("until a moment is routed again when it has come", async () => {
    const { shop, orderId } = await heldByRule(new Date(Date.now() + 3_600_000).toISOString());
    await releaseDueHolds(shop.ctx.db);
    expect((await orderState(orderId)).routing_status).toBe("held");
    await adminSql`update public.unified_orders set held_until = now() where id = ${orderId}`;
    expect(await releaseDueHolds(shop.ctx.db)).toBeGreaterThanOrEqual(1);
    expect((await orderState(orderId)).routing_status).toBe("pending");
    expect((await orderLock(orderId))?.released).toEqual([]);
  });
});

describe("routing again on request", () => {
  test("takes back a decision no WMS has heard of", async () => {
    const { shop, reno } = await makeNetwork();
    const { orderId } = await routedOrder(shop, { sku: "A", quantity: 2 });
    expect(await routeAgain(shop.ctx, orderId)).toBe("queued");
    expect(await promised(shop, reno.id)).toBe(0);
    expect(await routeOrder(shop.ctx, orderId)).toBe("saved");
    expect((await shipmentsOf(orderId)).map(({ status }) => status)).toEqual(["cancelled", "planned"]);
    expect(await ordersToday(shop)).toBe(1);
  });

  test("is refused once the order is in a WMS, which can be asked to give it back", async () => {
    const { shop } = await makeNetwork();
    const { orderId, shipment } = await routedOrder(shop, { sku: "A", quantity: 1 });
    expect(await takeOrderBack(shop.ctx, orderId)).toBe("not-in-wms");
    await adminSql`update public.shipments set status = 'published', wms_order_id = 'w1' where id = ${shipment.id}`;
    expect(await routeAgain(shop.ctx, orderId)).toBe("in-wms");
    expect(await holdOrder(shop.ctx, orderId, { note: null, until: null })).toBe("in-wms");

    expect(await takeOrderBack(shop.ctx, orderId)).toBe("requested");
    expect(await takeOrderBack(shop.ctx, orderId)).toBe("change-pending");
    expect(await hasJob(`cancel:${shipment.id}`)).toBe(true);
    await adminSql`select public.record_cancel(${shop.id}, ${shipment.id}, 'accepted')`;
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "held",
      routing_reason: "held_by_person",
    });
    expect(await letOrderGo(shop.ctx, orderId)).toBe("released");
  });
});

test.each([
  ["routed", "publishing", { hold: "being-sent", again: "being-sent", recall: "requested" }],
  ["routed", "published", { hold: "in-wms", again: "in-wms", recall: "requested" }],
  ["routed", "shipped", { hold: "shipped", again: "shipped", recall: "shipped" }],
  ["change_pending", "published", { hold: "in-wms", again: "in-wms", recall: "change-pending" }],
  [
    "change_pending",
    "planned",
    { hold: "change-pending", again: "change-pending", recall: "change-pending" },
  ],
])("of an order that is %s and its shipment %s, a person is told so", async (routing, status, answers) => {
  const { shop } = await makeNetwork();
  const { orderId, shipment } = await routedOrder(shop, { sku: "A", quantity: 1 });
  await adminSql`update public.unified_orders set routing_status = ${routing} where id = ${orderId}`;
  await adminSql`update public.shipments set status = ${status} where id = ${shipment.id}`;
  expect({
    hold: await holdOrder(shop.ctx, orderId, { note: null, until: null }),
    again: await routeAgain(shop.ctx, orderId),
    recall: await takeOrderBack(shop.ctx, orderId),
  }).toEqual(answers);
});
