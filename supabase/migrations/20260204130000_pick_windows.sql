-- Batch mode: when windows close, what waits for them, and deciding all of it anew together.

create function public.next_pick_close(p_pick_windows jsonb, p_time_zone text, p_at timestamptz) returns timestamptz
language sql stable set search_path = '' as $$
  select min(closing.at)
  from generate_series(0, 8) ahead
  cross join lateral (select (p_at at time zone p_time_zone)::date + ahead as day) local
  cross join jsonb_array_elements_text(p_pick_windows -> 'times') as clock
  -- A time that a change of the clocks leaves out comes an hour later that day; one that comes twice counts once.
  cross join lateral (select (local.day + clock::time) at time zone p_time_zone as at) closing
  where (p_pick_windows ->> 'is_on')::boolean
    and p_pick_windows -> 'days' @> to_jsonb(extract(isodow from local.day)::integer)
    and closing.at > p_at
$$;
comment on function public.next_pick_close(jsonb, text, timestamptz) is
  'When the next pick window closes after a moment, by the local times and ISO weekdays of a shop''s setting; null when batch mode is off.';

create function public.shop_pick_close(p_shop_id uuid) returns timestamptz
language sql stable set search_path = '' as $$
  select public.next_pick_close(s.settings -> 'pick_windows', s.time_zone, now())
  from public.stores s where s.id = p_shop_id
$$;
comment on function public.shop_pick_close(uuid) is 'When the pick window closes that orders decided now wait for; null: none.';

create function public.pick_window_key(p_shop_id uuid, p_closes_at timestamptz) returns text
language sql immutable set search_path = '' as $$
  select 'pick-window:' || p_shop_id || ':' || extract(epoch from p_closes_at)::bigint
$$;
comment on function public.pick_window_key(uuid, timestamptz) is 'The key of the job that closes a window.';

