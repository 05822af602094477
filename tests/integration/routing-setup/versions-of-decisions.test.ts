import { expect, test } from "vitest";
import { chooseWarehouse } from "#app/services/orders/choose-warehouse.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import type { TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { setStock } from "#tests/support/warehouses.ts";
import { batchShop, close, plan, waitingOrder } from "../routing/pick-windows.ts";
import { makeNetwork, seen } from "../routing/two-warehouses.ts";
import { defaults, makeRule, publish, setupOf } from "./setups.ts";

/** Whether the decision in force names the settings of now, and the rule set it names. */
async function versionsOf(orderId: string) {
  const [row] = await adminSql`
    select d.chosen_by is not null as by_person, d.settings_version = s.settings_version as is_of_now,
           coalesce(d.details -> 'rule_set_version', '"unnamed"') as rule_set
    from public.routing_decisions d join public.stores s on s.id = d.shop_id
    where d.order_id = ${orderId} and d.is_current`;
  return row;
}

const harmless = () => setupOf(makeRule({ type: "hold" }, { is_active: false }));

const anOrder = (shop: TestShop) => makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);

test("a person's choice names the settings and the rule set in force, as the decision it replaces does", async () => {
  const { shop, newark } = await makeNetwork();
  const first = await publish(shop, harmless());
  const orderId = await anOrder(shop);
  await routeOrder(shop.ctx, orderId);
  expect(await versionsOf(orderId)).toEqual({ by_person: false, is_of_now: true, rule_set: first });

  const second = await publish(shop, harmless());
  expect(await versionsOf(orderId)).toMatchObject({ is_of_now: false, rule_set: first });
  const choice = {
    warehouseId: newark.id,
    reason: "Customer is nearby",
    seenDecisionId: await seen(orderId),
  };
  expect(await chooseWarehouse(shop.ctx, orderId, choice)).toBe("saved");
  expect(await versionsOf(orderId)).toEqual({ by_person: true, is_of_now: true, rule_set: second });
});

test("a person's choice names no rule set where none was published", async () => {
  const { shop, newark } = await makeNetwork();
  const orderId = await anOrder(shop);
  const choice = { warehouseId: newark.id, reason: null, seenDecisionId: null };
  expect(await chooseWarehouse(shop.ctx, orderId, choice)).toBe("saved");
  expect(await versionsOf(orderId)).toEqual({ by_person: true, is_of_now: true, rule_set: null });
});

test("what a window decides together names the settings and the rule set of its close", async () => {
  const { shop, reno, newark } = await batchShop();
  const settings = { ...defaults, split: { ...defaults.split, policy: "never" as const } };
  const first = await publish(shop, { rules: [], settings });
  await setStock(shop, reno, "A", 1);
  await setStock(shop, reno, "B", 1);
  await setStock(shop, newark, "A", 1);
  // The first takes the only A of Reno, which the second needs there beside the B.
  const moved = await waitingOrder(shop, { sku: "A", quantity: 1 });
  const found = await waitingOrder(shop, { sku: "A", quantity: 1 }, { sku: "B", quantity: 1 });
  expect(await versionsOf(moved)).toEqual({ by_person: false, is_of_now: true, rule_set: first });

  const second = await publish(shop, { ...harmless(), settings });
  await close(shop);

  expect([await plan(moved), await plan(found)]).toEqual([{ [newark.id]: 1 }, { [reno.id]: 2 }]);
  for (const id of [moved, found]) {
    expect(await versionsOf(id)).toEqual({ by_person: false, is_of_now: true, rule_set: second });
  }
});
