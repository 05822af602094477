-- Leaving, and being forgotten: uninstalls and the three compliance topics.

create table public.customer_exports (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.stores (id) on delete cascade,
  request_id text not null,
  customer_id text,
  document jsonb not null,
  created_at timestamptz not null default now(),
  unique (shop_id, request_id)
);
comment on table public.customer_exports is 'What Swyft holds about one customer, made on request; an operator copies it for the merchant from here. Removed after 30 days and when the customer is redacted.';
comment on column public.customer_exports.id is 'Primary key.';
comment on column public.customer_exports.shop_id is 'The shop.';
comment on column public.customer_exports.request_id is 'Shopify''s number of the request.';
comment on column public.customer_exports.customer_id is 'The customer''s number in Shopify.';
comment on column public.customer_exports.document is 'The export: the customer''s orders with every personal field, and their packages.';
comment on column public.customer_exports.created_at is 'When it was made.';
alter table public.customer_exports enable row level security;
create policy "Service role access" on public.customer_exports for all to service_role using (true) with check (true);

-- Uninstall -------------------------------------------------------------------------------------------------

create function public.cancel_shop_jobs(p_shop_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_jobs bigint[];
begin
  select coalesce(array_agg(j.id), '{}') into v_jobs
  from graphile_worker._private_jobs j
  where j.payload ->> 'shopId' = p_shop_id::text and j.locked_at is null;
  perform graphile_worker.complete_jobs(v_jobs);
  return cardinality(v_jobs);
end $$;
comment on function public.cancel_shop_jobs(uuid) is 'Takes a shop''s waiting jobs out of the queue; answers how many. One that runs right now finds its shop inactive.';

create function public.uninstall_shop(p_shop_domain text, p_at timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_store public.stores;
  v_jobs integer;
begin
  select * into v_store from public.stores where shop_domain = lower(p_shop_domain) for update;
  if v_store.id is null then
    return 'unknown-shop';
  elsif p_at < v_store.installed_at then
    return 'older-than-install';
  elsif not v_store.is_active then
    return 'already-uninstalled';
  elsif v_store.seen_at > p_at + interval '70 seconds' then
    -- Longer than a session token lives: the shop is back and this news is late. Offline tokens live an hour, so
    -- these are the ones that ended with the old installation.
    delete from public.shopify_sessions
    where shop = v_store.shop_domain and (expires is null or expires < p_at + interval '1 hour');
    return 'older-than-install';
  end if;

  update public.stores set is_active = false, uninstalled_at = p_at where id = v_store.id;
  perform public.delete_sessions(v_store.shop_domain);
  update public.trackstar_connections
  set is_active = false, health = 'reconnect', stock_stale_since = coalesce(stock_stale_since, p_at),
      last_error = 'The app was uninstalled.'
  where shop_id = v_store.id and is_active and health <> 'disconnected';
  update public.trackstar_connections set is_active = false where shop_id = v_store.id and is_active;
  v_jobs := public.cancel_shop_jobs(v_store.id);
  insert into public.audit_log (shop_id, actor, action, subject, details)
  values (v_store.id, 'shopify', 'shop_uninstalled', 'shop', jsonb_build_object('jobs_cancelled', v_jobs));
  return 'uninstalled';
end $$;
comment on function public.uninstall_shop(text, timestamptz) is
  'The shop removed the app: sessions deleted, connections to be linked again, waiting jobs cancelled, data kept. Answers uninstalled, or, with nothing changed, already-uninstalled, older-than-install or unknown-shop.';

create function public.delete_sessions(p_shop_domain text) returns void
language sql set search_path = '' as $$
  with gone as (
    delete from public.shopify_sessions where shop = p_shop_domain returning id
  )
  delete from public.token_refresh_leases where session_id in (select id from gone)
$$;
comment on function public.delete_sessions(text) is 'Forgets a shop''s sessions with their tokens.';

-- Customers -------------------------------------------------------------------------------------------------

create function public.orders_of_customer(p_shop_id uuid, p_external_order_ids text[], p_email text)
returns table (order_id uuid)
language sql stable set search_path = '' as $$
  select id from public.unified_orders where shop_id = p_shop_id and external_order_id = any (p_external_order_ids)
  union
  select id from public.unified_orders where shop_id = p_shop_id and lower(customer_email) = lower(p_email)
$$;
comment on function public.orders_of_customer(uuid, text[], text) is
  'Orders of a customer: those Shopify names and those with the customer''s email.';

create function public.export_customer(
  p_shop_domain text, p_request_id text, p_external_order_ids text[], p_customer_id text default null,
  p_email text default null
) returns text
language plpgsql set search_path = '' as $$
declare
  v_shop_id constant uuid := (select id from public.stores where shop_domain = lower(p_shop_domain));
  v_orders jsonb;
begin
  if v_shop_id is null then
    return 'unknown-shop';
  end if;
  select coalesce(jsonb_agg(jsonb_build_object(
    'order', o.external_order_id, 'number', o.external_order_number, 'placed_at', o.order_date,
    'email', o.customer_email, 'name', o.ship_to_name, 'address1', o.ship_to_address1, 'address2', o.ship_to_address2,
    'city', o.ship_to_city, 'state', o.ship_to_state, 'postal_code', o.ship_to_postal_code, 'country', o.ship_to_country,
    'phone', o.ship_to_phone, 'latitude', o.destination_latitude, 'longitude', o.destination_longitude,
    'total_price', o.total_price, 'currency', o.currency, 'tags', to_jsonb(o.tags), 'lines', o.line_items,
    'shipments', (
      select coalesce(jsonb_agg(jsonb_build_object('number', s.number, 'status', s.status, 'tracking', s.tracking)
                                order by s.number), '[]')
      from public.shipments s where s.shop_id = v_shop_id and s.order_id = o.id)
  ) order by o.order_date, o.id), '[]')
  into v_orders
  from public.unified_orders o
  join public.orders_of_customer(v_shop_id, p_external_order_ids, p_email) mine on mine.order_id = o.id
  where o.shop_id = v_shop_id;

  delete from public.customer_exports where created_at < now() - interval '30 days';
  insert into public.customer_exports (shop_id, request_id, customer_id, document)
  values (
    v_shop_id, p_request_id, p_customer_id,
    jsonb_build_object('customer', jsonb_build_object('id', p_customer_id, 'email', p_email), 'orders', v_orders))
  on conflict (shop_id, request_id) do nothing;
  if found then
    insert into public.audit_log (shop_id, actor, action, subject, details)
    values (v_shop_id, 'shopify', 'customer_exported', 'data_request:' || p_request_id,
            jsonb_build_object('orders', jsonb_array_length(v_orders)));
  end if;
  return 'exported';
end $$;
comment on function public.export_customer(text, text, text[], text, text) is
  'Writes what is held about a customer into customer_exports, once per request: exported, or unknown-shop.';

create function public.redact_customer(
  p_shop_domain text, p_external_order_ids text[], p_customer_id text default null, p_email text default null
) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_shop_id constant uuid := (select id from public.stores where shop_domain = lower(p_shop_domain));
  v_orders uuid[] := '{}';
  v_exports integer := 0;
  v_trackstar_events integer := 0;
  v_shopify_events integer;
  v_counts json;
begin
  if v_shop_id is not null then
    insert into public.order_redactions (shop_id, external_order_id)
    select v_shop_id, unnest(p_external_order_ids) on conflict do nothing;
    select coalesce(array_agg(order_id), '{}') into v_orders
    from public.orders_of_customer(v_shop_id, p_external_order_ids, p_email);
    -- While the words that find them are still there.
    v_trackstar_events := public.clear_trackstar_events(v_shop_id, v_orders, p_email);
    perform public.redact_orders(v_shop_id, v_orders);
    delete from public.customer_exports
    where shop_id = v_shop_id
      and (customer_id = p_customer_id or lower(document #>> '{customer,email}') = lower(p_email)
           or created_at < now() - interval '30 days');
    get diagnostics v_exports = row_count;
  end if;
  v_shopify_events := public.clear_shopify_events(lower(p_shop_domain), v_shop_id, p_external_order_ids, p_customer_id, p_email);

  v_counts := json_build_object(
    'orders', cardinality(v_orders), 'shopify_events', v_shopify_events, 'trackstar_events', v_trackstar_events,
    'exports', v_exports);
  insert into public.audit_log (shop_id, actor, action, subject, details)
  values (v_shop_id, 'shopify', 'customer_redacted', 'customer:' || coalesce(p_customer_id, 'unknown'), v_counts::jsonb);
  return v_counts;
end $$;
comment on function public.redact_customer(text, text[], text, text) is
  'Removes every personal column of a customer and keeps it from coming back; answers how many rows of each kind it cleared. docs/data-map.md names the columns.';

create function public.redact_orders(p_shop_id uuid, p_orders uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from public.unified_orders where shop_id = p_shop_id and id = any (p_orders) order by id for update;

  -- What is not in a WMS yet must not get there without an address; what an attempt may have brought there is looked
  -- for and taken back.
  perform public.withdraw_decision(p_shop_id, o.id, 'no_address')
  from public.unified_orders o
  where o.shop_id = p_shop_id and o.id = any (p_orders)
    and exists (
      select from public.shipments s
      where s.shop_id = p_shop_id and s.order_id = o.id and s.status in ('planned', 'failed', 'publishing')
    );

  update public.unified_orders
  set customer_email = null, ship_to_name = null, ship_to_address1 = null, ship_to_address2 = null,
      ship_to_city = null, ship_to_postal_code = null, ship_to_phone = null,
      destination_latitude = null, destination_longitude = null, tags = '{}', hold_note = null,
      redacted_at = coalesce(redacted_at, now()),
      routing_reason = case when routing_status in ('pending', 'unfillable') then 'no_address'
                            when routing_status = 'change_pending' then coalesce(routing_reason, 'no_address')
                            else routing_reason end,
      facts_version = facts_version + case when routing_status in ('pending', 'unfillable') then 1 else 0 end,
      routing_status = case when routing_status in ('pending', 'unfillable') then 'held' else routing_status end
  where shop_id = p_shop_id and id = any (p_orders);
  insert into public.order_redactions (shop_id, external_order_id)
  select shop_id, external_order_id from public.unified_orders
  where shop_id = p_shop_id and id = any (p_orders)
  on conflict do nothing;

  -- Words of a WMS may quote what they refuse.
  update public.shipments set tracking = '[]', error_message = null, updated_at = now()
  where shop_id = p_shop_id and order_id = any (p_orders);
  update public.warehouse_refusals set message = '(removed)'
  where shop_id = p_shop_id and order_id = any (p_orders);
  update public.routing_decisions set choice_reason = null
  where shop_id = p_shop_id and order_id = any (p_orders) and choice_reason is not null;
  update public.order_history h
  set details = (
    select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(h.details)
    where key in ('outcome', 'reason', 'changed', 'kind', 'number', 'warehouse_id', 'decision_id', 'wms_status', 'wms_order_id'))
  where h.shop_id = p_shop_id and h.order_id = any (p_orders);

  insert into public.order_history (shop_id, order_id, kind)
  select p_shop_id, unnest(p_orders), 'redacted';
end $$;
comment on function public.redact_orders(uuid, uuid[]) is
  'Part of redacting a customer: the personal columns of orders and of what hangs on them.';

create function public.clear_shopify_events(
  p_shop_domain text, p_shop_id uuid, p_external_order_ids text[], p_customer_id text, p_email text
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_waiting text[];
  v_cleared integer;
begin
  with cleared as (
    update public.shopify_webhook_events e
    set payload = null,
        status = case when e.status = 'received' then 'ignored' else e.status end,
        processed_at = coalesce(e.processed_at, now())
    from (
      select id, status as old_status,
             case when topic in ('orders/edited') then payload #>> '{order_edit,order_id}'
                  when topic = 'refunds/create' then payload ->> 'order_id'
                  when topic like 'orders/%' then payload ->> 'id' end as order_number,
             payload
      from public.shopify_webhook_events
      where shop_domain = p_shop_domain and payload is not null
        -- The request itself is one of those; it has yet to be answered.
        and (status = 'failed'
             or topic not in ('app/uninstalled', 'shop/redact', 'customers/redact', 'customers/data_request'))
    ) found
    where e.id = found.id
      and ('gid://shopify/Order/' || found.order_number = any (p_external_order_ids)
           or found.payload ->> 'admin_graphql_api_id' = any (p_external_order_ids)
           or found.payload #>> '{customer,id}' = p_customer_id
           or position(lower(p_email) in lower(found.payload::text)) > 0)
    returning e.shop_id, found.old_status,
              coalesce(case when found.payload ->> 'admin_graphql_api_id' like 'gid://shopify/Order/%'
                            then found.payload ->> 'admin_graphql_api_id' end,
                       'gid://shopify/Order/' || found.order_number) as external_order_id
  )
  select count(*), array_agg(distinct external_order_id) filter (where old_status = 'received' and shop_id is not null)
  into v_cleared, v_waiting from cleared;

  -- What had not been taken in yet is read again, without what must not be kept.
  perform public.request_reread(p_shop_id, id) from unnest(v_waiting) as id where id is not null;
  return v_cleared;
end $$;
comment on function public.clear_shopify_events(text, uuid, text[], text, text) is
  'Part of redacting a customer: payloads still kept that speak of the customer; an order that was still waiting is read again.';

create function public.clear_trackstar_events(p_shop_id uuid, p_orders uuid[], p_email text) returns integer
language plpgsql set search_path = '' as $$
declare
  v_words text[];
  v_cleared integer;
begin
  -- Quoted as JSON writes them, so that order 100 does not find order 1001.
  select array_agg(lower(to_jsonb(word)::text)) into v_words
  from (
    select external_order_number as word from public.unified_orders where shop_id = p_shop_id and id = any (p_orders)
    union select number from public.shipments where shop_id = p_shop_id and order_id = any (p_orders)
    union select id::text from public.shipments where shop_id = p_shop_id and order_id = any (p_orders)
    union select wms_order_id from public.shipments where shop_id = p_shop_id and order_id = any (p_orders)
    union select p_email
  ) words
  where word <> '';

  update public.trackstar_webhook_events e
  set payload = '{}'
  where e.shop_id = p_shop_id and e.payload <> '{}'
    and exists (select from unnest(v_words) word where position(word in lower(e.payload::text)) > 0);
  get diagnostics v_cleared = row_count;
  return v_cleared;
end $$;
comment on function public.clear_trackstar_events(uuid, uuid[], text) is
  'Part of redacting a customer: payloads that name one of the customer''s orders or the email.';

-- Shops -----------------------------------------------------------------------------------------------------

create function public.redact_shop(p_shop_domain text, p_at timestamptz default null) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_domain constant text := lower(p_shop_domain);
  v_store public.stores;
begin
  select * into v_store from public.stores where shop_domain = v_domain for update;
  if v_store.id is not null and (p_at < v_store.installed_at or (p_at is null and v_store.is_active)) then
    insert into public.audit_log (shop_id, actor, action, subject)
    values (v_store.id, 'shopify', 'shop_redact_ignored', 'shop');
    return 'older-than-install';
  end if;

  if v_store.id is not null then
    update public.stores set is_active = false, uninstalled_at = coalesce(uninstalled_at, p_at, now()) where id = v_store.id;
    perform public.cancel_shop_jobs(v_store.id);
    if exists (
      select from public.trackstar_connections
      where shop_id = v_store.id and access_token is not null and health <> 'disconnected'
    ) then
      return 'linked';
    elsif public.delete_shop_slice(v_store.id) then
      return 'more';
    end if;
  end if;
  perform public.delete_sessions(v_domain);
  delete from public.shopify_webhook_events where shop_domain = v_domain;
  delete from public.stores where id = v_store.id;
  insert into public.audit_log (shop_id, actor, action, subject)
  values (v_store.id, 'shopify', 'shop_redacted', 'shop');
  return 'redacted';
end $$;
comment on function public.redact_shop(text, timestamptz) is
  'Deletes all rows of a shop, a slice per call: linked (nothing deleted: its connections have to be ended first), more, redacted, or, for a request older than the current installation, older-than-install.';

create function public.delete_shop_slice(p_shop_id uuid) returns boolean
language plpgsql set search_path = '' as $$
begin
  -- What grows with orders and time; the rest goes with the shop's own row. A slice stays well under the
  -- statement timeout of the data API.
  delete from public.unified_orders
  where id in (select id from public.unified_orders where shop_id = p_shop_id limit 2000);
  if found then return true; end if;
  delete from public.stock_changes
  where id in (select id from public.stock_changes where shop_id = p_shop_id limit 20000);
  if found then return true; end if;
  delete from public.trackstar_webhook_events
  where id in (select id from public.trackstar_webhook_events where shop_id = p_shop_id limit 10000);
  if found then return true; end if;
  delete from public.trackstar_inventory
  where id in (select id from public.trackstar_inventory where shop_id = p_shop_id limit 10000);
  return found;
end $$;
comment on function public.delete_shop_slice(uuid) is 'Part of redacting a shop: deletes some of its many rows; false when none are left.';

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.cancel_shop_jobs(uuid)', 'public.uninstall_shop(text, timestamptz)', 'public.delete_sessions(text)',
    'public.orders_of_customer(uuid, text[], text)', 'public.export_customer(text, text, text[], text, text)',
    'public.redact_customer(text, text[], text, text)', 'public.redact_orders(uuid, uuid[])',
    'public.clear_shopify_events(text, uuid, text[], text, text)', 'public.clear_trackstar_events(uuid, uuid[], text)',
    'public.redact_shop(text, timestamptz)', 'public.delete_shop_slice(uuid)'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
