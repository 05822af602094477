import { describe, expect, test } from "vitest";
import { notePublishAttempt } from "#app/db/shipments.server.ts";
import { chooseWarehouse } from "#app/services/orders/choose-warehouse.server.ts";
import { holdOrder, letOrderGo, takeOrderBack } from "#app/services/orders/hold-order.server.ts";
import { lockOrder, unlockOrder } from "#app/services/orders/lock-order.server.ts";
import { routeAgain } from "#app/services/orders/route-again.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { makeTwoShops } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { setStock } from "#tests/support/warehouses.ts";
import { makeNetwork, decisionsOf, currentOf, seen, orderLock, promised } from "./two-warehouses.ts";
import {
  changeOrder,
  hasJob,
  kindsOf,
  latestShipment,
  newAddress,
  ordersToday,
  orderState,
  reservationsOf,
  routedOrder,
  shipmentsOf,
} from "./wms.ts";

describe("a person chooses the warehouse", () => {
  test("and both choices are kept, with units and places moved", async () => {
    const { shop, reno, newark } = await makeNetwork();
    const { orderId } = await routedOrder(shop, { sku: "A", quantity: 2 });
    const automatic = await currentOf(orderId);

    const choice = {
      warehouseId: newark.id,
      reason: "Customer is nearby",
      seenDecisionId: await seen(orderId),
    };
    expect(await chooseWarehouse(shop.ctx, orderId, choice)).toBe("saved");

    const [first, second, ...more] = await decisionsOf(orderId);
    expect(more).toEqual([]);
    expect(first).toEqual({ ...automatic, is_current: false });
    expect(second).toMatchObject({
      is_current: true,
      outcome: "routed",
      selected_warehouse_id: newark.id,
      chosen_by: "test",
      choice_reason: "Customer is nearby",
      details: { automatic: { selected_warehouse_id: reno.id }, replaces: automatic?.id, missing: [] },
    });
    expect((await shipmentsOf(orderId)).map(({ status }) => status)).toEqual(["cancelled", "planned"]);
    expect([await promised(shop, reno.id), await promised(shop, newark.id)]).toEqual([0, 2]);
    expect(await ordersToday(shop)).toBe(1);
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "routed",
      routed_to_warehouse_id: newark.id,
    });
    expect((await orderLock(orderId))?.is_locked).toBe(true);
    expect(await kindsOf(orderId)).toEqual(["decided", "overridden"]);
    expect(await hasJob(`publish:${(await latestShipment(orderId)).id}`)).toBe(true);
  });

  test("and one that cannot fill takes a reason, which goes with what is missing", async () => {
    const { shop, newark } = await makeNetwork(1);
    const { orderId } = await routedOrder(shop, { sku: "A", quantity: 3 });
    const choice = { warehouseId: newark.id, seenDecisionId: await seen(orderId) };

    expect(await chooseWarehouse(shop.ctx, orderId, { ...choice, reason: null })).toBe("reason-needed");
    expect((await shipmentsOf(orderId)).map(({ status }) => status)).toEqual(["planned"]);

    expect(await chooseWarehouse(shop.ctx, orderId, { ...choice, reason: "Found two more" })).toBe("saved");
    expect((await currentOf(orderId))?.details.missing).toEqual([{ sku: "A", quantity: 2 }]);
    const [stock] = await adminSql<{ atp: number }[]>`
      select atp from public.available_to_promise(${shop.id}, array[${newark.id}::uuid], array['A'])`;
    expect(stock?.atp).toBe(0);
  });

  test("and stock that runs out behind their back asks for a reason as well, leaving all as it was", async () => {
    const { shop, reno, newark } = await makeNetwork();
    const { orderId } = await routedOrder(shop, { sku: "A", quantity: 3 });
    const before = await seen(orderId);
    const row = {
      order_id: orderId,
      facts_version: 1,
      settings_version: 1,
      now: shop.ctx.now.toISOString(),
      actor: "test",
      chosen_by: "test",
      outcome: "routed",
      selected_warehouse_id: newark.id,
      seen_decision_id: before,
      allocations: [{ warehouse_id: newark.id, lines: [{ line_id: "line-1", sku: "A", quantity: 3 }] }],
      alternatives: [],
      details: {},
      engine_version: "1",
    };
    await setStock(shop, newark, "A", 0);
    const [answer] = await adminSql<{ saved: { outcome: string } }[]>`
      select public.override_decision(${shop.id}, ${JSON.stringify(row)}) as saved`;
    expect(answer?.saved).toMatchObject({ outcome: "reason-needed", missing: [{ sku: "A", quantity: 3 }] });
    expect(await seen(orderId)).toBe(before);
    expect([await promised(shop, reno.id), await promised(shop, newark.id)]).toEqual([3, 0]);
    expect(await ordersToday(shop)).toBe(1);
  });

  test("for an order nobody can fill, and for one that was never decided", async () => {
    const { shop, reno } = await makeNetwork();
    const unfillable = await makePendingOrder(shop, [{ sku: "B", quantity: 1 }]);
    await routeOrder(shop.ctx, unfillable);
    const choice = { warehouseId: reno.id, reason: "It is on the shelf" };
    expect(
      await chooseWarehouse(shop.ctx, unfillable, { ...choice, seenDecisionId: await seen(unfillable) }),
    ).toBe("saved");
    const fresh = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    expect(await chooseWarehouse(shop.ctx, fresh, { ...choice, seenDecisionId: null })).toBe("saved");
    expect(await routeOrder(shop.ctx, fresh)).toBe("already-decided");
  });

  test("again the same warehouse: it ships the order already", async () => {
    const { shop, reno } = await makeNetwork();
    const { orderId } = await routedOrder(shop, { sku: "A", quantity: 1 });
    const choice = { warehouseId: reno.id, reason: null, seenDecisionId: await seen(orderId) };
    expect(await chooseWarehouse(shop.ctx, orderId, choice)).toBe("already-there");
  });

  test("but not once a WMS has heard of the order, nor for one that cannot be routed", async () => {
    const { shop, newark } = await makeNetwork();
    const { orderId, shipment } = await routedOrder(shop, { sku: "A", quantity: 1 });
    const choice = { warehouseId: newark.id, reason: null, seenDecisionId: await seen(orderId) };
    for (const [status, outcome] of [
      ["publishing", "being-sent"],
      ["published", "in-wms"],
      ["shipped", "shipped"],
    ] as const) {
      await adminSql`update public.shipments set status = ${status} where id = ${shipment.id}`;
      expect(await chooseWarehouse(shop.ctx, orderId, choice)).toBe(outcome);
    }
    const unpaid = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    await changeOrder(shop, unpaid, { hold_reason: "unpaid" });
    expect(await chooseWarehouse(shop.ctx, unpaid, { ...choice, seenDecisionId: null })).toBe("not-routable");
  });

  test("of their own shop only, among its warehouses only", async () => {
    const { mine, theirs } = await makeTwoShops();
    const { shop, reno } = await makeNetwork();
    const orderId = await makePendingOrder(theirs, [{ sku: "A", quantity: 1 }]);
    const choice = { warehouseId: reno.id, reason: "Mine", seenDecisionId: null };
    expect(await chooseWarehouse(mine.ctx, orderId, choice)).toBe("order-not-found");
    const own = await makePendingOrder(mine, [{ sku: "A", quantity: 1 }]);
    expect(await chooseWarehouse(mine.ctx, own, choice)).toBe("warehouse-not-found");
    for (const act of [lockOrder, unlockOrder, letOrderGo, takeOrderBack, routeAgain]) {
      expect(await act(shop.ctx, orderId)).toBe("order-not-found");
    }
    expect(await holdOrder(shop.ctx, orderId, { note: null, until: null })).toBe("order-not-found");
  });
});

