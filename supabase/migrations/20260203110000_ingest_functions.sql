-- Signed deliveries become rows and jobs.

create function public.ingest_shopify_event(
  p_webhook_id text, p_topic text, p_shop_domain text, p_api_version text default null,
  p_triggered_at timestamptz default null, p_event_id text default null, p_body text default null
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_domain constant text := lower(p_shop_domain);
  v_payload jsonb;
  v_readable boolean;
  v_shop_id uuid;
  v_id uuid;
begin
  begin
    v_payload := p_body::jsonb;
  exception when others then
    v_payload := null;
  end;
  v_readable := coalesce(jsonb_typeof(v_payload) = 'object', false);

  -- An uninstalled shop is as good as unknown: what still comes for it waits for its return, or its redaction.
  select id into v_shop_id from public.stores where shop_domain = v_domain and is_active;

  insert into public.shopify_webhook_events (
    webhook_id, topic, shop_domain, shop_id, api_version, event_id, triggered_at, payload, status, error_message
  )
  values (
    p_webhook_id, p_topic, v_domain, v_shop_id, p_api_version, p_event_id, p_triggered_at,
    case when v_readable then v_payload end,
    case when v_readable then 'received' else 'failed' end,
    case when not v_readable then 'the body is not a JSON object' end
  )
  on conflict (webhook_id) do nothing
  returning id into v_id;

  if v_id is null then
    return 'duplicate';
  elsif not v_readable then
    return 'unreadable';
  end if;
  if v_shop_id is not null
     or p_topic in ('app/uninstalled', 'shop/redact', 'customers/redact', 'customers/data_request') then
    perform graphile_worker.add_job(
      'process_shopify_event', json_build_object('eventId', v_id),
      priority := 0, job_key := 'shopify-event:' || v_id, max_attempts := 10);
  end if;
  return 'stored';
end $$;
comment on function public.ingest_shopify_event(text, text, text, text, timestamptz, text, text) is
  'Stores a signed delivery under its webhook id and enqueues it: stored, duplicate (nothing written) or unreadable (stored as failed). Deliveries of unknown shops wait for their shop.';

create function public.load_shopify_event(p_event_id uuid) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'id', e.id, 'webhook_id', e.webhook_id, 'topic', e.topic, 'shop_domain', e.shop_domain, 'status', e.status,
    'triggered_at', e.triggered_at, 'received_at', e.created_at,
    -- Text inside the answer: ids above 2^53 would lose digits on their way as JSON numbers.
    'payload', e.payload::text,
    'shop', (
      select json_build_object(
        'id', s.id, 'domain', s.shop_domain, 'channel_id', c.id, 'settings', s.settings,
        'routing_from', s.routing_from, 'takes_orders', c.is_active and c.sync_orders)
      from public.stores s
      join public.sales_channels c on c.shop_id = s.id and c.channel_type = 'shopify'
      where s.shop_domain = e.shop_domain and s.is_active
    )
  )
  from public.shopify_webhook_events e
  where e.id = p_event_id
$$;
comment on function public.load_shopify_event(uuid) is
  'A stored delivery with its payload as text and its shop, if that is installed; null when there is no such delivery.';

create function public.load_order_source(p_shop_id uuid, p_external_order_id text) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'id', s.id, 'domain', s.shop_domain, 'channel_id', c.id, 'settings', s.settings, 'routing_from', s.routing_from,
    'takes_orders', c.is_active and c.sync_orders,
    'order_date', (
      select o.order_date from public.unified_orders o
      where o.shop_id = s.id and o.external_order_id = p_external_order_id
    ))
  from public.stores s
  join public.sales_channels c on c.shop_id = s.id and c.channel_type = 'shopify'
  where s.id = p_shop_id and s.is_active
$$;
comment on function public.load_order_source(uuid, text) is
  'What reading an order again from its shop needs; null when the shop is not installed.';

create function public.finish_shopify_event(p_event_id uuid, p_status text, p_error text default null) returns void
language sql set search_path = '' as $$
  update public.shopify_webhook_events
  set status = p_status,
      error_message = p_error,
      processed_at = now(),
      -- Only what failed is kept for somebody to look at; everything else has had its effect.
      payload = case when p_status = 'failed' then payload end
  where id = p_event_id
$$;
comment on function public.finish_shopify_event(uuid, text, text) is
  'Closes a delivery as processed, ignored or failed; the payload of the first two is removed.';

create function public.park_shopify_event(p_event_id uuid) returns void
language sql set search_path = '' as $$
  update public.shopify_webhook_events set shop_id = null where id = p_event_id and status = 'received'
$$;
comment on function public.park_shopify_event(uuid) is
  'The shop of this delivery is not installed (any more): it waits as those of unknown shops do.';

create function public.request_reread(p_shop_id uuid, p_external_order_id text) returns void
language sql security definer set search_path = '' as $$
  select graphile_worker.add_job(
    'reread_order', json_build_object('shopId', p_shop_id, 'externalOrderId', p_external_order_id),
    priority := 0, job_key := 'reread:' || p_shop_id || ':' || p_external_order_id, max_attempts := 10)
$$;
comment on function public.request_reread(uuid, text) is 'Enqueues reading an order again from its shop.';

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.ingest_shopify_event(text, text, text, text, timestamptz, text, text)',
    'public.load_shopify_event(uuid)', 'public.load_order_source(uuid, text)',
    'public.finish_shopify_event(uuid, text, text)', 'public.park_shopify_event(uuid)',
    'public.request_reread(uuid, text)'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