create function public.enqueue_pick_close(p_shop_id uuid, p_closes_at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_key constant text := public.pick_window_key(p_shop_id, p_closes_at);
begin
  -- Looked for first: writing the job again would make every order of a window wait for the one before it.
  if not public.has_job(v_key) then
    perform graphile_worker.add_job(
      'close_pick_window', json_build_object('shopId', p_shop_id, 'closesAt', p_closes_at),
      run_at := p_closes_at, priority := 0, job_key := v_key, max_attempts := 3);
  end if;
end $$;
comment on function public.enqueue_pick_close(uuid, timestamptz) is 'Makes sure that somebody closes this window when its time has come.';

-- What a window holds ---------------------------------------------------------------------------------------

create function public.movable_orders(p_shop_id uuid, p_closes_at timestamptz)
returns table (order_id uuid, decision_id uuid)
language sql stable set search_path = '' as $$
  select o.id, d.id
  from (
    select waits.order_id from public.shipments waits
    where waits.shop_id = p_shop_id and waits.status = 'planned' and waits.publish_after <= p_closes_at
    union
    select id from public.unified_orders where shop_id = p_shop_id and routing_status = 'unfillable'
  ) candidate
  join public.unified_orders o on o.shop_id = p_shop_id and o.id = candidate.order_id
  join public.stores s on s.id = o.shop_id and s.is_active
  join public.routing_decisions d on d.shop_id = o.shop_id and d.order_id = o.id and d.is_current and d.chosen_by is null
  where o.routing_status in ('routed', 'split', 'unfillable') and not o.is_locked and o.held_by is null
    and o.redacted_at is null and o.cancelled_at is null and o.deleted_at is null
    -- Whom a person has let pass some rule is decided alone, as everybody else goes by all of them.
    and o.released_rule_ids = '{}'
    and not exists (
      select from public.shipments other
      where other.shop_id = p_shop_id and other.order_id = o.id
        and (other.status in ('publishing', 'published', 'shipped', 'cancel_requested')
             or (other.status = 'planned' and (other.publish_after is null or other.publish_after > p_closes_at)))
    )
$$;
comment on function public.movable_orders(uuid, timestamptz) is
  'Orders a window may decide anew: all their shipments wait for it, or they are unfillable; no person has settled them.';

create function public.load_pick_window(
  p_shop_id uuid, p_closes_at timestamptz, p_now timestamptz, p_left_out uuid[] default '{}', p_limit integer default 2000
) returns json
language sql stable set search_path = '' set statement_timeout = '30s' as $$
  with movable as materialized (
    select o.*, m.decision_id, ch.channel_type
    from public.movable_orders(p_shop_id, p_closes_at) m
    join public.unified_orders o on o.shop_id = p_shop_id and o.id = m.order_id
    join public.sales_channels ch on ch.shop_id = p_shop_id and ch.id = o.sales_channel_id
    where o.id <> all (p_left_out)
    order by o.routing_status = 'unfillable', o.order_date, o.id
    limit p_limit
  ), own as materialized (
    select sh.*, place.place_id
    from public.shipments sh
    join public.routing_places(p_shop_id) place on place.warehouse_id = sh.warehouse_id
    where sh.shop_id = p_shop_id and sh.status = 'planned' and sh.order_id in (select id from movable)
  ), skus as (
    select array_agg(distinct line ->> 'sku') as list
    from movable, jsonb_array_elements(movable.line_items) line
    where line ->> 'sku' <> ''
  ), own_units as (
    select own.place_id, r.sku, sum(r.quantity)::integer as quantity
    from own
    join public.inventory_reservations r on r.shop_id = p_shop_id and r.shipment_id = own.id and r.released_at is null
    group by 1, 2
  )
  select json_build_object(
    -- Whatever is the same for all orders is read as for one.
    'base', public.load_routing_snapshot(p_shop_id, (select id from movable order by order_date, id limit 1), p_now),
    'orders', (
      select coalesce(json_agg(json_build_object(
        'decision_id', o.decision_id,
        'rejected_by', (
          select coalesce(json_agg(refusal.warehouse_id order by refusal.warehouse_id), '[]')
          from public.warehouse_refusals refusal where refusal.shop_id = p_shop_id and refusal.order_id = o.id),
        'shipments', (
          select coalesce(json_agg(json_build_object('warehouse_id', own.place_id, 'lines', own.lines) order by own.id), '[]')
          from own where own.order_id = o.id),
        'order', json_build_object(
          'id', o.id, 'number', o.external_order_number, 'routing_status', o.routing_status,
          'facts_version', o.facts_version,
          'ship_to_country', o.ship_to_country, 'ship_to_state', o.ship_to_state,
          'ship_to_postal_code', o.ship_to_postal_code, 'ship_to_city', o.ship_to_city,
          'latitude', o.destination_latitude, 'longitude', o.destination_longitude,
          'currency', o.currency, 'total_price', o.total_price, 'order_date', o.order_date,
          'channel_type', o.channel_type, 'tags', o.tags, 'shipping_method', o.shipping_method,
          'customer_email_domain', nullif(split_part(o.customer_email, '@', 2), ''),
          'released_rule_ids', o.released_rule_ids, 'line_items', o.line_items)
      ) order by o.order_date, o.id), '[]')
      from movable o
    ),
    'own_days', (
      select coalesce(json_agg(json_build_object('warehouse_id', counted.warehouse_id, 'orders', counted.orders)), '[]')
      from public.counted_days(p_shop_id, array(select id from own)) counted
      join public.trackstar_warehouses w on w.shop_id = p_shop_id and w.id = counted.warehouse_id
      join public.stores s on s.id = p_shop_id
      where counted.day = (p_now at time zone coalesce(w.time_zone, s.time_zone))::date
    ),
    'inventory', (
      select coalesce(json_agg(json_build_object(
        'warehouse_id', atp.warehouse_id, 'sku', atp.sku, 'available', atp.available,
        'reserved', atp.reserved - coalesce(own_units.quantity, 0),
        'safety_stock', atp.safety_stock, 'synced_at', atp.source_as_of
      ) order by atp.warehouse_id, atp.sku), '[]')
      from skus
      cross join public.available_to_promise(p_shop_id, null, skus.list) atp
      left join own_units on own_units.place_id = atp.warehouse_id and own_units.sku = atp.sku
    )
  )
$$;
comment on function public.load_pick_window(uuid, timestamptz, timestamptz, uuid[], integer) is
  'What deciding a window''s orders together is made of. Stock and days count as if these orders held nothing; shipments is what each holds now. At most p_limit orders, decided ones first; those left out keep what they hold.';

-- Closing -----------------------------------------------------------------------------------------------------

create function public.begin_pick_window(p_shop_id uuid, p_closes_at timestamptz) returns text
language plpgsql set search_path = '' as $$
begin
  if p_closes_at > now() then
    return 'too-early';
  end if;
  insert into public.pick_window_runs (shop_id, closes_at)
  select id, p_closes_at from public.stores where id = p_shop_id and is_active
  on conflict (shop_id, closes_at) do update set started_at = now() where pick_window_runs.finished_at is null;
  return case when found then 'go' else 'nothing-to-do' end;
end $$;
comment on function public.begin_pick_window(uuid, timestamptz) is
  'A window begins to close: go. nothing-to-do: it has closed, or the shop has left; too-early.';

create function public.window_allocations(p_decisions jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(jsonb_agg(allocation), '[]')
  from jsonb_array_elements(p_decisions) d, jsonb_array_elements(d -> 'allocations') allocation
$$;
comment on function public.window_allocations(jsonb) is 'All allocations of a window''s decisions.';

create function public.save_window(p_shop_id uuid, p_closes_at timestamptz, p_decisions text) returns json
language plpgsql security definer set search_path = '' set statement_timeout = '60s' as $$
declare
  v_decisions constant jsonb := p_decisions::jsonb;
  v_allocations constant jsonb := public.window_allocations(v_decisions);
  v_now constant timestamptz := (v_decisions #>> '{0,now}')::timestamptz;
  v_ids constant uuid[] := array(select (d ->> 'order_id')::uuid from jsonb_array_elements(v_decisions) d);
  v_moved uuid[];
  v_old uuid[];
  v_obstacle text;
begin
  -- As saving orders locks them; then shipments, day counters, stock rows, reservations, like everybody.
  perform 1 from public.unified_orders where shop_id = p_shop_id and id = any (v_ids) order by external_order_id for update;
  perform 1 from public.shipments where shop_id = p_shop_id and order_id = any (v_ids) order by order_id, id for update;

  select array_agg((d ->> 'order_id')::uuid) into v_moved
  from jsonb_array_elements(v_decisions) d
  left join (
    select m.order_id, m.decision_id, o.facts_version
    from public.movable_orders(p_shop_id, p_closes_at) m
    join public.unified_orders o on o.shop_id = p_shop_id and o.id = m.order_id
  ) still on still.order_id = (d ->> 'order_id')::uuid and still.decision_id = (d ->> 'seen_decision_id')::uuid
         and still.facts_version = (d ->> 'facts_version')::integer
  where still.order_id is null;
  if v_moved is not null then
    return json_build_object('outcome', 'orders-moved', 'orders', v_moved);
  elsif exists (
    select from jsonb_array_elements(v_decisions) d
    where (d ->> 'settings_version')::integer <> (select settings_version from public.stores where id = p_shop_id)
  ) then
    return json_build_object('outcome', 'settings-changed');
  end if;

  begin
    v_old := array(
      select id from public.shipments where shop_id = p_shop_id and order_id = any (v_ids) and status = 'planned'
    );
    perform public.lock_exchange(p_shop_id, v_old, v_allocations, v_now);
    perform public.end_unsent(p_shop_id, v_old, 'superseded');
    v_obstacle := case
      when public.full_warehouse(p_shop_id, v_allocations, v_now) is not null then 'capacity-full'
      when public.missing_units(p_shop_id, v_allocations) <> '[]' then 'stock-changed'
    end;
    if v_obstacle is not null then
      raise exception using errcode = 'PT409', message = v_obstacle;
    end if;
  exception when sqlstate 'PT409' then
    return json_build_object('outcome', v_obstacle);
  end;

  -- Its shipments wait for the same close as those they replace.
  perform public.commit_decision(p_shop_id, o, (d ->> 'seen_decision_id')::uuid, d, p_closes_at)
  from jsonb_array_elements(v_decisions) d
  join public.unified_orders o on o.shop_id = p_shop_id and o.id = (d ->> 'order_id')::uuid;
  return json_build_object('outcome', 'saved');
end $$;
comment on function public.save_window(uuid, timestamptz, text) is
  'Commits changed decisions of a window all at once: saved; or, with nothing written, orders-moved (which), settings-changed, stock-changed or capacity-full.';

create function public.send_waiting(p_shop_id uuid, p_shipment_ids uuid[]) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_ids uuid[];
begin
  with sent as (
    update public.shipments set publish_after = null, updated_at = now()
    where shop_id = p_shop_id and id = any (p_shipment_ids) and status = 'planned' and publish_after is not null
    returning id
  )
  select coalesce(array_agg(id), '{}') into v_ids from sent;
  perform public.enqueue_publish(p_shop_id, array(
    select sh.id
    from public.shipments sh
    where sh.shop_id = p_shop_id and sh.id = any (v_ids)
      and (public.shipment_connection(p_shop_id, sh.warehouse_id)).order_creation <> 'off'
  ));
  return cardinality(v_ids);
end $$;
comment on function public.send_waiting(uuid, uuid[]) is
  'Shipments that waited for a window wait no longer and are published; their orders are locked by the caller. Answers how many.';

create function public.end_pick_window(p_shop_id uuid, p_closes_at timestamptz, p_report text) returns integer
language plpgsql security definer set search_path = '' set statement_timeout = '60s' as $$
declare
  v_report constant jsonb := p_report::jsonb;
  v_shipments uuid[];
  v_published integer;
begin
  select array_agg(waiting.id) into v_shipments
  from (
    select sh.id
    from public.unified_orders o
    join public.shipments sh on sh.shop_id = o.shop_id and sh.order_id = o.id
    where o.shop_id = p_shop_id and sh.status = 'planned' and sh.publish_after <= p_closes_at
    order by o.external_order_id, sh.id
    for update of o
  ) waiting;
  v_published := public.send_waiting(p_shop_id, v_shipments);
  update public.pick_window_runs
  set finished_at = now(), outcome = v_report ->> 'outcome', orders = (v_report ->> 'orders')::integer,
      moved = (v_report ->> 'moved')::integer, left_out = (v_report ->> 'left_out')::integer,
      parts = (v_report ->> 'parts')::integer, totals = v_report -> 'totals', published = v_published
  where shop_id = p_shop_id and closes_at = p_closes_at;
  return v_published;
end $$;
comment on function public.end_pick_window(uuid, timestamptz, text) is
  'The close of a window is decided: everything that waited for it is published, and the close is recorded. Answers how many shipments.';

create function public.publish_now(p_shop_id uuid, p_actor text, p_order_ids uuid[] default null) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_shipments uuid[];
begin
  if exists (
    select from unnest(p_order_ids) as given
    where not exists (select from public.unified_orders where shop_id = p_shop_id and id = given)
  ) then
    return null;
  end if;
  select array_agg(waiting.id) into v_shipments
  from (
    select sh.id
    from public.unified_orders o
    join public.shipments sh on sh.shop_id = o.shop_id and sh.order_id = o.id
    where o.shop_id = p_shop_id and sh.status = 'planned' and sh.publish_after is not null
      and (p_order_ids is null or o.id = any (p_order_ids))
    order by o.external_order_id, sh.id
    for update of o, sh
  ) waiting;
  insert into public.order_history (shop_id, order_id, kind, actor)
  select distinct p_shop_id, order_id, 'publish_requested', p_actor
  from public.shipments where shop_id = p_shop_id and id = any (v_shipments) order by 2;
  perform public.send_waiting(p_shop_id, v_shipments);
  return (select count(distinct order_id) from public.shipments where shop_id = p_shop_id and id = any (v_shipments));
end $$;
comment on function public.publish_now(uuid, text, uuid[]) is
  'A person does not wait for the window: these orders, or (null) all that wait, are published at once as they are decided. Answers how many of them waited; null, with nothing done, when the shop has no such order.';

-- Setting and showing ---------------------------------------------------------------------------------------

create function public.save_pick_windows(p_shop_id uuid, p_pick_windows text, p_actor text) returns timestamptz
language plpgsql security definer set search_path = '' set statement_timeout = '60s' as $$
declare
  v_next timestamptz;
  v_shipments uuid[];
begin
  update public.stores set settings = settings || jsonb_build_object('pick_windows', p_pick_windows::jsonb)
  where id = p_shop_id;
  insert into public.audit_log (shop_id, actor, action, subject, details)
  values (p_shop_id, p_actor, 'pick_windows_set', 'settings', p_pick_windows::jsonb);

  v_next := public.shop_pick_close(p_shop_id);
  select array_agg(waiting.id) into v_shipments
  from (
    select sh.id
    from public.unified_orders o
    join public.shipments sh on sh.shop_id = o.shop_id and sh.order_id = o.id
    -- What is past its close is being closed already.
    where o.shop_id = p_shop_id and sh.status = 'planned' and sh.publish_after > now()
    order by o.external_order_id, sh.id
    for update of o
  ) waiting;
  if v_next is null then
    perform public.send_waiting(p_shop_id, v_shipments);
  elsif v_shipments is not null then
    update public.shipments set publish_after = v_next, updated_at = now()
    where shop_id = p_shop_id and id = any (v_shipments) and publish_after <> v_next;
    perform public.enqueue_publish(p_shop_id, v_shipments);
    perform public.enqueue_pick_close(p_shop_id, v_next);
  end if;
  return v_next;
end $$;
comment on function public.save_pick_windows(uuid, text, text) is
  'Sets a shop''s pick windows. What waits now waits for the next close, or, with batch mode off, is published. Answers that close.';

create function public.pick_windows_page(p_shop_id uuid) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'time_zone', s.time_zone, 'settings', s.settings,
    'next_close', public.shop_pick_close(p_shop_id),
    'waiting', (
      select json_build_object(
        'orders', count(distinct sh.order_id), 'shipments', count(*), 'units', coalesce(sum(sh.units), 0))
      from public.shipments sh
      where sh.shop_id = p_shop_id and sh.status = 'planned' and sh.publish_after is not null
    ),
    'runs', (
      select coalesce(json_agg(json_build_object(
        'closes_at', r.closes_at, 'started_at', r.started_at, 'finished_at', r.finished_at, 'outcome', r.outcome,
        'orders', r.orders, 'moved', r.moved, 'left_out', r.left_out, 'published', r.published, 'parts', r.parts,
        'totals', r.totals
      ) order by r.closes_at desc), '[]')
      from (select * from public.pick_window_runs where shop_id = p_shop_id order by closes_at desc limit 20) r
    )
  )
  from public.stores s where s.id = p_shop_id
$$;
comment on function public.pick_windows_page(uuid) is 'A shop''s pick windows: the setting, the next close, what waits for it, and the last 20 closes.';

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.next_pick_close(jsonb, text, timestamptz)', 'public.shop_pick_close(uuid)',
    'public.pick_window_key(uuid, timestamptz)', 'public.enqueue_pick_close(uuid, timestamptz)',
    'public.movable_orders(uuid, timestamptz)', 'public.load_pick_window(uuid, timestamptz, timestamptz, uuid[], integer)',
    'public.begin_pick_window(uuid, timestamptz)',
    'public.window_allocations(jsonb)', 'public.save_window(uuid, timestamptz, text)',
    'public.send_waiting(uuid, uuid[])',
    'public.end_pick_window(uuid, timestamptz, text)', 'public.publish_now(uuid, text, uuid[])',
    'public.save_pick_windows(uuid, text, text)', 'public.pick_windows_page(uuid)'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
