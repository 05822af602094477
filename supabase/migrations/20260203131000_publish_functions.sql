-- From a shipment to an order in the WMS.

alter table public.shipments add column attempt_ended_at timestamptz;
comment on column public.shipments.last_attempt_at is
  'When the last call to create or cancel it in the WMS began; null when nothing is known to be on its way.';
comment on column public.shipments.attempt_ended_at is 'When that call ended without a usable answer; null while it runs.';

create function public.attempt_over_at(p_began_at timestamptz, p_ended_at timestamptz) returns timestamptz
language sql immutable set search_path = '' as $$
  -- A worker that died left no end; its call had given up after one minute.
  select coalesce(p_ended_at, p_began_at + interval '2 minutes')
$$;
comment on function public.attempt_over_at(timestamptz, timestamptz) is
  'From when on a crawl of the WMS shows what became of an attempt; null when there was none.';

create function public.lock_shipment(p_shop_id uuid, p_shipment_id uuid) returns public.shipments
language plpgsql set search_path = '' as $$
declare
  v_shipment public.shipments;
begin
  perform 1 from public.unified_orders o
  where o.shop_id = p_shop_id and o.id = (
    select s.order_id from public.shipments s where s.shop_id = p_shop_id and s.id = p_shipment_id
  )
  for update;
  select * into v_shipment from public.shipments where shop_id = p_shop_id and id = p_shipment_id for update;
  return v_shipment;
end $$;
comment on function public.lock_shipment(uuid, uuid) is
  'Locks a shipment behind its order, as everybody does, and answers it as it is now; without an id when the shop has none such.';

create function public.shipment_connection(p_shop_id uuid, p_warehouse_id uuid) returns public.trackstar_connections
language sql stable set search_path = '' as $$
  select c
  from public.trackstar_warehouses w
  join public.trackstar_connections c on c.shop_id = w.shop_id and c.id = w.trackstar_connection_id
  where w.shop_id = p_shop_id and w.id = p_warehouse_id
$$;
comment on function public.shipment_connection(uuid, uuid) is 'The connection a warehouse is reached through.';

create function public.begin_publish(p_shop_id uuid, p_shipment_id uuid) returns json
language plpgsql stable set search_path = '' as $$
declare
  v_shipment public.shipments;
  v_connection public.trackstar_connections;
begin
  select * into v_shipment from public.shipments where shop_id = p_shop_id and id = p_shipment_id;
  if v_shipment.id is null then
    return json_build_object('outcome', 'shipment-not-found');
  elsif v_shipment.status not in ('planned', 'publishing') or v_shipment.publish_after > now() then
    return json_build_object('outcome', 'nothing-to-do');
  end if;
  v_connection := public.shipment_connection(p_shop_id, v_shipment.warehouse_id);
  if v_connection.order_creation = 'off' or not v_connection.is_active
     or v_connection.health not in ('ok', 'stock_suspect') then
    return json_build_object('outcome', 'publishing-off');
  end if;

  return (
    select json_build_object(
      'outcome', case v_connection.order_creation when 'wms' then 'advise' else 'publish' end,
      'attempts', v_shipment.publish_attempts,
      'attempt_over_at', public.attempt_over_at(v_shipment.last_attempt_at, v_shipment.attempt_ended_at),
      'shipment', json_build_object(
        'id', v_shipment.id, 'number', v_shipment.number, 'lines', v_shipment.lines,
        'trackstar_warehouse_id', w.trackstar_warehouse_id
      ),
      'order', json_build_object(
        'id', o.id, 'number', o.external_order_number, 'currency', o.currency, 'shipping_method', o.shipping_method,
        -- Of an order that leaves in several shipments no single one is worth the total.
        'total_price', case when (
          select count(*) from public.shipments other
          where other.shop_id = p_shop_id and other.decision_id = v_shipment.decision_id
        ) = 1 then o.total_price::text end,
        'ship_to_name', o.ship_to_name, 'ship_to_address1', o.ship_to_address1,
        'ship_to_address2', o.ship_to_address2, 'ship_to_city', o.ship_to_city, 'ship_to_state', o.ship_to_state,
        'ship_to_postal_code', o.ship_to_postal_code, 'ship_to_country', o.ship_to_country,
        'line_items', o.line_items
      ),
      'connection', json_build_object(
        'id', v_connection.id, 'connection_id', v_connection.connection_id,
        'access_token', v_connection.access_token, 'warehouse_selectable', v_connection.warehouse_selectable,
        'warehouse_customer_id', v_connection.warehouse_customer_id
      ),
      'products', (
        select coalesce(json_object_agg(p.sku, p.trackstar_product_id), '{}')
        from public.trackstar_products p
        where p.shop_id = p_shop_id and p.trackstar_connection_id = v_connection.id and p.is_active
          and p.sku in (select line ->> 'sku' from jsonb_array_elements(v_shipment.lines) line)
      )
    )
    from public.unified_orders o
    join public.trackstar_warehouses w on w.shop_id = o.shop_id and w.id = v_shipment.warehouse_id
    where o.shop_id = p_shop_id and o.id = v_shipment.order_id
  );
