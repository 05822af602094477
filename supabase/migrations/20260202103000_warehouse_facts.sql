-- What Swyft knows of connections, warehouses and stock beyond the first schema.

alter table public.trackstar_connections
  add column order_creation text not null default 'off' check (order_creation in ('off', 'swyft', 'wms')),
  add column health text not null default 'ok' check (health in ('ok', 'reconnect', 'disconnected', 'stock_suspect')),
  add column warehouse_customer_id text,
  add column warehouse_selectable boolean not null default true,
  add column stock_stale_since timestamptz,
  add column next_read_at timestamptz not null default now();
comment on column public.trackstar_connections.order_creation is 'Who creates orders in the WMS: off (nobody, publishing is off), swyft, or wms (it imports them itself).';
comment on column public.trackstar_connections.health is 'ok, reconnect (credentials refused), disconnected, or stock_suspect (too much stock vanished at once).';
comment on column public.trackstar_connections.warehouse_customer_id is 'Which customer of a shared 3PL account this shop is; every read filters by it.';
comment on column public.trackstar_connections.warehouse_selectable is 'Whether the WMS can be told the warehouse of an order.';
comment on column public.trackstar_connections.stock_stale_since is 'Since when a failing sync makes this stock older than it looks; null while syncing works.';
comment on column public.trackstar_connections.next_read_at is 'When the next read of this connection may start; keeps all workers together under the API''s limit.';

alter table public.trackstar_warehouses
  add column time_zone text,
  add column daily_capacity integer check (daily_capacity > 0),
  add column cutoff time,
  add column working_days integer[] not null default '{1,2,3,4,5}' check (working_days <@ '{1,2,3,4,5,6,7}'),
  add column countries_served text[],
  add column blocked_skus text[] not null default '{}',
  add column frozen_until timestamptz,
  add column geo_precision text not null default 'none' check (geo_precision in ('given', 'zip5', 'zip3', 'state', 'none')),
  add column given_name text,
  add column shopify_location_id text;
comment on column public.trackstar_warehouses.time_zone is 'IANA time zone for cut-off and working days; null: the shop''s.';
comment on column public.trackstar_warehouses.daily_capacity is 'Orders it accepts per local day; null: no limit.';
comment on column public.trackstar_warehouses.cutoff is 'Local time until which an order leaves the same day; null: any time.';
comment on column public.trackstar_warehouses.working_days is 'ISO weekdays it ships on, 1 Monday to 7 Sunday.';
comment on column public.trackstar_warehouses.countries_served is 'ISO country codes it ships to; null: all.';
comment on column public.trackstar_warehouses.blocked_skus is 'SKUs it must not ship.';
comment on column public.trackstar_warehouses.frozen_until is 'No new orders before this moment.';
comment on column public.trackstar_warehouses.geo_precision is 'Where the coordinates come from: given, zip5, zip3, state, or none (never treated as near).';
comment on column public.trackstar_warehouses.given_name is 'Name the merchant gave here; sync does not touch it.';
comment on column public.trackstar_warehouses.shopify_location_id is 'Shopify location (GID) this warehouse is, for WMSs that import orders themselves.';

alter table public.trackstar_inventory
  add column source_as_of timestamptz,
  add column is_known boolean not null default true,
  add column missing_pulls integer not null default 0;
alter table public.trackstar_inventory alter column available drop not null;
comment on column public.trackstar_inventory.source_as_of is 'When the source''s own copy of this figure was taken.';
comment on column public.trackstar_inventory.is_known is 'False while the source gives no figure: unknown, not zero, and not routable.';
comment on column public.trackstar_inventory.missing_pulls is 'Complete pulls in a row that did not list this SKU; at two it becomes 0.';

create table public.trackstar_products (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.stores (id) on delete cascade,
  trackstar_connection_id uuid not null,
  sku text not null,
  trackstar_product_id text not null,
  name text,
  is_kit boolean not null default false,
  components jsonb not null default '[]',
  is_active boolean not null default true,
  last_synced_at timestamptz not null default now(),
  unique (trackstar_connection_id, trackstar_product_id),
  foreign key (shop_id, trackstar_connection_id) references public.trackstar_connections (shop_id, id) on delete cascade
);
comment on table public.trackstar_products is 'A product of a WMS: what to call a SKU when an order is created there.';
comment on column public.trackstar_products.id is 'Primary key.';
comment on column public.trackstar_products.shop_id is 'The shop.';
comment on column public.trackstar_products.trackstar_connection_id is 'The connection it was read from.';
comment on column public.trackstar_products.sku is 'SKU, exactly as the WMS writes it.';
comment on column public.trackstar_products.trackstar_product_id is 'The WMS''s product id.';
comment on column public.trackstar_products.name is 'Product name in the WMS.';
comment on column public.trackstar_products.is_kit is 'Made of other SKUs; its stock is the scarcest component''s.';
comment on column public.trackstar_products.components is 'Components of a kit: [{sku, unit_quantity}].';
comment on column public.trackstar_products.is_active is 'Active in the WMS.';
comment on column public.trackstar_products.last_synced_at is 'When it was last read.';
create index trackstar_products_sku_idx on public.trackstar_products (shop_id, trackstar_connection_id, sku);
alter table public.trackstar_products enable row level security;
create policy "Service role access" on public.trackstar_products for all to service_role using (true) with check (true);

create table public.stock_changes (
  id bigint generated always as identity primary key,
  shop_id uuid not null references public.stores (id) on delete cascade,
  warehouse_id uuid not null,
  sku text not null,
  changed_at timestamptz not null default now(),
  source_as_of timestamptz,
  available_before integer,
  available_after integer,
  on_hand_after integer,
  cause text not null check (cause in ('sync', 'webhook', 'missing', 'import')),
  foreign key (shop_id, warehouse_id) references public.trackstar_warehouses (shop_id, id) on delete cascade
);
comment on table public.stock_changes is 'One change of a SKU''s stock at a warehouse as it became known; back-tests and forecasts read this.';
comment on column public.stock_changes.id is 'Primary key, in order of writing.';
comment on column public.stock_changes.shop_id is 'The shop.';
comment on column public.stock_changes.warehouse_id is 'The warehouse.';
comment on column public.stock_changes.sku is 'The SKU.';
comment on column public.stock_changes.changed_at is 'When it became known here.';
comment on column public.stock_changes.source_as_of is 'When the source''s copy was taken.';
comment on column public.stock_changes.available_before is 'Available before; null: unknown or first seen.';
comment on column public.stock_changes.available_after is 'Available after; null: unknown.';
comment on column public.stock_changes.on_hand_after is 'On hand after.';
comment on column public.stock_changes.cause is 'sync, webhook, missing (vanished from two pulls) or import.';
create index stock_changes_warehouse_sku_idx on public.stock_changes (shop_id, warehouse_id, sku, id);
alter table public.stock_changes enable row level security;
create policy "Service role access" on public.stock_changes for all to service_role using (true) with check (true);
