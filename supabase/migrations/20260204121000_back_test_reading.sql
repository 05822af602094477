-- What back-tests read: history in the order of time, and what pages show of a run.

create function public.back_test_opening(
  p_shop_id uuid, p_at timestamptz, p_limit integer, p_after_warehouse uuid default null, p_after_sku text default null
) returns json
language plpgsql stable set search_path = '' set statement_timeout = '60s' as $$
declare
  v_mark bigint;
begin
  -- Changes are numbered as they are written, so one look at the time finds where each row's past ends.
  select id into v_mark from public.stock_changes
  where shop_id = p_shop_id and changed_at < p_at order by changed_at desc, id desc limit 1;
  return (
    select coalesce(json_agg(json_build_object(
      'warehouse_id', i.warehouse_id, 'sku', i.sku, 'safety_stock', coalesce(kept.quantity, 0),
      'available', case when past.id is not null then past.available_after
                        when future.id is not null then future.available_before
                        when i.is_known then i.available end
    ) order by i.warehouse_id, i.sku), '[]')
    from (
      select * from public.trackstar_inventory
      where shop_id = p_shop_id
        and (p_after_warehouse is null or (warehouse_id, sku) > (p_after_warehouse, p_after_sku))
      order by warehouse_id, sku limit p_limit
    ) i
    left join public.safety_stock kept
      on kept.shop_id = p_shop_id and kept.warehouse_id = i.warehouse_id and kept.sku = i.sku
    left join lateral (
      select c.id, c.available_after from public.stock_changes c
      where c.shop_id = p_shop_id and c.warehouse_id = i.warehouse_id and c.sku = i.sku and c.id <= v_mark
      order by c.id desc limit 1
    ) past on true
    left join lateral (
      select c.id, c.available_before from public.stock_changes c
      where past.id is null and c.shop_id = p_shop_id and c.warehouse_id = i.warehouse_id and c.sku = i.sku
      order by c.id limit 1
    ) future on true);
end $$;
comment on function public.back_test_opening(uuid, timestamptz, integer, uuid, text) is
  'Stock as it was known at a moment, a page by (warehouse, sku), with today''s safety stock; available null: unknown.';

create function public.back_test_promises(p_shop_id uuid, p_at timestamptz) returns json
language sql stable set search_path = '' set statement_timeout = '60s' as $$
  with open as (
    select warehouse_id, sku, quantity from public.inventory_reservations
    where shop_id = p_shop_id and released_at >= p_at and created_at < p_at
    union all
    select warehouse_id, sku, quantity from public.inventory_reservations
    where shop_id = p_shop_id and released_at is null and created_at < p_at
  ), counted as (
    select s.warehouse_id, d.decided_at, (d.decided_at at time zone coalesce(w.time_zone, store.time_zone))::date as day
    from public.routing_decisions d
    join public.shipments s on s.shop_id = p_shop_id and s.decision_id = d.id
    join public.trackstar_warehouses w on w.shop_id = p_shop_id and w.id = s.warehouse_id
    join public.stores store on store.id = p_shop_id
    where d.shop_id = p_shop_id and d.decided_at >= p_at - interval '2 days' and d.decided_at < p_at
      and (p_at at time zone coalesce(w.time_zone, store.time_zone))::date
          = (d.decided_at at time zone coalesce(w.time_zone, store.time_zone))::date
      and not exists (
        select from public.inventory_reservations r
        where r.shop_id = p_shop_id and r.shipment_id = s.id and r.released_at < p_at
          and r.release_reason in ('cancelled', 'rejected', 'superseded'))
  )
  select json_build_object(
    'promised', (
      select coalesce(json_agg(json_build_object('warehouse_id', warehouse_id, 'sku', sku, 'units', units)), '[]')
      from (select warehouse_id, sku, sum(quantity) as units from open group by 1, 2) summed),
    'days', (
      select coalesce(json_agg(json_build_object('warehouse_id', warehouse_id, 'day', day, 'orders', orders)), '[]')
      from (select warehouse_id, day, count(*) as orders from counted group by 1, 2) summed))
$$;
comment on function public.back_test_promises(uuid, timestamptz) is
  'What was already promised at a moment: units by (warehouse, sku), and shipments by warehouse on its local day.';

