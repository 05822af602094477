-- What a WMS says about orders, taken over into shipments.

create type public.wms_news as (
  shipment_id uuid, order_id uuid, was public.shipment_status, status public.shipment_status,
  wms_order_id text, wms_status text, wms_warehouse_id text, tracking jsonb
);

create function public.match_wms_orders(p_shop_id uuid, p_connection_id uuid, p_orders jsonb)
returns table (shipment_id uuid, wms_order_id text, wms_status text, wms_warehouse_id text, tracking jsonb)
language sql stable set search_path = '' as $$
  with incoming as (
    select distinct on (given.id)
      given.*, ltrim(given.order_number, '#') as plain_number,
      case when given.reference_id ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then given.reference_id::uuid end as ours
    from jsonb_to_recordset(p_orders) as given (
      id text, order_number text, reference_id text, status text, warehouse_id text, packages jsonb
    )
    order by given.id
  ), matched as (
    select s.id as shipment_id, i.*
    from incoming i
    join public.shipments s on s.shop_id = p_shop_id and s.wms_order_id = i.id
    union all
    select s.id, i.*
    from incoming i
    join public.shipments s on s.shop_id = p_shop_id and s.id = i.ours and s.wms_order_id is null
    union all
    -- A WMS that imports orders itself knows them by the channel's number only.
    (select distinct on (i.id) s.id, i.*
     from incoming i
     join public.trackstar_connections c on c.shop_id = p_shop_id and c.id = p_connection_id and c.order_creation = 'wms'
     join public.unified_orders o
       on o.shop_id = p_shop_id and o.external_order_number in (i.plain_number, '#' || i.plain_number)
     join public.shipments s
       on s.shop_id = p_shop_id and s.order_id = o.id and s.status = 'planned' and s.wms_order_id is null
     where i.status <> 'cancelled' and i.ours is distinct from s.id
       and not exists (
         select from public.shipments taken
         where taken.shop_id = p_shop_id and taken.wms_order_id = i.id
           and taken.status not in ('cancelled', 'rejected', 'failed')
       )
     order by i.id, s.units desc, s.created_at, s.id)
  )
  select distinct on (m.shipment_id) m.shipment_id, m.id, m.status, m.warehouse_id, coalesce(m.packages, '[]')
  from matched m
  join public.shipments s on s.shop_id = p_shop_id and s.id = m.shipment_id
  join public.trackstar_warehouses w
    on w.shop_id = p_shop_id and w.id = s.warehouse_id and w.trackstar_connection_id = p_connection_id
  order by m.shipment_id, m.id
$$;
comment on function public.match_wms_orders(uuid, uuid, jsonb) is
  'Which of a shop''s shipments the orders of a connection''s WMS are.';

create function public.wms_news_of(p_shop_id uuid, p_connection_id uuid, p_orders jsonb) returns setof public.wms_news
language sql stable set search_path = '' as $$
  with judged as (
    select s.id, s.order_id, s.status as was,
           case
             when s.status in ('cancelled', 'rejected', 'failed') then
               -- Given up, and in the WMS after all; one known there before was ended on purpose.
               case when s.wms_order_id is not null or m.wms_status = 'cancelled' then s.status::text
                    when m.wms_status = 'fulfilled' then 'shipped' else 'cancel_requested' end
             when m.wms_status = 'fulfilled' then 'shipped'
             when m.wms_status = 'cancelled' and s.status <> 'shipped' then 'cancelled'
             when s.status in ('planned', 'publishing') then 'published'
             else s.status::text
           end::public.shipment_status as status,
           m.wms_order_id, m.wms_status, coalesce(m.wms_warehouse_id, s.wms_warehouse_id) as wms_warehouse_id,
           case when m.tracking = '[]' then s.tracking else m.tracking end as tracking,
           s.wms_status as old_status, s.wms_warehouse_id as old_warehouse_id, s.tracking as old_tracking
    from public.match_wms_orders(p_shop_id, p_connection_id, p_orders) m
    join public.shipments s on s.shop_id = p_shop_id and s.id = m.shipment_id
  )
  select id, order_id, was, status, wms_order_id, wms_status, wms_warehouse_id, tracking
  from judged
  where (status <> was or was not in ('cancelled', 'rejected', 'failed'))
    and (status, wms_status, wms_warehouse_id, tracking) is distinct from (was, old_status, old_warehouse_id, old_tracking)
$$;
comment on function public.wms_news_of(uuid, uuid, jsonb) is 'What the orders of a connection''s WMS change about a shop''s shipments.';

create function public.apply_wms_orders(p_shop_id uuid, p_connection_id uuid, p_orders text) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_orders constant jsonb := p_orders::jsonb;
  v_order_ids uuid[];
  v_shipment_ids uuid[];
  v_news public.wms_news[];
  v_order_id uuid;
begin
  select array_agg(locked.id) into v_order_ids
  from (
    select o.id from public.unified_orders o
    where o.shop_id = p_shop_id and o.id in (
      select n.order_id from public.wms_news_of(p_shop_id, p_connection_id, v_orders) n
    )
    -- As saving orders locks them.
    order by o.external_order_id
    for update
  ) locked;
  select array_agg(locked.id) into v_shipment_ids
  from (
    select s.id from public.shipments s
    where s.shop_id = p_shop_id and s.order_id = any (v_order_ids)
    order by s.id
    for update
  ) locked;
  -- A shipment the WMS has taken only now is not locked; the next news of it will do.
  select array_agg(n) into v_news
  from public.wms_news_of(p_shop_id, p_connection_id, v_orders) n
  where n.shipment_id = any (v_shipment_ids);
  if v_news is null then
    return 0;
  end if;

  perform public.take_wms_news(p_shop_id, v_news);
  for v_order_id in select distinct order_id from unnest(v_news) order by 1 loop
    perform public.settle_wms_news(p_shop_id, v_order_id, v_news);
  end loop;
  return cardinality(v_news);
