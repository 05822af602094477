import type { Sql } from "postgres";
import { exampleDecision } from "./example-decision.ts";
import { type BenchShop, makeShop } from "./make-shop.ts";

export const largeOrderCount = 100_000;

export async function makeLargeShop(sql: Sql): Promise<BenchShop> {
  const shop = await makeShop(sql, { skus: 5_000, warehouses: 10, available: 25 });
  await makeYearOfOrders(sql, shop, largeOrderCount);
  return shop;
}

/**
 * A year of orders up to now, mostly routed and shipped: with their decisions, shipments, reservations and history.
 * Of 1,000 orders 40 are held, 10 unfillable, 5 in review, 1 changing, 2 pending and 42 split.
 */
export async function makeYearOfOrders(sql: Sql, shop: BenchShop, count: number): Promise<void> {
  const warehouseIds = shop.warehouses.map(({ id }) => id);
  const decision = exampleDecision({ warehouses: shop.warehouses.length, lines: 2 });
  await sql.begin(async (tx) => {
    // The rows fit by construction: checking each against its parents would take as long as making them.
    await tx`set local session_replication_role = replica`;
    await tx`
      insert into public.unified_orders
        (shop_id, sales_channel_id, external_order_id, external_order_number, order_date, customer_email, ship_to_name,
         ship_to_address1, ship_to_city, ship_to_state, ship_to_postal_code, ship_to_country, total_price, currency,
         financial_status, fulfillment_status, routing_status, routing_reason, routed_to_warehouse_id, routing_decision_id,
         source_updated_at, cancelled_at, line_items)
      select ${shop.id}, ${shop.channelId}, 'gid://shopify/Order/' || n, '#' || n,
             now() - (${count}::int - n) * interval '365 days' / ${count}::int,
             'buyer' || n % 30000 || '@example.com', 'Recipient ' || n % 30000, n % 900 || ' Main Street', 'Los Angeles',
             (array['CA', 'TX', 'NY', 'FL', 'IL', 'PA', 'OH'])[1 + n % 7], lpad((n % 99000 + 501)::text, 5, '0'), 'US',
             20 + n % 80, 'USD', 'paid', case when status in ('routed', 'split') then 'fulfilled' else 'unfulfilled' end,
             status,
             case status when 'held' then (array['unpaid', 'cancelled', 'placed_before_routing', 'no_address'])[1 + n % 4]
                         when 'unfillable' then 'no_stock' when 'needs_review' then 'rejected' end,
             case when status in ('routed', 'split') then (${warehouseIds}::uuid[])[1 + n % ${warehouseIds.length}::int] end,
             case when status in ('routed', 'split') then gen_random_uuid() end,
             now() - (${count}::int - n) * interval '365 days' / ${count}::int,
             case when status = 'held' and n % 4 = 1 then now() end,
             lines
      from generate_series(1, ${count}::int) n
      cross join lateral (
        select case when n % 1000 < 40 then 'held' when n % 1000 < 50 then 'unfillable'
                    when n % 1000 < 55 then 'needs_review' when n % 1000 < 56 then 'change_pending'
                    when n % 1000 < 58 then 'pending' when n % 1000 < 100 then 'split' else 'routed' end as status
      ) kind
      cross join lateral (
        select jsonb_agg(jsonb_build_object(
          'line_id', 'line-' || l, 'sku', 'SKU-' || lpad((1 + (n * 7 + l * 31) % ${shop.skus}::int)::text, 5, '0'),
          'name', 'Product', 'price', '10.00', 'quantity', l, 'current_quantity', l, 'grams', 300,
          'fulfillable_quantity', case when status in ('routed', 'split') then 0 else l end,
          'requires_shipping', true, 'vendor', 'Maker', 'group', null)) as lines
        from generate_series(1, 1 + n % 3) l
      ) line_items`;
    // Each statement joins what the ones before it made, and the planner must know how much that is.
    await tx`analyze public.unified_orders`;
    await tx`
      insert into public.routing_decisions
        (id, shop_id, order_id, selected_warehouse_id, decision_factors, alternatives, decided_at, outcome, reason,
         details)
      select coalesce(o.routing_decision_id, gen_random_uuid()), o.shop_id, o.id, o.routed_to_warehouse_id, ${decision.factors}::text::jsonb,
             ${decision.alternatives}::text::jsonb, o.order_date, o.routing_status, o.routing_reason,
             ${decision.details}::text::jsonb
      from public.unified_orders o
      where o.shop_id = ${shop.id} and o.routing_status in ('routed', 'split', 'unfillable')`;
    await tx`analyze public.routing_decisions`;
    await tx`
      insert into public.shipments
        (shop_id, order_id, decision_id, warehouse_id, number, status, lines, units, published_at, wms_order_id, wms_status)
      select d.shop_id, d.order_id, d.id,
             (${warehouseIds}::uuid[])[1 + (n + part) % ${warehouseIds.length}::int],
             n || case part when 0 then '' else '-2' end,
             case when recent then 'published' else 'shipped' end::public.shipment_status, o.line_items, 2,
             d.decided_at + interval '5 minutes', 'wms-' || n || '-' || part, 'open'
      from public.routing_decisions d
      join public.unified_orders o on o.shop_id = d.shop_id and o.id = d.order_id
      cross join lateral (
        select ltrim(o.external_order_number, '#')::int as n, o.order_date > now() - interval '3 days' as recent) facts
      cross join lateral generate_series(0, case d.outcome when 'split' then 1 else 0 end) part
      where d.shop_id = ${shop.id} and d.outcome in ('routed', 'split')`;
    await tx`analyze public.shipments`;
    await tx`
      insert into public.inventory_reservations
        (shop_id, shipment_id, warehouse_id, sku, quantity, created_at, accepted_at, released_at, release_reason)
      select s.shop_id, s.id, s.warehouse_id, line ->> 'sku', 1, s.published_at, s.published_at,
             case when s.status = 'shipped' then s.published_at end, case when s.status = 'shipped' then 'fulfilled' end
      from public.shipments s, jsonb_array_elements(s.lines) line where s.shop_id = ${shop.id}`;
    await tx`
      insert into public.order_history (shop_id, order_id, at, kind)
      select o.shop_id, o.id, o.order_date, kind
      from public.unified_orders o, unnest(array['received', 'decided', 'shipped']) kind where o.shop_id = ${shop.id}`;
  });
  await sql`vacuum analyze`;
}

/** Orders that wait for their decision, each for one unit of the first SKU and two of the second; their ids. */
export async function makePendingOrders(sql: Sql, shop: BenchShop, count: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    insert into public.unified_orders
      (shop_id, sales_channel_id, external_order_id, external_order_number, ship_to_name, ship_to_address1, ship_to_city,
       ship_to_state, ship_to_postal_code, ship_to_country, total_price, currency, financial_status, routing_status,
       source_updated_at, line_items)
    select ${shop.id}, ${shop.channelId}, 'pending-' || gen_random_uuid(), '#P' || n, 'Recipient', '1 Main Street',
           'Los Angeles', 'CA', '90001', 'US', 30, 'USD', 'paid', 'pending', now(),
           (select jsonb_agg(jsonb_build_object(
              'line_id', 'line-' || l, 'sku', 'SKU-0000' || l, 'name', 'Product', 'price', '10.00', 'quantity', l,
              'current_quantity', l, 'fulfillable_quantity', l, 'grams', 300, 'requires_shipping', true,
              'vendor', 'Maker', 'group', null)) from generate_series(1, 2) l)
    from generate_series(1, ${count}::int) n
    returning id`;
  return rows.map(({ id }) => id);
}
