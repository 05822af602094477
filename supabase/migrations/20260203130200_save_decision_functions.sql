-- Saving a decision only while all it was made on still holds.

create function public.hold_order(p_shop_id uuid, p_order_id uuid, p_facts_version integer, p_reason text)
returns text
language plpgsql set search_path = '' as $$
begin
  update public.unified_orders
  set routing_status = 'held', routing_reason = p_reason
  where shop_id = p_shop_id and id = p_order_id and facts_version = p_facts_version
    and routing_status in ('pending', 'unfillable', 'needs_review');
  if not found then
    return 'order-changed';
  end if;
  update public.routing_decisions set is_current = false
  where shop_id = p_shop_id and order_id = p_order_id and is_current;
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
  v_order public.unified_orders;
  v_previous public.routing_decisions;
  v_shipped boolean;
  v_full uuid;
begin
  -- Everybody locks in this order: order, its shipments, day counters, stock rows, reservations.
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
  select bool_or(status = 'shipped') into v_shipped from public.shipments
  where shop_id = p_shop_id and order_id = v_order.id
    and status in ('planned', 'publishing', 'published', 'shipped', 'cancel_requested');
  if v_previous.outcome in ('routed', 'split') or v_shipped is not null then
    -- Waiting for a decision that cannot be made while a part of it is under way: a person has to know.
    update public.unified_orders
    set routing_status = 'needs_review',
        routing_reason = case when v_shipped then 'changed_after_shipping' else 'rejected_in_part' end
    where shop_id = p_shop_id and id = v_order.id and routing_status = 'pending';
    return json_build_object('outcome', 'already-decided', 'decision_id', v_previous.id);
  end if;

  perform public.lock_exchange(p_shop_id, '{}', v_allocations, v_now);
  v_full := public.full_warehouse(p_shop_id, v_allocations, v_now);
  if v_full is not null then
    return json_build_object('outcome', 'capacity-full', 'warehouse_id', v_full);
  elsif public.missing_units(p_shop_id, v_allocations) <> '[]' then
    return json_build_object('outcome', 'stock-changed');
  end if;

  return json_build_object('outcome', 'saved', 'decision_id', public.commit_decision(
    p_shop_id, v_order, v_previous.id, v_decision, public.shop_pick_close(p_shop_id)));
end $$;
comment on function public.save_decision(uuid, text) is
  'Commits a decision: saved, or, with nothing written, stock-changed, order-changed, already-decided or capacity-full.';

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

create function public.lock_exchange(
  p_shop_id uuid, p_old_shipment_ids uuid[], p_allocations jsonb, p_now timestamptz
) returns void
language plpgsql set search_path = '' as $$
begin
  insert into public.warehouse_days (shop_id, warehouse_id, day)
  select distinct p_shop_id, chosen.id, chosen.day
  from public.chosen_warehouses(p_shop_id, p_allocations, p_now) chosen
  order by chosen.id, chosen.day
  on conflict do nothing;
  -- What is given up and what is taken at once: two calls, and somebody locking the other way round would wait for us.
  perform 1 from public.warehouse_days d
  where d.shop_id = p_shop_id and (d.warehouse_id, d.day) in (
    select chosen.id, chosen.day from public.chosen_warehouses(p_shop_id, p_allocations, p_now) chosen
    union
    select counted.warehouse_id, counted.day from public.counted_days(p_shop_id, p_old_shipment_ids) counted
  )
  order by d.warehouse_id, d.day
  for update;

  -- Saving stock ends reservations too; it holds their stock rows by then.
  perform 1 from public.trackstar_inventory i
  where i.shop_id = p_shop_id and (i.warehouse_id, i.sku) in (
    select place.warehouse_id, units.sku
    from (
      select warehouse_id, sku from public.allocated_units(p_allocations)
      union
      select s.warehouse_id, line ->> 'sku'
      from public.shipments s, jsonb_array_elements(s.lines) line
      where s.shop_id = p_shop_id and s.id = any (p_old_shipment_ids)
    ) units
    join public.routing_places(p_shop_id) own on own.warehouse_id = units.warehouse_id
    join public.routing_places(p_shop_id) place on place.place_id = own.place_id
  )
  order by i.warehouse_id, i.sku
  for update;
end $$;
comment on function public.lock_exchange(uuid, uuid[], jsonb, timestamptz) is
  'Locks all that giving up old shipments for new allocations touches, behind their orders and shipments, in everybody''s order: day counters, then stock rows.';

create function public.full_warehouse(p_shop_id uuid, p_allocations jsonb, p_now timestamptz) returns uuid
language sql stable set search_path = '' as $$
  select wanted.id
  from (
    select chosen.id, chosen.day, max(chosen.daily_capacity) as capacity, count(*) as orders
    from public.chosen_warehouses(p_shop_id, p_allocations, p_now) chosen
    group by 1, 2
  ) wanted
  join public.warehouse_days d on d.shop_id = p_shop_id and d.warehouse_id = wanted.id and d.day = wanted.day
  where d.orders + wanted.orders > wanted.capacity
  order by wanted.id
  limit 1
$$;
comment on function public.full_warehouse(uuid, jsonb, timestamptz) is
  'A warehouse whose day has no place left for these allocations, or null; asked under the lock of its day counter.';