create function public.back_test_release(p_shop_id uuid, p_reservation_id uuid, p_from timestamptz) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'order_id', s.order_id, 'warehouse_id', r.warehouse_id, 'sku', r.sku, 'units', r.quantity,
    'reason', r.release_reason, 'is_older', r.created_at < p_from,
    'is_of_warehouse', r.release_reason = 'rejected' and exists (
      select from public.order_history h
      where h.shop_id = p_shop_id and h.order_id = s.order_id and h.kind = 'rejected'
        and h.details ->> 'number' = s.number and h.details ->> 'kind' = 'warehouse'),
    'renewed_at', case when r.release_reason = 'expired' then (
      select min(again.created_at) from public.inventory_reservations again
      where again.shop_id = p_shop_id and again.shipment_id = r.shipment_id and again.sku = r.sku
        and again.created_at >= r.released_at and again.id <> r.id) end)
  from public.inventory_reservations r
  join public.shipments s on s.shop_id = p_shop_id and s.id = r.shipment_id
  where r.shop_id = p_shop_id and r.id = p_reservation_id
$$;
comment on function public.back_test_release(uuid, uuid, timestamptz) is 'Part of reading history: how one reservation ended.';

create function public.back_test_look(p_shop_id uuid, p_decision_id uuid) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'decision', json_build_object(
      'id', d.id, 'outcome', d.outcome, 'reason', d.reason, 'facts_version', d.order_facts_version,
      'settings_version', d.settings_version, 'chosen_by', d.chosen_by, 'pick_window', d.details -> 'pick_window',
      'allocations', coalesce(d.details -> 'allocations', '[]'), 'unfilled', coalesce(d.details -> 'unfilled', '[]'),
      'seen', (
        select coalesce(json_agg(json_build_object(
          'warehouse_id', seen ->> 'warehouse_id', 'excluded', seen -> 'excluded',
          'units', seen #> '{raw,units_available}', 'miles', seen #> '{raw,distance_miles}')), '[]')
        from (
          select jsonb_build_object('warehouse_id', d.selected_warehouse_id, 'raw', d.details -> 'raw') as seen
          where d.selected_warehouse_id is not null
          union all
          select jsonb_array_elements(d.alternatives)
        ) of_each)),
    'later', (
      select coalesce(json_agg(moment order by moment), '[]')
      from public.routing_decisions again
      cross join lateral (values (again.created_at), (again.decided_at)) as of (moment)
      where again.shop_id = p_shop_id and again.order_id = o.id and of.moment > d.created_at),
    'asked_at', (
      select max(h.at) from public.order_history h
      where h.shop_id = p_shop_id and h.order_id = o.id and h.kind = 'routing_requested' and h.at <= d.created_at),
    'ended_at', coalesce(
      (select min(h.at) from public.order_history h
       where h.shop_id = p_shop_id and h.order_id = o.id and h.kind in ('cancelled', 'deleted')),
      least(o.cancelled_at, o.deleted_at)),
    'order', json_build_object(
      'id', o.id, 'number', o.external_order_number, 'routing_status', o.routing_status,
      -- What a redaction removed cannot be decided on any more.
      'facts_version', o.facts_version + case when o.redacted_at is null then 0 else 1 end,
      'ship_to_country', o.ship_to_country, 'ship_to_state', o.ship_to_state,
      'ship_to_postal_code', o.ship_to_postal_code, 'ship_to_city', o.ship_to_city,
      'latitude', o.destination_latitude, 'longitude', o.destination_longitude,
      'currency', o.currency, 'total_price', o.total_price, 'order_date', o.order_date,
      'channel_type', ch.channel_type, 'tags', o.tags, 'shipping_method', o.shipping_method,
      'customer_email_domain', nullif(split_part(o.customer_email, '@', 2), ''),
      'line_items', o.line_items,
      -- Whoever released it did so after it was first held.
      'released_rule_ids', case when d.created_at > first.at then o.released_rule_ids else '{}' end))
  from public.routing_decisions d
  join public.unified_orders o on o.shop_id = p_shop_id and o.id = d.order_id
  join public.sales_channels ch on ch.shop_id = o.shop_id and ch.id = o.sales_channel_id
  cross join lateral (
    select min(earlier.created_at) as at from public.routing_decisions earlier
    where earlier.shop_id = p_shop_id and earlier.order_id = o.id
  ) first
  where d.shop_id = p_shop_id and d.id = p_decision_id
$$;
comment on function public.back_test_look(uuid, uuid) is
  'Part of reading history: an order at the moment of a decision, what was decided, and when it was looked at again or ended.';

create function public.back_test_events(
  p_shop_id uuid, p_from timestamptz, p_to timestamptz, p_limit integer, p_after_at timestamptz default null,
  p_after_rank integer default null, p_after_id text default null
) returns json
language sql stable set search_path = '' set statement_timeout = '60s' as $$
  with moments as (
    (select changed_at as at, 0 as rank, lpad(id::text, 20, '0') as id
     from public.stock_changes
     where shop_id = p_shop_id and changed_at >= greatest(p_from, p_after_at) and changed_at < p_to
       and (p_after_at is null or (changed_at, 0, lpad(id::text, 20, '0')) > (p_after_at, p_after_rank, p_after_id))
     order by changed_at, stock_changes.id limit p_limit)
    union all
    (select released_at, 1, id::text
     from public.inventory_reservations
     where shop_id = p_shop_id and released_at >= greatest(p_from, p_after_at) and released_at < p_to
       and (p_after_at is null or (released_at, 1, id::text) > (p_after_at, p_after_rank, p_after_id))
     order by released_at, inventory_reservations.id limit p_limit)
    union all
    (select created_at, 2, id::text
     from public.routing_decisions
     where shop_id = p_shop_id and created_at >= greatest(p_from, p_after_at) and created_at < p_to
       and (p_after_at is null or (created_at, 2, id::text) > (p_after_at, p_after_rank, p_after_id))
     order by created_at, routing_decisions.id limit p_limit)
    union all
    -- A decision that was only confirmed is one row: when it was last looked at is all there is of the others.
    (select decided_at, 3, id::text
     from public.routing_decisions
     where shop_id = p_shop_id and decided_at >= greatest(p_from, p_after_at) and decided_at < p_to
       and decided_at > created_at
       and (p_after_at is null or (decided_at, 3, id::text) > (p_after_at, p_after_rank, p_after_id))
     order by decided_at, routing_decisions.id limit p_limit)
  ), page as (
    select * from moments order by at, rank, id limit p_limit
  )
  select coalesce(json_agg(
    case page.rank
      when 0 then json_build_object('kind', 'stock', 'at', page.at, 'id', page.id, 'body', (
        select json_build_object('warehouse_id', c.warehouse_id, 'sku', c.sku, 'available', c.available_after)
        from public.stock_changes c where c.id = page.id::bigint))
      when 1 then json_build_object('kind', 'release', 'at', page.at, 'id', page.id, 'body',
                                    public.back_test_release(p_shop_id, page.id::uuid, p_from))
      when 2 then json_build_object('kind', 'look', 'at', page.at, 'id', page.id, 'body',
                                    public.back_test_look(p_shop_id, page.id::uuid))
      else json_build_object('kind', 'retry', 'at', page.at, 'id', page.id, 'body', (
        select json_build_object('order_id', d.order_id) from public.routing_decisions d where d.id = page.id::uuid))
    end order by page.at, page.rank, page.id), '[]')
  from page
$$;
comment on function public.back_test_events(uuid, timestamptz, timestamptz, integer, timestamptz, integer, text) is
  'A page of what happened in a span, in the order of time, after a cursor (at, rank, id): stock changes, ended reservations, decisions, and decisions confirmed later.';

-- What pages show -------------------------------------------------------------------------------------------

create function public.list_back_tests(p_shop_id uuid) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'time_zone', s.time_zone,
    'has_draft', public.routing_setup_of(p_shop_id, 'draft', null) is not null,
    'versions', (
      select coalesce(json_agg(v.version order by v.version desc), '[]')
      from (select version from public.routing_versions where shop_id = p_shop_id order by version desc limit 50) v),
    'first_decision_at', (select min(created_at) from public.routing_decisions where shop_id = p_shop_id),
    'runs', (
      select coalesce(json_agg(json_build_object(
        'id', b.id, 'first_day', b.first_day, 'last_day', b.last_day, 'setup_kind', b.setup_kind,
        'setup_version', b.setup_version, 'status', b.status, 'decisions_total', b.decisions_total,
        'decisions_done', b.decisions_done, 'created_at', b.created_at, 'created_by', b.created_by,
        'orders', b.summary -> 'orders', 'changed', b.summary -> 'changed'
      ) order by b.created_at desc, b.id desc), '[]')
      from public.back_tests b where b.shop_id = p_shop_id))
  from public.stores s where s.id = p_shop_id
$$;
comment on function public.list_back_tests(uuid) is 'A shop''s back-tests, newest first, and what a new one may be about.';

create function public.back_test_page(p_shop_id uuid, p_id uuid) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'id', b.id, 'first_day', b.first_day, 'last_day', b.last_day, 'setup_kind', b.setup_kind,
    'setup_version', b.setup_version, 'status', b.status, 'decisions_total', b.decisions_total,
    'decisions_done', b.decisions_done, 'created_at', b.created_at, 'created_by', b.created_by,
    'finished_at', b.finished_at, 'error_message', b.error_message, 'summary', b.summary,
    'time_zone', s.time_zone,
    'currency', coalesce(nullif(b.setup #>> '{settings,rate_card,currency}', ''), 'USD'),
    'warehouses', public.warehouse_names(p_shop_id))
  from public.back_tests b
  join public.stores s on s.id = b.shop_id
  where b.shop_id = p_shop_id and b.id = p_id
$$;
comment on function public.back_test_page(uuid, uuid) is 'One back-test with its figures; null when the shop has no such run.';

create function public.list_back_test_orders(
  p_shop_id uuid, p_id uuid, p_search text default null, p_changed boolean default null, p_cause text default null,
  p_cursor_at timestamptz default null, p_cursor_id uuid default null, p_backward boolean default false,
  p_limit integer default 50
) returns json
language plpgsql stable set search_path = '' as $$
declare
  v_conditions text := 'b.shop_id = $1 and b.back_test_id = $2';
  v_orders json;
begin
  if p_changed then
    v_conditions := v_conditions || ' and b.is_changed';
  end if;
  if p_cause is not null then
    v_conditions := v_conditions || ' and b.cause = $3';
  end if;
  if btrim(p_search) <> '' then
    v_conditions := v_conditions || ' and o.external_order_number in ($4, ''#'' || $4)';
  end if;
  if p_cursor_id is not null then
    v_conditions := v_conditions
      || format(' and (b.decided_at, b.order_id) %s ($5, $6)', case when p_backward then '>' else '<' end);
  end if;
  execute format(
    'select json_agg(json_build_object(
       ''order_id'', b.order_id, ''number'', b.number, ''decided_at'', b.decided_at, ''is_changed'', b.is_changed,
       ''cause'', b.cause, ''in_fact'', b.in_fact, ''in_replay'', b.in_replay
     ) order by b.decided_at desc, b.order_id desc)
     from (
       select b.*, o.external_order_number as number
       from public.back_test_orders b
       join public.unified_orders o on o.shop_id = b.shop_id and o.id = b.order_id
       where %1$s order by b.decided_at %2$s, b.order_id %2$s limit $7
     ) b', v_conditions, case when p_backward then 'asc' else 'desc' end)
  into v_orders
  using p_shop_id, p_id, p_cause, btrim(p_search), p_cursor_at, p_cursor_id, p_limit + 1;
  return coalesce(v_orders, '[]');
end $$;
comment on function public.list_back_test_orders(uuid, uuid, text, boolean, text, timestamptz, uuid, boolean, integer) is
  'A page of a back-test''s orders, last decided first, after (or, backward, before) a cursor. One order more than the limit says that there is another page.';

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.back_test_opening(uuid, timestamptz, integer, uuid, text)', 'public.back_test_promises(uuid, timestamptz)',
    'public.back_test_events(uuid, timestamptz, timestamptz, integer, timestamptz, integer, text)',
    'public.back_test_release(uuid, uuid, timestamptz)', 'public.back_test_look(uuid, uuid)',
    'public.list_back_tests(uuid)', 'public.back_test_page(uuid, uuid)',
    'public.list_back_test_orders(uuid, uuid, text, boolean, text, timestamptz, uuid, boolean, integer)'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
