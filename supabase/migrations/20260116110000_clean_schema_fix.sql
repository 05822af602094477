-- The catalogue and the transfers between warehouses.

create type public.transfer_status as enum ('recommended', 'approved', 'in_transit', 'completed', 'cancelled');
create type public.transfer_urgency as enum ('critical', 'high', 'medium', 'low');

-- unified_products -----------------------------------------------------------------------------------------

create table public.unified_products (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.stores (id) on delete cascade,
  sku text not null check (sku <> ''),
  title text not null,
  description text,
  vendor text,
  product_type text,
  tags text[] not null default '{}' check (array_position(tags, null) is null),
  weight numeric check (weight >= 0),
  weight_unit text,
  dimensions jsonb check (jsonb_typeof(dimensions) = 'object'),
  images jsonb not null default '[]' check (jsonb_typeof(images) = 'array'),
  variants jsonb not null default '[]' check (jsonb_typeof(variants) = 'array'),
  channel_mappings jsonb not null default '{}' check (jsonb_typeof(channel_mappings) in ('object', 'array')),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (shop_id, sku)
);

create trigger set_updated_at before update on public.unified_products
  for each row when (old is distinct from new) execute function public.set_updated_at();

alter table public.unified_products enable row level security;
create policy "Service role access" on public.unified_products for all to service_role using (true) with check (true);

comment on table public.unified_products is 'A SKU a shop sells, joined from its channels and warehouses.';
comment on column public.unified_products.id is 'Id of the product.';
comment on column public.unified_products.shop_id is 'The shop that sells it.';
comment on column public.unified_products.sku is 'The SKU the product is known by everywhere in Swyft.';
comment on column public.unified_products.title is 'The name people see.';
comment on column public.unified_products.description is 'The text shown to customers.';
comment on column public.unified_products.vendor is 'Brand or maker.';
comment on column public.unified_products.product_type is 'The merchant''s category.';
comment on column public.unified_products.tags is 'The merchant''s tags.';
comment on column public.unified_products.weight is 'Grams of one unit, whatever weight_unit says. Empty when unknown.';
comment on column public.unified_products.weight_unit is 'The unit to show the weight in.';
comment on column public.unified_products.dimensions is 'Length, width, height and their unit.';
comment on column public.unified_products.images is 'Addresses of pictures.';
comment on column public.unified_products.variants is 'The channel''s variants behind this SKU.';
comment on column public.unified_products.channel_mappings is 'What the SKU is called in each channel and warehouse.';
comment on column public.unified_products.is_active is 'False once every channel has dropped the product.';
comment on column public.unified_products.created_at is 'When Swyft first saw the product.';
comment on column public.unified_products.updated_at is 'When anything in this row last changed.';

-- inventory_transfers --------------------------------------------------------------------------------------

create table public.inventory_transfers (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.stores (id) on delete cascade,
  from_warehouse_id uuid not null references public.trackstar_warehouses (id) on delete cascade,
  to_warehouse_id uuid not null references public.trackstar_warehouses (id) on delete cascade,
  sku text not null check (sku <> ''),
  quantity integer not null check (quantity > 0),
  status public.transfer_status not null default 'recommended',
  urgency public.transfer_urgency not null default 'medium',
  recommendation_reason jsonb not null default '{}' check (jsonb_typeof(recommendation_reason) = 'object'),
  velocity_data jsonb not null default '{}' check (jsonb_typeof(velocity_data) = 'object'),
  approved_at timestamptz,
  approved_by text,
  completed_at timestamptz,
  external_transfer_id text,
  trackstar_shipment_data jsonb,
  tracking_number text,
  notes text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (from_warehouse_id <> to_warehouse_id)
);

create index inventory_transfers_shop_id_status_idx on public.inventory_transfers (shop_id, status);
create index inventory_transfers_from_warehouse_id_idx on public.inventory_transfers (from_warehouse_id);
create index inventory_transfers_to_warehouse_id_idx on public.inventory_transfers (to_warehouse_id);

create trigger set_updated_at before update on public.inventory_transfers
  for each row when (old is distinct from new) execute function public.set_updated_at();

alter table public.inventory_transfers enable row level security;
create policy "Service role access" on public.inventory_transfers for all to service_role using (true) with check (true);

comment on table public.inventory_transfers is 'Units of one SKU to be moved, or being moved, from one of a shop''s warehouses to another.';
comment on column public.inventory_transfers.id is 'Id of the transfer.';
comment on column public.inventory_transfers.shop_id is 'The shop whose stock it is.';
comment on column public.inventory_transfers.from_warehouse_id is 'Where the units leave.';
comment on column public.inventory_transfers.to_warehouse_id is 'Where they are needed.';
comment on column public.inventory_transfers.sku is 'The SKU moved.';
comment on column public.inventory_transfers.quantity is 'Units to move.';
comment on column public.inventory_transfers.status is 'recommended, approved, in_transit, completed or cancelled.';
comment on column public.inventory_transfers.urgency is 'How soon the destination runs out: critical, high, medium or low.';
comment on column public.inventory_transfers.recommendation_reason is 'Why it was proposed, in figures and in words.';
comment on column public.inventory_transfers.velocity_data is 'Units sold per day and days of stock at both ends when it was proposed.';
comment on column public.inventory_transfers.approved_at is 'When it was approved; empty before.';
comment on column public.inventory_transfers.approved_by is 'Who approved it. Personal data.';
comment on column public.inventory_transfers.completed_at is 'When the destination had received it.';
comment on column public.inventory_transfers.external_transfer_id is 'Id of the inbound shipment at the destination''s WMS.';
comment on column public.inventory_transfers.trackstar_shipment_data is 'The inbound shipment as Trackstar last described it.';
comment on column public.inventory_transfers.tracking_number is 'The carrier''s number.';
comment on column public.inventory_transfers.notes is 'Anything people wrote about it.';
comment on column public.inventory_transfers.created_at is 'When it was proposed.';
comment on column public.inventory_transfers.updated_at is 'When anything in this row last changed.';
