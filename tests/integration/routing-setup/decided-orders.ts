import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { makeShop, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeWarehouse, setStock, type TestWarehouse } from "#tests/support/warehouses.ts";

interface Network {
  readonly shop: TestShop;
  /** Nearest to where orders go: without rules it wins. */
  readonly reno: TestWarehouse;
  readonly newark: TestWarehouse;
}

export async function makeNetwork(): Promise<Network> {
  const shop = await makeShop();
  const reno = await makeWarehouse(shop, { place: "reno" });
  const newark = await makeWarehouse(shop, { place: "newark" });
  await setStock(shop, reno, "A", 500);
  await setStock(shop, newark, "A", 500);
  return { shop, reno, newark };
}

export const newOrder = (shop: TestShop) => makePendingOrder(shop, [{ sku: "A", quantity: 1 }]);

interface Decided {
  readonly status: string;
  readonly reason: string | null;
  readonly warehouse_id: string | null;
  readonly held_until: Date | null;
  readonly engine_version: string | null;
  readonly settings_version: number | null;
  readonly details: {
    rule_set_version: number | null;
    matched_rules: string[];
    invalid_rules: { id: string; problem: string }[];
    held_until: string | null;
  } | null;
}

export async function decided(orderId: string): Promise<Decided> {
  const [row] = await adminSql<Decided[]>`
    select o.routing_status as status, o.routing_reason as reason, o.routed_to_warehouse_id as warehouse_id, o.held_until,
           d.engine_version, d.settings_version, d.details
    from public.unified_orders o left join public.routing_decisions d on d.order_id = o.id and d.is_current
    where o.id = ${orderId}`;
  if (!row) throw new Error("the order is gone");
  return row;
}

export async function route(shop: TestShop): Promise<Decided> {
  const orderId = await newOrder(shop);
  await routeOrder(shop.ctx, orderId);
  return decided(orderId);
}
