-- How a shipment ends without leaving: refused, cancelled, or its units given back unused.

create function public.counted_days(p_shop_id uuid, p_shipment_ids uuid[])
returns table (warehouse_id uuid, day date, orders integer)
language sql stable set search_path = '' as $$
  select s.warehouse_id, (d.decided_at at time zone coalesce(w.time_zone, store.time_zone))::date, count(*)::integer
  from public.shipments s
  join public.routing_decisions d on d.shop_id = p_shop_id and d.id = s.decision_id
  join public.trackstar_warehouses w on w.shop_id = p_shop_id and w.id = s.warehouse_id
  join public.stores store on store.id = p_shop_id
  where s.shop_id = p_shop_id and s.id = any (p_shipment_ids)
    and s.status in ('planned', 'publishing', 'published', 'cancel_requested')
    -- One that was recalled gave its place back when it was given up.
    and not (s.status = 'cancel_requested' and s.published_at is null)
  group by 1, 2
$$;
comment on function public.counted_days(uuid, uuid[]) is 'The days of warehouses in which these shipments have a place, and how many places.';

create function public.lock_units(p_shop_id uuid, p_shipment_ids uuid[]) returns void
language sql set search_path = '' as $$
  select public.lock_exchange(p_shop_id, p_shipment_ids, '[]', now())
$$;
comment on function public.lock_units(uuid, uuid[]) is
  'Locks what giving back, or promising again, the units of these shipments touches: day counters, then stock rows.';

create function public.give_back_days(p_shop_id uuid, p_shipment_ids uuid[]) returns void
language sql set search_path = '' as $$
  update public.warehouse_days d set orders = greatest(d.orders - counted.orders, 0)
  from public.counted_days(p_shop_id, p_shipment_ids) counted
  where d.shop_id = p_shop_id and d.warehouse_id = counted.warehouse_id and d.day = counted.day
$$;
comment on function public.give_back_days(uuid, uuid[]) is
  'Gives back the places of these shipments in their warehouses'' days; to be called while they still count.';

create function public.end_reservations(p_shop_id uuid, p_shipment_ids uuid[], p_reason text) returns void
language sql set search_path = '' as $$
  update public.inventory_reservations set released_at = now(), release_reason = p_reason
  where shop_id = p_shop_id and shipment_id = any (p_shipment_ids) and released_at is null
$$;
comment on function public.end_reservations(uuid, uuid[], text) is 'Ends what is still promised to these shipments.';

create function public.end_unsent(p_shop_id uuid, p_shipment_ids uuid[], p_release_reason text) returns void
language plpgsql set search_path = '' as $$
begin
  perform public.give_back_days(p_shop_id, p_shipment_ids);
  perform public.end_reservations(p_shop_id, p_shipment_ids, p_release_reason);
  update public.shipments set status = 'cancelled', updated_at = now()
  where shop_id = p_shop_id and id = any (p_shipment_ids);
end $$;
comment on function public.end_unsent(uuid, uuid[], text) is
  'Cancels shipments no WMS has heard of: their units and their places in the day are free again. What they touch is locked by then.';

create function public.end_shipment(
  p_shipment public.shipments, p_status public.shipment_status, p_release_reason text, p_message text
) returns void
language plpgsql set search_path = '' as $$
begin
  perform public.lock_units(p_shipment.shop_id, array[p_shipment.id]);
  perform public.give_back_days(p_shipment.shop_id, array[p_shipment.id]);
  perform public.end_reservations(p_shipment.shop_id, array[p_shipment.id], p_release_reason);
  update public.shipments
  set status = p_status, error_message = coalesce(p_message, error_message), last_attempt_at = null,
      attempt_ended_at = null, updated_at = now()
  where shop_id = p_shipment.shop_id and id = p_shipment.id;
end $$;
comment on function public.end_shipment(public.shipments, public.shipment_status, text, text) is
  'Ends a shipment that will not leave: its units and its place in the day are free again.';

