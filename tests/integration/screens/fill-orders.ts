import type { TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";

export interface OrderRow {
  readonly number: string;
  readonly at?: string;
  readonly email?: string;
  readonly name?: string;
  readonly skus?: readonly string[];
  readonly status?: string;
  readonly reason?: string | null;
  readonly warehouseId?: string | null;
}

/** Orders as they lie in the list, in one statement; answers their ids by number. */
export async function fillOrders(
  shop: TestShop,
  orders: readonly OrderRow[],
): Promise<ReadonlyMap<string, string>> {
  const rows = orders.map((order) => ({
    number: order.number,
    at: order.at ?? "2026-03-01T12:00:00Z",
    email: order.email ?? null,
    name: order.name ?? null,
    status: order.status ?? "routed",
    reason: order.reason ?? null,
    warehouse: order.warehouseId ?? null,
    lines: (order.skus ?? ["MUG"]).map((sku, index) => ({ line_id: `${index}`, sku, quantity: 2 })),
  }));
  const saved = await adminSql<{ id: string; number: string }[]>`
    insert into public.unified_orders (shop_id, sales_channel_id, external_order_id, external_order_number, order_date,
      customer_email, ship_to_name, routing_status, routing_reason, routed_to_warehouse_id, total_price, currency, line_items)
    select ${shop.id}, ${shop.channelId}, 'order-' || r.number, r.number, r.at, r.email, r.name, r.status, r.reason,
           r.warehouse, 20.5, 'USD', r.lines
    from jsonb_to_recordset(${adminSql.json(rows)}) as r (number text, at timestamptz, email text, name text, status text,
      reason text, warehouse uuid, lines jsonb)
    returning id, external_order_number as number`;
  return new Map(saved.map(({ id, number }) => [number, id]));
}
