-- What decisions that write nothing are made of: the preview of weights and the test of one order.

create function public.routing_stock(p_shop_id uuid, p_skus text[], p_now timestamptz) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'time_zone', s.time_zone,
    'currency', s.currency,
    'warehouses', public.routing_warehouses(p_shop_id, null, p_now),
    'stand_ins', public.routing_stand_ins(p_shop_id),
    'inventory', (
      select coalesce(json_agg(json_build_object(
        'warehouse_id', atp.warehouse_id, 'sku', atp.sku, 'available', atp.available, 'reserved', atp.reserved,
        'safety_stock', atp.safety_stock, 'synced_at', atp.source_as_of
      ) order by atp.warehouse_id, atp.sku), '[]')
      from public.available_to_promise(p_shop_id, null, p_skus) atp
    )
  )
  from public.stores s
  where s.id = p_shop_id
$$;
comment on function public.routing_stock(uuid, text[], timestamptz) is
  'The warehouses routing may choose and what they can promise of some SKUs, as of today.';

create function public.lines_to_try(p_line_items jsonb) returns table (line jsonb, "position" bigint)
language sql immutable set search_path = '' as $$
  select line, position
  from jsonb_array_elements(p_line_items) with ordinality as given (line, position)
  where (line ->> 'requires_shipping')::boolean
    and coalesce(line ->> 'current_quantity', line ->> 'quantity')::integer > 0
$$;
comment on function public.lines_to_try(jsonb) is
  'Lines that a warehouse ships, whether or not they have left already; removed ones are out.';

create function public.orders_to_try(p_shop_id uuid, p_order_ids uuid[], p_now timestamptz) returns json
language sql stable set search_path = '' as $$
  with own_units as (
    -- Units that only this order keeps from itself: promised to it, or set aside by the WMS and not shipped yet.
    select sh.order_id, place.place_id, r.sku, sum(r.quantity) as quantity
    from public.shipments sh
    join public.inventory_reservations r on r.shop_id = p_shop_id and r.shipment_id = sh.id
    join public.routing_places(p_shop_id) place on place.warehouse_id = r.warehouse_id
    where sh.shop_id = p_shop_id and sh.order_id = any (p_order_ids)
      and (r.released_at is null
           or r.release_reason = 'in_source' and sh.status in ('publishing', 'published', 'cancel_requested'))
    group by 1, 2, 3
  ), own_places as (
    -- Places in today's capacity that the order itself has taken.
    select sh.order_id, sh.warehouse_id, count(*) as places
    from public.shipments sh
    join public.routing_decisions d on d.shop_id = p_shop_id and d.id = sh.decision_id
    join public.trackstar_warehouses w on w.shop_id = p_shop_id and w.id = sh.warehouse_id
    join public.stores s on s.id = p_shop_id
    where sh.shop_id = p_shop_id and sh.order_id = any (p_order_ids)
      and sh.status in ('planned', 'publishing', 'published', 'shipped')
      and (d.decided_at at time zone coalesce(w.time_zone, s.time_zone))::date
          = (p_now at time zone coalesce(w.time_zone, s.time_zone))::date
    group by 1, 2
  )
  select coalesce(json_agg(json_build_object(
    'id', o.id, 'number', o.external_order_number,
    'ship_to_country', o.ship_to_country, 'ship_to_state', o.ship_to_state,
    'ship_to_postal_code', o.ship_to_postal_code, 'ship_to_city', o.ship_to_city,
    'latitude', o.destination_latitude, 'longitude', o.destination_longitude,
    'currency', o.currency, 'total_price', o.total_price, 'order_date', o.order_date,
    'channel_type', ch.channel_type, 'tags', o.tags, 'shipping_method', o.shipping_method,
    'customer_email_domain', nullif(split_part(o.customer_email, '@', 2), ''),
    'lines', (
      select coalesce(json_agg(json_build_object(
        'line_id', line ->> 'line_id', 'sku', line ->> 'sku', 'name', line ->> 'name',
        'quantity', coalesce(line ->> 'current_quantity', line ->> 'quantity')::integer,
        'price', line ->> 'price', 'grams', (line ->> 'grams')::numeric, 'group', line ->> 'group'
      ) order by position), '[]')
      from public.lines_to_try(o.line_items)
    ),
    'own_units', (
      select coalesce(json_agg(json_build_object(
        'warehouse_id', own.place_id, 'sku', own.sku, 'quantity', own.quantity) order by own.place_id, own.sku), '[]')
      from own_units own where own.order_id = o.id
    ),
    'own_places', (
      select coalesce(json_agg(json_build_object(
        'warehouse_id', own.warehouse_id, 'places', own.places) order by own.warehouse_id), '[]')
      from own_places own where own.order_id = o.id
    )
  ) order by o.order_date desc, o.id desc), '[]')
  from public.unified_orders o
  join public.sales_channels ch on ch.shop_id = o.shop_id and ch.id = o.sales_channel_id
  where o.shop_id = p_shop_id and o.id = any (p_order_ids)
$$;
comment on function public.orders_to_try(uuid, uuid[], timestamptz) is
  'Orders of a shop, newest first, as if each arrived whole now: what was ordered and is still wanted, and what the order itself holds of today''s stock and capacity.';

create function public.load_routing_preview(p_shop_id uuid, p_limit integer, p_now timestamptz) returns json
language sql stable set search_path = '' as $$
  with newest as materialized (
    -- A shop whose orders cannot be routed at all must not be read to its first day.
    select o.*
    from public.unified_orders o
    where o.shop_id = p_shop_id
    order by o.order_date desc, o.id desc
    limit p_limit * 20
  ), wanted as materialized (
    select o.id, o.line_items
    from newest o
    where o.cancelled_at is null and o.deleted_at is null and not o.is_test and o.is_confirmed
      and o.financial_status in ('authorized', 'paid', 'partially_refunded')
      and o.ship_to_country <> '' and o.currency <> ''
      and exists (select from public.lines_to_try(o.line_items))
      and not exists (
        select from public.lines_to_try(o.line_items) as tried where coalesce(tried.line ->> 'sku', '') = '')
    order by o.order_date desc, o.id desc
    limit p_limit
  )
  select json_build_object(
    'orders', public.orders_to_try(p_shop_id, (select array_agg(id) from wanted), p_now),
    'stock', public.routing_stock(p_shop_id, (
      select array_agg(distinct tried.line ->> 'sku')
      from wanted, public.lines_to_try(wanted.line_items) as tried
    ), p_now)
  )
$$;
comment on function public.load_routing_preview(uuid, integer, timestamptz) is
  'The newest orders that routing could decide, wherever they are by now, with today''s warehouses and what those can promise of these orders'' SKUs.';

create function public.find_order_to_try(p_shop_id uuid, p_number text, p_now timestamptz) returns json
language sql stable set search_path = '' as $$
  select public.orders_to_try(p_shop_id, array[o.id], p_now) -> 0
  from public.unified_orders o
  where o.shop_id = p_shop_id and o.external_order_number in (p_number, '#' || ltrim(p_number, '#'), ltrim(p_number, '#'))
    and o.deleted_at is null
  order by o.order_date desc, o.id desc
  limit 1
$$;
comment on function public.find_order_to_try(uuid, text, timestamptz) is
  'The newest order with this number, with or without its #; null when the shop has none.';

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.routing_stock(uuid, text[], timestamptz)', 'public.orders_to_try(uuid, uuid[], timestamptz)',
    'public.lines_to_try(jsonb)', 'public.load_routing_preview(uuid, integer, timestamptz)',
    'public.find_order_to_try(uuid, text, timestamptz)'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
