-- Back-tests: the orders of a period decided again by a routing setup, on stock of their own.

create table public.back_tests (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.stores (id) on delete cascade,
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  setup_kind text not null check (setup_kind in ('live', 'draft', 'version')),
  setup_version integer,
  setup jsonb not null,
  settings_version integer not null,
  status text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
  decisions_total integer not null default 0,
  decisions_done integer not null default 0,
  checkpoint jsonb,
  starts integer not null default 0,
  summary jsonb,
  error_message text,
  created_at timestamptz not null default now(),
  created_by text not null,
  finished_at timestamptz,
  unique (shop_id, id),
  check ((setup_kind = 'version') = (setup_version is not null))
);
comment on table public.back_tests is 'A run that decides the orders of a period again with one routing setup, and what came of it.';
comment on column public.back_tests.id is 'Primary key.';
comment on column public.back_tests.shop_id is 'The shop.';
comment on column public.back_tests.first_day is 'First day of the period, in the shop''s time zone.';
comment on column public.back_tests.last_day is 'Last day of the period, in the shop''s time zone; included.';
comment on column public.back_tests.setup_kind is 'Which setup decides: live, draft, or version.';
comment on column public.back_tests.setup_version is 'Number of the published version; null for the others.';
comment on column public.back_tests.setup is 'That setup as it was when the run was asked for: {rules, settings}.';
comment on column public.back_tests.settings_version is 'The shop''s settings version then; decisions of other versions had another setup.';
comment on column public.back_tests.status is 'queued, running, done, failed or cancelled.';
comment on column public.back_tests.decisions_total is 'Recorded decisions in the period.';
comment on column public.back_tests.decisions_done is 'Recorded decisions the run has passed.';
comment on column public.back_tests.checkpoint is 'Where a run that is interrupted goes on: {cursor, replay}; null before its first slice and after its end.';
comment on column public.back_tests.starts is 'Times it was begun or taken up again since it last got further.';
comment on column public.back_tests.summary is 'Figures of history and replay side by side; null until it is done.';
comment on column public.back_tests.error_message is 'Why it failed.';
comment on column public.back_tests.created_at is 'When it was asked for.';
comment on column public.back_tests.created_by is 'The person who asked.';
comment on column public.back_tests.finished_at is 'When it was done, failed or was cancelled.';
create index back_tests_shop_idx on public.back_tests (shop_id, created_at desc, id desc);
create unique index back_tests_one_at_a_time_idx on public.back_tests (shop_id) where status in ('queued', 'running');
alter table public.back_tests enable row level security;
create policy "Service role access" on public.back_tests for all to service_role using (true) with check (true);

create table public.back_test_orders (
  shop_id uuid not null references public.stores (id) on delete cascade,
  back_test_id uuid not null,
  order_id uuid not null,
  decided_at timestamptz not null,
  is_changed boolean not null,
  cause text,
  in_fact jsonb not null,
  in_replay jsonb not null,
  primary key (back_test_id, order_id),
  foreign key (shop_id, back_test_id) references public.back_tests (shop_id, id) on delete cascade,
  foreign key (shop_id, order_id) references public.unified_orders (shop_id, id) on delete cascade
);
comment on table public.back_test_orders is 'What a back-test makes of one order, beside what was decided in fact.';
comment on column public.back_test_orders.shop_id is 'The shop.';
comment on column public.back_test_orders.back_test_id is 'The run.';
comment on column public.back_test_orders.order_id is 'The order.';
comment on column public.back_test_orders.decided_at is 'When it was last decided in fact.';
comment on column public.back_test_orders.is_changed is 'The replay decides otherwise.';
comment on column public.back_test_orders.cause is 'Why the two differ, or person where one chose the warehouse; null where they are the same.';
comment on column public.back_test_orders.in_fact is 'The decision in fact: {outcome, reason, warehouses: [{id, units}], wanted, units, cost, miles, days}; cost in minor units.';
comment on column public.back_test_orders.in_replay is 'The decision of the replay, in the same form.';
create index back_test_orders_page_idx on public.back_test_orders (shop_id, back_test_id, decided_at desc, order_id desc);
create index back_test_orders_changed_idx on public.back_test_orders (shop_id, back_test_id, decided_at desc, order_id desc)
  where is_changed;
