-- A person settles where an order ships from, or that it stays there.

create function public.lock_for_person(p_shop_id uuid, p_order_id uuid) returns text
language plpgsql set search_path = '' as $$
declare
  v_order public.unified_orders;
  v_statuses public.shipment_status[];
begin
  select * into v_order from public.unified_orders where shop_id = p_shop_id and id = p_order_id for update;
  perform 1 from public.shipments where shop_id = p_shop_id and order_id = p_order_id order by id for update;
  select coalesce(array_agg(status), '{}') into v_statuses
  from public.shipments where shop_id = p_shop_id and order_id = p_order_id;
  return case
    when v_order.id is null then 'order-not-found'
    when 'shipped' = any (v_statuses) then 'shipped'
    when v_statuses && array['published', 'cancel_requested']::public.shipment_status[] then 'in-wms'
    when 'publishing' = any (v_statuses) then 'being-sent'
    when v_order.routing_status = 'change_pending' then 'change-pending'
  end;
end $$;
comment on function public.lock_for_person(uuid, uuid) is
  'A person is about to settle an order: locks it, then its shipments. Null while no WMS has heard of any; otherwise order-not-found, shipped, in-wms, being-sent or change-pending.';

create function public.drop_decision(p_shop_id uuid, p_order_id uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform public.cancel_unpublished(p_shop_id, p_order_id);
  update public.routing_decisions set is_current = false
  where shop_id = p_shop_id and order_id = p_order_id and is_current;
  update public.unified_orders set routing_decision_id = null, routed_at = null
  where shop_id = p_shop_id and id = p_order_id;
  perform public.mirror_shipments(p_shop_id, p_order_id);
end $$;
comment on function public.drop_decision(uuid, uuid) is
  'A person takes back the decision on an order no WMS has heard of: its units and its place in the day are free again.';

create function public.override_decision(p_shop_id uuid, p_decision text) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_decision jsonb := p_decision::jsonb;
  v_allocations constant jsonb := v_decision -> 'allocations';
  v_now constant timestamptz := (v_decision ->> 'now')::timestamptz;
  v_order_id constant uuid := (v_decision ->> 'order_id')::uuid;
  v_obstacle text := public.lock_for_person(p_shop_id, v_order_id);
  v_order public.unified_orders;
  v_previous public.routing_decisions;
  v_full uuid;
  v_missing jsonb;
begin
  select * into v_order from public.unified_orders where shop_id = p_shop_id and id = v_order_id;
  select * into v_previous from public.routing_decisions
  where shop_id = p_shop_id and order_id = v_order_id and is_current;
  v_obstacle := case
    when v_obstacle is not null then v_obstacle
    when v_order.cancelled_at is not null or v_order.deleted_at is not null or v_order.redacted_at is not null
         or v_order.routing_status = 'held' and v_order.routing_reason not in ('held_by_rule', 'held_by_person')
         or not exists (select from public.stores where id = p_shop_id and is_active) then 'not-routable'
    when v_previous.id is distinct from (v_decision ->> 'seen_decision_id')::uuid then 'decided-meanwhile'
    when v_order.facts_version <> (v_decision ->> 'facts_version')::integer
         or not exists (
           select from public.stores
           where id = p_shop_id and settings_version = (v_decision ->> 'settings_version')::integer) then 'order-changed'
    when v_previous.outcome = 'routed' and v_previous.selected_warehouse_id = (v_decision ->> 'selected_warehouse_id')::uuid
         and coalesce(v_previous.details -> 'unfilled', '[]') = '[]' then 'already-there'
  end;
  if v_obstacle is not null then
    return json_build_object('outcome', v_obstacle);
  end if;

  begin
    perform public.lock_exchange(p_shop_id, array(
      select id from public.shipments
      where shop_id = p_shop_id and order_id = v_order_id and status in ('planned', 'failed')
    ), v_allocations, v_now);
    perform public.drop_decision(p_shop_id, v_order_id);
    v_full := public.full_warehouse(p_shop_id, v_allocations, v_now);
    v_missing := public.missing_units(p_shop_id, v_allocations);
    if (v_full is not null or v_missing <> '[]') and v_decision ->> 'choice_reason' is null then
      raise exception using errcode = 'PT422', message = 'reason needed';
    end if;
  exception when sqlstate 'PT422' then
    return json_build_object('outcome', 'reason-needed', 'missing', v_missing, 'is_full', v_full is not null);
  end;

  v_decision := jsonb_set(v_decision, '{details}', (v_decision -> 'details') || jsonb_build_object(
    'replaces', v_previous.id, 'missing', v_missing, 'over_capacity', v_full is not null));
  perform public.commit_decision(p_shop_id, v_order, null, v_decision, public.shop_pick_close(p_shop_id));
  update public.unified_orders set is_locked = true, held_by = null, held_at = null, hold_note = null
  where shop_id = p_shop_id and id = v_order_id;
  return json_build_object('outcome', 'saved', 'missing', v_missing);
end $$;
comment on function public.override_decision(uuid, text) is
  'Commits a person''s choice of warehouse over any decision, as long as no WMS has heard of the order: saved, with what is missing there; or, with nothing written, why not. Going beyond ATP or daily capacity takes a reason (reason-needed), and is recorded. From then on only a person moves the order.';

create function public.set_order_lock(p_shop_id uuid, p_order_id uuid, p_is_locked boolean, p_actor text) returns text
language plpgsql set search_path = '' as $$
declare
  v_order public.unified_orders;
begin
  select * into v_order from public.unified_orders where shop_id = p_shop_id and id = p_order_id for update;
  if v_order.id is null then
    return 'order-not-found';
  elsif v_order.is_locked = p_is_locked then
    return 'unchanged';
  elsif p_is_locked and (v_order.routing_status = 'change_pending' or not exists (
    select from public.routing_decisions
    where shop_id = p_shop_id and order_id = p_order_id and is_current and outcome in ('routed', 'split')
  )) then
    return 'not-decided';
  end if;
  update public.unified_orders set is_locked = p_is_locked where shop_id = p_shop_id and id = p_order_id;
  insert into public.order_history (shop_id, order_id, kind, actor)
  values (p_shop_id, p_order_id, case when p_is_locked then 'locked' else 'unlocked' end, p_actor);
  return 'saved';
end $$;
comment on function public.set_order_lock(uuid, uuid, boolean, text) is
  'A decided order that nothing but a person decides again, or no longer so: saved, unchanged, not-decided or order-not-found.';

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.lock_for_person(uuid, uuid)', 'public.drop_decision(uuid, uuid)',
    'public.override_decision(uuid, text)',
    'public.set_order_lock(uuid, uuid, boolean, text)'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
