import { describe, expect, test } from "vitest";
import { retryUnfillable } from "#app/db/routing.server.ts";
import {
  acceptShipment,
  notePublishAttempt,
  recordCancel,
  refuseShipment,
} from "#app/db/shipments.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder, type TestLine } from "#tests/support/orders.ts";
import { makeShop, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeConnection, makeWarehouse, setStock, type TestWarehouse } from "#tests/support/warehouses.ts";
import {
  changeOrder,
  forgetJob,
  hasJob,
  newAddress,
  orderState,
  reservationsOf,
  shipmentsOf,
} from "./wms.ts";

async function shopWith(warehouses: number) {
  const shop = await makeShop();
  const connectionId = await makeConnection(shop, { orderCreation: "swyft" });
  const places: TestWarehouse[] = [];
  for (let n = 0; n < warehouses; n++)
    places.push(await makeWarehouse(shop, { connectionId, priority: n + 1 }));
  const [first, second] = places;
  if (!first || !second) throw new Error("at least two warehouses");
  return { shop, places, first, second };
}

/** Each of these SKUs lies in one warehouse only, so that an order of all of them is split. */
async function splitOrder(shop: TestShop, places: readonly TestWarehouse[]): Promise<string> {
  const lines: TestLine[] = places.map((_, at) => ({ sku: `S${at}`, quantity: 1 }));
  for (const [at, place] of places.entries()) await setStock(shop, place, `S${at}`, 5);
  const orderId = await makePendingOrder(shop, lines);
  expect(await routeOrder(shop.ctx, orderId)).toBe("saved");
  expect(await orderState(orderId)).toMatchObject({ routing_status: "split" });
  return orderId;
}

const planned = async (orderId: string) =>
  (await shipmentsOf(orderId)).filter(({ status }) => status === "planned");

async function attempt(shop: TestShop, shipmentId: string): Promise<void> {
  expect(await notePublishAttempt(shop.ctx.db, shop.id, shipmentId, 0)).toBe("go");
}

const publish = async (shop: TestShop, shipmentId: string) => {
  await attempt(shop, shipmentId);
  const order = { id: `wms-${shipmentId}`, status: "open", warehouse_id: null };
  const accepted = { ...order, adopted: false, ignored_warehouse: false };
  expect(await acceptShipment(shop.ctx.db, shop.id, shipmentId, accepted)).toBe("saved");
};

/** The warehouse of each planned shipment refuses, and the order is decided again, until it waits for something else. */
async function refuseAll(shop: TestShop, orderId: string): Promise<number> {
  for (let refusals = 0; refusals < 20;) {
    const [next] = await planned(orderId);
    if (!next) return refusals;
    await attempt(shop, next.id);
    await refuseShipment(shop.ctx.db, shop.id, next.id, "warehouse", "No capacity");
    refusals += 1;
    if ((await orderState(orderId)).routing_status === "pending") await routeOrder(shop.ctx, orderId);
  }
  throw new Error("the order goes round and round");
}

/** Whether anything but a person would have the order decided again. */
async function comesBack(shop: TestShop, orderId: string): Promise<boolean> {
  await forgetJob(`route:${orderId}`);
  await retryUnfillable(shop.ctx.db, shop.id);
  await adminSql`select public.resume_stalled_work()`;
  return hasJob(`route:${orderId}`);
}

describe("an order that is refused", () => {
  test("by all ends in needs_review after 3", async () => {
    const { shop, places } = await shopWith(5);
    for (const place of places) await setStock(shop, place, "A", 5);
    const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    await routeOrder(shop.ctx, orderId);
    expect(await refuseAll(shop, orderId)).toBe(3);
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "needs_review",
      routing_reason: "rejected_by_three",
    });
    expect(await comesBack(shop, orderId)).toBe(false);
    expect((await reservationsOf(orderId)).every(({ release_reason }) => release_reason !== null)).toBe(true);
  });

  test("by all of two ends in needs_review too, instead of being tried for ever", async () => {
    const { shop, places } = await shopWith(2);
    for (const place of places) await setStock(shop, place, "A", 5);
    const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    await routeOrder(shop.ctx, orderId);
    expect(await refuseAll(shop, orderId)).toBe(2);
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "needs_review",
      routing_reason: "rejected_by_all",
    });
    expect(await comesBack(shop, orderId)).toBe(false);
  });

  test("by the one warehouse a rule allows ends in needs_review", async () => {
    const { shop, places } = await shopWith(3);
    for (const place of places) await setStock(shop, place, "A", 5);
    await adminSql`
      insert into public.routing_rules (shop_id, name, priority, conditions, action)
      values (${shop.id}, 'One only', 1, '{"field": "ship_to_country", "operator": "equals", "value": "US"}',
              ${adminSql.json({ type: "route_to_warehouse", warehouse_id: places[1]?.id ?? "" })})`;
    const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    await routeOrder(shop.ctx, orderId);
    expect(await refuseAll(shop, orderId)).toBe(1);
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "needs_review",
      routing_reason: "rejected_by_all",
    });
    expect(await comesBack(shop, orderId)).toBe(false);
  });

  test("in one part of a split, the other not sent, is decided anew as a whole", async () => {
    const { shop, places } = await shopWith(2);
    const orderId = await splitOrder(shop, places);
    const [first] = await planned(orderId);
    await attempt(shop, first?.id ?? "");
    await refuseShipment(shop.ctx.db, shop.id, first?.id ?? "", "warehouse", "No capacity");
    expect((await shipmentsOf(orderId)).map(({ status }) => status).toSorted()).toEqual([
      "cancelled",
      "rejected",
    ]);
    await routeOrder(shop.ctx, orderId);
    // The other warehouse still waits for stock of what it lacks.
    expect(await orderState(orderId)).toMatchObject({ routing_status: "unfillable" });
  });

  test("in one part of a split, the other sent, is for a person", async () => {
    const { shop, places } = await shopWith(2);
    const orderId = await splitOrder(shop, places);
    const [first, second] = await planned(orderId);
    await publish(shop, first?.id ?? "");
    await attempt(shop, second?.id ?? "");
    await refuseShipment(shop.ctx.db, shop.id, second?.id ?? "", "warehouse", "No capacity");
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "needs_review",
      routing_reason: "rejected_in_part",
    });
    expect(await comesBack(shop, orderId)).toBe(false);
    expect((await shipmentsOf(orderId)).map(({ status }) => status).toSorted()).toEqual([
      "published",
      "rejected",
    ]);
  });
});

