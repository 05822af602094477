-- Loading what a decision needs, and saving it only while all of that still holds.

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
      'line_items', o.line_items
    ),
    'has_current_decision', exists (
      select from public.routing_decisions d
      where d.shop_id = p_shop_id and d.order_id = o.id and d.is_current and d.outcome in ('routed', 'split')
    ),
    'settings', o.settings,
    'settings_version', o.settings_version,
    'active_rules', (select count(*) from public.routing_rules r where r.shop_id = p_shop_id and r.is_active),
    'warehouses', (
      select coalesce(json_agg(json_build_object(
        'id', w.id, 'name', coalesce(w.given_name, w.name), 'country', w.country, 'state', w.state,
        'postal_code', w.postal_code, 'latitude', w.latitude, 'longitude', w.longitude,
        'time_zone', coalesce(w.time_zone, o.time_zone), 'priority', w.priority, 'is_active', w.is_active,
        'connection_active', c.is_active and c.health in ('ok', 'stock_suspect'),
        'capabilities', w.capabilities, 'countries_served', w.countries_served, 'blocked_skus', w.blocked_skus,
        'daily_capacity', w.daily_capacity, 'orders_today', coalesce(days.orders, 0),
        'frozen_until', w.frozen_until, 'cutoff', to_char(w.cutoff, 'HH24:MI'), 'working_days', w.working_days,
        'rejected_order_ids', case when refusal.warehouse_id is null then '[]'::json else json_build_array(o.id) end
      ) order by w.id), '[]')
      from public.routing_places(p_shop_id) place
      join public.trackstar_warehouses w on w.shop_id = p_shop_id and w.id = place.warehouse_id
      join public.trackstar_connections c on c.shop_id = p_shop_id and c.id = place.connection_id
      left join public.warehouse_days days
        on days.shop_id = p_shop_id and days.warehouse_id = w.id
        and days.day = (p_now at time zone coalesce(w.time_zone, o.time_zone))::date
      left join public.warehouse_refusals refusal
        on refusal.shop_id = p_shop_id and refusal.order_id = o.id and refusal.warehouse_id = w.id
      where place.warehouse_id = place.place_id
    ),
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

create function public.hold_order(p_shop_id uuid, p_order_id uuid, p_facts_version integer, p_reason text)
returns text
language plpgsql set search_path = '' as $$
begin
  update public.unified_orders
  set routing_status = 'held', routing_reason = p_reason
  where shop_id = p_shop_id and id = p_order_id and facts_version = p_facts_version;
  if not found then
    return 'order-changed';
  end if;
  insert into public.order_history (shop_id, order_id, kind, details)
  values (p_shop_id, p_order_id, 'held', jsonb_build_object('reason', p_reason));
  return 'saved';
end $$;
comment on function public.hold_order(uuid, uuid, integer, text) is 'Holds an order that cannot be decided as it stands, with the reason.';

create function public.save_decision(p_shop_id uuid, p_decision text) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_decision constant jsonb := p_decision::jsonb;
  v_allocations constant jsonb := v_decision -> 'allocations';
  v_now constant timestamptz := (v_decision ->> 'now')::timestamptz;
  v_outcome constant text := v_decision ->> 'outcome';
  v_order public.unified_orders;
  v_previous public.routing_decisions;
  v_decision_id uuid;
  v_full uuid;
begin
  select * into v_order from public.unified_orders
  where shop_id = p_shop_id and id = (v_decision ->> 'order_id')::uuid
  for update;
  if v_order.id is null or v_order.facts_version <> (v_decision ->> 'facts_version')::integer
     or v_order.routing_status in ('held', 'change_pending')
     or v_order.cancelled_at is not null or v_order.deleted_at is not null
     or not exists (
       select from public.stores s
       where s.id = p_shop_id and s.is_active and s.settings_version = (v_decision ->> 'settings_version')::integer
     ) then
    return json_build_object('outcome', 'order-changed');
  end if;

  select * into v_previous from public.routing_decisions
  where shop_id = p_shop_id and order_id = v_order.id and is_current;
  if v_previous.outcome in ('routed', 'split') or exists (
    select from public.shipments
    where shop_id = p_shop_id and order_id = v_order.id
      and status in ('planned', 'publishing', 'published', 'shipped', 'cancel_requested')
  ) then
    return json_build_object('outcome', 'already-decided', 'decision_id', v_previous.id);
  end if;

  -- Everybody locks day counters first and stock rows second, each in the order of their keys.
  v_full := public.lock_warehouse_days(p_shop_id, v_allocations, v_now);
  if v_full is not null then
    return json_build_object('outcome', 'capacity-full', 'warehouse_id', v_full);
  end if;
  if not public.lock_promised_stock(p_shop_id, v_allocations) then
    return json_build_object('outcome', 'stock-changed');
  end if;

  v_decision_id := public.write_decision(p_shop_id, v_order.id, v_previous.id, v_decision);
  perform public.write_shipments(p_shop_id, v_order, v_decision_id, v_allocations, v_now);

  update public.unified_orders
  set routing_status = v_outcome,
      routing_reason = v_decision ->> 'reason',
      routing_decision_id = v_decision_id,
      routed_at = case when v_outcome in ('routed', 'split') then v_now end,
      routed_to_warehouse_id = (v_decision ->> 'selected_warehouse_id')::uuid,
      wms_order_id = null
  where shop_id = p_shop_id and id = v_order.id;

  return json_build_object('outcome', 'saved', 'decision_id', v_decision_id);
