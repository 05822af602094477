-- Loading what a decision needs.

-- A WMS that cannot be told the warehouse is one choice: its warehouses share the place of the first of them.
create function public.routing_places(p_shop_id uuid)
returns table (warehouse_id uuid, place_id uuid, connection_id uuid, stock_stale_since timestamptz)
language sql stable set search_path = '' as $$
  select w.id,
         case when c.warehouse_selectable then w.id
              else first_value(w.id) over (partition by c.id order by w.is_active desc, w.priority, w.id)
         end,
         c.id,
         c.stock_stale_since
  from public.trackstar_warehouses w
  join public.trackstar_connections c on c.shop_id = w.shop_id and c.id = w.trackstar_connection_id
  where w.shop_id = p_shop_id
$$;
comment on function public.routing_places(uuid) is
  'Where routing may send orders: each warehouse, or one place for all warehouses of a WMS that chooses itself.';

create function public.available_to_promise(p_shop_id uuid, p_place_ids uuid[], p_skus text[])
returns table (
  warehouse_id uuid, sku text, available integer, reserved integer, safety_stock integer, atp integer,
  source_as_of timestamptz
)
language sql stable set search_path = '' as $$
  with places as materialized (
    select * from public.routing_places(p_shop_id) place
    where p_place_ids is null or place.place_id = any (p_place_ids)
  ), stock as (
    select place.place_id, i.sku,
           sum(i.available)::integer as available,
           min(least(coalesce(i.source_as_of, i.last_synced_at), place.stock_stale_since)) as source_as_of
    from places place
    join public.trackstar_inventory i on i.shop_id = p_shop_id and i.warehouse_id = place.warehouse_id
    where i.sku = any (p_skus) and i.is_known and i.available is not null
    group by 1, 2
  ), promised as (
    select place.place_id, r.sku, sum(r.quantity)::integer as reserved
    from places place
    join public.inventory_reservations r on r.shop_id = p_shop_id and r.warehouse_id = place.warehouse_id
    where r.sku = any (p_skus) and r.released_at is null
    group by 1, 2
  ), kept as (
    select place.place_id, s.sku, sum(s.quantity)::integer as quantity
    from places place
    join public.safety_stock s on s.shop_id = p_shop_id and s.warehouse_id = place.warehouse_id
    where s.sku = any (p_skus)
    group by 1, 2
  )
  select stock.place_id, stock.sku, stock.available, coalesce(promised.reserved, 0), coalesce(kept.quantity, 0),
         greatest(stock.available - coalesce(promised.reserved, 0) - coalesce(kept.quantity, 0), 0),
         stock.source_as_of
  from stock
  left join promised on promised.place_id = stock.place_id and promised.sku = stock.sku
  left join kept on kept.place_id = stock.place_id and kept.sku = stock.sku
$$;
comment on function public.available_to_promise(uuid, uuid[], text[]) is
  'ATP: available minus reservations the source does not show yet minus safety stock, never below 0. Used to load and to save decisions; SKUs of unknown stock have no row.';

create function public.takes_orders(p_connection public.trackstar_connections) returns boolean
language sql stable set search_path = '' as $$
  select p_connection.is_active and p_connection.health in ('ok', 'stock_suspect')
    and not (p_connection.order_creation = 'swyft'
             and coalesce(p_connection.metadata -> 'unavailable_actions', '[]') ? 'create_order')
$$;
comment on function public.takes_orders(public.trackstar_connections) is
  'Whether routing may send orders to a connection: it works, and where Swyft creates its orders it is able to.';

create function public.routing_warehouses(p_shop_id uuid, p_order_id uuid, p_now timestamptz) returns json
language sql stable set search_path = '' as $$
  select coalesce(json_agg(json_build_object(
    'id', w.id, 'name', coalesce(w.given_name, w.name), 'country', w.country, 'state', w.state,
    'postal_code', w.postal_code, 'latitude', w.latitude, 'longitude', w.longitude,
    'time_zone', coalesce(w.time_zone, s.time_zone), 'priority', w.priority, 'is_active', w.is_active,
    'connection_active', public.takes_orders(c),
    'capabilities', w.capabilities, 'countries_served', w.countries_served, 'blocked_skus', w.blocked_skus,
    'daily_capacity', w.daily_capacity, 'orders_today', coalesce(days.orders, 0),
    'frozen_until', w.frozen_until, 'cutoff', to_char(w.cutoff, 'HH24:MI'), 'working_days', w.working_days,
    'rejected_order_ids', case when refusal.warehouse_id is null then '[]'::json else json_build_array(p_order_id) end
  ) order by w.id), '[]')
  from public.stores s
  cross join public.routing_places(p_shop_id) place
  join public.trackstar_warehouses w on w.shop_id = p_shop_id and w.id = place.warehouse_id
  join public.trackstar_connections c on c.shop_id = p_shop_id and c.id = place.connection_id
  left join public.warehouse_days days
    on days.shop_id = p_shop_id and days.warehouse_id = w.id
    and days.day = (p_now at time zone coalesce(w.time_zone, s.time_zone))::date
  left join public.warehouse_refusals refusal
    on refusal.shop_id = p_shop_id and refusal.order_id = p_order_id and refusal.warehouse_id = w.id
  where s.id = p_shop_id and place.warehouse_id = place.place_id