describe("an order that waits for stock", () => {
  test("of a split is retried when one of its SKUs arrives, and not for others", async () => {
    const { shop, first, second } = await shopWith(2);
    await setStock(shop, first, "S0", 5);
    const orderId = await makePendingOrder(shop, [
      { sku: "S0", quantity: 1 },
      { sku: "S1", quantity: 1 },
    ]);
    await routeOrder(shop.ctx, orderId);
    expect(await orderState(orderId)).toMatchObject({ routing_status: "unfillable" });
    expect(await retryUnfillable(shop.ctx.db, shop.id, ["OTHER"])).toBe(0);
    await setStock(shop, second, "S1", 5);
    expect(await retryUnfillable(shop.ctx.db, shop.id, ["S1"])).toBe(1);
    expect(await routeOrder(shop.ctx, orderId)).toBe("saved");
    expect(await orderState(orderId)).toMatchObject({ routing_status: "split" });
  });

  test("at the warehouse a rule names is retried when stock arrives there", async () => {
    const { shop, first, second } = await shopWith(2);
    await setStock(shop, first, "A", 5);
    await adminSql`
      insert into public.routing_rules (shop_id, name, priority, conditions, action)
      values (${shop.id}, 'One only', 1, '{"field": "ship_to_country", "operator": "equals", "value": "US"}',
              ${adminSql.json({ type: "route_to_warehouse", warehouse_id: second.id })})`;
    const orderId = await makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);
    await routeOrder(shop.ctx, orderId);
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "unfillable",
      routing_reason: "rule_target_cannot_fill",
    });
    await setStock(shop, second, "A", 5);
    expect(await retryUnfillable(shop.ctx.db, shop.id, ["A"])).toBe(1);
    expect(await routeOrder(shop.ctx, orderId)).toBe("saved");
    expect(await orderState(orderId)).toMatchObject({ routed_to_warehouse_id: second.id });
  });
});

describe("a change after a split of which one part is sent", () => {
  async function halfSent() {
    const { shop, places } = await shopWith(2);
    const orderId = await splitOrder(shop, places);
    const [sent, waiting] = await planned(orderId);
    await publish(shop, sent?.id ?? "");
    return { shop, orderId, sent: sent?.id ?? "", waiting: waiting?.id ?? "" };
  }
  const states = async (orderId: string, sent: string) => {
    const all = await shipmentsOf(orderId);
    return [
      all.find(({ id }) => id === sent)?.status,
      ...all.filter(({ id }) => id !== sent).map(({ status }) => status),
    ];
  };

  test.each([
    ["address", newAddress, "pending", null],
    ["payment", { hold_reason: "unpaid", financial_status: "voided" }, "held", "unpaid"],
  ])("of the %s never sends the rest, and asks back what was sent", async (_what, change, status, reason) => {
    const { shop, orderId, sent, waiting } = await halfSent();
    await changeOrder(shop, orderId, change);
    expect(await orderState(orderId)).toMatchObject({ routing_status: "change_pending" });
    expect(await states(orderId, sent)).toEqual(["published", "cancelled"]);
    expect(await hasJob(`cancel:${sent}`)).toBe(true);
    expect(await notePublishAttempt(shop.ctx.db, shop.id, waiting, 0)).toBe("nothing-to-do");
    // Nothing decides it while the WMS may still have it.
    expect(await routeOrder(shop.ctx, orderId)).not.toBe("saved");

    expect(await recordCancel(shop.ctx.db, shop.id, sent, "accepted", null)).toBe("cancelled");
    expect(await orderState(orderId)).toMatchObject({ routing_status: status, routing_reason: reason });
    expect(await states(orderId, sent)).toEqual(["cancelled", "cancelled"]);
  });

  test("of the lines that the WMS refuses is for a person, and the rest is not sent", async () => {
    const { shop, orderId, sent } = await halfSent();
    const [row] = await adminSql<{ line_items: Record<string, unknown>[] }[]>`
      select line_items from public.unified_orders where id = ${orderId}`;
    const more = row?.line_items.map((line) => ({
      ...line,
      quantity: 2,
      current_quantity: 2,
      fulfillable_quantity: 2,
    }));
    await changeOrder(shop, orderId, { line_items: more });
    expect(await recordCancel(shop.ctx.db, shop.id, sent, "refused", "Already picked")).toBe("refused");
    expect(await orderState(orderId)).toMatchObject({
      routing_status: "needs_review",
      routing_reason: "change_refused_by_wms",
    });
    expect(await states(orderId, sent)).toEqual(["published", "cancelled"]);
    expect(await hasJob(`route:${orderId}`)).toBe(false);
  });
});
