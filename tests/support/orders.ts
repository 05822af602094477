import { randomUUID } from "node:crypto";
import type { TestShop } from "./shops.ts";
import { adminSql } from "./stack.ts";

export interface TestLine {
  readonly sku: string;
  readonly quantity: number;
}

/** An order that waits for its decision, shipped to Los Angeles. */
export async function makePendingOrder(shop: TestShop, lines: readonly TestLine[]): Promise<string> {
  const items = lines.map((line, index) => ({
    line_id: `line-${index + 1}`,
    sku: line.sku,
    name: line.sku,
    quantity: line.quantity,
    fulfillable_quantity: line.quantity,
    current_quantity: line.quantity,
    requires_shipping: true,
    price: "10.00",
    grams: 200,
    vendor: null,
    group: null,
  }));
  const number = randomUUID().slice(0, 8);
  const [row] = await adminSql<{ id: string }[]>`
    insert into public.unified_orders
      (shop_id, sales_channel_id, external_order_id, external_order_number, order_date, ship_to_name, ship_to_address1,
       ship_to_city, ship_to_state, ship_to_postal_code, ship_to_country, total_price, currency, financial_status, routing_status,
       source_updated_at, line_items)
    values (${shop.id}, ${shop.channelId}, ${`gid://shopify/Order/${number}`}, ${`#${number}`}, now(), 'Recipient 1',
            '1 Main Street', 'Los Angeles', 'CA', '90001', 'US', 20, 'USD', 'paid', 'pending', now(), ${adminSql.json(items)})
    returning id`;
  if (!row) throw new Error("the order was not made");
  return row.id;
}