end $$;
comment on function public.save_decision(uuid, text) is
  'Commits a decision: saved, or, with nothing written, stock-changed, order-changed, already-decided or capacity-full.';

create function public.lock_warehouse_days(p_shop_id uuid, p_allocations jsonb, p_now timestamptz) returns uuid
language plpgsql set search_path = '' as $$
declare
  v_full uuid;
begin
  insert into public.warehouse_days (shop_id, warehouse_id, day)
  select p_shop_id, chosen.id, chosen.day
  from public.chosen_warehouses(p_shop_id, p_allocations, p_now) chosen
  order by chosen.id
  on conflict do nothing;

  perform 1
  from public.warehouse_days d
  join public.chosen_warehouses(p_shop_id, p_allocations, p_now) chosen
    on chosen.id = d.warehouse_id and chosen.day = d.day
  where d.shop_id = p_shop_id
  order by d.warehouse_id
  for update of d;

  select chosen.id into v_full
  from public.chosen_warehouses(p_shop_id, p_allocations, p_now) chosen
  join public.warehouse_days d on d.shop_id = p_shop_id and d.warehouse_id = chosen.id and d.day = chosen.day
  where d.orders >= chosen.daily_capacity
  order by chosen.id
  limit 1;
  return v_full;
end $$;
comment on function public.lock_warehouse_days(uuid, jsonb, timestamptz) is
  'Part of saving a decision: locks the day counters of the chosen warehouses and answers one that is full, or null.';

create function public.chosen_warehouses(p_shop_id uuid, p_allocations jsonb, p_now timestamptz)
returns table (id uuid, day date, daily_capacity integer)
language sql stable set search_path = '' as $$
  select w.id, (p_now at time zone coalesce(w.time_zone, s.time_zone))::date, w.daily_capacity
  from jsonb_array_elements(p_allocations) allocation
  join public.trackstar_warehouses w on w.shop_id = p_shop_id and w.id = (allocation ->> 'warehouse_id')::uuid
  join public.stores s on s.id = p_shop_id
$$;
comment on function public.chosen_warehouses(uuid, jsonb, timestamptz) is
  'The warehouses of a decision with their local day and daily capacity.';

create function public.allocated_units(p_allocations jsonb)
returns table (warehouse_id uuid, sku text, quantity integer)
language sql immutable set search_path = '' as $$
  select (allocation ->> 'warehouse_id')::uuid, line ->> 'sku', sum((line ->> 'quantity')::integer)::integer
  from jsonb_array_elements(p_allocations) allocation, jsonb_array_elements(allocation -> 'lines') line
  group by 1, 2
$$;
comment on function public.allocated_units(jsonb) is 'Units of each SKU a decision takes from each warehouse.';

create function public.lock_promised_stock(p_shop_id uuid, p_allocations jsonb) returns boolean
language plpgsql set search_path = '' as $$
begin
  perform 1
  from public.trackstar_inventory i
  join public.routing_places(p_shop_id) place on place.warehouse_id = i.warehouse_id
  join public.allocated_units(p_allocations) units on units.warehouse_id = place.place_id and units.sku = i.sku
  where i.shop_id = p_shop_id
  order by i.warehouse_id, i.sku
  for update of i;

  return not exists (
    select
    from public.allocated_units(p_allocations) units
    left join public.available_to_promise(
      p_shop_id,
      (select array_agg(warehouse_id) from public.allocated_units(p_allocations)),
      (select array_agg(sku) from public.allocated_units(p_allocations))
    ) atp on atp.warehouse_id = units.warehouse_id and atp.sku = units.sku
    where coalesce(atp.atp, 0) < units.quantity
  );
