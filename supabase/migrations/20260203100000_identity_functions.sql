-- A shop enters, its waiting events are replayed, one process at a time refreshes its token, and a server
-- tells whether the database is the one it was written for.

create function public.upsert_store(
  p_shop_domain text, p_name text, p_email text, p_time_zone text, p_currency text
) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_domain text := lower(p_shop_domain);
  v_shop_id uuid;
  v_installed boolean;
  v_channel_id uuid;
  v_outcome text;
  v_time_zone text := p_time_zone;
begin
  -- A zone this server does not know would break every query that groups by the shop's days.
  if not coalesce(public.is_time_zone(v_time_zone), false) then
    v_time_zone := null;
  end if;

  insert into public.stores (shop_domain, shop_name, email, time_zone, currency, routing_from)
  values (v_domain, p_name, p_email, coalesce(v_time_zone, 'UTC'), p_currency, now())
  on conflict (shop_domain) do nothing
  returning id into v_shop_id;

  if v_shop_id is not null then
    v_outcome := 'created';
  else
    select id, is_active and uninstalled_at is null into v_shop_id, v_installed
    from public.stores where shop_domain = v_domain for update;
    if not found then
      raise exception using errcode = 'PT409', message = 'the shop was deleted meanwhile', hint = 'try again';
    end if;
    v_outcome := case when v_installed then 'updated' else 'reactivated' end;
    update public.stores set
      shop_name = coalesce(p_name, shop_name),
      email = coalesce(p_email, email),
      time_zone = coalesce(v_time_zone, time_zone),
      currency = coalesce(p_currency, currency),
      is_active = true,
      installed_at = case when v_installed then installed_at else now() end,
      uninstalled_at = null
    where id = v_shop_id;
  end if;

  insert into public.sales_channels (shop_id, channel_type, channel_name, is_primary)
  values (
    v_shop_id, 'shopify', 'Shopify',
    not exists (select from public.sales_channels where shop_id = v_shop_id and is_primary)
  )
  on conflict do nothing;
  select id into v_channel_id
  from public.sales_channels where shop_id = v_shop_id and channel_type = 'shopify';

  perform public.replay_waiting_events(v_shop_id, v_domain);
  if v_outcome = 'reactivated' then
    -- Their jobs were cancelled when the shop left.
    perform public.enqueue_routing(v_shop_id, array(
      select id from public.unified_orders
      where shop_id = v_shop_id and routing_status = 'pending' order by order_date limit 5000
    ));
  end if;

  return json_build_object('shop_id', v_shop_id, 'channel_id', v_channel_id, 'outcome', v_outcome);
end $$;
comment on function public.upsert_store(text, text, text, text, text) is
  'A shop installed the app, came back, or was seen again: its row and its Shopify channel are made or brought up to date, events that came before the row are replayed, and orders that waited when it left are enqueued. Answers shop_id, channel_id and the outcome created, reactivated or updated.';

create function public.see_store(p_shop_domain text) returns json
language plpgsql set search_path = '' as $$
begin
  -- To the minute, which spares most pages the write.
  update public.stores set seen_at = now()
  where shop_domain = lower(p_shop_domain) and is_active and (seen_at is null or seen_at < now() - interval '1 minute');
  return (
    select json_build_object('id', id, 'is_active', is_active) from public.stores where shop_domain = lower(p_shop_domain)
  );
end $$;
comment on function public.see_store(text) is
  'Somebody opened the app in this shop: its id and whether it is active, or null when it has no row yet.';

create function public.replay_waiting_events(p_shop_id uuid, p_shop_domain text) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_event record;
  v_count integer := 0;
begin
  for v_event in
    update public.shopify_webhook_events set shop_id = p_shop_id
    where shop_domain = p_shop_domain and shop_id is null and status = 'received'
    returning id
  loop
    perform graphile_worker.add_job(
      'process_shopify_event', json_build_object('eventId', v_event.id),
      priority := 0, job_key := 'shopify-event:' || v_event.id, max_attempts := 10);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
comment on function public.replay_waiting_events(uuid, text) is
  'Gives the events that waited for this shop to it and enqueues them; answers how many.';

create function public.take_refresh_lease(p_session_id text, p_holder text, p_seconds integer) returns boolean
language plpgsql set search_path = '' as $$
begin
  insert into public.token_refresh_leases as lease (session_id, holder, expires_at)
  values (p_session_id, p_holder, clock_timestamp() + make_interval(secs => p_seconds))
  on conflict (session_id) do update
    set holder = excluded.holder, expires_at = excluded.expires_at
    where lease.expires_at < clock_timestamp() or lease.holder = excluded.holder;
  return found;
end $$;
comment on function public.take_refresh_lease(text, text, integer) is
  'True: the caller alone may refresh this session''s token for so many seconds. False: somebody else is at it.';

create function public.release_refresh_lease(p_session_id text, p_holder text) returns void
language sql set search_path = '' as $$
  delete from public.token_refresh_leases where session_id = p_session_id and holder = p_holder
$$;
comment on function public.release_refresh_lease(text, text) is
  'Ends a lease early; a lease that somebody else has taken over stays.';

create function public.readiness() returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_migration text;
  v_queue_schema integer;
  v_queue_lag double precision;
begin
  if to_regclass('supabase_migrations.schema_migrations') is not null then
    select max(version) into v_migration from supabase_migrations.schema_migrations;
  end if;
  if to_regclass('graphile_worker.migrations') is not null then
    select max(id) into v_queue_schema from graphile_worker.migrations;
    -- Long work waits its turn by design; events, routing and syncs should not.
    select extract(epoch from now() - min(run_at)) into v_queue_lag
    from graphile_worker.jobs
    where run_at <= now() and locked_at is null and attempts < max_attempts and priority < 20;
  end if;
  return json_build_object(
    'migration', v_migration, 'queue_schema', v_queue_schema, 'queue_lag_seconds', coalesce(v_queue_lag, 0));
end $$;
comment on function public.readiness() is
  'Last migration applied, version of the job queue''s schema (null: none), and for how many seconds the oldest due job of priority under 20 has waited.';

revoke execute on function
  public.upsert_store(text, text, text, text, text),
  public.see_store(text),
  public.replay_waiting_events(uuid, text),
  public.take_refresh_lease(text, text, integer),
  public.release_refresh_lease(text, text),
  public.readiness()
from public, anon, authenticated;
grant execute on function
  public.upsert_store(text, text, text, text, text),
  public.see_store(text),
  public.replay_waiting_events(uuid, text),
  public.take_refresh_lease(text, text, integer),
  public.release_refresh_lease(text, text),
  public.readiness()
to service_role;
