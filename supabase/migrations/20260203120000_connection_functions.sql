-- Connections: linking, refusing, disconnecting, their health, and the events Trackstar sends about them.

alter type public.sync_type add value if not exists 'products';

create index audit_log_trackstar_key_idx on public.audit_log (id desc)
  where action in ('trackstar_key_refused', 'trackstar_key_accepted');

create function public.request_sync(p_shop_id uuid, p_connection_id uuid, p_kinds text[], p_delay_seconds integer default 0)
returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_kind text;
begin
  perform from public.trackstar_connections
  where shop_id = p_shop_id and id = p_connection_id and is_active;
  if not found then
    return 'connection-not-found';
  end if;
  foreach v_kind in array p_kinds loop
    -- One queue per connection: an older pull is never saved after a newer one.
    perform graphile_worker.add_job(
      'sync_connection',
      json_build_object('shopId', p_shop_id, 'connectionId', p_connection_id, 'kind', v_kind::public.sync_type),
      queue_name := 'connection:' || p_connection_id,
      run_at := now() + make_interval(secs => p_delay_seconds),
      max_attempts := 5,
      job_key := 'sync:' || p_connection_id || ':' || v_kind,
      priority := 5,
      -- A burst of events must not push the sync ahead of itself for ever.
      job_key_mode := case when p_delay_seconds > 0 then 'preserve_run_at' else 'replace' end);
  end loop;
  return 'requested';
end $$;
comment on function public.request_sync(uuid, uuid, text[], integer) is
  'Enqueues syncs of a connection, one job per kind at most. Answers requested or connection-not-found.';

create function public.save_connection(
  p_shop_id uuid, p_connection_id text, p_integration_type text, p_integration_name text,
  p_access_token text, p_display_name text, p_metadata text, p_actor text
) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
  v_owner uuid;
begin
  insert into public.trackstar_connections
    (shop_id, connection_id, integration_type, integration_name, access_token, display_name, metadata)
  values (p_shop_id, p_connection_id, p_integration_type::public.integration_type, p_integration_name,
          p_access_token, p_display_name, p_metadata::jsonb)
  on conflict (connection_id) do nothing
  returning id, shop_id into v_id, v_owner;

  if v_id is null then
    select id, shop_id into v_id, v_owner
    from public.trackstar_connections where connection_id = p_connection_id for update;
    if v_owner is distinct from p_shop_id then
      insert into public.audit_log (shop_id, actor, action, subject)
      values (p_shop_id, p_actor, 'connection_refused', 'connection:' || p_connection_id);
      return json_build_object('outcome', 'owned-by-another-shop', 'id', null);
    end if;
    update public.trackstar_connections set
      access_token = p_access_token,
      display_name = coalesce(p_display_name, display_name),
      metadata = (metadata - 'unavailable_actions') || p_metadata::jsonb,
      is_active = true, health = 'ok', connected_at = now(),
      last_error = null, error_count = 0, next_read_at = now()
    where shop_id = p_shop_id and id = v_id;
  end if;

  insert into public.audit_log (shop_id, actor, action, subject)
  values (p_shop_id, p_actor, 'connection_linked', 'connection:' || p_connection_id);
  perform public.request_sync(p_shop_id, v_id, array['historical']);
  return json_build_object('outcome', 'saved', 'id', v_id);
end $$;
comment on function public.save_connection(uuid, text, text, text, text, text, text, text) is
  'Stores a linked connection, or renews the row it already has, and enqueues its first sync. Answers saved with the row''s id, or owned-by-another-shop, which is written to the audit log.';

