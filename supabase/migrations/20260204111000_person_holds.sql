-- A person holds an order back from routing, lets it go, or asks a WMS to give it back.

create function public.hold_for_person(
  p_shop_id uuid, p_order_id uuid, p_actor text, p_note text default null, p_until timestamptz default null
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_obstacle constant text := public.lock_for_person(p_shop_id, p_order_id);
  v_order public.unified_orders;
begin
  select * into v_order from public.unified_orders where shop_id = p_shop_id and id = p_order_id;
  if v_obstacle is not null then
    return v_obstacle;
  elsif v_order.cancelled_at is not null or v_order.deleted_at is not null or v_order.routing_status = 'held'
        and v_order.routing_reason in ('closed', 'nothing_to_ship', 'placed_before_routing', 'test_order') then
    return 'nothing-to-hold';
  elsif (v_order.held_by, v_order.hold_note, v_order.held_until) is not distinct from (p_actor, p_note, p_until) then
    return 'held';
  end if;

  perform public.drop_decision(p_shop_id, p_order_id);
  perform public.note_hold(p_shop_id, p_order_id, p_actor, p_note, p_until);
  -- What else stands in its way stays the reason: it is not to be forgotten when the hold ends.
  update public.unified_orders
  set routing_reason = case
        when routing_status = 'held' and routing_reason <> 'held_by_rule' then routing_reason else 'held_by_person' end,
      routing_status = 'held'
  where shop_id = p_shop_id and id = p_order_id;
  return 'held';
end $$;
comment on function public.hold_for_person(uuid, uuid, text, text, timestamptz) is
  'A person holds an order no WMS has heard of, or changes that hold: its decision is taken back, and news from its channel do not end it. held; or why not.';

create function public.note_hold(
  p_shop_id uuid, p_order_id uuid, p_actor text, p_note text, p_until timestamptz
) returns void
language sql set search_path = '' as $$
  insert into public.order_history (shop_id, order_id, kind, details, actor)
  select p_shop_id, p_order_id, case when o.held_by is null then 'held_by_person' else 'hold_changed' end,
         jsonb_strip_nulls(jsonb_build_object('note', p_note, 'until', p_until)), p_actor
  from public.unified_orders o where o.shop_id = p_shop_id and o.id = p_order_id;
  update public.unified_orders
  set held_by = p_actor, held_at = now(), held_until = p_until, hold_note = p_note, is_locked = false
  where shop_id = p_shop_id and id = p_order_id
$$;
comment on function public.note_hold(uuid, uuid, text, text, timestamptz) is
  'Part of holding: who, until when and why. What is held is not decided, so that there is nothing to lock.';

create function public.end_holds(p_shop_id uuid, p_order_ids uuid[], p_kind text, p_actor text) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_to_route uuid[];
begin
  update public.routing_decisions d set is_current = false
  where d.shop_id = p_shop_id and d.order_id = any (p_order_ids) and d.is_current and d.outcome = 'held';
  insert into public.order_history (shop_id, order_id, kind, actor)
  select p_shop_id, id, p_kind, p_actor from unnest(p_order_ids) as id order by id;

  with let_go as (
    update public.unified_orders o
    set held_by = null, held_at = null, held_until = null, hold_note = null,
        routing_status = case when held.is_only and o.routing_status = 'held' then 'pending' else o.routing_status end,
        routing_reason = case when held.is_only then null else o.routing_reason end,
        routing_decision_id = case when o.routing_status = 'held' then null else o.routing_decision_id end
    from (
      select id, routing_reason in ('held_by_person', 'held_by_rule') as is_only
      from public.unified_orders where shop_id = p_shop_id and id = any (p_order_ids)
    ) held
    where o.shop_id = p_shop_id and o.id = held.id
    returning o.id, o.routing_status
  )
  select coalesce(array_agg(id) filter (where routing_status = 'pending'), '{}') into v_to_route from let_go;
  perform public.enqueue_routing(p_shop_id, v_to_route);
  return cardinality(v_to_route);
end $$;
comment on function public.end_holds(uuid, uuid[], text, text) is
  'Part of releasing: holds of persons and rules end, and what nothing else holds is enqueued. Answers how many those were.';

create function public.release_order(p_shop_id uuid, p_order_id uuid, p_actor text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_order public.unified_orders;
  v_is_held_by_rule boolean;
begin
  select * into v_order from public.unified_orders where shop_id = p_shop_id and id = p_order_id for update;
  v_is_held_by_rule := v_order.routing_status = 'held' and v_order.routing_reason = 'held_by_rule';
  if v_order.id is null then
    return 'order-not-found';
  elsif v_order.held_by is null and not v_is_held_by_rule then
    return 'not-held';
  end if;
  if v_is_held_by_rule then
    update public.unified_orders
    set released_rule_ids = array(
      select unnest(v_order.released_rule_ids)
      union
      select r.id
      from public.routing_decisions d
      cross join jsonb_array_elements_text(d.details -> 'matched_rules') matched
      join public.routing_rules r on r.shop_id = p_shop_id and r.id::text = matched and r.action ->> 'type' = 'hold'
      where d.shop_id = p_shop_id and d.order_id = p_order_id and d.is_current
    )
    where shop_id = p_shop_id and id = p_order_id;
  end if;
  if public.end_holds(p_shop_id, array[p_order_id], 'released', p_actor) = 1 or v_order.routing_status = 'change_pending' then
    return 'released';
  end if;
  return 'held-otherwise';
end $$;
comment on function public.release_order(uuid, uuid, text) is
  'A person releases an order, from the rules that hold it for good: released, or held-otherwise, because something else holds it as well; or not-held.';

create function public.release_due_holds() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_shop_id uuid;
  v_ids uuid[];
  v_released integer := 0;
begin
  for v_shop_id, v_ids in
    select due.shop_id, array_agg(due.id)
    from (
      select o.shop_id, o.id
      from public.unified_orders o
      join public.stores s on s.id = o.shop_id and s.is_active
      where o.held_until <= now()
        and (o.held_by is not null or (o.routing_status = 'held' and o.routing_reason = 'held_by_rule'))
      order by o.held_until
      limit 1000
      for update of o skip locked
    ) due
    group by due.shop_id order by due.shop_id
  loop
    perform public.end_holds(v_shop_id, v_ids, 'hold_ended', 'swyft');
    v_released := v_released + cardinality(v_ids);
  end loop;
  return v_released;
end $$;
comment on function public.release_due_holds() is
  'Ends holds whose time has come, at most 1,000 a call, and routes their orders. Answers how many.';

create function public.recall_order(p_shop_id uuid, p_order_id uuid, p_actor text, p_note text default null) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_obstacle constant text := public.lock_for_person(p_shop_id, p_order_id);
begin
  if exists (
    select from public.unified_orders
    where shop_id = p_shop_id and id = p_order_id and routing_status = 'change_pending'
  ) then
    return 'change-pending';
  elsif v_obstacle is null or v_obstacle not in ('in-wms', 'being-sent') then
    return coalesce(v_obstacle, 'not-in-wms');
  end if;
  perform public.note_hold(p_shop_id, p_order_id, p_actor, p_note, null);
  perform public.withdraw_decision(p_shop_id, p_order_id, 'held_by_person');
  return 'requested';
end $$;
comment on function public.recall_order(uuid, uuid, text, text) is
  'A person asks the WMS to give an order back: a request with an answer. Once it is cancelled there the person holds it; refused, it ships as sent.';

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.hold_for_person(uuid, uuid, text, text, timestamptz)',
    'public.note_hold(uuid, uuid, text, text, timestamptz)', 'public.end_holds(uuid, uuid[], text, text)',
    'public.release_order(uuid, uuid, text)', 'public.release_due_holds()',
    'public.recall_order(uuid, uuid, text, text)'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
