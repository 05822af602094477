-- Facts about an order that routing needs, and the marks that keep late or repeated events harmless.

alter table public.unified_orders
  add column source_updated_at timestamptz,
  add column source_triggered_at timestamptz,
  add column source_event_id text,
  add column cancelled_at timestamptz,
  add column deleted_at timestamptz,
  add column redacted_at timestamptz,
  add column is_test boolean not null default false,
  add column is_confirmed boolean not null default true,
  add column financial_status text,
  add column routing_status text not null default 'held',
  add column routing_reason text,
  add column facts_version integer not null default 1,
  add column shipping_method text,
  add column tags text[] not null default '{}',
  add column destination_latitude numeric,
  add column destination_longitude numeric,
  add constraint unified_orders_routing_status_known check (
    routing_status in ('held', 'pending', 'routed', 'split', 'unfillable', 'needs_review', 'change_pending')
  );

comment on column public.unified_orders.source_updated_at is 'When the sales channel last changed the order; an older version never overwrites a newer one.';
comment on column public.unified_orders.source_triggered_at is 'When the channel sent the version stored here; second in the order of truth.';
comment on column public.unified_orders.source_event_id is 'Webhook that brought the version stored here; last in the order of truth.';
comment on column public.unified_orders.cancelled_at is 'When the order was cancelled; once set it stays.';
comment on column public.unified_orders.deleted_at is 'When the channel deleted the order; once set it stays.';
comment on column public.unified_orders.redacted_at is 'When personal data was removed on request; later versions may not bring it back.';
comment on column public.unified_orders.is_test is 'A test order of the channel; never routed, never counted.';
comment on column public.unified_orders.is_confirmed is 'The channel has confirmed the order.';
comment on column public.unified_orders.financial_status is 'Payment state as the channel names it, lower case (pending, authorized, paid, ...).';
comment on column public.unified_orders.routing_status is 'held, pending (waiting for its decision), routed, split, unfillable, needs_review or change_pending.';
comment on column public.unified_orders.routing_reason is 'Why the order is held, unfillable or in review; null otherwise.';
comment on column public.unified_orders.facts_version is 'Grows when address, lines or payment change; a decision made on older facts is not saved.';
comment on column public.unified_orders.shipping_method is 'Title of the shipping method the customer chose.';
comment on column public.unified_orders.tags is 'Tags of the order in its channel.';
comment on column public.unified_orders.destination_latitude is 'Latitude of the ship-to place, from the channel or geocoded.';
comment on column public.unified_orders.destination_longitude is 'Longitude of the ship-to place, from the channel or geocoded.';

create index unified_orders_shop_status_idx on public.unified_orders (shop_id, routing_status, order_date desc, id desc);
create index unified_orders_shop_newest_idx on public.unified_orders (shop_id, order_date desc, id desc);
create index unified_orders_shop_number_idx on public.unified_orders (shop_id, external_order_number);
create index unified_orders_shop_email_idx on public.unified_orders (shop_id, lower(customer_email));

create table public.order_history (
  id bigint generated always as identity primary key,
  shop_id uuid not null references public.stores (id) on delete cascade,
  order_id uuid not null,
  at timestamptz not null default now(),
  kind text not null,
  details jsonb not null default '{}',
  actor text not null default 'swyft',
  foreign key (shop_id, order_id) references public.unified_orders (shop_id, id) on delete cascade
);
comment on table public.order_history is 'One line of an order''s story: received, decided, published, shipped, changed; never personal data.';
comment on column public.order_history.id is 'Primary key, in order of writing.';
comment on column public.order_history.shop_id is 'The shop.';
comment on column public.order_history.order_id is 'The order.';
comment on column public.order_history.at is 'When it happened.';
comment on column public.order_history.kind is 'What happened: received, updated, held, decided, unfillable, publishing, published, publish_failed, rejected, shipped, cancelled, reservation_released, ...';
comment on column public.order_history.details is 'Facts that make the line readable, without personal data.';
comment on column public.order_history.actor is 'swyft, or the person who did it.';
create index order_history_order_idx on public.order_history (shop_id, order_id, id);
alter table public.order_history enable row level security;
create policy "Service role access" on public.order_history for all to service_role using (true) with check (true);