create index back_test_orders_order_idx on public.back_test_orders (shop_id, order_id);
alter table public.back_test_orders enable row level security;
create policy "Service role access" on public.back_test_orders for all to service_role using (true) with check (true);

-- History is read in the order of time.
create index stock_changes_time_idx on public.stock_changes (shop_id, changed_at, id);
create index inventory_reservations_released_idx on public.inventory_reservations (shop_id, released_at, id)
  where released_at is not null;
create index routing_decisions_created_idx on public.routing_decisions (shop_id, created_at, id);

-- Asking for a run ------------------------------------------------------------------------------------------

create function public.routing_setup_of(p_shop_id uuid, p_kind text, p_version integer) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_setup jsonb;
begin
  case p_kind
    when 'live' then
      select jsonb_build_object('settings', public.routing_settings(s.settings), 'rules', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', r.id, 'name', r.name, 'priority', r.priority, 'is_active', r.is_active,
          'conditions', r.conditions, 'action', r.action) order by r.priority, r.id), '[]')
        from public.routing_rules r where r.shop_id = p_shop_id
      )) into v_setup
      from public.stores s where s.id = p_shop_id;
    when 'draft' then
      select jsonb_build_object('settings', d.settings, 'rules', d.rules) into v_setup
      from public.routing_drafts d where d.shop_id = p_shop_id;
    when 'version' then
      select jsonb_build_object('settings', v.settings, 'rules', v.rules) into v_setup
      from public.routing_versions v where v.shop_id = p_shop_id and v.version = p_version;
  end case;
  return v_setup;
end $$;
comment on function public.routing_setup_of(uuid, text, integer) is
  'Rules and settings of the live setup, the draft or a published version; null where the shop has no such setup.';

create function public.back_test_span(p_shop_id uuid, p_first_day date, p_last_day date)
returns table (starts_at timestamptz, ends_at timestamptz)
language sql stable set search_path = '' as $$
  select p_first_day::timestamp at time zone s.time_zone,
         least((p_last_day + 1)::timestamp at time zone s.time_zone, now())
  from public.stores s where s.id = p_shop_id
$$;
comment on function public.back_test_span(uuid, date, date) is 'The moments between which a period of local days lies; the second is not part of it.';

create function public.enqueue_back_test(p_shop_id uuid, p_id uuid) returns void
language sql security definer set search_path = '' as $$
  select graphile_worker.add_job(
    'run_back_test', json_build_object('shopId', p_shop_id, 'backTestId', p_id),
    queue_name := 'back-test:' || p_shop_id, priority := 30, job_key := 'back-test:' || p_id, max_attempts := 5)
$$;
comment on function public.enqueue_back_test(uuid, uuid) is 'Puts a back-test into the queue; a shop''s run one at a time.';

create function public.start_back_test(
  p_shop_id uuid, p_first_day date, p_last_day date, p_kind text, p_actor text, p_version integer default null
) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_kept constant integer := 20;
  v_setup jsonb;
  v_total integer;
  v_id uuid;
begin
  perform 1 from public.stores where id = p_shop_id for update;
  select id into v_id from public.back_tests where shop_id = p_shop_id and status in ('queued', 'running');
  if v_id is not null then
    return json_build_object('outcome', 'already-running', 'id', v_id);
  end if;
  v_setup := public.routing_setup_of(p_shop_id, p_kind, p_version);
  if v_setup is null then
    return json_build_object('outcome', 'setup-not-found');
  end if;
  select count(*) into v_total
  from public.routing_decisions d, public.back_test_span(p_shop_id, p_first_day, p_last_day) span
  where d.shop_id = p_shop_id and d.created_at >= span.starts_at and d.created_at < span.ends_at;
  if v_total = 0 then
    return json_build_object('outcome', 'no-decisions');
  end if;

  insert into public.back_tests
    (shop_id, first_day, last_day, setup_kind, setup_version, setup, settings_version, decisions_total, created_by)
  select p_shop_id, p_first_day, p_last_day, p_kind, p_version, v_setup, s.settings_version, v_total, p_actor
  from public.stores s where s.id = p_shop_id
  returning id into v_id;
  delete from public.back_tests
  where shop_id = p_shop_id and id in (
    select id from public.back_tests where shop_id = p_shop_id order by created_at desc, id desc offset v_kept
  );
  perform public.enqueue_back_test(p_shop_id, v_id);
  return json_build_object('outcome', 'started', 'id', v_id);
