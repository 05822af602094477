import { describe, expect, test } from "vitest";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import type { TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { decided, makeNetwork, newOrder } from "./decided-orders.ts";
import { draft, makeRule, publish, setupOf } from "./setups.ts";

describe("while orders are being routed", () => {
  test("a publish in between has the order decided again, under the new version", async () => {
    const { shop, newark } = await makeNetwork();
    const rule = makeRule({ type: "route_to_warehouse", warehouse_id: newark.id });
    await draft(shop, setupOf(rule));
    const orderId = await newOrder(shop);
    // The publish commits after the facts were loaded, and before the first attempt to save.
    const db = onceAfter(shop, "load_routing_snapshot", () => publish(shop, setupOf(rule)));

    expect(await routeOrder({ ...shop.ctx, db }, orderId)).toBe("saved");
    expect(await decided(orderId)).toMatchObject({
      warehouse_id: newark.id,
      details: { rule_set_version: 2 },
    });
  });

  test("so has a rule changed by hand", async () => {
    const { shop, reno, newark } = await makeNetwork();
    await publish(shop, setupOf(makeRule({ type: "route_to_warehouse", warehouse_id: newark.id })));
    const orderId = await newOrder(shop);
    const db = onceAfter(
      shop,
      "load_routing_snapshot",
      () => adminSql`update public.routing_rules set is_active = false where shop_id = ${shop.id}`,
    );
    expect(await routeOrder({ ...shop.ctx, db }, orderId)).toBe("saved");
    expect((await decided(orderId)).warehouse_id).toBe(reno.id);
  });

  test("every decision is wholly of one version", { timeout: 60_000 }, async () => {
    const { shop, reno, newark } = await makeNetwork();
    const orders = await Promise.all(Array.from({ length: 24 }, () => newOrder(shop)));
    const publishing = (async () => {
      for (const place of [newark, reno, newark]) {
        await publish(shop, setupOf(makeRule({ type: "route_to_warehouse", warehouse_id: place.id })));
      }
    })();
    const outcomes = await Promise.all(orders.map((orderId) => routeOrder(shop.ctx, orderId)));
    await publishing;

    const target = new Map<number | null, string | undefined>();
    const versions = await adminSql<{ version: number; warehouse_id: string | null }[]>`
      select version, rules #>> '{0,action,warehouse_id}' as warehouse_id
      from public.routing_versions where shop_id = ${shop.id}`;
    for (const { version, warehouse_id } of versions) target.set(version, warehouse_id ?? reno.id);
    for (const [at, orderId] of orders.entries()) {
      if (outcomes[at] !== "saved") continue;
      const { details, warehouse_id } = await decided(orderId);
      const version = details?.rule_set_version ?? null;
      expect([version, warehouse_id]).toEqual([version, version === null ? reno.id : target.get(version)]);
    }
    expect(outcomes.filter((outcome) => outcome === "saved").length).toBeGreaterThan(0);
    expect(outcomes.filter((outcome) => outcome !== "saved" && outcome !== "kept-changing")).toEqual([]);
  });
});

/** The shop's client, doing something once after the first call of a function. */
function onceAfter(shop: TestShop, name: string, then: () => PromiseLike<unknown>): TestShop["ctx"]["db"] {
  let isDone = false;
  return new Proxy(shop.ctx.db, {
    get(db, key) {
      const member: unknown = Reflect.get(db, key);
      if (key !== "rpc" || typeof member !== "function") return member;
      return async (called: string, args: unknown) => {
        const answer: unknown = await Reflect.apply(member, db, [called, args]);
        if (called === name && !isDone) {
          isDone = true;
          await then();
        }
        return answer;
      };
    },
  });
}