end $$;
comment on function public.begin_publish(uuid, uuid) is
  'Everything that looking for a shipment in its WMS and creating it there need (publish), or only looking for it where the WMS imports orders itself (advise).';

create function public.renew_reservations(p_shop_id uuid, p_shipment_id uuid) returns boolean
language plpgsql set search_path = '' as $$
declare
  v_allocations jsonb;
  v_is_covered boolean;
begin
  if exists (
    select from public.inventory_reservations
    where shop_id = p_shop_id and shipment_id = p_shipment_id and release_reason is distinct from 'expired'
  ) then
    return true;
  end if;
  select jsonb_build_array(jsonb_build_object('warehouse_id', s.warehouse_id, 'lines', s.lines)) into v_allocations
  from public.shipments s where s.shop_id = p_shop_id and s.id = p_shipment_id;
  perform public.lock_units(p_shop_id, array(
    select other.id
    from public.shipments s
    join public.shipments other on other.shop_id = s.shop_id and other.order_id = s.order_id
    where s.shop_id = p_shop_id and s.id = p_shipment_id
  ));
  v_is_covered := public.missing_units(p_shop_id, v_allocations) = '[]';
  insert into public.inventory_reservations (shop_id, shipment_id, warehouse_id, sku, quantity)
  select p_shop_id, p_shipment_id, units.warehouse_id, units.sku, units.quantity
  from public.allocated_units(v_allocations) units;
  return v_is_covered;
end $$;
comment on function public.renew_reservations(uuid, uuid) is
  'Promises a shipment''s units anew when their reservations had expired. Answers whether ATP covered them.';

create function public.note_publish_attempt(p_shop_id uuid, p_shipment_id uuid, p_attempts integer) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_shipment constant public.shipments := public.lock_shipment(p_shop_id, p_shipment_id);
begin
  if v_shipment.id is null or v_shipment.status not in ('planned', 'publishing') or v_shipment.publish_after > now() then
    return 'nothing-to-do';
  elsif exists (
    select from public.unified_orders
    where shop_id = p_shop_id and id = v_shipment.order_id
      and (routing_status = 'change_pending' or redacted_at is not null)
  ) then
    return 'unwanted';
  elsif v_shipment.publish_attempts <> p_attempts then
    return 'busy';
  end if;
  if not public.renew_reservations(p_shop_id, p_shipment_id) then
    perform public.end_shipment(v_shipment, 'cancelled', 'superseded', null);
    return public.route_rest_again(p_shop_id, v_shipment.order_id);
  end if;
  update public.shipments
  set status = 'publishing', publish_attempts = publish_attempts + 1, last_attempt_at = clock_timestamp(),
      attempt_ended_at = null, updated_at = now()
  where shop_id = p_shop_id and id = p_shipment_id;
  return 'go';
end $$;
comment on function public.note_publish_attempt(uuid, uuid, integer) is
  'Stored right before the WMS is called, so that a crash in between is an attempt of unknown result. go; busy: somebody else has begun one since p_attempts were counted; unwanted: the order has changed and is being cancelled, or has lost its address; routed-again or needs-review: its units had expired and are gone; or nothing-to-do.';

create function public.note_attempt_failure(
  p_shop_id uuid, p_shipment_id uuid, p_is_unsent boolean, p_message text, p_over_at timestamptz default null
) returns void
language plpgsql set search_path = '' as $$
declare
  v_shipment constant public.shipments := public.lock_shipment(p_shop_id, p_shipment_id);
begin
  update public.shipments s
  set error_message = p_message,
      last_attempt_at = case when not p_is_unsent then s.last_attempt_at end,
      attempt_ended_at = case when not p_is_unsent then coalesce(p_over_at, clock_timestamp()) end,
      status = case
        when p_is_unsent and s.status = 'publishing' and o.routing_status <> 'change_pending' then 'planned'
        else s.status end,
      updated_at = now()
  from public.unified_orders o
  where s.shop_id = p_shop_id and s.id = v_shipment.id and s.status in ('publishing', 'cancel_requested')
    and o.shop_id = p_shop_id and o.id = s.order_id;
