import pino from "pino";
import { describe, expect, test } from "vitest";
import { requestRouting } from "#app/db/routing.server.ts";
import { openRoutingSetup } from "#app/services/routing/setup/open-routing-setup.server.ts";
import { reconsiderWaiting } from "#app/services/routing/setup/reconsider-waiting.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makeTwoShops } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeConnection, makeWarehouse, setStock } from "#tests/support/warehouses.ts";
import { decided, makeNetwork, newOrder, route } from "./decided-orders.ts";
import { defaults, makeRule, publish, setupOf } from "./setups.ts";

describe("a published rule", () => {
  test("routes the orders that match it, and the decision names it and the version", async () => {
    const { shop, newark } = await makeNetwork();
    const rule = makeRule({ type: "route_to_warehouse", warehouse_id: newark.id });
    const off = makeRule({ type: "hold" }, { is_active: false });
    const elsewhere = makeRule(
      { type: "hold" },
      { conditions: { field: "ship_to_state", operator: "equals", value: "NY" } },
    );
    await publish(shop, setupOf(rule, off, elsewhere));

    expect(await route(shop)).toMatchObject({
      status: "routed",
      warehouse_id: newark.id,
      engine_version: "2",
      details: { rule_set_version: 2, matched_rules: [rule.id], invalid_rules: [] },
    });
    expect((await openRoutingSetup(shop.ctx)).matches).toEqual({ [rule.id]: 1 });
  });

  test("excludes a warehouse", async () => {
    const { shop, reno, newark } = await makeNetwork();
    expect((await route(shop)).warehouse_id).toBe(reno.id);
    await publish(shop, setupOf(makeRule({ type: "exclude_warehouse", warehouse_id: reno.id })));
    expect((await route(shop)).warehouse_id).toBe(newark.id);
  });

  test("that sends orders where nothing is in stock leaves them unfillable, with that reason", async () => {
    const { shop, newark } = await makeNetwork();
    await setStock(shop, newark, "A", 0);
    await publish(shop, setupOf(makeRule({ type: "route_to_warehouse", warehouse_id: newark.id })));
    expect(await route(shop)).toMatchObject({ status: "unfillable", reason: "rule_target_cannot_fill" });
  });

  test("that names a warehouse of a WMS which chooses itself means that WMS", async () => {
    const { shop } = await makeNetwork();
    const connectionId = await makeConnection(shop, { warehouseSelectable: false });
    const first = await makeWarehouse(shop, { connectionId, place: "columbus", priority: 1 });
    const second = await makeWarehouse(shop, { connectionId, place: "newark", priority: 2 });
    await setStock(shop, second, "A", 3);
    await publish(shop, setupOf(makeRule({ type: "route_to_warehouse", warehouse_id: second.id })));
    expect(await route(shop)).toMatchObject({ status: "routed", warehouse_id: first.id });
  });

  test("may come with a preferred warehouse", async () => {
    const { shop, newark } = await makeNetwork();
    await publish(shop, { rules: [], settings: { ...defaults, preferred_warehouse_id: newark.id } });
    expect((await route(shop)).warehouse_id).toBe(newark.id);
  });
});

describe("a rule that holds orders", () => {
  test("holds them until its time, or for good, and a person's release is final for that rule", async () => {
    const { shop } = await makeNetwork();
    const until = "2100-01-01T00:00:00.000Z";
    const timed = makeRule({ type: "hold", until });
    await publish(shop, setupOf(timed));
    const orderId = await newOrder(shop);
    await routeOrder(shop.ctx, orderId);
    expect(await decided(orderId)).toMatchObject({
      status: "held",
      reason: "held_by_rule",
      held_until: new Date(until),
      details: { held_until: until, matched_rules: [timed.id] },
    });

    await publish(shop, setupOf(timed, makeRule({ type: "hold" }, { priority: 2 })));
    expect(await route(shop)).toMatchObject({ status: "held", held_until: null });

    await publish(shop, setupOf(timed));
    await adminSql`
      update public.unified_orders set routing_status = 'pending', released_rule_ids = array[${timed.id}]::uuid[]
      where id = ${orderId}`;
    expect(await routeOrder(shop.ctx, orderId)).toBe("saved");
    expect(await decided(orderId)).toMatchObject({ status: "routed", details: { matched_rules: [] } });
  });

  test("lets them go when another setup is published", async () => {
    const { shop } = await makeNetwork();
    await publish(shop, setupOf(makeRule({ type: "hold" })));
    const orderId = await newOrder(shop);
    await routeOrder(shop.ctx, orderId);
    await adminSql`delete from graphile_worker._private_jobs where key like ${`%${orderId}`}`;
    expect(await reconsiderWaiting(shop.ctx)).toBe(0);

    await publish(shop, setupOf());
    const jobs = await adminSql`select from graphile_worker.jobs where key = ${`reconsider:${shop.id}`}`;
    expect(jobs).toHaveLength(1);
    expect(await reconsiderWaiting(shop.ctx)).toBe(1);
    const routing = await adminSql`select from graphile_worker.jobs where key = ${`route:${orderId}`}`;
    expect(routing).toHaveLength(1);
    expect(await routeOrder(shop.ctx, orderId)).toBe("saved");
    expect(await decided(orderId)).toMatchObject({ status: "routed", reason: null });
  });
});