create function public.missing_units(p_shop_id uuid, p_allocations jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(
    jsonb_build_object('sku', units.sku, 'quantity', units.quantity - coalesce(atp.atp, 0)) order by units.sku), '[]')
  from public.allocated_units(p_allocations) units
  left join public.available_to_promise(
    p_shop_id,
    (select array_agg(warehouse_id) from public.allocated_units(p_allocations)),
    (select array_agg(sku) from public.allocated_units(p_allocations))
  ) atp on atp.warehouse_id = units.warehouse_id and atp.sku = units.sku
  where coalesce(atp.atp, 0) < units.quantity
$$;
comment on function public.missing_units(uuid, jsonb) is 'By how much allocations go beyond ATP, per SKU; asked under the lock of their stock rows.';

create function public.commit_decision(
  p_shop_id uuid, p_order public.unified_orders, p_previous_id uuid, p_decision jsonb, p_publish_after timestamptz
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id constant uuid := public.write_decision(p_shop_id, p_order.id, p_previous_id, p_decision);
  v_now constant timestamptz := (p_decision ->> 'now')::timestamptz;
  v_outcome constant text := p_decision ->> 'outcome';
begin
  perform public.plan_shipments(p_shop_id, p_order, v_id, p_decision -> 'allocations', v_now, p_publish_after);
  update public.unified_orders
  set routing_status = v_outcome,
      routing_reason = p_decision ->> 'reason',
      routing_decision_id = v_id,
      held_until = case when v_outcome = 'held' then (p_decision ->> 'held_until')::timestamptz end,
      routed_at = case when v_outcome in ('routed', 'split') then v_now end
  where shop_id = p_shop_id and id = p_order.id;
  perform public.mirror_shipments(p_shop_id, p_order.id);
  return v_id;
end $$;
comment on function public.commit_decision(uuid, public.unified_orders, uuid, jsonb, timestamptz) is
  'Writes a decision that everything has been asked about: its row, its shipments, which wait until the moment given, if any, and the order. Answers its id; a retry that finds what the previous one found confirms that instead.';

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
    order_facts_version, settings_version, engine_version, chosen_by, choice_reason
  )
  values (
    p_shop_id, p_order_id, (p_decision ->> 'selected_warehouse_id')::uuid,
    coalesce(nullif(p_decision -> 'decision_factors', 'null'), '{}'), p_decision -> 'alternatives',
    (p_decision ->> 'now')::timestamptz, p_decision ->> 'outcome', p_decision ->> 'reason', p_decision -> 'details',
    (p_decision ->> 'facts_version')::integer, (p_decision ->> 'settings_version')::integer,
    p_decision ->> 'engine_version', p_decision ->> 'chosen_by', p_decision ->> 'choice_reason'
  )
  returning id into v_id;

  insert into public.order_history (shop_id, order_id, at, kind, details, actor)
  values (
    p_shop_id, p_order_id, (p_decision ->> 'now')::timestamptz,
    case when p_decision ->> 'chosen_by' is null then 'decided' else 'overridden' end,
    jsonb_build_object('outcome', p_decision -> 'outcome', 'reason', p_decision -> 'reason',
                       'warehouse_id', p_decision -> 'selected_warehouse_id', 'decision_id', v_id),
    p_decision ->> 'actor'
  );
  return v_id;
end $$;
comment on function public.write_decision(uuid, uuid, uuid, jsonb) is
  'Part of saving a decision: the row itself, now the one in force, and its line in the order''s history.';

create function public.plan_shipments(
  p_shop_id uuid, p_order public.unified_orders, p_decision_id uuid, p_allocations jsonb, p_now timestamptz,
  p_publish_after timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_used constant integer := (
    select count(*) from public.shipments where shop_id = p_shop_id and order_id = p_order.id
  );
begin
  insert into public.shipments (shop_id, order_id, decision_id, warehouse_id, number, lines, units, publish_after)
  select p_shop_id, p_order.id, p_decision_id, (allocation ->> 'warehouse_id')::uuid,
         coalesce(ltrim(p_order.external_order_number, '#'), p_order.id::text)
           || case when v_used + position > 1 then '-' || (v_used + position) else '' end,
         allocation -> 'lines',
         (select sum((line ->> 'quantity')::integer) from jsonb_array_elements(allocation -> 'lines') line),
         p_publish_after
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

  perform public.enqueue_publish(p_shop_id, array_agg(s.id))
  from public.shipments s
  join public.trackstar_warehouses w on w.shop_id = s.shop_id and w.id = s.warehouse_id
  join public.trackstar_connections c on c.shop_id = s.shop_id and c.id = w.trackstar_connection_id
  where s.shop_id = p_shop_id and s.decision_id = p_decision_id and c.order_creation <> 'off';
  if p_publish_after is not null and p_allocations <> '[]' then
    perform public.enqueue_pick_close(p_shop_id, p_publish_after);
  end if;
end $$;
comment on function public.plan_shipments(uuid, public.unified_orders, uuid, jsonb, timestamptz, timestamptz) is
  'Part of saving a decision: shipments, reservations, day counters, and publishing, or advice where the WMS imports orders itself, at once or when their window closes.';

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.hold_order(uuid, uuid, integer, text)',
    'public.save_decision(uuid, text)', 'public.lock_exchange(uuid, uuid[], jsonb, timestamptz)',
    'public.full_warehouse(uuid, jsonb, timestamptz)', 'public.missing_units(uuid, jsonb)',
    'public.chosen_warehouses(uuid, jsonb, timestamptz)', 'public.allocated_units(jsonb)',
    'public.write_decision(uuid, uuid, uuid, jsonb)',
    'public.commit_decision(uuid, public.unified_orders, uuid, jsonb, timestamptz)',
    'public.plan_shipments(uuid, public.unified_orders, uuid, jsonb, timestamptz, timestamptz)'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
