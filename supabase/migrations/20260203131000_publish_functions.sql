-- From a shipment to an order in the WMS, and back.

create function public.begin_publish(p_shop_id uuid, p_shipment_id uuid) returns json
language plpgsql set search_path = '' as $$
declare
  v_shipment public.shipments;
  v_connection public.trackstar_connections;
begin
  select * into v_shipment from public.shipments where shop_id = p_shop_id and id = p_shipment_id for update;
  if v_shipment.id is null then
    return json_build_object('outcome', 'shipment-not-found');
  elsif v_shipment.status not in ('planned', 'publishing') then
    return json_build_object('outcome', 'nothing-to-do');
  end if;
  select c.* into v_connection
  from public.trackstar_connections c
  join public.trackstar_warehouses w on w.shop_id = c.shop_id and w.trackstar_connection_id = c.id
  where c.shop_id = p_shop_id and w.id = v_shipment.warehouse_id;
  if v_connection.order_creation <> 'swyft' or not v_connection.is_active
     or v_connection.health not in ('ok', 'stock_suspect') then
    return json_build_object('outcome', 'publishing-off');
  end if;

  update public.shipments set status = 'publishing', updated_at = now()
  where shop_id = p_shop_id and id = p_shipment_id;

  return (
    select json_build_object(
      'outcome', 'publish',
      'previous_attempt_at', v_shipment.last_attempt_at,
      'shipment', json_build_object(
        'id', v_shipment.id, 'number', v_shipment.number, 'lines', v_shipment.lines,
        'trackstar_warehouse_id', w.trackstar_warehouse_id
      ),
      'order', json_build_object(
        'id', o.id, 'currency', o.currency, 'total_price', o.total_price::text, 'shipping_method', o.shipping_method,
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
  'Starts publishing a shipment and answers everything that looking for it and creating it in the WMS need.';

create function public.note_publish_attempt(p_shop_id uuid, p_shipment_id uuid) returns text
language plpgsql set search_path = '' as $$
declare
  v_order_status text;
begin
  select o.routing_status into v_order_status
  from public.shipments s
  join public.unified_orders o on o.shop_id = s.shop_id and o.id = s.order_id
  where s.shop_id = p_shop_id and s.id = p_shipment_id and s.status = 'publishing'
  for update of s;
  if v_order_status is null then
    return 'nothing-to-do';
  elsif v_order_status = 'change_pending' then
    return 'unwanted';
  end if;
  update public.shipments
  set publish_attempts = publish_attempts + 1, last_attempt_at = clock_timestamp(), updated_at = now()
  where shop_id = p_shop_id and id = p_shipment_id;
  return 'go';
end $$;
comment on function public.note_publish_attempt(uuid, uuid) is
  'Stored right before the WMS is called, so that a crash in between is an attempt of unknown result: go, unwanted (the order has changed meanwhile) or nothing-to-do.';

create function public.mirror_shipments(p_shop_id uuid, p_order_id uuid) returns void
language sql set search_path = '' as $$
  update public.unified_orders o
  set wms_order_id = main.wms_order_id
  from (
    select s.wms_order_id
    from public.shipments s
    where s.shop_id = p_shop_id and s.order_id = p_order_id
      and s.status in ('planned', 'publishing', 'published', 'shipped', 'cancel_requested')
    order by s.units desc, s.warehouse_id
    limit 1
  ) main
  where o.shop_id = p_shop_id and o.id = p_order_id and o.wms_order_id is distinct from main.wms_order_id
$$;
comment on function public.mirror_shipments(uuid, uuid) is
  'Shows the WMS order of an order''s largest shipment on the order itself.';

create function public.accept_shipment(p_shop_id uuid, p_shipment_id uuid, p_wms_order text) returns text
language plpgsql set search_path = '' as $$
declare
  v_wms constant jsonb := p_wms_order::jsonb;
  v_shipment public.shipments;
begin
  update public.shipments
  set status = 'published', published_at = coalesce(published_at, now()), error_message = null,
      wms_order_id = v_wms ->> 'id', wms_status = v_wms ->> 'status',
      wms_warehouse_id = v_wms ->> 'warehouse_id', updated_at = now()
  where shop_id = p_shop_id and id = p_shipment_id and status = 'publishing'
  returning * into v_shipment;
  if v_shipment.id is null then
    return 'nothing-to-do';
  end if;
  update public.inventory_reservations set accepted_at = now()
  where shop_id = p_shop_id and shipment_id = p_shipment_id and accepted_at is null;
  perform public.mirror_shipments(p_shop_id, v_shipment.order_id);
  insert into public.order_history (shop_id, order_id, kind, details)
  values (
    p_shop_id, v_shipment.order_id,
    case when (v_wms ->> 'adopted')::boolean then 'adopted' else 'published' end,
    jsonb_build_object('number', v_shipment.number, 'wms_order_id', v_wms -> 'id',
                       'warehouse_id', v_shipment.warehouse_id)
  );
  return 'saved';
end $$;
comment on function public.accept_shipment(uuid, uuid, text) is
  'The WMS has the order: created by us, or found there and adopted.';

create function public.end_shipment(
  p_shop_id uuid, p_shipment_id uuid, p_status public.shipment_status, p_release_reason text, p_message text
) returns uuid
language plpgsql set search_path = '' as $$
declare
  v_order_id uuid;
begin
  update public.shipments set status = p_status, error_message = p_message, updated_at = now()
  where shop_id = p_shop_id and id = p_shipment_id
  returning order_id into v_order_id;
  update public.inventory_reservations set released_at = now(), release_reason = p_release_reason
  where shop_id = p_shop_id and shipment_id = p_shipment_id and released_at is null;
  return v_order_id;
end $$;
comment on function public.end_shipment(uuid, uuid, public.shipment_status, text, text) is
  'Ends a shipment that will not leave and gives its units back. Answers its order.';

create function public.refuse_shipment(p_shop_id uuid, p_shipment_id uuid, p_kind text, p_message text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_shipment public.shipments;
  v_refusals integer;
begin
  select * into v_shipment from public.shipments where shop_id = p_shop_id and id = p_shipment_id for update;
  if v_shipment.id is null or v_shipment.status <> 'publishing' then
    return 'nothing-to-do';
  end if;
  perform 1 from public.unified_orders where shop_id = p_shop_id and id = v_shipment.order_id for update;
  perform public.end_shipment(p_shop_id, p_shipment_id, 'rejected', 'rejected', p_message);
  insert into public.order_history (shop_id, order_id, kind, details)
  values (p_shop_id, v_shipment.order_id, 'rejected',
          jsonb_build_object('warehouse_id', v_shipment.warehouse_id, 'number', v_shipment.number, 'kind', p_kind));

  if p_kind = 'warehouse' then
    insert into public.warehouse_refusals (shop_id, order_id, warehouse_id, message)
    values (p_shop_id, v_shipment.order_id, v_shipment.warehouse_id, p_message)
    on conflict (shop_id, order_id, warehouse_id) do update set at = now(), message = excluded.message;
  end if;
  select count(*) into v_refusals from public.warehouse_refusals
  where shop_id = p_shop_id and order_id = v_shipment.order_id;

  update public.routing_decisions set is_current = false
  where shop_id = p_shop_id and order_id = v_shipment.order_id and is_current;
  if p_kind = 'warehouse' and v_refusals < 3 then
    update public.unified_orders set routing_status = 'pending', routing_reason = null
    where shop_id = p_shop_id and id = v_shipment.order_id;
    perform public.enqueue_routing(p_shop_id, array[v_shipment.order_id]);
    return 'routed-again';
  end if;
  update public.unified_orders
  set routing_status = 'needs_review',
      routing_reason = case when p_kind = 'warehouse' then 'rejected_by_three' else 'rejected_by_wms' end
  where shop_id = p_shop_id and id = v_shipment.order_id;
  return 'needs-review';
end $$;
comment on function public.refuse_shipment(uuid, uuid, text, text) is
  'The WMS refused a shipment. Kind warehouse: the next best is tried, after three a person decides. Kind order: a person decides at once.';

create function public.note_publish_failure(p_shop_id uuid, p_shipment_id uuid, p_message text) returns void
language sql set search_path = '' as $$
  update public.shipments set error_message = p_message, updated_at = now()
  where shop_id = p_shop_id and id = p_shipment_id and status = 'publishing'
$$;
comment on function public.note_publish_failure(uuid, uuid, text) is
  'An attempt ended without an answer; the shipment stays in publishing until it is known what became of it.';

create function public.begin_cancel(p_shop_id uuid, p_shipment_id uuid) returns json
language plpgsql set search_path = '' as $$
declare
  v_shipment public.shipments;
begin
  select * into v_shipment from public.shipments where shop_id = p_shop_id and id = p_shipment_id for update;
  if v_shipment.id is null then
    return json_build_object('outcome', 'shipment-not-found');
  elsif v_shipment.status not in ('publishing', 'published', 'cancel_requested') then
    return json_build_object('outcome', 'nothing-to-do');
  elsif v_shipment.status = 'publishing' and v_shipment.publish_attempts = 0 then
    return json_build_object('outcome', 'never-sent');
  elsif v_shipment.wms_order_id is null then
    return json_build_object('outcome', 'not-in-wms-yet');
  end if;
  update public.shipments set status = 'cancel_requested', updated_at = now()
  where shop_id = p_shop_id and id = p_shipment_id;
  return (
    select json_build_object(
      'outcome', 'cancel', 'wms_order_id', v_shipment.wms_order_id,
      'connection', json_build_object(
        'id', c.id, 'connection_id', c.connection_id, 'access_token', c.access_token,
        'warehouse_customer_id', c.warehouse_customer_id
      )
    )
    from public.trackstar_warehouses w
    join public.trackstar_connections c on c.shop_id = w.shop_id and c.id = w.trackstar_connection_id
    where w.shop_id = p_shop_id and w.id = v_shipment.warehouse_id
  );
end $$;
comment on function public.begin_cancel(uuid, uuid) is
  'Stores the wish to cancel a shipment in its WMS and answers what that call needs; never-sent and not-in-wms-yet need no call, or none yet.';

create function public.record_cancel(p_shop_id uuid, p_shipment_id uuid, p_answer text, p_message text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_shipment public.shipments;
begin
  select * into v_shipment from public.shipments where shop_id = p_shop_id and id = p_shipment_id for update;
  if v_shipment.id is null or v_shipment.status not in ('publishing', 'cancel_requested') then
    return 'nothing-to-do';
  end if;
  perform 1 from public.unified_orders where shop_id = p_shop_id and id = v_shipment.order_id for update;
  insert into public.order_history (shop_id, order_id, kind, details)
  values (p_shop_id, v_shipment.order_id, 'cancel_' || p_answer,
          jsonb_build_object('number', v_shipment.number, 'warehouse_id', v_shipment.warehouse_id));

  if p_answer = 'refused' then
    -- It ships as published; a person has to know that the change came too late.
    update public.shipments set status = 'published', error_message = p_message, updated_at = now()
    where shop_id = p_shop_id and id = p_shipment_id;
    update public.unified_orders set routing_status = 'needs_review', routing_reason = 'change_refused_by_wms'
    where shop_id = p_shop_id and id = v_shipment.order_id;
    return 'refused';
  end if;
  perform public.end_shipment(p_shop_id, p_shipment_id, 'cancelled', 'cancelled', null);
  perform public.reopen_order(p_shop_id, v_shipment.order_id);
  return 'cancelled';
end $$;
comment on function public.record_cancel(uuid, uuid, text, text) is
  'What the WMS answered to a cancel request: accepted (the order is decided again, unless it must be held) or refused (a person decides).';

create function public.reopen_order(p_shop_id uuid, p_order_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_statuses public.shipment_status[];
  v_status text;
begin
  select coalesce(array_agg(status), '{}') into v_statuses
  from public.shipments where shop_id = p_shop_id and order_id = p_order_id;
  if v_statuses && array['publishing', 'published', 'cancel_requested']::public.shipment_status[] then
    return;
  end if;
  update public.routing_decisions set is_current = false
  where shop_id = p_shop_id and order_id = p_order_id and is_current;
  -- While a change is pending, routing_reason says why the order must be held afterwards, if it must.
  update public.unified_orders
  set routing_status = case when 'shipped' = any (v_statuses) then 'needs_review'
                            when routing_reason is null then 'pending' else 'held' end,
      routing_reason = case when 'shipped' = any (v_statuses) then 'changed_after_shipping' else routing_reason end,
      wms_order_id = null, routed_to_warehouse_id = null, routing_decision_id = null, routed_at = null
  where shop_id = p_shop_id and id = p_order_id
  returning routing_status into v_status;
  if v_status = 'pending' then
    perform public.enqueue_routing(p_shop_id, array[p_order_id]);
  end if;
end $$;
comment on function public.reopen_order(uuid, uuid) is
  'Part of recording a cancellation: once no shipment is left in a WMS, the order is decided again or held.';

create function public.apply_wms_orders(p_shop_id uuid, p_connection_id uuid, p_orders text) returns integer
language plpgsql set search_path = '' as $$
declare
  v_changed integer;
begin
  with incoming as (
    select * from jsonb_to_recordset(p_orders::jsonb) as given (
      id text, reference_id text, status text, warehouse_id text, packages jsonb
    )
  ), matched as (
    select s.id as shipment_id, incoming.*
    from incoming
    join public.shipments s
      on s.shop_id = p_shop_id and (s.wms_order_id = incoming.id or s.id::text = incoming.reference_id)
    join public.trackstar_warehouses w
      on w.shop_id = p_shop_id and w.id = s.warehouse_id and w.trackstar_connection_id = p_connection_id
    where s.status in ('publishing', 'published', 'shipped', 'cancel_requested')
      and (s.wms_order_id is null or s.wms_order_id = incoming.id)
  ), changed as (
    update public.shipments s
    set wms_order_id = m.id,
        wms_status = m.status,
        wms_warehouse_id = coalesce(m.warehouse_id, s.wms_warehouse_id),
        tracking = case when jsonb_array_length(coalesce(m.packages, '[]')) > 0 then m.packages else s.tracking end,
        published_at = coalesce(s.published_at, now()),
        status = case
          when m.status = 'fulfilled' then 'shipped'
          -- The answer to our own request is taken over by record_cancel, which also decides the order again.
          when m.status = 'cancelled' and s.status <> 'cancel_requested' then 'cancelled'
          when s.status = 'publishing' then 'published'
          else s.status
        end::public.shipment_status,
        updated_at = now()
    from matched m
    where s.shop_id = p_shop_id and s.id = m.shipment_id
      and (s.wms_status is distinct from m.status or s.status = 'publishing'
           or (jsonb_array_length(coalesce(m.packages, '[]')) > 0 and s.tracking <> m.packages)
           or (m.warehouse_id is not null and s.wms_warehouse_id is distinct from m.warehouse_id))
    returning s.id, s.order_id, s.status, s.number, s.wms_status, s.warehouse_id
  ), accepted as (
    update public.inventory_reservations r set accepted_at = coalesce(r.accepted_at, now())
    from changed where r.shop_id = p_shop_id and r.shipment_id = changed.id
      and changed.status not in ('shipped', 'cancelled') and r.accepted_at is null
  ), released as (
    update public.inventory_reservations r
    set released_at = now(), release_reason = case changed.status when 'shipped' then 'fulfilled' else 'cancelled' end
    from changed where r.shop_id = p_shop_id and r.shipment_id = changed.id and r.released_at is null
      and changed.status in ('shipped', 'cancelled')
  ), orders as (
    -- Cancelled in the WMS without our asking: a person has to look.
    update public.unified_orders o
    set routing_status = 'needs_review', routing_reason = 'cancelled_in_wms'
    from changed where o.shop_id = p_shop_id and o.id = changed.order_id
      and changed.status = 'cancelled' and o.cancelled_at is null
  ), undecided as (
    update public.routing_decisions d set is_current = false
    from changed where d.shop_id = p_shop_id and d.order_id = changed.order_id and d.is_current
      and changed.status = 'cancelled'
  ), history as (
    insert into public.order_history (shop_id, order_id, kind, details)
    select p_shop_id, changed.order_id,
           case changed.status when 'shipped' then 'shipped' when 'cancelled' then 'cancelled_in_wms' else 'wms_status' end,
           jsonb_build_object('number', changed.number, 'wms_status', changed.wms_status,
                              'warehouse_id', changed.warehouse_id)
    from changed
  )
  select count(*) into v_changed from changed;

  perform public.mirror_shipments(p_shop_id, s.order_id)
  from public.shipments s
  where s.shop_id = p_shop_id
    and s.wms_order_id in (select given ->> 'id' from jsonb_array_elements(p_orders::jsonb) given);
  return v_changed;
end $$;
comment on function public.apply_wms_orders(uuid, uuid, text) is
  'Takes over what a WMS says about orders: status, tracking, the warehouse it ships from. Answers how many shipments changed.';

create function public.release_expired_reservations() returns integer
language plpgsql set search_path = '' as $$
declare
  v_released integer;
begin
  with expired as (
    select r.id, r.shop_id, s.order_id, s.number
    from public.inventory_reservations r
    join public.shipments s on s.shop_id = r.shop_id and s.id = r.shipment_id and s.status = 'planned'
    join public.stores on stores.id = r.shop_id
    where r.released_at is null
      and r.created_at < now() - make_interval(hours => coalesce((stores.settings ->> 'reservation_hours')::integer, 72))
  ), released as (
    update public.inventory_reservations r set released_at = now(), release_reason = 'expired'
    from expired where r.id = expired.id
  ), history as (
    insert into public.order_history (shop_id, order_id, kind, details)
    select shop_id, order_id, 'reservation_released', jsonb_build_object('number', number, 'reason', 'expired')
    from expired group by shop_id, order_id, number
  )
  select count(*) into v_released from expired;
  return v_released;
end $$;
comment on function public.release_expired_reservations() is
  'Gives back units promised to shipments that nobody published within the shop''s limit.';

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.begin_publish(uuid, uuid)', 'public.note_publish_attempt(uuid, uuid)', 'public.mirror_shipments(uuid, uuid)',
    'public.accept_shipment(uuid, uuid, text)',
    'public.end_shipment(uuid, uuid, public.shipment_status, text, text)',
    'public.refuse_shipment(uuid, uuid, text, text)', 'public.note_publish_failure(uuid, uuid, text)',
    'public.begin_cancel(uuid, uuid)', 'public.record_cancel(uuid, uuid, text, text)',
    'public.reopen_order(uuid, uuid)',
    'public.apply_wms_orders(uuid, uuid, text)', 'public.release_expired_reservations()'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
