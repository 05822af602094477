import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "./sqlite.ts";
import { seedOnce } from "./seed.ts";

/** The WMS' own records. Only the code in this folder writes them. */
export interface WmsStore {
  readonly db: DatabaseSync;
  readonly now: () => Date;
}

const schema = `
create table if not exists product (
  id text primary key,
  account text not null,
  customer_id text,
  sku text not null,
  name text not null,
  grams integer not null,
  price text not null,
  is_kit integer not null default 0,
  created_at text not null,
  updated_at text not null
) strict;
create unique index if not exists product_sku on product (account, ifnull(customer_id, ''), sku);

create table if not exists kit_component (
  kit_id text not null references product (id),
  product_id text not null references product (id),
  quantity integer not null check (quantity > 0),
  primary key (kit_id, product_id)
) strict;

create table if not exists stock (
  product_id text not null references product (id),
  warehouse_id text not null,
  onhand integer not null check (onhand >= 0),
  committed integer not null default 0 check (committed >= 0),
  unfulfillable integer not null default 0 check (unfulfillable >= 0),
  fulfillable integer not null check (fulfillable >= 0),
  awaiting integer not null default 0 check (awaiting >= 0),
  updated_at text not null,
  primary key (product_id, warehouse_id),
  check (onhand = committed + unfulfillable + fulfillable)
) strict;

create table if not exists orders (
  id text primary key,
  account text not null,
  customer_id text,
  order_number text not null,
  reference_id text not null,
  warehouse_id text not null,
  status text not null,
  raw_status text not null,
  ship_to text not null,
  details text not null,
  stage_since text not null,
  created_at text not null,
  updated_at text not null
) strict;
create index if not exists orders_number on orders (account, order_number);
create index if not exists orders_reference on orders (account, reference_id);
create index if not exists orders_updated on orders (account, updated_at);

create table if not exists order_line (
  order_id text not null references orders (id),
  position integer not null,
  product_id text not null references product (id),
  sku text not null,
  quantity integer not null check (quantity > 0),
  unit_price real,
  discount_amount real,
  primary key (order_id, position)
) strict;

create table if not exists allocation (
  order_id text not null references orders (id),
  product_id text not null references product (id),
  parent_product_id text,
  quantity integer not null check (quantity > 0)
) strict;
create index if not exists allocation_order on allocation (order_id);

create table if not exists shipment (
  id text primary key,
  order_id text not null unique references orders (id),
  warehouse_id text not null,
  shipped_at text not null,
  carrier_id text not null,
  carrier_name text not null,
  method_id text not null,
  method_name text not null,
  tracking_number text not null unique,
  tracking_url text not null
) strict;

create table if not exists inbound_shipment (
  id text primary key,
  account text not null,
  customer_id text,
  warehouse_id text not null,
  purchase_order_number text not null,
  expected_arrival_date text not null,
  tracking_number text,
  status text not null,
  created_at text not null,
  updated_at text not null
) strict;

create table if not exists inbound_line (
  inbound_id text not null references inbound_shipment (id),
  product_id text not null references product (id),
  sku text not null,
  expected integer not null check (expected > 0),
  received integer not null default 0 check (received >= 0),
  primary key (inbound_id, product_id)
) strict;
`;

/** Opens the WMS under `folder` (or in memory) and fills it with demo products and stock the first time. */
export function openWms(folder: string, now: () => Date = () => new Date()): WmsStore {
  const path = folder === ":memory:" ? folder : join(folder, "wms.db");
  const store = { db: openDatabase(path, schema), now };
  seedOnce(store);
  return store;
}
