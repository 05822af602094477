-- Asking for orders to be routed, and finding work that nobody does any more.

create index unified_orders_unfillable_idx on public.unified_orders (shop_id, order_date) where routing_status = 'unfillable';
create index unified_orders_unsettled_idx on public.unified_orders (routing_status, order_date)
  where routing_status in ('pending', 'change_pending');
create index shipments_cancel_requested_idx on public.shipments (created_at) where status = 'cancel_requested';

create function public.request_routing(p_shop_id uuid, p_order_id uuid, p_actor text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_obstacle constant text := public.lock_for_person(p_shop_id, p_order_id);
  v_order public.unified_orders;
begin
  select * into v_order from public.unified_orders where shop_id = p_shop_id and id = p_order_id;
  if v_obstacle is not null then
    return v_obstacle;
  elsif v_order.is_locked then
    return 'locked';
  elsif v_order.redacted_at is not null then
    return 'not-routable';
  elsif v_order.routing_status = 'held'
        and v_order.routing_reason is distinct from 'line_without_sku' then
    return 'not-routable';
  end if;
  -- Who sends an order round again has mended something: warehouses that refused it are asked anew.
  delete from public.warehouse_refusals where shop_id = p_shop_id and order_id = p_order_id;
  perform public.drop_decision(p_shop_id, p_order_id);
  update public.unified_orders set routing_status = 'pending', routing_reason = null
  where shop_id = p_shop_id and id = p_order_id;
  insert into public.order_history (shop_id, order_id, kind, actor)
  values (p_shop_id, p_order_id, 'routing_requested', p_actor);
  perform public.enqueue_routing(p_shop_id, array[p_order_id]);
  return 'queued';
end $$;
comment on function public.request_routing(uuid, uuid, text) is
  'A person asks for an order no WMS has heard of to be routed again, also to warehouses that refused it: queued, or why not.';

create function public.request_routings(p_shop_id uuid, p_order_ids uuid[], p_actor text) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_order_id uuid;
  v_answer text;
  v_answers text[] := '{}';
begin
  if exists (
    select from unnest(p_order_ids) as given
    where not exists (select from public.unified_orders where shop_id = p_shop_id and id = given)
  ) then
    return null;
  end if;
  -- Everything at once and in everybody's order; what follows locks it again, one order at a time.
  perform 1 from public.unified_orders where shop_id = p_shop_id and id = any (p_order_ids) order by external_order_id for update;
  perform 1 from public.shipments where shop_id = p_shop_id and order_id = any (p_order_ids) order by order_id, id for update;
  perform public.lock_units(p_shop_id, array(
    select id from public.shipments
    where shop_id = p_shop_id and order_id = any (p_order_ids) and status in ('planned', 'failed')
  ));
  for v_order_id in select distinct id from unnest(p_order_ids) as id order by id loop
    v_answer := public.request_routing(p_shop_id, v_order_id, p_actor);
    v_answers := v_answers || v_answer;
  end loop;
  return (
    select json_build_object(
      'queued', count(*) filter (where answer = 'queued'), 'locked', count(*) filter (where answer = 'locked'),
      'skipped', count(*) filter (where answer not in ('queued', 'locked')))
    from unnest(v_answers) as answer
  );
end $$;
comment on function public.request_routings(uuid, uuid[], text) is
  'A person asks for several orders to be routed again. Answers how many are queued, locked by a person, or skipped for another reason; null, with nothing done, when the shop has no such order.';

-- One call for all of them is 4 to 11 times as fast as one each. A key stays locked until its transaction ends, so whoever
-- enqueues many locks their orders first: then nobody else is enqueueing any of them.
create function public.enqueue_routing(p_shop_id uuid, p_order_ids uuid[]) returns void
language sql security definer set search_path = '' as $$
  select graphile_worker.add_jobs(array(
    select ('route_order', json_build_object('shopId', p_shop_id, 'orderId', id), null, null, 10, 'route:' || id, 1,
            null)::graphile_worker.job_spec
    from (select distinct id from unnest(p_order_ids) as id) wanted
    order by id
  ))
$$;
comment on function public.enqueue_routing(uuid, uuid[]) is 'Puts orders into the queue for routing; an order waits there once.';

create function public.enqueue_publish(p_shop_id uuid, p_shipment_ids uuid[]) returns void
language sql security definer set search_path = '' as $$
  select graphile_worker.add_jobs(array(
    select ('publish_shipment', json_build_object('shopId', p_shop_id, 'shipmentId', id), null,
            -- Closing the window publishes them earlier; this is for the case that closing breaks down.
            publish_after + interval '10 minutes', 20, 'publish:' || id, 0, null)::graphile_worker.job_spec
    from public.shipments
    where shop_id = p_shop_id and id = any (p_shipment_ids)
    order by id
  ))
$$;
comment on function public.enqueue_publish(uuid, uuid[]) is
  'Puts shipments into the queue for publishing, at once or, as a safety net, after the close of their pick window; a shipment waits there once.';

create function public.enqueue_cancel(p_shop_id uuid, p_shipment_ids uuid[]) returns void
language sql security definer set search_path = '' as $$
  select graphile_worker.add_jobs(array(
    select ('cancel_shipment', json_build_object('shopId', p_shop_id, 'shipmentId', id), null, null, 20, 'cancel:' || id, 0,
            null)::graphile_worker.job_spec
    from (select distinct id from unnest(p_shipment_ids) as id) wanted
    order by id
  ))
$$;
comment on function public.enqueue_cancel(uuid, uuid[]) is 'Puts shipments into the queue for cancelling; a shipment waits there once.';

create function public.retry_unfillable(p_shop_id uuid default null, p_skus text[] default null) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_shop_id uuid;
  v_order_ids uuid[];
  v_count integer := 0;
begin
  for v_shop_id, v_order_ids in
    select waiting.shop_id, array_agg(waiting.id)
    from (
      select o.shop_id, o.id
      from public.unified_orders o
      join public.stores s on s.id = o.shop_id and s.is_active
      left join public.routing_decisions d on d.shop_id = o.shop_id and d.order_id = o.id and d.is_current
      where o.routing_status = 'unfillable'
        and (p_shop_id is null or o.shop_id = p_shop_id)
        and (p_skus is null or exists (
          select from jsonb_array_elements(o.line_items) line where line ->> 'sku' = any (p_skus)
        ))
      -- Whoever was tried longest ago goes first, so that the limit leaves nobody out for ever.
      order by d.decided_at nulls first, o.order_date
      limit 5000
      -- Whoever holds one of these is about to change it.
      for update of o skip locked
    ) waiting
    group by waiting.shop_id
    order by waiting.shop_id
  loop
    perform public.enqueue_routing(v_shop_id, v_order_ids);
    v_count := v_count + cardinality(v_order_ids);
  end loop;
  return v_count;
end $$;
comment on function public.retry_unfillable(uuid, text[]) is
  'Routes unfillable orders again: all, a shop''s, or those that want one of these SKUs. Answers how many.';

create function public.has_job(p_key text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from graphile_worker.jobs job
    where job.key = p_key and (job.attempts < job.max_attempts or job.locked_at is not null)
  )
$$;
comment on function public.has_job(text) is 'Whether a job with this key is running or will run.';

create function public.resume_stalled_work() returns json
language plpgsql security definer set search_path = '' set statement_timeout = '60s' as $$
declare
  v_shop_id uuid;
  v_ids uuid[];
  v_routing integer := 0;
  v_publishing integer := 0;
  v_cancelling integer := 0;
begin
  for v_shop_id, v_ids in
    select stalled.shop_id, array_agg(stalled.id)
    from (
      select o.shop_id, o.id
      from public.unified_orders o
      join public.stores s on s.id = o.shop_id and s.is_active
      where o.routing_status = 'pending' and not public.has_job('route:' || o.id)
      order by o.order_date limit 1000
      for update of o skip locked
    ) stalled
    group by stalled.shop_id order by stalled.shop_id
  loop
    perform public.enqueue_routing(v_shop_id, v_ids);
    v_routing := v_routing + cardinality(v_ids);
  end loop;

  for v_shop_id, v_ids in
    select stalled.shop_id, array_agg(stalled.id)
    from (
      select sh.shop_id, sh.id
      from public.shipments sh
      join public.unified_orders o on o.shop_id = sh.shop_id and o.id = sh.order_id
      join public.stores s on s.id = sh.shop_id and s.is_active
      join public.trackstar_warehouses w on w.shop_id = sh.shop_id and w.id = sh.warehouse_id
      join public.trackstar_connections c on c.shop_id = w.shop_id and c.id = w.trackstar_connection_id
      where sh.status in ('planned', 'publishing')
        and c.order_creation = 'swyft' and c.is_active and c.health in ('ok', 'stock_suspect')
        and not public.has_job('publish:' || sh.id)
      order by sh.created_at limit 1000
      for update of o skip locked
    ) stalled
    group by stalled.shop_id order by stalled.shop_id
  loop
    perform public.enqueue_publish(v_shop_id, v_ids);
    v_publishing := v_publishing + cardinality(v_ids);
  end loop;

  for v_shop_id, v_ids in
    select stalled.shop_id, array_agg(stalled.id)
    from (
      select sh.shop_id, sh.id
      from (
        select id from public.shipments where status = 'cancel_requested'
        union
        select unwanted.id
        from public.unified_orders o
        join public.shipments unwanted on unwanted.shop_id = o.shop_id and unwanted.order_id = o.id
        where o.routing_status = 'change_pending' and unwanted.status in ('publishing', 'published')
      ) wanted
      join public.shipments sh on sh.id = wanted.id
      join public.unified_orders o on o.shop_id = sh.shop_id and o.id = sh.order_id
      join public.stores s on s.id = sh.shop_id and s.is_active
      where not public.has_job('cancel:' || sh.id)
      order by sh.created_at limit 1000
      for update of o skip locked
    ) stalled
    group by stalled.shop_id order by stalled.shop_id
  loop
    perform public.enqueue_cancel(v_shop_id, v_ids);
    v_cancelling := v_cancelling + cardinality(v_ids);
  end loop;
  return json_build_object('routing', v_routing, 'publishing', v_publishing, 'cancelling', v_cancelling);
end $$;
comment on function public.resume_stalled_work() is
  'Enqueues what waits without a job: undecided orders, shipments to publish where that is possible (again), and shipments to cancel. Answers how many of each.';

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.request_routing(uuid, uuid, text)', 'public.request_routings(uuid, uuid[], text)',
    'public.enqueue_routing(uuid, uuid[])',
    'public.enqueue_publish(uuid, uuid[])', 'public.enqueue_cancel(uuid, uuid[])',
    'public.retry_unfillable(uuid, text[])', 'public.has_job(text)', 'public.resume_stalled_work()'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