end $$;
comment on function public.note_attempt_failure(uuid, uuid, boolean, text, timestamptz) is
  'A call to the WMS ended without an answer, now or (p_over_at) earlier, or (p_is_unsent) was turned away before it got there.';

create function public.mirror_shipments(p_shop_id uuid, p_order_id uuid) returns void
language sql set search_path = '' as $$
  update public.unified_orders o
  set wms_order_id = main.wms_order_id, routed_to_warehouse_id = main.warehouse_id
  from (select 1) always
  left join lateral (
    select s.wms_order_id, s.warehouse_id
    from public.shipments s
    where s.shop_id = p_shop_id and s.order_id = p_order_id
      and s.status in ('planned', 'publishing', 'published', 'shipped', 'cancel_requested')
    order by s.units desc, s.created_at, length(s.number), s.number
    limit 1
  ) main on true
  where o.shop_id = p_shop_id and o.id = p_order_id
    and (o.wms_order_id, o.routed_to_warehouse_id) is distinct from (main.wms_order_id, main.warehouse_id)
$$;
comment on function public.mirror_shipments(uuid, uuid) is
  'Shows the warehouse and WMS order of an order''s largest shipment on the order itself.';

create function public.note_warehouse_difference(p_shop_id uuid, p_shipment_ids uuid[]) returns void
language sql set search_path = '' as $$
  insert into public.order_history (shop_id, order_id, kind, details)
  select p_shop_id, s.order_id, 'warehouse_differs', difference.details
  from public.shipments s
  join public.trackstar_warehouses w on w.shop_id = p_shop_id and w.id = s.warehouse_id
  left join public.trackstar_warehouses actual
    on actual.shop_id = p_shop_id and actual.trackstar_connection_id = w.trackstar_connection_id
    and actual.trackstar_warehouse_id = s.wms_warehouse_id
  cross join lateral jsonb_build_object(
    'number', s.number, 'warehouse_id', s.warehouse_id, 'ships_from_id', actual.id,
    'wms_warehouse_id', s.wms_warehouse_id) as difference (details)
  where s.shop_id = p_shop_id and s.id = any (p_shipment_ids) and s.wms_warehouse_id <> w.trackstar_warehouse_id
    and not exists (
      select from public.order_history h
      where h.shop_id = p_shop_id and h.order_id = s.order_id and h.kind = 'warehouse_differs'
        and h.details = difference.details
    )
$$;
comment on function public.note_warehouse_difference(uuid, uuid[]) is
  'Writes into the history, once, that a WMS ships from another warehouse than the one decided.';

