-- Shipments, reservations and daily counters: what a saved decision changes.

alter table public.routing_decisions
  add column outcome text not null default 'routed' check (outcome in ('routed', 'split', 'held', 'unfillable', 'needs_review')),
  add column reason text,
  add column details jsonb not null default '{}',
  add column order_facts_version integer not null default 1,
  add column settings_version integer not null default 1,
  add column engine_version text not null default '1',
  add column is_current boolean not null default true;
alter table public.routing_decisions alter column selected_warehouse_id drop not null;
comment on column public.routing_decisions.outcome is 'routed, split, held, unfillable or needs_review.';
comment on column public.routing_decisions.reason is 'Reason code when nothing or not everything was allocated.';
comment on column public.routing_decisions.details is 'The whole decision as the engine gave it: raw values, exclusions, allocations, stock ages, rules, counterfactuals.';
comment on column public.routing_decisions.order_facts_version is 'Version of the order''s facts it was made on.';
comment on column public.routing_decisions.settings_version is 'Version of the shop''s settings it was made with.';
comment on column public.routing_decisions.engine_version is 'Version of the engine that made it.';
comment on column public.routing_decisions.is_current is 'The decision in force; at most one per order.';
create unique index routing_decisions_one_current_idx on public.routing_decisions (order_id) where is_current;

create type public.shipment_status as enum (
  'planned', 'publishing', 'published', 'shipped', 'cancel_requested', 'cancelled', 'rejected', 'failed'
);

create table public.shipments (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.stores (id) on delete cascade,
  order_id uuid not null,
  decision_id uuid not null,
  warehouse_id uuid not null,
  number text not null,
  status public.shipment_status not null default 'planned',
  lines jsonb not null,
  units integer not null check (units > 0),
  publish_attempts integer not null default 0,
  last_attempt_at timestamptz,
  published_at timestamptz,
  wms_order_id text,
  wms_status text,
  wms_warehouse_id text,
  tracking jsonb not null default '[]',
  error_message text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (shop_id, id),
  unique (shop_id, order_id, number),
  foreign key (shop_id, order_id) references public.unified_orders (shop_id, id) on delete cascade,
  foreign key (shop_id, warehouse_id) references public.trackstar_warehouses (shop_id, id) on delete cascade,
  foreign key (shop_id, decision_id) references public.routing_decisions (shop_id, id) on delete cascade
);
comment on table public.shipments is 'All units of one order that one warehouse ships; its id is the idempotency key towards the WMS.';
comment on column public.shipments.id is 'Primary key; also the Idempotency-Key and reference id in the WMS.';
comment on column public.shipments.shop_id is 'The shop.';
comment on column public.shipments.order_id is 'The order.';
comment on column public.shipments.decision_id is 'The decision that made it.';
comment on column public.shipments.warehouse_id is 'The warehouse that ships it.';
comment on column public.shipments.number is 'Order number in the WMS: 1001, a second shipment 1001-2.';
comment on column public.shipments.status is 'planned, publishing (an attempt is on its way or its answer unknown), published, shipped, cancel_requested, cancelled, rejected or failed.';
comment on column public.shipments.lines is 'Allocations: [{line_id, sku, quantity}].';
comment on column public.shipments.units is 'Units over all lines.';
comment on column public.shipments.publish_attempts is 'Attempts to create it in the WMS.';
comment on column public.shipments.last_attempt_at is 'When the last attempt began; a look-up only counts after a crawl begun later.';
comment on column public.shipments.published_at is 'When the WMS accepted it.';
comment on column public.shipments.wms_order_id is 'Order id in the WMS.';
comment on column public.shipments.wms_status is 'Status in the WMS, as Trackstar names it.';
comment on column public.shipments.wms_warehouse_id is 'Warehouse the WMS itself says it ships from.';
comment on column public.shipments.tracking is 'Packages: [{tracking_number, tracking_url, carrier}].';
comment on column public.shipments.error_message is 'Last refusal or failure, as the WMS worded it.';
comment on column public.shipments.created_at is 'Record creation.';
comment on column public.shipments.updated_at is 'Last modification.';
create index shipments_decision_idx on public.shipments (shop_id, decision_id);
create index shipments_warehouse_idx on public.shipments (shop_id, warehouse_id);
create index shipments_wms_order_idx on public.shipments (shop_id, wms_order_id);
create index shipments_unfinished_idx on public.shipments (status, last_attempt_at) where status in ('planned', 'publishing');
alter table public.shipments enable row level security;
create policy "Service role access" on public.shipments for all to service_role using (true) with check (true);