$$;
comment on function public.routing_warehouses(uuid, uuid, timestamptz) is
  'The warehouses routing may choose from, as the engine takes them, with what one order (or none: null) met there before.';

create function public.routing_stand_ins(p_shop_id uuid) returns json
language sql stable set search_path = '' as $$
  select coalesce(json_object_agg(place.warehouse_id, place.place_id), '{}')
  from public.routing_places(p_shop_id) place
  where place.warehouse_id <> place.place_id
$$;
comment on function public.routing_stand_ins(uuid) is
  'By warehouse that routing cannot choose itself, the one that stands for all of its WMS; rules that name the first mean the second.';

create function public.load_routing_snapshot(p_shop_id uuid, p_order_id uuid, p_now timestamptz) returns json
language sql stable set search_path = '' as $$
  with wanted as (
    select o.*, s.settings, s.settings_version, s.time_zone, ch.channel_type
    from public.unified_orders o
    join public.stores s on s.id = o.shop_id
    join public.sales_channels ch on ch.shop_id = o.shop_id and ch.id = o.sales_channel_id
    where o.shop_id = p_shop_id and o.id = p_order_id
  ), skus as (
    select array_agg(distinct line ->> 'sku') as list
    from wanted, jsonb_array_elements(wanted.line_items) line
    where line ->> 'sku' <> ''
  )
  select json_build_object(
    'order', json_build_object(
      'id', o.id, 'number', o.external_order_number, 'routing_status', o.routing_status,
      'facts_version', o.facts_version,
      'ship_to_country', o.ship_to_country, 'ship_to_state', o.ship_to_state,
      'ship_to_postal_code', o.ship_to_postal_code, 'ship_to_city', o.ship_to_city,
      'latitude', o.destination_latitude, 'longitude', o.destination_longitude,
      'currency', o.currency, 'total_price', o.total_price, 'order_date', o.order_date,
      'channel_type', o.channel_type, 'tags', o.tags, 'shipping_method', o.shipping_method,
      'customer_email_domain', nullif(split_part(o.customer_email, '@', 2), ''),
      'line_items', o.line_items, 'released_rule_ids', o.released_rule_ids
    ),
    'has_current_decision', exists (
      select from public.routing_decisions d
      where d.shop_id = p_shop_id and d.order_id = o.id and d.is_current and d.outcome in ('routed', 'split')
    ),
    'settings', o.settings,
    'settings_version', o.settings_version,
    'rule_set_version', public.live_routing_version(p_shop_id),
    'rules', (
      select coalesce(json_agg(json_build_object(
        'id', r.id, 'name', r.name, 'priority', r.priority, 'is_active', r.is_active,
        'conditions', r.conditions, 'action', r.action
      ) order by r.priority, r.id), '[]')
      from public.routing_rules r where r.shop_id = p_shop_id and r.is_active
    ),
    'warehouses', public.routing_warehouses(p_shop_id, o.id, p_now),
    'stand_ins', public.routing_stand_ins(p_shop_id),
    'inventory', (
      select coalesce(json_agg(json_build_object(
        'warehouse_id', atp.warehouse_id, 'sku', atp.sku, 'available', atp.available, 'reserved', atp.reserved,
        'safety_stock', atp.safety_stock, 'synced_at', atp.source_as_of
      ) order by atp.warehouse_id, atp.sku), '[]')
      from skus, public.available_to_promise(p_shop_id, null, skus.list) atp
    )
  )
  from wanted o
$$;
comment on function public.load_routing_snapshot(uuid, uuid, timestamptz) is
  'Everything a decision about one order is made of, in one answer; null when the shop has no such order.';

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.routing_places(uuid)', 'public.available_to_promise(uuid, uuid[], text[])',
    'public.takes_orders(public.trackstar_connections)', 'public.routing_warehouses(uuid, uuid, timestamptz)',
    'public.routing_stand_ins(uuid)',
    'public.load_routing_snapshot(uuid, uuid, timestamptz)'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