create function public.undo_decision(p_shop_id uuid, p_order_id uuid, p_status text, p_reason text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_status = 'pending' and exists (
    select from public.unified_orders where shop_id = p_shop_id and id = p_order_id and redacted_at is not null
  ) then
    p_status := 'held';
    p_reason := 'no_address';
  end if;
  if p_status = 'pending' then
    select case when o.held_by is not null then 'held' when o.is_locked then 'needs_review' else p_status end,
           case when o.held_by is not null then 'held_by_person' when o.is_locked then 'locked' else p_reason end
    into p_status, p_reason
    from public.unified_orders o where o.shop_id = p_shop_id and o.id = p_order_id;
  end if;
  update public.routing_decisions set is_current = false
  where shop_id = p_shop_id and order_id = p_order_id and is_current;
  update public.unified_orders
  set routing_status = p_status, routing_reason = p_reason, routing_decision_id = null, routed_at = null
  where shop_id = p_shop_id and id = p_order_id;
  perform public.mirror_shipments(p_shop_id, p_order_id);
  if p_status = 'pending' then
    perform public.enqueue_routing(p_shop_id, array[p_order_id]);
  end if;
end $$;
comment on function public.undo_decision(uuid, uuid, text, text) is
  'The decision on an order is no longer in force; what the order waits for now. A pending one is enqueued, unless a person holds it or has locked it.';

create function public.route_rest_again(p_shop_id uuid, p_order_id uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_other public.shipments;
begin
  for v_other in
    select * from public.shipments
    where shop_id = p_shop_id and order_id = p_order_id and status = 'planned' order by id for update
  loop
    perform public.end_shipment(v_other, 'cancelled', 'superseded', null);
  end loop;
  if exists (
    select from public.shipments
    where shop_id = p_shop_id and order_id = p_order_id
      and status in ('publishing', 'published', 'shipped', 'cancel_requested')
  ) then
    perform public.undo_decision(p_shop_id, p_order_id, 'needs_review', 'rejected_in_part');
    return 'needs-review';
  end if;
  perform public.undo_decision(p_shop_id, p_order_id, 'pending', null);
  return 'routed-again';
end $$;
comment on function public.route_rest_again(uuid, uuid) is
  'One shipment of an order has failed: nothing of it in a WMS yet, and it is decided again; otherwise a person decides.';

create function public.refuse_shipment(p_shop_id uuid, p_shipment_id uuid, p_kind text, p_message text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_shipment constant public.shipments := public.lock_shipment(p_shop_id, p_shipment_id);
  v_refusals integer;
begin
  if v_shipment.id is null or v_shipment.status <> 'publishing' then
    return 'nothing-to-do';
  end if;
  -- All at once, because others of the order may have to end as well.
  perform public.lock_units(p_shop_id, array(
    select id from public.shipments where shop_id = p_shop_id and order_id = v_shipment.order_id
  ));
  perform public.end_shipment(v_shipment, 'rejected', 'rejected', p_message);
  insert into public.order_history (shop_id, order_id, kind, details)
  values (p_shop_id, v_shipment.order_id, 'rejected',
          jsonb_build_object('warehouse_id', v_shipment.warehouse_id, 'number', v_shipment.number, 'kind', p_kind));
  if p_kind = 'warehouse' then
    insert into public.warehouse_refusals (shop_id, order_id, warehouse_id, message)
    values (p_shop_id, v_shipment.order_id, v_shipment.warehouse_id, p_message)
    on conflict (shop_id, order_id, warehouse_id) do update set at = now(), message = excluded.message;
  end if;
  if public.reopen_order(p_shop_id, v_shipment.order_id) then
    return 'unwanted';
  end if;

  select count(*) into v_refusals from public.warehouse_refusals
  where shop_id = p_shop_id and order_id = v_shipment.order_id;
  if p_kind = 'warehouse' and v_refusals < 3 then
    return public.route_rest_again(p_shop_id, v_shipment.order_id);
  end if;
  perform public.undo_decision(
    p_shop_id, v_shipment.order_id, 'needs_review',
    case when p_kind = 'warehouse' then 'rejected_by_three' else 'rejected_by_wms' end);
  return 'needs-review';
end $$;
comment on function public.refuse_shipment(uuid, uuid, text, text) is
  'The WMS refused a shipment. Kind warehouse: the next best is tried, after three a person decides. Kind order: a person decides at once. unwanted: the order has changed meanwhile, and the refusal settles that.';

create function public.reopen_order(p_shop_id uuid, p_order_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_order public.unified_orders;
  v_statuses public.shipment_status[];
begin
  select * into v_order from public.unified_orders where shop_id = p_shop_id and id = p_order_id;
  if v_order.routing_status <> 'change_pending' then
    return false;
  end if;
  select coalesce(array_agg(status), '{}') into v_statuses
  from public.shipments where shop_id = p_shop_id and order_id = p_order_id;
  -- While a change is pending, routing_reason says why the order must be held afterwards, if it must.
  case
    when v_statuses && array['publishing', 'published', 'cancel_requested']::public.shipment_status[] then
      null;
    when 'shipped' = any (v_statuses) then
      update public.unified_orders set routing_status = 'needs_review', routing_reason = 'changed_after_shipping'
      where shop_id = p_shop_id and id = p_order_id;
      perform public.mirror_shipments(p_shop_id, p_order_id);
    when v_order.routing_reason is null then
      perform public.undo_decision(p_shop_id, p_order_id, 'pending', null);
    when v_order.routing_reason = 'warehouse_ignored' then
      perform public.undo_decision(p_shop_id, p_order_id, 'needs_review', v_order.routing_reason);
    else
      perform public.undo_decision(p_shop_id, p_order_id, 'held', v_order.routing_reason);
  end case;
  return true;
end $$;
comment on function public.reopen_order(uuid, uuid) is
  'Settles an order whose change is pending once no shipment of it is left in a WMS: decided again, held, or for a person. Answers whether a change is or was pending.';

create function public.begin_cancel(p_shop_id uuid, p_shipment_id uuid) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_shipment constant public.shipments := public.lock_shipment(p_shop_id, p_shipment_id);
  v_connection constant public.trackstar_connections := public.shipment_connection(p_shop_id, v_shipment.warehouse_id);
  v_call jsonb;
begin
  if v_shipment.id is null then
    return json_build_object('outcome', 'shipment-not-found');
  elsif v_shipment.status <> 'cancel_requested' and not (
    v_shipment.status in ('publishing', 'published') and exists (
      select from public.unified_orders
      where shop_id = p_shop_id and id = v_shipment.order_id and routing_status = 'change_pending'
    )
  ) then
    return json_build_object('outcome', 'nothing-to-do');
  elsif v_shipment.status = 'publishing' and v_shipment.last_attempt_at is null then
    -- The WMS has never heard of it.
    return json_build_object('outcome', public.record_cancel(p_shop_id, p_shipment_id, 'accepted'));
  elsif v_connection.order_creation = 'wms' and v_shipment.publish_attempts = 0 then
    return json_build_object('outcome', public.record_cancel(p_shop_id, p_shipment_id, 'left_to_wms'));
  elsif not v_connection.is_active or v_connection.access_token is null then
    return json_build_object('outcome', 'disconnected');
  elsif v_connection.health not in ('ok', 'stock_suspect') then
    return json_build_object('outcome', 'connection-off');
  end if;

  v_call := jsonb_build_object(
    'wms_order_id', v_shipment.wms_order_id, 'number', v_shipment.number,
    'attempt_over_at', public.attempt_over_at(v_shipment.last_attempt_at, v_shipment.attempt_ended_at),
    'connection', jsonb_build_object(
      'id', v_connection.id, 'connection_id', v_connection.connection_id, 'access_token', v_connection.access_token,
      'warehouse_customer_id', v_connection.warehouse_customer_id
    )
  );
  if v_shipment.wms_order_id is null then
    return (v_call || '{"outcome": "look-up"}')::json;
  end if;
  update public.shipments
  set status = 'cancel_requested', last_attempt_at = clock_timestamp(), attempt_ended_at = null, updated_at = now()
  where shop_id = p_shop_id and id = p_shipment_id;
  return (v_call || '{"outcome": "cancel"}')::json;
end $$;
comment on function public.begin_cancel(uuid, uuid) is
  'Stores the wish to cancel a shipment in its WMS and answers what that call needs (cancel), or first finding out whether the WMS has it (look-up). cancelled: the WMS never had it. left-to-wms: it imported the order itself and hears of the change itself. connection-off: to be asked once the connection works again. disconnected: nobody can ask.';

create function public.record_cancel(
  p_shop_id uuid, p_shipment_id uuid, p_answer text, p_message text default null
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_shipment constant public.shipments := public.lock_shipment(p_shop_id, p_shipment_id);
begin
  if v_shipment.id is null or v_shipment.status not in ('publishing', 'published', 'cancel_requested') then
    return 'nothing-to-do';
  end if;
  insert into public.order_history (shop_id, order_id, kind, details)
  values (p_shop_id, v_shipment.order_id, case p_answer when 'left_to_wms' then p_answer else 'cancel_' || p_answer end,
          jsonb_build_object('number', v_shipment.number, 'warehouse_id', v_shipment.warehouse_id));

  if p_answer = 'refused' then
    if v_shipment.status = 'publishing' then
      -- Whether the WMS has it cannot be found out any more.
      perform public.end_shipment(v_shipment, 'failed', 'cancelled', p_message);
    else
      -- It ships as published; a person has to know that the change came too late.
      update public.shipments
      set status = 'published', error_message = p_message, last_attempt_at = null, attempt_ended_at = null,
          updated_at = now()
      where shop_id = p_shop_id and id = p_shipment_id;
    end if;
    update public.unified_orders
    set routing_status = 'needs_review',
        routing_reason = case routing_reason when 'warehouse_ignored' then routing_reason else 'change_refused_by_wms' end,
        held_by = null, held_at = null, held_until = null, hold_note = null
    where shop_id = p_shop_id and id = v_shipment.order_id;
    perform public.mirror_shipments(p_shop_id, v_shipment.order_id);
    return 'refused';
  end if;
  perform public.end_shipment(v_shipment, 'cancelled', 'cancelled', p_message);
  perform public.reopen_order(p_shop_id, v_shipment.order_id);
  return case p_answer when 'left_to_wms' then 'left-to-wms' else 'cancelled' end;
end $$;
comment on function public.record_cancel(uuid, uuid, text, text) is
  'What became of a cancel request: accepted (the order is decided again, unless it must be held), refused (a person decides) or left_to_wms.';

create function public.release_expired_reservations() returns integer
language plpgsql set search_path = '' as $$
declare
  v_shop_id uuid;
  v_shipment_ids uuid[];
  v_released integer := 0;
begin
  for v_shop_id, v_shipment_ids in
    select expired.shop_id, array_agg(expired.id)
    from (
      select s.shop_id, s.id
      from public.shipments s
      join public.stores store on store.id = s.shop_id
      join public.unified_orders o on o.shop_id = s.shop_id and o.id = s.order_id
      where s.status = 'planned' and exists (
        select from public.inventory_reservations r
        where r.shop_id = s.shop_id and r.shipment_id = s.id and r.released_at is null
          and r.created_at < now() - make_interval(hours => coalesce((store.settings ->> 'reservation_hours')::integer, 72))
      )
      order by s.shop_id, o.external_order_id, s.id
      limit 1000
      -- Whoever holds one of these is about to change it.
      for update of o, s skip locked
    ) expired
    group by expired.shop_id order by expired.shop_id
  loop
    perform public.lock_units(v_shop_id, v_shipment_ids);
    perform public.end_reservations(v_shop_id, v_shipment_ids, 'expired');
    insert into public.order_history (shop_id, order_id, kind, details)
    select v_shop_id, s.order_id, 'reservation_released', jsonb_build_object('number', s.number, 'reason', 'expired')
    from public.shipments s where s.shop_id = v_shop_id and s.id = any (v_shipment_ids);
    v_released := v_released + cardinality(v_shipment_ids);
  end loop;
  return v_released;
end $$;
comment on function public.release_expired_reservations() is
  'Gives back units promised to shipments that nobody published within the shop''s limit. Answers how many shipments those were.';

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.counted_days(uuid, uuid[])', 'public.lock_units(uuid, uuid[])', 'public.give_back_days(uuid, uuid[])',
    'public.end_reservations(uuid, uuid[], text)', 'public.end_unsent(uuid, uuid[], text)',
    'public.end_shipment(public.shipments, public.shipment_status, text, text)',
    'public.undo_decision(uuid, uuid, text, text)', 'public.route_rest_again(uuid, uuid)',
    'public.refuse_shipment(uuid, uuid, text, text)', 'public.reopen_order(uuid, uuid)',
    'public.begin_cancel(uuid, uuid)', 'public.record_cancel(uuid, uuid, text, text)',
    'public.release_expired_reservations()'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
