import { makeShop, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeConnection, makeWarehouse, setStock } from "#tests/support/warehouses.ts";

/** Reno is nearest to every order here and wins; Newark has less, or nothing. */
export async function makeNetwork(newarkStock = 10) {
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
export const decisionsOf = (orderId: string) => adminSql<DecisionRow[]>`
  select id, is_current, outcome, selected_warehouse_id, chosen_by, choice_reason, details
  from public.routing_decisions where order_id = ${orderId} order by is_current, created_at`;
export const currentOf = async (orderId: string) =>
  (await decisionsOf(orderId)).find(({ is_current }) => is_current);
export const seen = async (orderId: string) => (await currentOf(orderId))?.id ?? null;

export async function orderLock(orderId: string) {
  const [row] = await adminSql<{ is_locked: boolean; held_by: string | null; released: string[] }[]>`
    select is_locked, held_by, released_rule_ids as released from public.unified_orders where id = ${orderId}`;
  return row;
}

export async function promised(shop: TestShop, warehouseId: string): Promise<number> {
  const [row] = await adminSql<{ units: number }[]>`
    select coalesce(sum(quantity), 0)::int as units from public.inventory_reservations
    where shop_id = ${shop.id} and warehouse_id = ${warehouseId} and released_at is null`;
  return row?.units ?? 0;
}