describe("at the same time", () => {
  test("two people choose: one does, the other is told", async () => {
    const { shop, reno, newark } = await makeNetwork();
    const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    const outcomes = await Promise.all(
      [reno, newark].map(({ id }) =>
        chooseWarehouse(shop.ctx, orderId, { warehouseId: id, reason: null, seenDecisionId: null }),
      ),
    );
    expect(outcomes.toSorted()).toEqual(["decided-meanwhile", "saved"]);
    expect(await ordersToday(shop)).toBe(1);
  });

  test("a person and routing: either comes first, and nothing is promised twice", async () => {
    const { shop, reno, newark } = await makeNetwork();
    for (let round = 0; round < 4; round++) {
      const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
      const [chosen, routed] = await Promise.all([
        chooseWarehouse(shop.ctx, orderId, { warehouseId: newark.id, reason: null, seenDecisionId: null }),
        routeOrder(shop.ctx, orderId),
      ]);
      expect([`saved already-decided`, "decided-meanwhile saved"]).toContain(`${chosen} ${routed}`);
      expect(await shipmentsOf(orderId)).toHaveLength(1);
    }
    expect((await promised(shop, reno.id)) + (await promised(shop, newark.id))).toBe(4);
    expect(await ordersToday(shop)).toBe(4);
  });

  test("a person and publishing: either it goes as it was, or it never goes", async () => {
    const { shop, newark } = await makeNetwork();
    for (let round = 0; round < 4; round++) {
      const { orderId, shipment } = await routedOrder(shop, { sku: "A", quantity: 1 });
      const choice = { warehouseId: newark.id, reason: null, seenDecisionId: await seen(orderId) };
      const [chosen, published] = await Promise.all([
        chooseWarehouse(shop.ctx, orderId, choice),
        notePublishAttempt(shop.ctx.db, shop.id, shipment.id, 0),
      ]);
      expect(["saved nothing-to-do", "being-sent go"]).toContain(`${chosen} ${published}`);
    }
  });

  test("holding, webhooks and routing leave the order held", async () => {
    const { shop } = await makeNetwork();
    for (let round = 0; round < 3; round++) {
      const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
      await Promise.all([
        holdOrder(shop.ctx, orderId, { note: null, until: null }),
        changeOrder(shop, orderId, newAddress),
        routeOrder(shop.ctx, orderId),
      ]);
      expect(await orderState(orderId)).toMatchObject({
        routing_status: "held",
        routing_reason: "held_by_person",
      });
      expect((await reservationsOf(orderId)).filter((row) => row.release_reason === null)).toEqual([]);
    }
    expect(await ordersToday(shop)).toBe(0);
  });
});