test("a rule that cannot be followed is reported with each decision and keeps no other from being followed", async () => {
  const { shop, newark } = await makeNetwork();
  const { theirs } = await makeTwoShops();
  const foreign = await makeWarehouse(theirs);
  const byHand = async (action: object, operator: string) => {
    const [row] = await adminSql<{ id: string }[]>`
      insert into public.routing_rules (shop_id, name, priority, conditions, action)
      values (${shop.id}, 'By hand', 1, ${adminSql.json({ field: "ship_to_state", operator, value: "CA" })},
              ${adminSql.json({ ...action })}) returning id`;
    return row?.id ?? "";
  };
  const stray = await byHand({ type: "route_to_warehouse", warehouse_id: foreign.id }, "equals");
  const unreadable = await byHand({ type: "hold" }, "resembles");
  const followed = await byHand({ type: "exclude_warehouse", warehouse_id: newark.id }, "equals");

  const { details, status } = await route(shop);
  expect(status).toBe("routed");
  expect(details?.matched_rules).toEqual([followed]);
  expect(new Map(details?.invalid_rules.map(({ id, problem }) => [id, problem]))).toEqual(
    new Map([
      [stray, `unknown warehouse "${foreign.id}"`],
      [unreadable, 'unknown operator "resembles"'],
    ]),
  );
  // Nothing was published: no version can be named.
  expect(details?.rule_set_version).toBeNull();
});

test("a connection that cannot create orders gets none where Swyft has to create them", async () => {
  const { shop, reno, newark } = await makeNetwork();
  await adminSql`
    update public.trackstar_connections set order_creation = 'swyft', metadata = '{"unavailable_actions": ["create_order"]}'
    where id = ${reno.connectionId}`;
  expect((await route(shop)).warehouse_id).toBe(newark.id);
  await adminSql`update public.trackstar_connections set order_creation = 'wms' where id = ${reno.connectionId}`;
  expect((await route(shop)).warehouse_id).toBe(reno.id);
});

describe("what the engine refuses", () => {
  test("in an order goes to a person once, and no log quotes it", async () => {
    const { shop } = await makeNetwork();
    const orderId = await newOrder(shop);
    await adminSql`
      update public.unified_orders
      set line_items = jsonb_build_array(line_items -> 0, line_items -> 0) || '[]', currency = 'USD'
      where id = ${orderId}`;
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => lines.push(line) });

    expect(await routeOrder({ ...shop.ctx, log }, orderId)).toBe("in-review");
    expect(await decided(orderId)).toMatchObject({ status: "needs_review", reason: "order_not_understood" });
    expect(lines.join("")).toContain("lines[1].id");
    expect(lines.join("")).not.toContain("line-1");
    const history = await adminSql`
      select kind, details from public.order_history where order_id = ${orderId} and kind = 'decided'`;
    expect(history).toMatchObject([{ details: { outcome: "needs_review", reason: "order_not_understood" } }]);
    expect(await requestRouting(shop.ctx.db, shop.id, orderId, "test")).toBe("queued");
  });

  test("in the shop's setup goes to a person, and back to routing with the next publish", async () => {
    const { shop } = await makeNetwork();
    await adminSql`update public.stores set settings = '{"rate_card": {"prices": []}}' where id = ${shop.id}`;
    const orderId = await newOrder(shop);
    expect(await routeOrder(shop.ctx, orderId)).toBe("in-review");
    expect((await decided(orderId)).reason).toBe("setup_not_understood");

    await publish(shop, setupOf());
    expect(await reconsiderWaiting(shop.ctx)).toBe(1);
    expect(await routeOrder(shop.ctx, orderId)).toBe("saved");
  });
});

test("a rate card of the shop's own prices its orders", async () => {
  const { shop } = await makeNetwork();
  const rate_card = {
    effective: "2026-01-01",
    currency: "USD",
    prices: Array.from({ length: 21 }, () => [1, 2, 3, 4, 5, 6, 7, 8].map(() => 4.25)),
  };
  await publish(shop, { rules: [], settings: { ...defaults, rate_card } });
  const { details } = await route(shop);
  expect(details).toMatchObject({ raw: { cost: 4.25, cost_currency: "USD" } });
});