end $$;
comment on function public.start_back_test(uuid, date, date, text, text, integer) is
  'Asks for a back-test: started, already-running (with the one that runs), setup-not-found, or no-decisions in the period. Only the newest 20 of a shop are kept.';

create function public.cancel_back_test(p_shop_id uuid, p_id uuid) returns text
language plpgsql set search_path = '' as $$
declare
  v_status text;
begin
  select status into v_status from public.back_tests where shop_id = p_shop_id and id = p_id for update;
  if v_status is null then
    return 'not-found';
  elsif v_status not in ('queued', 'running') then
    return 'already-over';
  end if;
  update public.back_tests set status = 'cancelled', finished_at = now(), checkpoint = null
  where shop_id = p_shop_id and id = p_id;
  return 'cancelled';
end $$;
comment on function public.cancel_back_test(uuid, uuid) is 'Stops a back-test; what it found so far stays readable. cancelled, already-over or not-found.';

-- Running ---------------------------------------------------------------------------------------------------

create function public.begin_back_test(p_shop_id uuid, p_id uuid) returns json
language plpgsql set search_path = '' as $$
declare
  v_most_starts constant integer := 5;
  v_run public.back_tests;
begin
  select * into v_run from public.back_tests where shop_id = p_shop_id and id = p_id for update;
  if v_run.id is null or v_run.status not in ('queued', 'running') then
    return null;
  elsif v_run.starts >= v_most_starts then
    perform public.fail_back_test(p_shop_id, p_id, 'It stopped several times without getting further.');
    return null;
  end if;
  update public.back_tests set status = 'running', starts = starts + 1 where shop_id = p_shop_id and id = p_id;
  return (
    select json_build_object(
      'setup_kind', v_run.setup_kind, 'setup', v_run.setup, 'settings_version', v_run.settings_version,
      'starts_at', span.starts_at, 'ends_at', span.ends_at, 'checkpoint', v_run.checkpoint,
      'decisions_done', v_run.decisions_done, 'warehouses', public.routing_warehouses(p_shop_id, null, now()),
      'stand_ins', public.routing_stand_ins(p_shop_id),
      'places', (
        select coalesce(json_agg(json_build_object('warehouse_id', place.warehouse_id, 'place_id', place.place_id)), '[]')
        from public.routing_places(p_shop_id) place))
    from public.back_test_span(p_shop_id, v_run.first_day, v_run.last_day) span);
end $$;
comment on function public.begin_back_test(uuid, uuid) is
  'Begins a back-test or takes it up again: its setup, span, warehouses and checkpoint. Null when it is over, and when it was begun five times without getting further, which ends it.';

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

create function public.save_back_test_orders(p_shop_id uuid, p_id uuid, p_rows text) returns void
language sql set search_path = '' as $$
  insert into public.back_test_orders as known
    (shop_id, back_test_id, order_id, decided_at, is_changed, cause, in_fact, in_replay)
  select p_shop_id, p_id, r.order_id, r.decided_at, r.is_changed, r.cause, r.in_fact, r.in_replay
  from jsonb_to_recordset(p_rows::jsonb) as r (
    order_id uuid, decided_at timestamptz, is_changed boolean, cause text, in_fact jsonb, in_replay jsonb)
  -- An order may have been deleted with its history since it was read.
  join public.unified_orders o on o.shop_id = p_shop_id and o.id = r.order_id
  where exists (
    select from public.back_tests b where b.shop_id = p_shop_id and b.id = p_id and b.status = 'running')
  on conflict (back_test_id, order_id) do update set
    decided_at = excluded.decided_at, is_changed = excluded.is_changed, cause = excluded.cause,
    in_fact = excluded.in_fact, in_replay = excluded.in_replay
