import { describe, expect, test } from "vitest";
import { notePublishAttempt, refuseShipment } from "#app/db/shipments.server.ts";
import { releaseDueHolds } from "#app/db/person-decisions.server.ts";
import { saveDecision } from "#app/db/routing.server.ts";
import { chooseWarehouse } from "#app/services/orders/choose-warehouse.server.ts";
import { holdOrder, letOrderGo, takeOrderBack } from "#app/services/orders/hold-order.server.ts";
import { lockOrder, unlockOrder } from "#app/services/orders/lock-order.server.ts";
import { routeAgain } from "#app/services/orders/route-again.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { makeShop, makeTwoShops, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeConnection, makeWarehouse, setStock } from "#tests/support/warehouses.ts";
import {
  changeOrder,
  hasJob,
  historyOf,
  kindsOf,
  latestShipment,
  newAddress,
  ordersToday,
  orderState,
  reservationsOf,
  routedOrder,
  shipmentsOf,
} from "./wms.ts";

/** Reno is nearest to every order here and wins; Newark has less, or nothing. */
async function makeNetwork(newarkStock = 10) {
  const shop = await makeShop();
  const connectionId = await makeConnection(shop, { orderCreation: "swyft" });
  const reno = await makeWarehouse(shop, { place: "reno", connectionId });
  const newark = await makeWarehouse(shop, { place: "newark", connectionId, priority: 2 });
  await setStock(shop, reno, "A", 10);
  await setStock(shop, newark, "A", newarkStock);
  return { shop, reno, newark };
}

interface DecisionRow {
  id: string;
  is_current: boolean;
  outcome: string;
  selected_warehouse_id: string | null;
  chosen_by: string | null;
  choice_reason: string | null;
  details: { missing?: { sku: string; quantity: number }[]; automatic?: { selected_warehouse_id: string } };
}
const decisionsOf = (orderId: string) => adminSql<DecisionRow[]>`
  select id, is_current, outcome, selected_warehouse_id, chosen_by, choice_reason, details
  from public.routing_decisions where order_id = ${orderId} order by is_current, created_at`;
const currentOf = async (orderId: string) =>
  (await decisionsOf(orderId)).find(({ is_current }) => is_current);
const seen = async (orderId: string) => (await currentOf(orderId))?.id ?? null;

async function orderLock(orderId: string) {
  const [row] = await adminSql<{ is_locked: boolean; held_by: string | null; released: string[] }[]>`
    select is_locked, held_by, released_rule_ids as released from public.unified_orders where id = ${orderId}`;
  return row;
}

async function promised(shop: TestShop, warehouseId: string): Promise<number> {
  const [row] = await adminSql<{ units: number }[]>`
    select coalesce(sum(quantity), 0)::int as units from public.inventory_reservations
    where shop_id = ${shop.id} and warehouse_id = ${warehouseId} and released_at is null`;
  return row?.units ?? 0;
}

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
  async function heldByRule(heldUntil: Date | null) {
    const { shop, reno } = await makeNetwork();
    const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    const rules = await adminSql<{ id: string }[]>`
      insert into public.routing_rules (shop_id, name, priority, is_active, conditions, action)
      values (${shop.id}, 'Look first', 1, false, '{}', '{"type": "hold"}'),
             (${shop.id}, 'Near', 2, false, '{}', '{"type": "prefer_warehouse"}') returning id`;
    const [hold, other] = rules.map(({ id }) => id);
    const row = {
      order_id: orderId,
      facts_version: 1,
      settings_version: 1,
      now: shop.ctx.now.toISOString(),
      actor: "swyft",
      outcome: "held",
      reason: "held_by_rule",
      selected_warehouse_id: null,
      allocations: [],
      decision_factors: null,
      alternatives: [],
      details: { matched_rules: [hold, other], unfilled: [] },
      engine_version: "1",
      held_until: heldUntil?.toISOString() ?? null,
    };
    expect(await saveDecision(shop.ctx.db, shop.id, row)).toBe("saved");
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "held",
      routing_reason: "held_by_rule",
    });
    return { shop, reno, orderId, hold };
  }

  test("is released from that rule for good", async () => {
    const { shop, orderId, hold } = await heldByRule(null);
    expect(await letOrderGo(shop.ctx, orderId)).toBe("released");
    expect((await orderLock(orderId))?.released).toEqual([hold]);
    expect(await currentOf(orderId)).toBeUndefined();
    expect(await routeOrder(shop.ctx, orderId)).toBe("saved");
  });

  test("until a moment is routed again when it has come", async () => {
    const { shop, orderId } = await heldByRule(new Date(Date.now() - 1000));
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
