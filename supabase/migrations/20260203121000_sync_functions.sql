-- Syncing a connection: runs, the shared read limit, and saving what was read, one call per page or slice.

create function public.take_read_slot(p_shop_id uuid, p_connection_id uuid) returns integer
language plpgsql set search_path = '' as $$
declare
  v_gap constant interval := interval '100 milliseconds';
  v_next timestamptz;
begin
  update public.trackstar_connections
  set next_read_at = greatest(next_read_at, clock_timestamp()) + v_gap
  where shop_id = p_shop_id and id = p_connection_id
  returning next_read_at - v_gap into v_next;
  if v_next is null then
    raise exception using errcode = 'PT404', message = 'the connection does not exist';
  end if;
  return greatest(0, ceil(extract(epoch from v_next - clock_timestamp()) * 1000))::integer;
end $$;
comment on function public.take_read_slot(uuid, uuid) is
  'Reserves the connection''s next read and answers how many milliseconds to wait for it: at most ten reads a second over all workers.';

create function public.start_sync(p_shop_id uuid, p_connection_id uuid, p_kind text) returns json
language plpgsql set search_path = '' as $$
declare
  v_kind public.sync_type := p_kind::public.sync_type;
  v_run uuid;
  v_previous timestamptz;
begin
  if public.trackstar_key_refused() then
    return json_build_object('outcome', 'key-refused');
  end if;
  update public.connection_sync_status set status = 'failed', completed_at = now(), error_message = 'Interrupted.'
  where shop_id = p_shop_id and connection_id = p_connection_id and sync_type = v_kind and status = 'in_progress';

  select max(started_at) into v_previous from public.connection_sync_status
  where shop_id = p_shop_id and connection_id = p_connection_id and sync_type = v_kind and status = 'completed';

  -- A run that had to wait for something goes on in its own row.
  update public.connection_sync_status set status = 'in_progress', started_at = clock_timestamp()
  where id = (
    select id from public.connection_sync_status
    where shop_id = p_shop_id and connection_id = p_connection_id and sync_type = v_kind and status = 'pending'
    order by created_at desc limit 1)
  returning id into v_run;
  if v_run is null then
    insert into public.connection_sync_status (shop_id, connection_id, sync_type, status, started_at)
    values (p_shop_id, p_connection_id, v_kind, 'in_progress', clock_timestamp())
    returning id into v_run;
  end if;
  return (
    select json_build_object('outcome', 'started', 'run_id', id, 'started_at', started_at, 'previous_started_at', v_previous)
    from public.connection_sync_status where shop_id = p_shop_id and id = v_run);
end $$;
comment on function public.start_sync(uuid, uuid, text) is
  'Opens a run of a sync and answers its id, its start and the start of the last completed one; or key-refused.';