$$;
comment on function public.save_back_test_orders(uuid, uuid, text) is 'Stores what a running back-test makes of orders; saving the same again changes nothing.';

create function public.note_back_test(
  p_shop_id uuid, p_id uuid, p_done integer, p_checkpoint text default null, p_again boolean default false
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_status text;
begin
  update public.back_tests
  set decisions_done = p_done,
      checkpoint = coalesce(p_checkpoint::jsonb, checkpoint),
      starts = case when p_checkpoint is null then starts else 0 end
  where shop_id = p_shop_id and id = p_id and status = 'running'
  returning status into v_status;
  if v_status is null then
    return 'stop';
  elsif p_again then
    perform public.enqueue_back_test(p_shop_id, p_id);
  end if;
  return 'go';
end $$;
comment on function public.note_back_test(uuid, uuid, integer, text, boolean) is
  'How far a back-test is and, at the end of a slice, where to go on from; p_again asks for another job that does. stop: it was cancelled or is gone.';

create function public.fail_back_test(p_shop_id uuid, p_id uuid, p_message text) returns void
language sql set search_path = '' as $$
  update public.back_tests set status = 'failed', error_message = p_message, finished_at = now(), checkpoint = null
  where shop_id = p_shop_id and id = p_id and status in ('queued', 'running')
$$;
comment on function public.fail_back_test(uuid, uuid, text) is 'Ends a back-test that cannot go on.';

create function public.finish_back_test(p_shop_id uuid, p_id uuid, p_tally text) returns text
language plpgsql set search_path = '' set statement_timeout = '60s' as $$
declare
  v_summary jsonb;
begin
  perform 1 from public.back_tests where shop_id = p_shop_id and id = p_id and status = 'running' for update;
  if not found then
    return 'stop';
  end if;
  select jsonb_build_object(
    'orders', count(*), 'changed', count(*) filter (where is_changed),
    'both', count(*) filter (where is_both),
    'in_fact', public.back_test_figures(
      count(*) filter (where fact_units >= wanted), coalesce(sum(wanted), 0), coalesce(sum(fact_units), 0),
      count(*) filter (where fact_shipments > 1), coalesce(sum(fact_shipments), 0),
      sum((in_fact ->> 'cost')::bigint) filter (where is_priced), avg((in_fact ->> 'miles')::numeric) filter (where is_both),
      avg((in_fact ->> 'days')::numeric) filter (where is_both)),
    'in_replay', public.back_test_figures(
      count(*) filter (where replay_units >= wanted), coalesce(sum(wanted), 0), coalesce(sum(replay_units), 0),
      count(*) filter (where replay_shipments > 1), coalesce(sum(replay_shipments), 0),
      sum((in_replay ->> 'cost')::bigint) filter (where is_priced), avg((in_replay ->> 'miles')::numeric) filter (where is_both),
      avg((in_replay ->> 'days')::numeric) filter (where is_both)),
    'priced', count(*) filter (where is_priced))
  into v_summary
  from (
    select b.*, facts.*,
           fact_units > 0 and replay_units > 0 as is_both,
           in_fact ->> 'cost' is not null and in_replay ->> 'cost' is not null and fact_units >= wanted
             and replay_units >= wanted as is_priced
    from public.back_test_orders b
    cross join lateral (
      select (in_fact ->> 'wanted')::integer as wanted, (in_fact ->> 'units')::integer as fact_units,
             (in_replay ->> 'units')::integer as replay_units,
             jsonb_array_length(in_fact -> 'warehouses') as fact_shipments,
             jsonb_array_length(in_replay -> 'warehouses') as replay_shipments
    ) facts
    where b.shop_id = p_shop_id and b.back_test_id = p_id
  ) judged;

  v_summary := v_summary || jsonb_build_object(
    'causes', (
      select coalesce(jsonb_object_agg(cause, orders), '{}')
      from (select cause, count(*) as orders from public.back_test_orders
            where shop_id = p_shop_id and back_test_id = p_id and is_changed group by cause) counted),
    'warehouses', (
      select coalesce(jsonb_agg(volume), '[]')
      from (
        select jsonb_build_object(
          'id', used.warehouse ->> 'id',
          'in_fact', jsonb_build_object(
            'shipments', count(*) filter (where used.side = 'fact'),
            'units', coalesce(sum((used.warehouse ->> 'units')::integer) filter (where used.side = 'fact'), 0)),
          'in_replay', jsonb_build_object(
            'shipments', count(*) filter (where used.side = 'replay'),
            'units', coalesce(sum((used.warehouse ->> 'units')::integer) filter (where used.side = 'replay'), 0))) as volume
        from public.back_test_orders b
        cross join lateral (
          select 'fact' as side, jsonb_array_elements(b.in_fact -> 'warehouses') as warehouse
          union all
          select 'replay', jsonb_array_elements(b.in_replay -> 'warehouses')
        ) used
        where b.shop_id = p_shop_id and b.back_test_id = p_id
        group by used.warehouse ->> 'id'
      ) volumes),
    'tally', p_tally::jsonb);

  update public.back_tests
  set status = 'done', summary = v_summary, finished_at = now(), checkpoint = null, decisions_done = decisions_total
  where shop_id = p_shop_id and id = p_id;
  return 'done';
end $$;
comment on function public.finish_back_test(uuid, uuid, text) is
  'Sums up a back-test whose orders are all stored. Costs are of orders filled whole and priced on both sides, miles and days of orders that ship on both. done, or stop when it was cancelled.';

create function public.back_test_figures(
  p_filled bigint, p_wanted bigint, p_units bigint, p_splits bigint, p_shipments bigint, p_cost numeric,
  p_miles numeric, p_days numeric
) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object(
    'filled', p_filled, 'wanted', p_wanted, 'units', p_units, 'splits', p_splits, 'shipments', p_shipments,
    'cost', p_cost, 'miles', round(p_miles, 1), 'days', round(p_days, 2))
$$;
comment on function public.back_test_figures(bigint, bigint, bigint, bigint, bigint, numeric, numeric, numeric) is
  'Part of summing up a back-test: one side''s figures.';

create function public.resume_back_tests() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_run record;
  v_count integer := 0;
begin
  for v_run in
    select b.shop_id, b.id from public.back_tests b
    join public.stores s on s.id = b.shop_id and s.is_active
    where b.status in ('queued', 'running') and not public.has_job('back-test:' || b.id)
    order by b.shop_id
  loop
    perform public.enqueue_back_test(v_run.shop_id, v_run.id);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
comment on function public.resume_back_tests() is 'Enqueues back-tests that nobody runs any more; answers how many.';

-- Reading ---------------------------------------------------------------------------------------------------

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
    'public.routing_setup_of(uuid, text, integer)', 'public.back_test_span(uuid, date, date)',
    'public.enqueue_back_test(uuid, uuid)', 'public.start_back_test(uuid, date, date, text, text, integer)',
    'public.cancel_back_test(uuid, uuid)', 'public.begin_back_test(uuid, uuid)',
    'public.back_test_opening(uuid, timestamptz, integer, uuid, text)', 'public.back_test_promises(uuid, timestamptz)',
    'public.back_test_events(uuid, timestamptz, timestamptz, integer, timestamptz, integer, text)',
    'public.back_test_release(uuid, uuid, timestamptz)', 'public.back_test_look(uuid, uuid)',
    'public.save_back_test_orders(uuid, uuid, text)', 'public.note_back_test(uuid, uuid, integer, text, boolean)',
    'public.fail_back_test(uuid, uuid, text)', 'public.finish_back_test(uuid, uuid, text)',
    'public.back_test_figures(bigint, bigint, bigint, bigint, bigint, numeric, numeric, numeric)',
    'public.resume_back_tests()', 'public.list_back_tests(uuid)', 'public.back_test_page(uuid, uuid)',
    'public.list_back_test_orders(uuid, uuid, text, boolean, text, timestamptz, uuid, boolean, integer)'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