create table public.inventory_reservations (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.stores (id) on delete cascade,
  shipment_id uuid not null,
  warehouse_id uuid not null,
  sku text not null,
  quantity integer not null check (quantity > 0),
  created_at timestamptz not null default now(),
  accepted_at timestamptz,
  released_at timestamptz,
  release_reason text check (release_reason in ('in_source', 'cancelled', 'fulfilled', 'rejected', 'expired', 'superseded')),
  foreign key (shop_id, shipment_id) references public.shipments (shop_id, id) on delete cascade,
  foreign key (shop_id, warehouse_id) references public.trackstar_warehouses (shop_id, id) on delete cascade
);
comment on table public.inventory_reservations is 'Units promised to a shipment that the source''s stock figures do not show yet.';
comment on column public.inventory_reservations.id is 'Primary key.';
comment on column public.inventory_reservations.shop_id is 'The shop.';
comment on column public.inventory_reservations.shipment_id is 'The shipment they are promised to.';
comment on column public.inventory_reservations.warehouse_id is 'The warehouse they lie in.';
comment on column public.inventory_reservations.sku is 'The SKU.';
comment on column public.inventory_reservations.quantity is 'Units.';
comment on column public.inventory_reservations.created_at is 'When they were promised.';
comment on column public.inventory_reservations.accepted_at is 'When the WMS accepted the order; a crawl begun later contains it.';
comment on column public.inventory_reservations.released_at is 'When the promise ended; null while it counts.';
comment on column public.inventory_reservations.release_reason is 'in_source, cancelled, fulfilled, rejected, expired or superseded.';
create index inventory_reservations_open_idx on public.inventory_reservations (shop_id, warehouse_id, sku) where released_at is null;
create index inventory_reservations_shipment_idx on public.inventory_reservations (shop_id, shipment_id);
create index inventory_reservations_warehouse_idx on public.inventory_reservations (shop_id, warehouse_id);
alter table public.inventory_reservations enable row level security;
create policy "Service role access" on public.inventory_reservations for all to service_role using (true) with check (true);

create table public.safety_stock (
  shop_id uuid not null references public.stores (id) on delete cascade,
  warehouse_id uuid not null,
  sku text not null,
  quantity integer not null check (quantity >= 0),
  primary key (shop_id, warehouse_id, sku),
  foreign key (shop_id, warehouse_id) references public.trackstar_warehouses (shop_id, id) on delete cascade
);
comment on table public.safety_stock is 'Units of a SKU a warehouse keeps back from routing.';
comment on column public.safety_stock.shop_id is 'The shop.';
comment on column public.safety_stock.warehouse_id is 'The warehouse.';
comment on column public.safety_stock.sku is 'The SKU.';
comment on column public.safety_stock.quantity is 'Units kept back.';
alter table public.safety_stock enable row level security;
create policy "Service role access" on public.safety_stock for all to service_role using (true) with check (true);

create table public.warehouse_days (
  shop_id uuid not null references public.stores (id) on delete cascade,
  warehouse_id uuid not null,
  day date not null,
  orders integer not null default 0 check (orders >= 0),
  primary key (shop_id, warehouse_id, day),
  foreign key (shop_id, warehouse_id) references public.trackstar_warehouses (shop_id, id) on delete cascade
);
comment on table public.warehouse_days is 'Orders given to a warehouse on one of its local days; the counter behind daily capacity.';
comment on column public.warehouse_days.shop_id is 'The shop.';
comment on column public.warehouse_days.warehouse_id is 'The warehouse.';
comment on column public.warehouse_days.day is 'The warehouse''s local day.';
comment on column public.warehouse_days.orders is 'Shipments decided for that day.';
alter table public.warehouse_days enable row level security;
create policy "Service role access" on public.warehouse_days for all to service_role using (true) with check (true);

create table public.warehouse_refusals (
  shop_id uuid not null references public.stores (id) on delete cascade,
  order_id uuid not null,
  warehouse_id uuid not null,
  at timestamptz not null default now(),
  message text not null,
  primary key (shop_id, order_id, warehouse_id),
  foreign key (shop_id, order_id) references public.unified_orders (shop_id, id) on delete cascade,
  foreign key (shop_id, warehouse_id) references public.trackstar_warehouses (shop_id, id) on delete cascade
);
comment on table public.warehouse_refusals is 'A warehouse that refused an order is not chosen for it again.';
comment on column public.warehouse_refusals.shop_id is 'The shop.';
comment on column public.warehouse_refusals.order_id is 'The order.';
comment on column public.warehouse_refusals.warehouse_id is 'The warehouse that refused.';
comment on column public.warehouse_refusals.at is 'When.';
comment on column public.warehouse_refusals.message is 'How the WMS worded it.';
create index warehouse_refusals_warehouse_idx on public.warehouse_refusals (shop_id, warehouse_id);
alter table public.warehouse_refusals enable row level security;
create policy "Service role access" on public.warehouse_refusals for all to service_role using (true) with check (true);