create function public.disconnect_connection(p_shop_id uuid, p_connection_id uuid, p_actor text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_trackstar_id text;
begin
  update public.trackstar_connections set
    is_active = false, health = 'disconnected', access_token = null,
    stock_stale_since = coalesce(stock_stale_since, now())
  where shop_id = p_shop_id and id = p_connection_id and health <> 'disconnected'
  returning connection_id into v_trackstar_id;
  if v_trackstar_id is null then
    return 'already-disconnected';
  end if;
  update public.sales_channels set is_active = false
  where shop_id = p_shop_id and trackstar_connection_id = p_connection_id;
  perform graphile_worker.remove_job('sync:' || p_connection_id || ':' || kind)
  from unnest(enum_range(null::public.sync_type)) as kind;
  insert into public.audit_log (shop_id, actor, action, subject)
  values (p_shop_id, p_actor, 'connection_disconnected', 'connection:' || v_trackstar_id);
  return 'disconnected';
end $$;
comment on function public.disconnect_connection(uuid, uuid, text) is
  'Ends a connection: its token is forgotten, its syncs are cancelled, its history stays. Answers disconnected or already-disconnected.';

create function public.choose_warehouse_customer(p_shop_id uuid, p_connection_id uuid, p_customer_id text, p_actor text)
returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_connection public.trackstar_connections;
begin
  select * into v_connection from public.trackstar_connections
  where shop_id = p_shop_id and id = p_connection_id and is_active for update;
  if not found then
    return 'connection-not-found';
  end if;
  if not exists (
    select from jsonb_array_elements(coalesce(v_connection.metadata -> 'warehouse_customers', '[]')) as customer
    where customer ->> 'id' = p_customer_id
  ) then
    return 'customer-not-found';
  end if;
  if v_connection.warehouse_customer_id = p_customer_id then
    return 'chosen';
  end if;

  -- What was read for another customer is not this shop's stock.
  with forgotten as (
    update public.trackstar_inventory i set
      available = null, committed = null, on_hand = null, incoming = null, is_known = false
    from public.trackstar_inventory before, public.trackstar_warehouses w
    where w.shop_id = p_shop_id and w.trackstar_connection_id = p_connection_id
      and i.shop_id = p_shop_id and i.warehouse_id = w.id and before.id = i.id and before.is_known
    returning i.warehouse_id, i.sku, before.available
  )
  insert into public.stock_changes (shop_id, warehouse_id, sku, available_before, available_after, cause)
  select p_shop_id, warehouse_id, sku, available, null, 'sync' from forgotten;
  delete from public.trackstar_products
  where shop_id = p_shop_id and trackstar_connection_id = p_connection_id;

  update public.trackstar_connections set warehouse_customer_id = p_customer_id
  where shop_id = p_shop_id and id = p_connection_id;
  insert into public.audit_log (shop_id, actor, action, subject, details)
  values (p_shop_id, p_actor, 'warehouse_customer_chosen', 'connection:' || v_connection.connection_id,
          jsonb_build_object('before', v_connection.warehouse_customer_id, 'after', p_customer_id));
  -- A new customer's records are new to us, however old they are: incremental reads start over.
  delete from public.connection_sync_status
  where shop_id = p_shop_id and connection_id = p_connection_id and sync_type::text in ('orders', 'products');
  perform public.request_sync(p_shop_id, p_connection_id, array['historical']);
  return 'chosen';
end $$;
comment on function public.choose_warehouse_customer(uuid, uuid, text, text) is
  'Says which customer of a shared account the shop is and starts its syncs. Answers chosen, connection-not-found or customer-not-found.';

create function public.set_order_creation(p_shop_id uuid, p_connection_id uuid, p_mode text, p_actor text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_trackstar_id text;
begin
  update public.trackstar_connections set order_creation = p_mode
  where shop_id = p_shop_id and id = p_connection_id and is_active
  returning connection_id into v_trackstar_id;
  if v_trackstar_id is null then
    return 'connection-not-found';
  end if;
  insert into public.audit_log (shop_id, actor, action, subject, details)
  values (p_shop_id, p_actor, 'order_creation_set', 'connection:' || v_trackstar_id, jsonb_build_object('mode', p_mode));
  if p_mode <> 'off' then
    -- Shipments decided while publishing was off have been waiting for this.
    perform public.enqueue_publish(p_shop_id, array(
      select s.id from public.shipments s
      join public.trackstar_warehouses w on w.shop_id = p_shop_id and w.id = s.warehouse_id
      where s.shop_id = p_shop_id and s.status = 'planned' and w.trackstar_connection_id = p_connection_id
    ));
  end if;
  return 'set';
end $$;
comment on function public.set_order_creation(uuid, uuid, text, text) is
  'Sets who creates orders in the WMS (off, swyft, wms) and publishes what waited. Answers set or connection-not-found.';

create function public.save_connection_state(
  p_shop_id uuid, p_connection_id uuid, p_metadata text, p_stock_stale_since timestamptz default null,
  p_error text default null
) returns void
language sql set search_path = '' as $$
  update public.trackstar_connections set
    metadata = metadata || p_metadata::jsonb,
    stock_stale_since = case when p_stock_stale_since is null then null
                             else least(stock_stale_since, p_stock_stale_since) end,
    last_error = coalesce(p_error, last_error)
  where shop_id = p_shop_id and id = p_connection_id and is_active
$$;
comment on function public.save_connection_state(uuid, uuid, text, timestamptz, text) is
  'Stores what Trackstar says of a connection now: actions, customers, history, and since when its stock is stale (null: it is not).';

create function public.mark_reconnect(p_shop_id uuid, p_connection_id uuid, p_error text) returns void
language sql set search_path = '' as $$
  update public.trackstar_connections set
    health = 'reconnect', last_error = p_error, stock_stale_since = coalesce(stock_stale_since, now())
  where shop_id = p_shop_id and id = p_connection_id and is_active
$$;
comment on function public.mark_reconnect(uuid, uuid, text) is
  'Trackstar refused this connection''s token: it is not called again until the merchant links it anew.';

create function public.mark_action_unavailable(p_shop_id uuid, p_connection_id uuid, p_action text) returns void
language sql set search_path = '' as $$
  update public.trackstar_connections set
    metadata = jsonb_set(metadata, '{unavailable_actions}',
      coalesce(metadata -> 'unavailable_actions', '[]') || to_jsonb(p_action))
  where shop_id = p_shop_id and id = p_connection_id
    and not coalesce(metadata -> 'unavailable_actions', '[]') ? p_action
$$;
comment on function public.mark_action_unavailable(uuid, uuid, text) is
  'Remembers that this connection is not allowed an action, until it is linked again.';

create function public.trackstar_key_refused() returns boolean
language sql stable set search_path = '' as $$
  select coalesce((
    select action = 'trackstar_key_refused' from public.audit_log
    where action in ('trackstar_key_refused', 'trackstar_key_accepted')
    order by id desc limit 1), false)
$$;
comment on function public.trackstar_key_refused() is
  'True while Trackstar refuses the organisation''s own key: nobody calls it until an operator has mended that.';

create function public.record_trackstar_key(p_accepted boolean) returns boolean
language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtext('trackstar_key'));
  if public.trackstar_key_refused() <> p_accepted then
    return false;
  end if;
  insert into public.audit_log (actor, action, subject)
  values ('swyft', case when p_accepted then 'trackstar_key_accepted' else 'trackstar_key_refused' end, 'trackstar');
  return true;
end $$;
comment on function public.record_trackstar_key(boolean) is
  'Records that the organisation''s key began to be refused, or works again. Answers true when that is news.';

create function public.ingest_trackstar_event(
  p_event_id text, p_event_type text, p_connection_id text default null, p_body text default null
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_payload jsonb;
  v_shop_id uuid;
  v_id uuid;
begin
  begin
    v_payload := p_body::jsonb;
  exception when data_exception or program_limit_exceeded then
    v_payload := null;
  end;
  select shop_id into v_shop_id from public.trackstar_connections where connection_id = p_connection_id;

  insert into public.trackstar_webhook_events
    (event_id, event_type, connection_id, shop_id, payload, status, error_message, processed_at)
  values (
    p_event_id, p_event_type, p_connection_id, v_shop_id,
    -- Nobody could ever ask us to forget the people in an event that is no shop's: they are not kept.
    case when v_payload is null then '{}' when v_shop_id is null then v_payload - '{data,previous_attributes}'::text[]
         else v_payload end,
    case when v_payload is null then 'failed' when v_shop_id is null then 'ignored' else 'received' end,
    case when v_payload is null then 'The body is not readable.'
         when v_shop_id is null then 'No shop has this connection.' end,
    case when v_payload is null or v_shop_id is null then now() end)
  on conflict (event_id) do nothing
  returning id into v_id;

  if v_id is null then
    return 'duplicate';
  elsif v_payload is null then
    return 'unreadable';
  elsif v_shop_id is not null then
    -- An order published makes about four events. Those of one kind ask for one and the same sync, so they share a
    -- job: at the priority of everything that comes in, one each would hold up routing.
    perform graphile_worker.add_job(
      'process_trackstar_event', json_build_object('eventId', v_id),
      priority := 0, max_attempts := 10,
      job_key := 'trackstar-event:' || case when public.stands_alone(p_event_type) then v_id::text
                                            else p_connection_id || ':' || p_event_type end);
  end if;
  return 'stored';
end $$;
comment on function public.ingest_trackstar_event(text, text, text, text) is
  'Stores one signed delivery, whose secrets the caller has removed, and enqueues it. Answers stored, duplicate or unreadable.';

create function public.stands_alone(p_event_type text) returns boolean
language sql immutable set search_path = '' as $$
  select p_event_type like 'connection%'
$$;
comment on function public.stands_alone(text) is
  'Whether an event of Trackstar says something of its own; any other only says that something of its kind has changed.';

create function public.finish_trackstar_event(p_id uuid, p_status text, p_error text default null) returns void
language sql set search_path = '' as $$
  update public.trackstar_webhook_events e
  set status = p_status, error_message = p_error, processed_at = now(),
      -- Only what failed is kept for somebody to look at; everything else has had its effect.
      payload = case when p_status = 'failed' then e.payload else '{}' end
  where e.id in (
    select p_id
    union
    -- Earlier ones of its kind, which it took the job of.
    select earlier.id
    from public.trackstar_webhook_events done
    join public.trackstar_webhook_events earlier
      on earlier.shop_id = done.shop_id and earlier.connection_id = done.connection_id
      and earlier.event_type = done.event_type and earlier.created_at <= done.created_at
      and earlier.processed_at is null and earlier.status = 'received'
    where done.id = p_id and not public.stands_alone(done.event_type)
  )
$$;
comment on function public.finish_trackstar_event(uuid, text, text) is
  'Ends an event, and earlier ones of its kind that wait, as processed, ignored or failed; the payload of the first two is removed.';

revoke execute on function
  public.request_sync(uuid, uuid, text[], integer),
  public.save_connection(uuid, text, text, text, text, text, text, text),
  public.disconnect_connection(uuid, uuid, text),
  public.choose_warehouse_customer(uuid, uuid, text, text),
  public.set_order_creation(uuid, uuid, text, text),
  public.save_connection_state(uuid, uuid, text, timestamptz, text),
  public.mark_reconnect(uuid, uuid, text),
  public.mark_action_unavailable(uuid, uuid, text),
  public.trackstar_key_refused(),
  public.record_trackstar_key(boolean),
  public.ingest_trackstar_event(text, text, text, text),
  public.finish_trackstar_event(uuid, text, text),
  public.stands_alone(text)
from public, anon, authenticated;
grant execute on function
  public.request_sync(uuid, uuid, text[], integer),
  public.save_connection(uuid, text, text, text, text, text, text, text),
  public.disconnect_connection(uuid, uuid, text),
  public.choose_warehouse_customer(uuid, uuid, text, text),
  public.set_order_creation(uuid, uuid, text, text),
  public.save_connection_state(uuid, uuid, text, timestamptz, text),
  public.mark_reconnect(uuid, uuid, text),
  public.mark_action_unavailable(uuid, uuid, text),
  public.trackstar_key_refused(),
  public.record_trackstar_key(boolean),
  public.ingest_trackstar_event(text, text, text, text),
  public.finish_trackstar_event(uuid, text, text),
  public.stands_alone(text)
to service_role;