create function public.finish_sync(
  p_shop_id uuid, p_run_id uuid, p_status text, p_items integer, p_message text default null
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_connection uuid;
  v_kind text;
begin
  update public.connection_sync_status set
    status = p_status::public.sync_status,
    completed_at = case when p_status = 'pending' then null else clock_timestamp() end,
    items_synced = p_items,
    error_message = p_message
  where shop_id = p_shop_id and id = p_run_id
  returning connection_id, sync_type into v_connection, v_kind;
  if v_connection is null then
    return;
  end if;
  if p_status = 'completed' then
    update public.trackstar_connections set last_sync_at = now(), error_count = 0, last_error = null
    where shop_id = p_shop_id and id = v_connection;
    if v_kind = 'inventory' and not exists (
      select from public.connection_sync_status earlier
      join public.trackstar_connections c on c.shop_id = p_shop_id and c.id = v_connection
      where earlier.shop_id = p_shop_id and earlier.connection_id = v_connection and earlier.id <> p_run_id
        and earlier.sync_type = 'inventory' and earlier.status = 'completed' and earlier.started_at > c.connected_at
    ) then
      -- Orders for which there was no warehouse while it was not linked; its stock need not have risen since.
      perform graphile_worker.add_job(
        'retry_unfillable', json_build_object('shopId', p_shop_id), priority := 1, max_attempts := 5);
    end if;
  elsif p_status = 'failed' then
    update public.trackstar_connections set error_count = error_count + 1, last_error = p_message
    where shop_id = p_shop_id and id = v_connection;
  end if;
  delete from public.connection_sync_status
  where shop_id = p_shop_id and connection_id = v_connection and sync_type <> 'historical'
    and id <> p_run_id and created_at < now() - interval '30 days';
end $$;
comment on function public.finish_sync(uuid, uuid, text, integer, text) is
  'Closes a run as completed or failed, or leaves it pending with what it waits for; runs older than 30 days go. The first stock since linking also retries orders that could not be filled.';

create function public.due_syncs() returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_due json;
begin
  if public.trackstar_key_refused() then
    return '[]'::json;
  end if;
  with kinds (kind, every) as (
    values ('historical', interval '1 minute'), ('inventory', interval '15 minutes'), ('orders', interval '15 minutes'),
           ('products', interval '1 hour'), ('warehouses', interval '12 hours')
  ), connections as (
    select c.id, c.shop_id, exists (
      select from public.connection_sync_status r
      where r.shop_id = c.shop_id and r.connection_id = c.id and r.sync_type = 'historical' and r.status = 'completed'
    ) as is_begun
    from public.trackstar_connections c join public.stores s on s.id = c.shop_id
    where s.is_active and c.is_active and c.access_token is not null and c.health in ('ok', 'stock_suspect')
  ), due as (
    select c.shop_id, c.id, k.kind
    from connections c join kinds k on (k.kind = 'historical') <> c.is_begun
    where not exists (
      select from public.connection_sync_status r
      where r.shop_id = c.shop_id and r.connection_id = c.id and r.sync_type::text = k.kind
        and r.started_at > now() - k.every)
  )
  select coalesce(json_agg(json_build_object('shop_id', shop_id, 'connection_id', id, 'kind', kind)), '[]')
  into v_due
  from (
    select due.*, public.request_sync(shop_id, id, array[kind]) from due order by shop_id, id, kind
  ) requested;
  return v_due;
end $$;
comment on function public.due_syncs() is
  'Enqueues every sync whose time has come and answers which: [{shop_id, connection_id, kind}].';

create function public.save_warehouses(p_shop_id uuid, p_connection_id uuid, p_rows text) returns json
language sql set search_path = '' as $$
  with saved as (
    insert into public.trackstar_warehouses as w
      (shop_id, trackstar_connection_id, trackstar_warehouse_id, name, code, address1, address2, city, state,
       postal_code, country, latitude, longitude, geo_precision, last_synced_at)
    select p_shop_id, p_connection_id, r.trackstar_warehouse_id, r.name, r.code, r.address1, r.address2, r.city,
           r.state, r.postal_code, r.country, r.latitude, r.longitude, r.geo_precision, now()
    from jsonb_to_recordset(p_rows::jsonb) as r (
      trackstar_warehouse_id text, name text, code text, address1 text, address2 text, city text, state text,
      postal_code text, country text, latitude numeric, longitude numeric, geo_precision text)
    on conflict (trackstar_connection_id, trackstar_warehouse_id) do update set
      name = excluded.name, code = excluded.code, address1 = excluded.address1, address2 = excluded.address2,
      city = excluded.city, state = excluded.state, postal_code = excluded.postal_code, country = excluded.country,
      latitude = case when w.geo_precision = 'given' then w.latitude else excluded.latitude end,
      longitude = case when w.geo_precision = 'given' then w.longitude else excluded.longitude end,
      geo_precision = case when w.geo_precision = 'given' then 'given' else excluded.geo_precision end,
      last_synced_at = excluded.last_synced_at
    where w.shop_id = p_shop_id
    returning xmax = 0 as is_new
  )
  select json_build_object('inserted', count(*) filter (where is_new), 'updated', count(*) filter (where not is_new))
  from saved
$$;
comment on function public.save_warehouses(uuid, uuid, text) is
  'Stores the warehouses of a connection. What the merchant owns (priority, capabilities, active, name and place given here) stays.';

create function public.save_products(p_shop_id uuid, p_connection_id uuid, p_rows text) returns integer
language sql set search_path = '' as $$
  with saved as (
    insert into public.trackstar_products as p
      (shop_id, trackstar_connection_id, sku, trackstar_product_id, name, is_kit, components, is_active, last_synced_at)
    select p_shop_id, p_connection_id, r.sku, r.product_id, r.name, r.is_kit, r.components, r.is_active, now()
    from jsonb_to_recordset(p_rows::jsonb) as r (
      sku text, product_id text, name text, is_kit boolean, components jsonb, is_active boolean)
    on conflict (trackstar_connection_id, trackstar_product_id) do update set
      sku = excluded.sku, name = excluded.name, is_kit = excluded.is_kit, components = excluded.components,
      is_active = excluded.is_active, last_synced_at = excluded.last_synced_at
    where p.shop_id = p_shop_id
    returning 1
  )
  select count(*)::integer from saved
$$;
comment on function public.save_products(uuid, uuid, text) is 'Stores products of a WMS; answers how many.';

create function public.connection_products(p_shop_id uuid, p_connection_id uuid) returns json
language sql stable set search_path = '' as $$
  select coalesce(json_agg(json_build_object(
    'sku', sku, 'product_id', trackstar_product_id, 'is_kit', is_kit, 'components', components)
    order by sku, trackstar_product_id), '[]')
  from public.trackstar_products
  where shop_id = p_shop_id and trackstar_connection_id = p_connection_id and is_active
$$;
comment on function public.connection_products(uuid, uuid) is
  'Every active product of a connection: [{sku, product_id, is_kit, components}].';

create function public.zero_missing_stock(
  p_shop_id uuid, p_connection_id uuid, p_seen_from timestamptz, p_pulls integer,
  p_source_as_of timestamptz default null
) returns integer
language sql set search_path = '' as $$
  -- Locked in the order of the key, as everybody locks stock.
  with before as materialized (
    select i.id, i.available
    from public.trackstar_inventory i
    join public.trackstar_warehouses w on w.shop_id = p_shop_id and w.id = i.warehouse_id
    where w.trackstar_connection_id = p_connection_id
      and i.shop_id = p_shop_id and i.last_synced_at < p_seen_from and i.missing_pulls >= p_pulls
      and (i.available is distinct from 0 or i.on_hand is distinct from 0)
    order by i.warehouse_id, i.sku
    for update of i
  ), zeroed as (
    update public.trackstar_inventory i set
      available = 0, committed = 0, on_hand = 0, incoming = 0, is_known = true,
      missing_pulls = greatest(i.missing_pulls, 2), source_as_of = coalesce(p_source_as_of, i.source_as_of)
    from before
    where i.shop_id = p_shop_id and i.id = before.id
    returning i.warehouse_id, i.sku, before.available
  ), noted as (
    insert into public.stock_changes
      (shop_id, warehouse_id, sku, source_as_of, available_before, available_after, on_hand_after, cause)
    select p_shop_id, warehouse_id, sku, p_source_as_of, available, 0, 0, 'missing' from zeroed
    order by warehouse_id, sku
    returning 1
  )
  select count(*)::integer from noted
$$;
comment on function public.zero_missing_stock(uuid, uuid, timestamptz, integer, timestamptz) is
  'Sets stock that at least so many complete pulls did not list, and none since p_seen_from did, to 0; answers how many rows.';

-- Every pull rewrites every row. With half of each page free the new version stays beside the old one and no index is
-- touched (99.7% of updates instead of 0.2%): a pull takes two thirds of the time and the indexes do not grow.
alter table public.trackstar_inventory set (fillfactor = 50);

create function public.save_inventory(
  p_shop_id uuid, p_connection_id uuid, p_rows text, p_crawl_started_at timestamptz default null,
  p_crawl_ended_at timestamptz default null, p_complete boolean default false, p_pull_started_at timestamptz default null
) returns json
language plpgsql security definer set search_path = '' set statement_timeout = '60s' as $$
declare
  v_saved integer;
  v_unknown_warehouses text[];
  v_risen text[];
  v_vanished integer := 0;
  v_listed integer;
  v_missing integer;
  v_suspect boolean := false;
  v_seen_from timestamptz := coalesce(p_pull_started_at, now());
begin
  -- Comparing with what was there is only right while nobody else saves this connection's stock.
  perform pg_advisory_xact_lock(hashtext('save_inventory'), hashtext(p_connection_id::text));

  select array_agg(distinct r.warehouse) into v_unknown_warehouses
  from jsonb_to_recordset(p_rows::jsonb) as r (warehouse text)
  where not exists (
    select from public.trackstar_warehouses w
    where w.shop_id = p_shop_id and w.trackstar_connection_id = p_connection_id
      and w.trackstar_warehouse_id = r.warehouse);

  -- One look at the old row per new one, by its key: joining the rows with each other afterwards is quadratic.
  with incoming as materialized (
    select w.id as warehouse_id, r.sku, r.product_id, r.available, r.committed, r.on_hand, r.incoming,
           i.id is null as is_new, i.available as available_before, i.on_hand as on_hand_before
    from jsonb_to_recordset(p_rows::jsonb) as r (
      warehouse text, sku text, product_id text, available integer, committed integer, on_hand integer, incoming integer)
    join public.trackstar_warehouses w
      on w.shop_id = p_shop_id and w.trackstar_connection_id = p_connection_id and w.trackstar_warehouse_id = r.warehouse
    left join public.trackstar_inventory i on i.shop_id = p_shop_id and i.warehouse_id = w.id and i.sku = r.sku
  ), saved as (
    insert into public.trackstar_inventory as i
      (shop_id, warehouse_id, sku, trackstar_product_id, available, committed, on_hand, incoming, is_known,
       source_as_of, last_synced_at, missing_pulls)
    select p_shop_id, warehouse_id, sku, product_id, available, committed, on_hand, incoming, available is not null,
           coalesce(p_crawl_started_at, p_crawl_ended_at), now(), 0
    from incoming order by warehouse_id, sku
    on conflict (warehouse_id, sku) do update set
      trackstar_product_id = coalesce(excluded.trackstar_product_id, i.trackstar_product_id),
      available = excluded.available, committed = excluded.committed, on_hand = excluded.on_hand,
      incoming = excluded.incoming, is_known = excluded.is_known,
      -- While a crawl runs its start is not the age of every figure: the age known before it stands.
      source_as_of = coalesce(p_crawl_started_at, i.source_as_of, p_crawl_ended_at),
      last_synced_at = excluded.last_synced_at, missing_pulls = 0
    returning 1
  ), noted as (
    insert into public.stock_changes
      (shop_id, warehouse_id, sku, source_as_of, available_before, available_after, on_hand_after, cause)
    select p_shop_id, n.warehouse_id, n.sku, coalesce(p_crawl_started_at, p_crawl_ended_at),
           n.available_before, n.available, n.on_hand, 'sync'
    from incoming n
    where n.is_new or n.available_before is distinct from n.available or n.on_hand_before is distinct from n.on_hand
    order by n.warehouse_id, n.sku
    returning sku, available_before, available_after
  ), ended as (
    -- The WMS had the order before this crawl began, so the figures just read already lack these units.
    update public.inventory_reservations r set released_at = now(), release_reason = 'in_source'
    from incoming n
    where r.shop_id = p_shop_id and r.warehouse_id = n.warehouse_id and r.sku = n.sku
      and r.released_at is null and r.accepted_at < p_crawl_started_at
    returning 1
  )
  select (select count(*) from saved),
         (select array_agg(distinct sku) from noted where coalesce(available_after, 0) > coalesce(available_before, 0))
  into v_saved, v_risen;

  if v_risen is not null then
    perform graphile_worker.add_job(
      'retry_unfillable',
      -- Without a list every SKU of the shop is meant.
      case when cardinality(v_risen) > 1000 then json_build_object('shopId', p_shop_id)
           else json_build_object('shopId', p_shop_id, 'skus', v_risen) end,
      priority := 1, max_attempts := 5);
  end if;

  if p_complete then
    select count(*), count(*) filter (where i.last_synced_at < v_seen_from) into v_listed, v_missing
    from public.trackstar_inventory i
    join public.trackstar_warehouses w on w.shop_id = p_shop_id and w.id = i.warehouse_id
    where i.shop_id = p_shop_id and w.trackstar_connection_id = p_connection_id and i.missing_pulls < 2;
    v_suspect := v_missing > 20 and v_missing > 0.2 * v_listed;
    if not v_suspect then
      update public.trackstar_inventory i set missing_pulls = i.missing_pulls + 1
      from public.trackstar_warehouses w
      where w.shop_id = p_shop_id and w.trackstar_connection_id = p_connection_id
        and i.shop_id = p_shop_id and i.warehouse_id = w.id
        and i.last_synced_at < v_seen_from and i.missing_pulls < 2;
      v_vanished := public.zero_missing_stock(
        p_shop_id, p_connection_id, v_seen_from, 2, coalesce(p_crawl_started_at, p_crawl_ended_at));
    end if;
    update public.trackstar_connections set health = case when v_suspect then 'stock_suspect' else 'ok' end
    where shop_id = p_shop_id and id = p_connection_id and health in ('ok', 'stock_suspect')
      and health <> case when v_suspect then 'stock_suspect' else 'ok' end;
  end if;

  return json_build_object(
    'saved', v_saved, 'risen', coalesce(cardinality(v_risen), 0), 'vanished', v_vanished, 'suspect', v_suspect,
    'missing', coalesce(v_missing, 0), 'unknown_warehouses', coalesce(v_unknown_warehouses, '{}'));
end $$;
comment on function public.save_inventory(uuid, uuid, text, timestamptz, timestamptz, boolean, timestamptz) is
  'Stores stock read from a connection: [{warehouse, sku, product_id, available, committed, on_hand, incoming}], available null meaning unknown. Notes every change, ends reservations the figures already contain, retries orders waiting for a SKU that rose. p_complete says that everything has now been read, by this call or since p_pull_started_at: what a second complete pull in a row lacks becomes 0, unless more than 20 rows and 20% would.';

create function public.accept_missing_stock(p_shop_id uuid, p_connection_id uuid, p_actor text) returns integer
language plpgsql set search_path = '' as $$
declare
  v_seen_from timestamptz;
  v_zeroed integer;
begin
  perform pg_advisory_xact_lock(hashtext('save_inventory'), hashtext(p_connection_id::text));
  select max(started_at) into v_seen_from from public.connection_sync_status
  where shop_id = p_shop_id and connection_id = p_connection_id and sync_type = 'inventory' and status = 'completed';
  update public.trackstar_connections set health = 'ok'
  where shop_id = p_shop_id and id = p_connection_id and health = 'stock_suspect';
  if not found or v_seen_from is null then
    return 0;
  end if;
  v_zeroed := public.zero_missing_stock(p_shop_id, p_connection_id, v_seen_from, 0, null);
  insert into public.audit_log (shop_id, actor, action, subject, details)
  select p_shop_id, p_actor, 'missing_stock_accepted', 'connection:' || connection_id, jsonb_build_object('rows', v_zeroed)
  from public.trackstar_connections where shop_id = p_shop_id and id = p_connection_id;
  return v_zeroed;
end $$;
comment on function public.accept_missing_stock(uuid, uuid, text) is
  'The merchant says that stock which vanished all at once is really gone: it becomes 0 and the connection is healthy. Answers how many rows.';

revoke execute on function
  public.take_read_slot(uuid, uuid),
  public.start_sync(uuid, uuid, text),
  public.finish_sync(uuid, uuid, text, integer, text),
  public.due_syncs(),
  public.save_warehouses(uuid, uuid, text),
  public.save_products(uuid, uuid, text),
  public.connection_products(uuid, uuid),
  public.zero_missing_stock(uuid, uuid, timestamptz, integer, timestamptz),
  public.save_inventory(uuid, uuid, text, timestamptz, timestamptz, boolean, timestamptz),
  public.accept_missing_stock(uuid, uuid, text)
from public, anon, authenticated;
grant execute on function
  public.take_read_slot(uuid, uuid),
  public.start_sync(uuid, uuid, text),
  public.finish_sync(uuid, uuid, text, integer, text),
  public.due_syncs(),
  public.save_warehouses(uuid, uuid, text),
  public.save_products(uuid, uuid, text),
  public.connection_products(uuid, uuid),
  public.zero_missing_stock(uuid, uuid, timestamptz, integer, timestamptz),
  public.save_inventory(uuid, uuid, text, timestamptz, timestamptz, boolean, timestamptz),
  public.accept_missing_stock(uuid, uuid, text)
to service_role;