end $$;
comment on function public.lock_promised_stock(uuid, jsonb) is
  'Part of saving a decision: locks the stock rows it takes from and answers whether ATP still covers it.';

create function public.write_decision(p_shop_id uuid, p_order_id uuid, p_previous_id uuid, p_decision jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  v_id uuid;
begin
  -- A retry that finds the same again confirms the old row instead of growing the log.
  update public.routing_decisions d
  set decided_at = (p_decision ->> 'now')::timestamptz,
      alternatives = p_decision -> 'alternatives',
      details = p_decision -> 'details',
      order_facts_version = (p_decision ->> 'facts_version')::integer,
      settings_version = (p_decision ->> 'settings_version')::integer
  where d.shop_id = p_shop_id and d.id = p_previous_id
    and d.outcome = p_decision ->> 'outcome' and d.reason is not distinct from p_decision ->> 'reason'
    and d.details -> 'unfilled' = p_decision #> '{details,unfilled}'
    and jsonb_array_length(p_decision -> 'allocations') = 0
  returning d.id into v_id;
  if v_id is not null then
    return v_id;
  end if;

  update public.routing_decisions set is_current = false
  where shop_id = p_shop_id and order_id = p_order_id and is_current;

  insert into public.routing_decisions (
    shop_id, order_id, selected_warehouse_id, decision_factors, alternatives, decided_at, outcome, reason, details,
    order_facts_version, settings_version, engine_version
  )
  values (
    p_shop_id, p_order_id, (p_decision ->> 'selected_warehouse_id')::uuid,
    coalesce(nullif(p_decision -> 'decision_factors', 'null'), '{}'), p_decision -> 'alternatives',
    (p_decision ->> 'now')::timestamptz, p_decision ->> 'outcome', p_decision ->> 'reason', p_decision -> 'details',
    (p_decision ->> 'facts_version')::integer, (p_decision ->> 'settings_version')::integer,
    p_decision ->> 'engine_version'
  )
  returning id into v_id;

  insert into public.order_history (shop_id, order_id, at, kind, details, actor)
  values (
    p_shop_id, p_order_id, (p_decision ->> 'now')::timestamptz, 'decided',
    jsonb_build_object('outcome', p_decision -> 'outcome', 'reason', p_decision -> 'reason',
                       'warehouse_id', p_decision -> 'selected_warehouse_id', 'decision_id', v_id),
    p_decision ->> 'actor'
  );
  return v_id;
end $$;
comment on function public.write_decision(uuid, uuid, uuid, jsonb) is
  'Part of saving a decision: the row itself, now the one in force, and its line in the order''s history.';

create function public.write_shipments(
  p_shop_id uuid, p_order public.unified_orders, p_decision_id uuid, p_allocations jsonb, p_now timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_used constant integer := (
    select count(*) from public.shipments where shop_id = p_shop_id and order_id = p_order.id
  );
begin
  insert into public.shipments (shop_id, order_id, decision_id, warehouse_id, number, lines, units)
  select p_shop_id, p_order.id, p_decision_id, (allocation ->> 'warehouse_id')::uuid,
         coalesce(ltrim(p_order.external_order_number, '#'), p_order.id::text)
           || case when v_used + position > 1 then '-' || (v_used + position) else '' end,
         allocation -> 'lines',
         (select sum((line ->> 'quantity')::integer) from jsonb_array_elements(allocation -> 'lines') line)
  from jsonb_array_elements(p_allocations) with ordinality as given (allocation, position);

  insert into public.inventory_reservations (shop_id, shipment_id, warehouse_id, sku, quantity)
  select p_shop_id, s.id, s.warehouse_id, line ->> 'sku', sum((line ->> 'quantity')::integer)
  from public.shipments s, jsonb_array_elements(s.lines) line
  where s.shop_id = p_shop_id and s.decision_id = p_decision_id
  group by s.id, s.warehouse_id, line ->> 'sku';

  update public.warehouse_days d
  set orders = d.orders + 1
  from public.chosen_warehouses(p_shop_id, p_allocations, p_now) chosen
  where d.shop_id = p_shop_id and d.warehouse_id = chosen.id and d.day = chosen.day;

  perform graphile_worker.add_job(
    'publish_shipment', json_build_object('shopId', p_shop_id, 'shipmentId', s.id),
    priority := 0, job_key := 'publish:' || s.id, max_attempts := 20
  )
  from public.shipments s
  join public.trackstar_warehouses w on w.shop_id = s.shop_id and w.id = s.warehouse_id
  join public.trackstar_connections c on c.shop_id = s.shop_id and c.id = w.trackstar_connection_id
  where s.shop_id = p_shop_id and s.decision_id = p_decision_id and c.order_creation = 'swyft';
end $$;
comment on function public.write_shipments(uuid, public.unified_orders, uuid, jsonb, timestamptz) is
  'Part of saving a decision: shipments, reservations, day counters, and publishing where Swyft creates orders.';

create function public.request_routing(p_shop_id uuid, p_order_id uuid, p_actor text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_order public.unified_orders;
begin
  select * into v_order from public.unified_orders where shop_id = p_shop_id and id = p_order_id for update;
  if v_order.id is null then
    return 'order-not-found';
  elsif v_order.routing_status in ('routed', 'split', 'change_pending') or exists (
    select from public.shipments
    where shop_id = p_shop_id and order_id = p_order_id
      and status in ('planned', 'publishing', 'published', 'shipped', 'cancel_requested')
  ) then
    return 'already-decided';
  elsif v_order.routing_status = 'held' and v_order.routing_reason is distinct from 'line_without_sku' then
    return 'not-routable';
  end if;
  update public.unified_orders set routing_status = 'pending', routing_reason = null
  where shop_id = p_shop_id and id = p_order_id;
  insert into public.order_history (shop_id, order_id, kind, actor)
  values (p_shop_id, p_order_id, 'routing_requested', p_actor);
  perform public.enqueue_routing(p_shop_id, array[p_order_id]);
  return 'queued';
end $$;
comment on function public.request_routing(uuid, uuid, text) is 'A person asks for an undecided order to be routed again.';

create function public.enqueue_routing(p_shop_id uuid, p_order_ids uuid[]) returns void
language sql security definer set search_path = '' as $$
  select graphile_worker.add_job(
    'route_order', json_build_object('shopId', p_shop_id, 'orderId', id),
    priority := 1, job_key := 'route:' || id, max_attempts := 10
  )
  from unnest(p_order_ids) as id
$$;
comment on function public.enqueue_routing(uuid, uuid[]) is 'Puts orders into the queue for routing; an order waits there once.';

create function public.retry_unfillable(p_shop_id uuid default null, p_skus text[] default null) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_orders integer;
begin
  with waiting as (
    select o.shop_id, o.id
    from public.unified_orders o
    join public.stores s on s.id = o.shop_id and s.is_active
    where o.routing_status = 'unfillable'
      and (p_shop_id is null or o.shop_id = p_shop_id)
      and (p_skus is null or exists (
        select from jsonb_array_elements(o.line_items) line where line ->> 'sku' = any (p_skus)
      ))
    order by o.order_date
    limit 5000
  ), queued as (
    select public.enqueue_routing(shop_id, array_agg(id)) from waiting group by shop_id
  )
  select (select count(*) from waiting) + 0 * (select count(*) from queued) into v_orders;
  return v_orders;
end $$;
comment on function public.retry_unfillable(uuid, text[]) is
  'Routes unfillable orders again: all, a shop''s, or those that want one of these SKUs. Answers how many.';
create index unified_orders_unfillable_idx on public.unified_orders (shop_id, order_date) where routing_status = 'unfillable';

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.routing_places(uuid)', 'public.available_to_promise(uuid, uuid[], text[])',
    'public.load_routing_snapshot(uuid, uuid, timestamptz)', 'public.hold_order(uuid, uuid, integer, text)',
    'public.save_decision(uuid, text)', 'public.lock_warehouse_days(uuid, jsonb, timestamptz)',
    'public.chosen_warehouses(uuid, jsonb, timestamptz)', 'public.allocated_units(jsonb)',
    'public.lock_promised_stock(uuid, jsonb)', 'public.write_decision(uuid, uuid, uuid, jsonb)',
    'public.write_shipments(uuid, public.unified_orders, uuid, jsonb, timestamptz)',
    'public.request_routing(uuid, uuid, text)', 'public.enqueue_routing(uuid, uuid[])',
    'public.retry_unfillable(uuid, text[])'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