create function public.accept_shipment(p_shop_id uuid, p_shipment_id uuid, p_wms_order text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_wms constant jsonb := p_wms_order::jsonb;
  v_shipment constant public.shipments := public.lock_shipment(p_shop_id, p_shipment_id);
  v_connection constant public.trackstar_connections := public.shipment_connection(p_shop_id, v_shipment.warehouse_id);
begin
  if exists (
    select from public.shipments other
    join public.trackstar_warehouses w on w.shop_id = p_shop_id and w.id = other.warehouse_id
    where other.shop_id = p_shop_id and other.wms_order_id = v_wms ->> 'id' and other.id <> p_shipment_id
      and other.status not in ('cancelled', 'rejected', 'failed') and w.trackstar_connection_id = v_connection.id
  ) then
    return 'belongs-to-another';
  elsif v_shipment.status in ('cancelled', 'rejected', 'failed') and v_shipment.wms_order_id is null then
    perform public.recall_shipment(v_shipment, v_wms ->> 'id');
    return 'recalled';
  elsif v_shipment.id is null or v_shipment.status not in ('planned', 'publishing') then
    return 'nothing-to-do';
  end if;

  perform public.renew_reservations(p_shop_id, p_shipment_id);
  update public.shipments
  set status = 'published', published_at = now(), error_message = null, last_attempt_at = null, attempt_ended_at = null,
      wms_order_id = v_wms ->> 'id', wms_status = v_wms ->> 'status', wms_warehouse_id = v_wms ->> 'warehouse_id',
      updated_at = now()
  where shop_id = p_shop_id and id = p_shipment_id;
  update public.inventory_reservations set accepted_at = now()
  where shop_id = p_shop_id and shipment_id = p_shipment_id and accepted_at is null and released_at is null;
  insert into public.order_history (shop_id, order_id, kind, details)
  values (
    p_shop_id, v_shipment.order_id,
    case when (v_wms ->> 'adopted')::boolean then 'adopted' else 'published' end,
    jsonb_build_object('number', v_shipment.number, 'wms_order_id', v_wms -> 'id',
                       'warehouse_id', v_shipment.warehouse_id)
  );
  perform public.note_warehouse_difference(p_shop_id, array[p_shipment_id]);
  perform public.mirror_shipments(p_shop_id, v_shipment.order_id);
  if not coalesce((v_wms ->> 'ignored_warehouse')::boolean, false) then
    return 'saved';
  end if;

  -- The order must not leave from wherever the WMS likes; from now on its warehouses are one choice.
  update public.trackstar_connections set warehouse_selectable = false
  where shop_id = p_shop_id and id = v_connection.id;
  update public.shipments set error_message = 'The WMS cannot be told the warehouse and ignored it.'
  where shop_id = p_shop_id and id = p_shipment_id;
  update public.unified_orders set routing_status = 'change_pending', routing_reason = 'warehouse_ignored'
  where shop_id = p_shop_id and id = v_shipment.order_id;
  insert into public.order_history (shop_id, order_id, kind, details)
  values (p_shop_id, v_shipment.order_id, 'change_requested', '{"reason": "warehouse_ignored"}');
  perform public.enqueue_cancel(p_shop_id, array[p_shipment_id]);
  return 'take-back';
end $$;
comment on function public.accept_shipment(uuid, uuid, text) is
  'The WMS has the order, created by us or found there and adopted: saved. take-back: it ignored the warehouse and is asked to cancel. recalled: nobody wants the shipment any more, the same. belongs-to-another: that order is another shipment''s. Or nothing-to-do.';

create function public.recall_shipment(p_shipment public.shipments, p_wms_order_id text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.shipments
  set status = 'cancel_requested', wms_order_id = p_wms_order_id, last_attempt_at = null, attempt_ended_at = null,
      updated_at = now()
  where shop_id = p_shipment.shop_id and id = p_shipment.id;
  insert into public.order_history (shop_id, order_id, kind, details)
  values (p_shipment.shop_id, p_shipment.order_id, 'recalled',
          jsonb_build_object('number', p_shipment.number, 'warehouse_id', p_shipment.warehouse_id));
  perform public.enqueue_cancel(p_shipment.shop_id, array[p_shipment.id]);
end $$;
comment on function public.recall_shipment(public.shipments, text) is
  'A shipment that was given up turned out to be in the WMS after all: it is asked to cancel it.';

create function public.note_advice(p_shop_id uuid, p_shipment_id uuid) returns text
language plpgsql set search_path = '' as $$
declare
  v_shipment constant public.shipments := public.lock_shipment(p_shop_id, p_shipment_id);
begin
  if v_shipment.id is null or v_shipment.status <> 'planned' then
    return 'nothing-to-do';
  end if;
  insert into public.order_history (shop_id, order_id, kind, details)
  select p_shop_id, v_shipment.order_id, 'advised', advice.details
  from public.trackstar_warehouses w
  cross join lateral jsonb_build_object(
    'number', v_shipment.number, 'warehouse_id', w.id, 'shopify_location_id', w.shopify_location_id) as advice (details)
  where w.shop_id = p_shop_id and w.id = v_shipment.warehouse_id
    and not exists (
      select from public.order_history h
      where h.shop_id = p_shop_id and h.order_id = v_shipment.order_id and h.kind = 'advised' and h.details = advice.details
    );
  return 'advised';
end $$;
comment on function public.note_advice(uuid, uuid) is
  'Writes into the history, once, where an order should go whose WMS imports it itself; nothing is moved.';

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.attempt_over_at(timestamptz, timestamptz)', 'public.lock_shipment(uuid, uuid)', 'public.shipment_connection(uuid, uuid)',
    'public.begin_publish(uuid, uuid)', 'public.renew_reservations(uuid, uuid)',
    'public.note_publish_attempt(uuid, uuid, integer)', 'public.note_attempt_failure(uuid, uuid, boolean, text, timestamptz)',
    'public.mirror_shipments(uuid, uuid)', 'public.note_warehouse_difference(uuid, uuid[])',
    'public.accept_shipment(uuid, uuid, text)', 'public.recall_shipment(public.shipments, text)',
    'public.note_advice(uuid, uuid)'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
