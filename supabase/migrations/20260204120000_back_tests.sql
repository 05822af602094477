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

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.routing_setup_of(uuid, text, integer)', 'public.back_test_span(uuid, date, date)',
    'public.enqueue_back_test(uuid, uuid)', 'public.start_back_test(uuid, date, date, text, text, integer)',
    'public.cancel_back_test(uuid, uuid)', 'public.begin_back_test(uuid, uuid)',
    'public.save_back_test_orders(uuid, uuid, text)', 'public.note_back_test(uuid, uuid, integer, text, boolean)',
    'public.fail_back_test(uuid, uuid, text)', 'public.finish_back_test(uuid, uuid, text)',
    'public.back_test_figures(bigint, bigint, bigint, bigint, bigint, numeric, numeric, numeric)',
    'public.resume_back_tests()'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
