-- Every signed delivery is a row before anything is done with it.

create table public.shopify_webhook_events (
  id uuid primary key default gen_random_uuid(),
  webhook_id text not null unique,
  topic text not null,
  shop_domain text not null,
  shop_id uuid references public.stores (id) on delete cascade,
  api_version text,
  event_id text,
  triggered_at timestamptz,
  payload jsonb,
  status text not null default 'received' check (status in ('received', 'processed', 'ignored', 'failed')),
  error_message text,
  processed_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table public.shopify_webhook_events is 'One delivery from Shopify, stored once however often it arrives. Personal data is removed once it is processed.';
comment on column public.shopify_webhook_events.id is 'Primary key.';
comment on column public.shopify_webhook_events.webhook_id is 'X-Shopify-Webhook-Id: the same for every repeat of a delivery.';
comment on column public.shopify_webhook_events.topic is 'Topic as in the header, e.g. orders/create.';
comment on column public.shopify_webhook_events.shop_domain is 'Shop the delivery speaks of.';
comment on column public.shopify_webhook_events.shop_id is 'The shop, once it is known here; events of unknown shops wait for it.';
comment on column public.shopify_webhook_events.api_version is 'API version the payload follows.';
comment on column public.shopify_webhook_events.event_id is 'X-Shopify-Event-Id: shared by all deliveries of one action.';
comment on column public.shopify_webhook_events.triggered_at is 'When the action happened.';
comment on column public.shopify_webhook_events.payload is 'The body; null when it was unreadable or has been cleared.';
comment on column public.shopify_webhook_events.status is 'received, processed, ignored (a topic or event without effect) or failed.';
comment on column public.shopify_webhook_events.error_message is 'Why it failed.';
comment on column public.shopify_webhook_events.processed_at is 'When its effect was complete.';
comment on column public.shopify_webhook_events.created_at is 'When it arrived first.';
create index shopify_webhook_events_shop_idx on public.shopify_webhook_events (shop_id, created_at);
create index shopify_webhook_events_waiting_idx on public.shopify_webhook_events (shop_domain) where shop_id is null;
alter table public.shopify_webhook_events enable row level security;
create policy "Service role access" on public.shopify_webhook_events for all to service_role using (true) with check (true);

alter table public.trackstar_webhook_events
  add column status text not null default 'received' check (status in ('received', 'processed', 'ignored', 'failed')),
  add column error_message text;
comment on column public.trackstar_webhook_events.status is 'received, processed, ignored or failed.';
comment on column public.trackstar_webhook_events.error_message is 'Why it failed.';