end $$;
comment on function public.apply_wms_orders(uuid, uuid, text) is
  'Takes over what a WMS says about orders: status, tracking, the warehouse it ships from. Answers how many shipments changed.';

create function public.take_wms_news(p_shop_id uuid, p_news public.wms_news[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_cancelled constant uuid[] := array(select shipment_id from unnest(p_news) where status = 'cancelled');
  v_shipped constant uuid[] := array(select shipment_id from unnest(p_news) where status = 'shipped');
begin
  perform public.lock_units(p_shop_id, array(
    select shipment_id from unnest(p_news) where status in ('cancelled', 'shipped') or was = 'planned'
  ));
  perform public.give_back_days(p_shop_id, v_cancelled);
  perform public.end_reservations(p_shop_id, v_cancelled, 'cancelled');
  perform public.end_reservations(p_shop_id, v_shipped, 'fulfilled');

  update public.shipments s
  set status = n.status, wms_order_id = n.wms_order_id, wms_status = n.wms_status,
      wms_warehouse_id = n.wms_warehouse_id, tracking = n.tracking,
      published_at = case when n.was in ('cancelled', 'rejected', 'failed') then s.published_at
                          else coalesce(s.published_at, now()) end,
      last_attempt_at = case when n.was = n.status then s.last_attempt_at end,
      attempt_ended_at = case when n.was = n.status then s.attempt_ended_at end,
      error_message = case when n.was in ('planned', 'publishing') then null else s.error_message end,
      updated_at = now()
  from unnest(p_news) n
  where s.shop_id = p_shop_id and s.id = n.shipment_id;

  perform public.renew_reservations(p_shop_id, n.shipment_id)
  from unnest(p_news) n
  where n.was = 'planned' and n.status = 'published';
  update public.inventory_reservations r set accepted_at = now()
  from unnest(p_news) n
  where r.shop_id = p_shop_id and r.shipment_id = n.shipment_id and n.was in ('planned', 'publishing')
    and r.accepted_at is null and r.released_at is null;

  insert into public.order_history (shop_id, order_id, kind, details)
  select p_shop_id, n.order_id,
         case when n.status = n.was then 'wms_status'
              when n.status = 'shipped' then 'shipped'
              when n.status = 'published' then 'adopted'
              when n.status = 'cancel_requested' then 'recalled'
              when n.was = 'cancel_requested' then 'cancel_accepted'
              else 'cancelled_in_wms' end,
         jsonb_build_object('number', s.number, 'wms_status', n.wms_status, 'wms_order_id', n.wms_order_id,
                            'warehouse_id', s.warehouse_id)
  from unnest(p_news) n
  join public.shipments s on s.shop_id = p_shop_id and s.id = n.shipment_id
  order by n.shipment_id;
  perform public.note_warehouse_difference(p_shop_id, array(select shipment_id from unnest(p_news)));
  perform public.enqueue_cancel(
    p_shop_id, array(select shipment_id from unnest(p_news) where status = 'cancel_requested' and was <> status));
end $$;
comment on function public.take_wms_news(uuid, public.wms_news[]) is
  'Part of applying WMS orders: the shipments themselves, their reservations and history.';

create function public.settle_wms_news(p_shop_id uuid, p_order_id uuid, p_news public.wms_news[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_order public.unified_orders;
  v_decision public.routing_decisions;
  v_troubled boolean;
begin
  perform public.mirror_shipments(p_shop_id, p_order_id);
  if public.reopen_order(p_shop_id, p_order_id) then
    return;
  end if;
  select * into v_order from public.unified_orders where shop_id = p_shop_id and id = p_order_id;
  select * into v_decision from public.routing_decisions
  where shop_id = p_shop_id and order_id = p_order_id and is_current;
  v_troubled := exists (
    select from public.shipments
    where shop_id = p_shop_id and order_id = p_order_id and status = 'published' and wms_status = 'exception'
  );

  if exists (
    -- Cancelled without our asking: a person has to look.
    select from unnest(p_news) n where n.order_id = p_order_id and n.status = 'cancelled' and n.was <> 'cancel_requested'
  ) then
    perform public.undo_decision(p_shop_id, p_order_id, 'needs_review', 'cancelled_in_wms');
  elsif exists (
    select from unnest(p_news) n
    where n.order_id = p_order_id and n.status = 'shipped' and n.was in ('cancelled', 'rejected', 'failed')
  ) then
    update public.unified_orders set routing_status = 'needs_review', routing_reason = 'change_refused_by_wms'
    where shop_id = p_shop_id and id = p_order_id;
  elsif v_troubled and v_order.routing_status in ('routed', 'split') then
    update public.unified_orders set routing_status = 'needs_review', routing_reason = 'wms_exception'
    where shop_id = p_shop_id and id = p_order_id;
  elsif not v_troubled and v_order.routing_reason = 'wms_exception' and v_decision.outcome in ('routed', 'split') then
    update public.unified_orders set routing_status = v_decision.outcome, routing_reason = v_decision.reason
    where shop_id = p_shop_id and id = p_order_id;
  end if;
end $$;
comment on function public.settle_wms_news(uuid, uuid, public.wms_news[]) is
  'Part of applying WMS orders: what they mean for the order itself.';

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.match_wms_orders(uuid, uuid, jsonb)', 'public.wms_news_of(uuid, uuid, jsonb)',
    'public.apply_wms_orders(uuid, uuid, text)', 'public.take_wms_news(uuid, public.wms_news[])',
    'public.settle_wms_news(uuid, uuid, public.wms_news[])'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
