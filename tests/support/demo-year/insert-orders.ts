import type { Sql } from "postgres";
import type { Destination } from "#sandbox/demo/destinations.ts";
import type { DemandLine } from "./demand.ts";
import type { YearShop } from "./year-shop.ts";

export interface NewOrder {
  /** Milliseconds since 1970. */
  readonly placedAt: number;
  readonly destination: Destination;
  readonly lines: readonly DemandLine[];
}

/** Orders that wait for their decision; their ids in the same order. */
export async function insertOrders(sql: Sql, shop: YearShop, orders: readonly NewOrder[]): Promise<string[]> {
  if (orders.length === 0) return [];
  const rows = orders.map((order, at) => ({
    position: at,
    placed_at: new Date(order.placedAt).toISOString(),
    city: order.destination.city,
    state: order.destination.state,
    postal_code: order.destination.postalCode,
    total: order.lines.reduce((sum, { item, units }) => sum + Number(item.price) * units, 0).toFixed(2),
    lines: order.lines.map(({ item, units }, line) => ({
      line_id: `line-${line + 1}`,
      sku: item.sku,
      name: item.title,
      quantity: units,
      current_quantity: units,
      fulfillable_quantity: units,
      requires_shipping: true,
      price: item.price,
      grams: item.grams,
      vendor: item.vendor,
      group: null,
    })),
  }));
  const made = await sql<{ id: string }[]>`
    insert into public.unified_orders
      (shop_id, sales_channel_id, external_order_id, external_order_number, order_date, ship_to_name, ship_to_address1,
       ship_to_city, ship_to_state, ship_to_postal_code, ship_to_country, total_price, currency, financial_status,
       routing_status, source_updated_at, line_items)
    select ${shop.id}, ${shop.channelId}, 'gid://shopify/Order/' || r.placed_at || '-' || r.position,
           '#' || nextval(${shop.numbers}::regclass), r.placed_at, 'Recipient', '1 Main Street', r.city, r.state,
           r.postal_code, 'US', r.total, 'USD', 'paid', 'pending', r.placed_at, r.lines
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (
      position integer, placed_at timestamptz, city text, state text, postal_code text, total numeric, lines jsonb)
    order by r.position
    returning id`;
  return made.map(({ id }) => id);
}
