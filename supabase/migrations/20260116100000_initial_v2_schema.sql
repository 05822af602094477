-- Shops, their channels and WMS connections, orders, routing, reports and forecasts.

create type public.channel_type as enum ('shopify', 'amazon', 'woocommerce', 'manual');
create type public.integration_type as enum ('wms', 'cart');
create type public.report_status as enum ('pending', 'running', 'completed', 'failed');
create type public.trigger_type as enum ('auto', 'manual');
create type public.forecast_status as enum ('pending', 'running', 'completed', 'failed');
create type public.confidence_level as enum ('low', 'medium', 'high', 'very_high');

create function public.set_updated_at() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end
$$;

comment on function public.set_updated_at() is 'Stamps updated_at whenever a row really changes.';

-- stores ---------------------------------------------------------------------------------------------------

create table public.stores (
  id uuid primary key default gen_random_uuid(),
  shop_domain text not null unique check (shop_domain <> '' and shop_domain = lower(shop_domain)),
  shop_name text,
  email text,
  plan text not null default 'free' check (plan in ('free', 'pro', 'enterprise')),
  is_active boolean not null default true,
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create trigger set_updated_at before update on public.stores
  for each row when (old is distinct from new) execute function public.set_updated_at();

alter table public.stores enable row level security;
create policy "Service role access" on public.stores for all to service_role using (true) with check (true);

comment on table public.stores is 'A merchant who installed the app. Everything a shop owns hangs on its row here and goes when it goes.';
comment on column public.stores.id is 'Identifies the shop in every other table, where it is called shop_id.';
comment on column public.stores.shop_domain is 'The permanent myshopify.com domain, in lower case.';
comment on column public.stores.shop_name is 'The name the merchant gave the shop.';
comment on column public.stores.email is 'Where the owner can be reached. Personal data.';
comment on column public.stores.plan is 'Swyft''s own plan: free, pro or enterprise. Set by billing only.';
comment on column public.stores.is_active is 'False from uninstall until the app is installed again.';
comment on column public.stores.settings is 'Choices the merchant made for the whole shop, as one JSON object.';
comment on column public.stores.created_at is 'When the app was first installed.';
comment on column public.stores.updated_at is 'When anything in this row last changed.';

-- shopify_sessions -----------------------------------------------------------------------------------------

create table public.shopify_sessions (
  id text primary key,
  shop text not null,
  state text not null default '',
  "isOnline" boolean not null default false,
  scope text,
  expires timestamptz,
  "accessToken" text,
  "userId" bigint,
  "firstName" text,
  "lastName" text,
  email text,
  "accountOwner" boolean,
  locale text,
  collaborator boolean,
  "emailVerified" boolean
);

create index shopify_sessions_shop_idx on public.shopify_sessions (shop);

alter table public.shopify_sessions enable row level security;
create policy "Service role access" on public.shopify_sessions for all to service_role using (true) with check (true);

comment on table public.shopify_sessions is 'A Shopify login the app may act with: one lasting session per shop, plus short ones per staff member.';
comment on column public.shopify_sessions.id is 'The session''s name as the Shopify library builds it.';
comment on column public.shopify_sessions.shop is 'Domain of the shop. No link to stores: the session exists before the shop''s row does.';
comment on column public.shopify_sessions.state is 'Random text that ties an authorization answer to its request. Empty after a token exchange.';
comment on column public.shopify_sessions."isOnline" is 'True for a staff member''s session, false for the one background work uses.';
comment on column public.shopify_sessions.scope is 'Permissions Shopify granted, separated by commas.';
comment on column public.shopify_sessions.expires is 'When the access token stops working. Empty when it does not expire.';
comment on column public.shopify_sessions."accessToken" is 'The Admin API token, encrypted. Unreadable without the application''s key.';
comment on column public.shopify_sessions."userId" is 'The staff member at Shopify; empty for the background session.';
comment on column public.shopify_sessions."firstName" is 'First name of the staff member. Personal data.';
comment on column public.shopify_sessions."lastName" is 'Last name of the staff member. Personal data.';
comment on column public.shopify_sessions.email is 'Address of the staff member. Personal data.';
comment on column public.shopify_sessions."accountOwner" is 'Whether the staff member owns the shop.';
comment on column public.shopify_sessions.locale is 'Language the staff member uses in Shopify.';
comment on column public.shopify_sessions.collaborator is 'Whether the staff member is a partner invited by the merchant.';
comment on column public.shopify_sessions."emailVerified" is 'Whether Shopify has verified the staff member''s address.';

-- feature_flags --------------------------------------------------------------------------------------------

create table public.feature_flags (
  key text primary key check (key ~ '^[a-z][a-z0-9_.-]*$'),
  enabled boolean not null default false,
  percentage integer not null default 0 check (percentage between 0 and 100),
  shop_ids uuid[] not null default '{}' check (array_position(shop_ids, null) is null),
  description text not null default '',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create trigger set_updated_at before update on public.feature_flags
  for each row when (old is distinct from new) execute function public.set_updated_at();

alter table public.feature_flags enable row level security;
create policy "Service role access" on public.feature_flags for all to service_role using (true) with check (true);

comment on table public.feature_flags is 'A feature that can be switched on shop by shop. Operators edit these rows by hand.';
comment on column public.feature_flags.key is 'Name of the feature in the code: lower case, digits, dot, dash and underscore.';
comment on column public.feature_flags.enabled is 'Off here means off for every shop, whatever the other columns say.';
comment on column public.feature_flags.percentage is 'Share of all shops that have the feature, 0 to 100. Raising it never takes the feature away.';
comment on column public.feature_flags.shop_ids is 'Shops that have the feature whatever the percentage.';
comment on column public.feature_flags.description is 'What the feature does and who asked for the rollout.';
comment on column public.feature_flags.created_at is 'When the flag was made.';
comment on column public.feature_flags.updated_at is 'When the flag was last changed.';

-- trackstar_connections ------------------------------------------------------------------------------------

create table public.trackstar_connections (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.stores (id) on delete cascade,
  connection_id text not null unique,
  integration_type public.integration_type not null,
  integration_name text not null,
  access_token text,
  display_name text,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  is_active boolean not null default true,
  connected_at timestamptz not null default now(),
  last_sync_at timestamptz,
  last_error text,
  error_count integer not null default 0 check (error_count >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index trackstar_connections_shop_id_idx on public.trackstar_connections (shop_id);

create trigger set_updated_at before update on public.trackstar_connections
  for each row when (old is distinct from new) execute function public.set_updated_at();

alter table public.trackstar_connections enable row level security;
create policy "Service role access" on public.trackstar_connections for all to service_role using (true) with check (true);

comment on table public.trackstar_connections is 'A WMS or cart account a shop has linked through Trackstar.';
comment on column public.trackstar_connections.id is 'Swyft''s own id of the connection.';
comment on column public.trackstar_connections.shop_id is 'The shop that linked the account.';
comment on column public.trackstar_connections.connection_id is 'Trackstar''s id of the connection. It can belong to one shop only.';
comment on column public.trackstar_connections.integration_type is 'wms for a warehouse system, cart for a place where orders are sold.';
comment on column public.trackstar_connections.integration_name is 'Which system it is, in Trackstar''s spelling, such as shipbob.';
comment on column public.trackstar_connections.access_token is 'Key to the account, encrypted. Empty once the account is disconnected.';
comment on column public.trackstar_connections.display_name is 'The name people see; empty means the system''s own name is shown.';
comment on column public.trackstar_connections.metadata is 'What Trackstar told about the account, such as the actions it supports.';
comment on column public.trackstar_connections.is_active is 'False while the account is disconnected or the app is uninstalled.';
comment on column public.trackstar_connections.connected_at is 'When the account was linked, or linked again.';
comment on column public.trackstar_connections.last_sync_at is 'When a sync last finished without error.';
comment on column public.trackstar_connections.last_error is 'Why the latest call failed; empty when it worked.';
comment on column public.trackstar_connections.error_count is 'Failures in a row. Back to 0 at the first success.';
comment on column public.trackstar_connections.created_at is 'When Swyft first heard of the account.';
comment on column public.trackstar_connections.updated_at is 'When anything in this row last changed.';

-- sales_channels -------------------------------------------------------------------------------------------

create table public.sales_channels (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.stores (id) on delete cascade,
  channel_type public.channel_type not null,
  channel_name text not null,
  trackstar_connection_id uuid references public.trackstar_connections (id) on delete set null,
  is_primary boolean not null default false,
  sync_orders boolean not null default true,
  sync_products boolean not null default true,
  sync_inventory boolean not null default false,
  is_active boolean not null default true,
  last_order_sync_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index sales_channels_shop_id_idx on public.sales_channels (shop_id);
create index sales_channels_trackstar_connection_id_idx on public.sales_channels (trackstar_connection_id);
create unique index sales_channels_one_primary_idx on public.sales_channels (shop_id) where is_primary;
create unique index sales_channels_one_shopify_idx on public.sales_channels (shop_id) where channel_type = 'shopify';

create trigger set_updated_at before update on public.sales_channels
  for each row when (old is distinct from new) execute function public.set_updated_at();

alter table public.sales_channels enable row level security;
create policy "Service role access" on public.sales_channels for all to service_role using (true) with check (true);

comment on table public.sales_channels is 'A place a shop''s orders come from. Every shop has its Shopify channel.';
comment on column public.sales_channels.id is 'Id of the channel.';
comment on column public.sales_channels.shop_id is 'The shop that sells here.';
comment on column public.sales_channels.channel_type is 'shopify, amazon, woocommerce or manual (orders from a file).';
comment on column public.sales_channels.channel_name is 'The name people see.';
comment on column public.sales_channels.trackstar_connection_id is 'The cart connection that brings the orders; empty for Shopify and manual channels.';
comment on column public.sales_channels.is_primary is 'The channel the shop mainly sells on. One per shop.';
comment on column public.sales_channels.sync_orders is 'Whether orders are taken in from this channel.';
comment on column public.sales_channels.sync_products is 'Whether products are taken in from this channel.';
comment on column public.sales_channels.sync_inventory is 'Whether stock figures should be sent to this channel.';
comment on column public.sales_channels.is_active is 'False hides the channel and stops its syncs; its orders stay.';
comment on column public.sales_channels.last_order_sync_at is 'When orders of this channel were last brought up to date.';
comment on column public.sales_channels.created_at is 'When the channel was added.';
comment on column public.sales_channels.updated_at is 'When anything in this row last changed.';

-- trackstar_warehouses -------------------------------------------------------------------------------------

create table public.trackstar_warehouses (
  id uuid primary key default gen_random_uuid(),
  trackstar_connection_id uuid not null references public.trackstar_connections (id) on delete cascade,
  trackstar_warehouse_id text not null,
  name text not null,
  code text,
  address1 text,
  address2 text,
  city text,
  state text,
  postal_code text,
  country text,
  latitude numeric check (latitude between -90 and 90),
  longitude numeric check (longitude between -180 and 180),
  capabilities text[] not null default '{}' check (array_position(capabilities, null) is null),
  priority integer not null default 100 check (priority >= 0),
  is_active boolean not null default true,
  last_synced_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (trackstar_connection_id, trackstar_warehouse_id),
  check ((latitude is null) = (longitude is null))
);

create trigger set_updated_at before update on public.trackstar_warehouses
  for each row when (old is distinct from new) execute function public.set_updated_at();

alter table public.trackstar_warehouses enable row level security;
create policy "Service role access" on public.trackstar_warehouses for all to service_role using (true) with check (true);

comment on table public.trackstar_warehouses is 'A warehouse of a linked WMS account, from which orders can be sent.';
comment on column public.trackstar_warehouses.id is 'Swyft''s own id of the warehouse.';
comment on column public.trackstar_warehouses.trackstar_connection_id is 'The account the warehouse belongs to.';
comment on column public.trackstar_warehouses.trackstar_warehouse_id is 'Trackstar''s id of the warehouse, unique within its account.';
comment on column public.trackstar_warehouses.name is 'The name people see.';
comment on column public.trackstar_warehouses.code is 'Short code the WMS uses for the warehouse.';
comment on column public.trackstar_warehouses.address1 is 'Street and number.';
comment on column public.trackstar_warehouses.address2 is 'Rest of the street address.';
comment on column public.trackstar_warehouses.city is 'City.';
comment on column public.trackstar_warehouses.state is 'State or province.';
comment on column public.trackstar_warehouses.postal_code is 'ZIP or postal code, kept as text so that leading zeros stay.';
comment on column public.trackstar_warehouses.country is 'ISO 3166-1 country code.';
comment on column public.trackstar_warehouses.latitude is 'Degrees north. Empty when the place is not known, which is never taken for nearby.';
comment on column public.trackstar_warehouses.longitude is 'Degrees east. Set whenever latitude is.';
comment on column public.trackstar_warehouses.capabilities is 'What the warehouse can do, such as cold storage. The merchant''s choice; syncs leave it alone.';
comment on column public.trackstar_warehouses.priority is 'Lower goes first when warehouses are otherwise equal. The merchant''s choice; syncs leave it alone.';
comment on column public.trackstar_warehouses.is_active is 'Whether orders may be routed here. The merchant''s choice; syncs leave it alone.';
comment on column public.trackstar_warehouses.last_synced_at is 'When the WMS last confirmed the warehouse.';
comment on column public.trackstar_warehouses.created_at is 'When Swyft first saw the warehouse.';
comment on column public.trackstar_warehouses.updated_at is 'When anything in this row last changed.';

-- trackstar_inventory --------------------------------------------------------------------------------------

create table public.trackstar_inventory (
  id uuid primary key default gen_random_uuid(),
  warehouse_id uuid not null references public.trackstar_warehouses (id) on delete cascade,
  sku text not null check (sku <> ''),
  trackstar_product_id text,
  available integer,
  committed integer,
  on_hand integer,
  incoming integer,
  last_synced_at timestamptz not null default now(),
  unique (warehouse_id, sku)
);

alter table public.trackstar_inventory enable row level security;
create policy "Service role access" on public.trackstar_inventory for all to service_role using (true) with check (true);

comment on table public.trackstar_inventory is 'The stock of one SKU in one warehouse, as the WMS last reported it.';
comment on column public.trackstar_inventory.id is 'Id of the stock row.';
comment on column public.trackstar_inventory.warehouse_id is 'The warehouse the stock is in.';
comment on column public.trackstar_inventory.sku is 'The SKU, compared letter by letter.';
comment on column public.trackstar_inventory.trackstar_product_id is 'Trackstar''s id of the product, needed when orders are published.';
comment on column public.trackstar_inventory.available is 'Units that can be sold. Empty means unknown, which is not zero and not routed to.';
comment on column public.trackstar_inventory.committed is 'Units the WMS has set aside for orders. Empty means unknown.';
comment on column public.trackstar_inventory.on_hand is 'Units physically in the building. Empty means unknown.';
comment on column public.trackstar_inventory.incoming is 'Units announced but not yet received. Empty means unknown.';
comment on column public.trackstar_inventory.last_synced_at is 'When Swyft last read these figures.';

-- unified_orders -------------------------------------------------------------------------------------------

create table public.unified_orders (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.stores (id) on delete cascade,
  sales_channel_id uuid not null references public.sales_channels (id),
  external_order_id text not null check (external_order_id <> ''),
  external_order_number text,
  order_date timestamptz not null default now(),
  customer_email text,
  ship_to_name text,
  ship_to_address1 text,
  ship_to_address2 text,
  ship_to_city text,
  ship_to_state text,
  ship_to_postal_code text,
  ship_to_country text,
  ship_to_phone text,
  total_price numeric,
  currency text check (currency ~ '^[A-Z]{3}$'),
  fulfillment_status text not null default 'unfulfilled'
    check (fulfillment_status in ('unfulfilled', 'partial', 'fulfilled')),
  wms_order_id text,
  routed_at timestamptz,
  routed_to_warehouse_id uuid references public.trackstar_warehouses (id) on delete set null,
  routing_decision_id uuid,
  line_items jsonb not null default '[]' check (jsonb_typeof(line_items) = 'array'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (shop_id, external_order_id)
);

create index unified_orders_shop_id_order_date_idx on public.unified_orders (shop_id, order_date);
create index unified_orders_fulfillment_status_idx on public.unified_orders (fulfillment_status);
create index unified_orders_sales_channel_id_idx on public.unified_orders (sales_channel_id);
create index unified_orders_routed_to_warehouse_id_idx on public.unified_orders (routed_to_warehouse_id);
create index unified_orders_routing_decision_id_idx on public.unified_orders (routing_decision_id);

create trigger set_updated_at before update on public.unified_orders
  for each row when (old is distinct from new) execute function public.set_updated_at();

alter table public.unified_orders enable row level security;
create policy "Service role access" on public.unified_orders for all to service_role using (true) with check (true);

comment on table public.unified_orders is 'An order of a shop, from whichever channel, in one shape.';
comment on column public.unified_orders.id is 'Swyft''s own id of the order.';
comment on column public.unified_orders.shop_id is 'The shop that sold it.';
comment on column public.unified_orders.sales_channel_id is 'The channel it was sold on.';
comment on column public.unified_orders.external_order_id is 'The order''s id where it was sold. One row per shop and id.';
comment on column public.unified_orders.external_order_number is 'The number the merchant and the customer know it by.';
comment on column public.unified_orders.order_date is 'When the customer placed it.';
comment on column public.unified_orders.customer_email is 'The customer''s address. Personal data.';
comment on column public.unified_orders.ship_to_name is 'Who receives it. Personal data.';
comment on column public.unified_orders.ship_to_address1 is 'Street and number. Personal data.';
comment on column public.unified_orders.ship_to_address2 is 'Rest of the street address. Personal data.';
comment on column public.unified_orders.ship_to_city is 'Destination city. Personal data.';
comment on column public.unified_orders.ship_to_state is 'Destination state or province.';
comment on column public.unified_orders.ship_to_postal_code is 'Destination ZIP or postal code. Personal data.';
comment on column public.unified_orders.ship_to_country is 'Destination country code.';
comment on column public.unified_orders.ship_to_phone is 'The receiver''s telephone. Personal data.';
comment on column public.unified_orders.total_price is 'Total of the order in the shop''s money. Empty when the source gave none.';
comment on column public.unified_orders.currency is 'ISO 4217 code of the total.';
comment on column public.unified_orders.fulfillment_status is 'unfulfilled, partial (some units have left) or fulfilled.';
comment on column public.unified_orders.wms_order_id is 'The order''s id in the WMS of its largest shipment, once published.';
comment on column public.unified_orders.routed_at is 'When the current decision was made; empty while there is none.';
comment on column public.unified_orders.routed_to_warehouse_id is 'The warehouse that sends most of its units.';
comment on column public.unified_orders.routing_decision_id is 'The decision in force. Earlier ones stay in routing_decisions.';
comment on column public.unified_orders.line_items is 'What was ordered: an array of objects with sku, quantity, name and price.';
comment on column public.unified_orders.created_at is 'When Swyft first stored the order.';
comment on column public.unified_orders.updated_at is 'When anything in this row last changed.';

-- routing_decisions ----------------------------------------------------------------------------------------

create table public.routing_decisions (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.stores (id) on delete cascade,
  order_id uuid not null references public.unified_orders (id) on delete cascade,
  selected_warehouse_id uuid references public.trackstar_warehouses (id) on delete set null,
  decision_factors jsonb not null default '{}' check (jsonb_typeof(decision_factors) = 'object'),
  alternatives jsonb not null default '[]' check (jsonb_typeof(alternatives) = 'array'),
  decided_at timestamptz not null default now(),
  created_at timestamptz not null default now()
);

create index routing_decisions_order_id_idx on public.routing_decisions (order_id);
create index routing_decisions_selected_warehouse_id_idx on public.routing_decisions (selected_warehouse_id);
create index routing_decisions_shop_id_decided_at_idx on public.routing_decisions (shop_id, decided_at);

-- Deferrable, because an order and its decision point at each other and may be written in either order.
alter table public.unified_orders
  add constraint unified_orders_routing_decision_id_fkey
  foreign key (routing_decision_id) references public.routing_decisions (id)
  on delete set null deferrable initially immediate;

alter table public.routing_decisions enable row level security;
create policy "Service role access" on public.routing_decisions for all to service_role using (true) with check (true);

comment on table public.routing_decisions is 'One choice of where an order leaves from, with everything that explains it. Never changed afterwards.';
comment on column public.routing_decisions.id is 'Id of the decision.';
comment on column public.routing_decisions.shop_id is 'The shop whose order it is.';
comment on column public.routing_decisions.order_id is 'The order decided about.';
comment on column public.routing_decisions.selected_warehouse_id is 'The chosen warehouse; of several, the one with most units. Empty when no warehouse could take it.';
comment on column public.routing_decisions.decision_factors is 'The chosen warehouse''s scores, each from 0 to 1, and what they were computed from.';
comment on column public.routing_decisions.alternatives is 'The other warehouses, with their scores or the reason they were ruled out.';
comment on column public.routing_decisions.decided_at is 'The moment the decision speaks for.';
comment on column public.routing_decisions.created_at is 'When the decision was saved.';

-- routing_rules --------------------------------------------------------------------------------------------

create table public.routing_rules (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.stores (id) on delete cascade,
  name text not null check (name <> ''),
  priority integer not null default 100 check (priority >= 0),
  conditions jsonb not null default '{}' check (jsonb_typeof(conditions) = 'object'),
  action jsonb not null check (jsonb_typeof(action) = 'object'),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index routing_rules_shop_id_priority_idx on public.routing_rules (shop_id, priority);

create trigger set_updated_at before update on public.routing_rules
  for each row when (old is distinct from new) execute function public.set_updated_at();

alter table public.routing_rules enable row level security;
create policy "Service role access" on public.routing_rules for all to service_role using (true) with check (true);

comment on table public.routing_rules is 'A merchant''s instruction to routing: when an order looks like this, do that.';
comment on column public.routing_rules.id is 'Id of the rule. Breaks ties between equal priorities.';
comment on column public.routing_rules.shop_id is 'The shop whose orders it applies to.';
comment on column public.routing_rules.name is 'What the merchant calls it; decisions name it so.';
comment on column public.routing_rules.priority is 'Lower is looked at first.';
comment on column public.routing_rules.conditions is 'When it applies: field, operator and value, or a combination of such.';
comment on column public.routing_rules.action is 'What to do then: a type and what that type needs, such as a warehouse.';
comment on column public.routing_rules.is_active is 'Whether routing looks at the rule.';
comment on column public.routing_rules.created_at is 'When the rule was written.';
comment on column public.routing_rules.updated_at is 'When the rule was last changed.';

-- fulfillment_report_jobs ----------------------------------------------------------------------------------

create table public.fulfillment_report_jobs (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.stores (id) on delete cascade,
  status public.report_status not null default 'pending',
  trigger_type public.trigger_type not null default 'manual',
  orders_analyzed integer check (orders_analyzed >= 0),
  started_at timestamptz,
  completed_at timestamptz,
  error_message text,
  created_at timestamptz not null default now()
);

create index fulfillment_report_jobs_shop_id_created_at_idx on public.fulfillment_report_jobs (shop_id, created_at);

alter table public.fulfillment_report_jobs enable row level security;
create policy "Service role access" on public.fulfillment_report_jobs for all to service_role using (true) with check (true);

comment on table public.fulfillment_report_jobs is 'A request for a report on where a shop''s orders go and which warehouses would serve them best.';
comment on column public.fulfillment_report_jobs.id is 'Id of the request.';
comment on column public.fulfillment_report_jobs.shop_id is 'The shop reported on.';
comment on column public.fulfillment_report_jobs.status is 'pending, running, completed or failed.';
comment on column public.fulfillment_report_jobs.trigger_type is 'auto when the schedule asked, manual when a person did.';
comment on column public.fulfillment_report_jobs.orders_analyzed is 'Orders the report is based on; empty until they are counted.';
comment on column public.fulfillment_report_jobs.started_at is 'When work began.';
comment on column public.fulfillment_report_jobs.completed_at is 'When work ended, well or badly.';
comment on column public.fulfillment_report_jobs.error_message is 'Why it failed; empty otherwise.';
comment on column public.fulfillment_report_jobs.created_at is 'When it was asked for.';

-- fulfillment_report_results -------------------------------------------------------------------------------

create table public.fulfillment_report_results (
  id uuid primary key default gen_random_uuid(),
  report_job_id uuid not null unique references public.fulfillment_report_jobs (id) on delete cascade,
  total_orders integer not null check (total_orders >= 0),
  total_revenue numeric not null,
  avg_order_value numeric,
  current_warehouse text,
  current_coverage_percent numeric check (current_coverage_percent between 0 and 100),
  orders_by_region jsonb not null default '{}',
  orders_by_state jsonb not null default '{}',
  top_states jsonb not null default '[]',
  warehouse_recommendations jsonb not null default '[]',
  optimal_3_node_network jsonb,
  all_warehouse_coverage jsonb not null default '[]',
  created_at timestamptz not null default now()
);

alter table public.fulfillment_report_results enable row level security;
create policy "Service role access" on public.fulfillment_report_results for all to service_role using (true) with check (true);

comment on table public.fulfillment_report_results is 'The figures of one finished fulfillment report.';
comment on column public.fulfillment_report_results.id is 'Id of the result.';
comment on column public.fulfillment_report_results.report_job_id is 'The request it answers.';
comment on column public.fulfillment_report_results.total_orders is 'Orders counted.';
comment on column public.fulfillment_report_results.total_revenue is 'What those orders were worth together, in the shop''s money.';
comment on column public.fulfillment_report_results.avg_order_value is 'What one order was worth on average; empty when there were none.';
comment on column public.fulfillment_report_results.current_warehouse is 'Name of the warehouse most orders leave from today.';
comment on column public.fulfillment_report_results.current_coverage_percent is 'Estimated share of orders within two days of today''s warehouses, 0 to 100.';
comment on column public.fulfillment_report_results.orders_by_region is 'Orders per US region.';
comment on column public.fulfillment_report_results.orders_by_state is 'Orders per state.';
comment on column public.fulfillment_report_results.top_states is 'The ten states with most orders.';
comment on column public.fulfillment_report_results.warehouse_recommendations is 'The best one, two, three and more sites, with what each step gains.';
comment on column public.fulfillment_report_results.optimal_3_node_network is 'The three sites that together serve the orders best.';
comment on column public.fulfillment_report_results.all_warehouse_coverage is 'Estimated two-day coverage of every site considered.';
comment on column public.fulfillment_report_results.created_at is 'When the figures were stored.';

-- forecast_jobs --------------------------------------------------------------------------------------------

create table public.forecast_jobs (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.stores (id) on delete cascade,
  status public.forecast_status not null default 'pending',
  method text not null default 'auto',
  parameters jsonb not null default '{}' check (jsonb_typeof(parameters) = 'object'),
  started_at timestamptz,
  completed_at timestamptz,
  error_message text,
  created_at timestamptz not null default now()
);

create index forecast_jobs_shop_id_created_at_idx on public.forecast_jobs (shop_id, created_at);

alter table public.forecast_jobs enable row level security;
create policy "Service role access" on public.forecast_jobs for all to service_role using (true) with check (true);

comment on table public.forecast_jobs is 'A run that predicts how much of each SKU a shop will sell.';
comment on column public.forecast_jobs.id is 'Id of the run.';
comment on column public.forecast_jobs.shop_id is 'The shop forecast for.';
comment on column public.forecast_jobs.status is 'pending, running, completed or failed.';
comment on column public.forecast_jobs.method is 'How to predict; auto lets each SKU''s history choose.';
comment on column public.forecast_jobs.parameters is 'Settings of the method, such as the horizon in days.';
comment on column public.forecast_jobs.started_at is 'When work began.';
comment on column public.forecast_jobs.completed_at is 'When work ended, well or badly.';
comment on column public.forecast_jobs.error_message is 'Why it failed; empty otherwise.';
comment on column public.forecast_jobs.created_at is 'When it was asked for.';

-- forecast_results -----------------------------------------------------------------------------------------

create table public.forecast_results (
  id uuid primary key default gen_random_uuid(),
  job_id uuid not null references public.forecast_jobs (id) on delete cascade,
  shop_id uuid not null references public.stores (id) on delete cascade,
  sku text not null check (sku <> ''),
  predicted_units integer not null check (predicted_units >= 0),
  confidence public.confidence_level not null,
  mape numeric check (mape >= 0),
  daily_forecast jsonb not null default '[]' check (jsonb_typeof(daily_forecast) = 'array'),
  regional_breakdown jsonb not null default '[]' check (jsonb_typeof(regional_breakdown) = 'array'),
  created_at timestamptz not null default now(),
  unique (job_id, sku)
);

create index forecast_results_shop_id_sku_idx on public.forecast_results (shop_id, sku);

alter table public.forecast_results enable row level security;
create policy "Service role access" on public.forecast_results for all to service_role using (true) with check (true);

comment on table public.forecast_results is 'What one run predicts for one SKU.';
comment on column public.forecast_results.id is 'Id of the prediction.';
comment on column public.forecast_results.job_id is 'The run that made it.';
comment on column public.forecast_results.shop_id is 'The shop it is for.';
comment on column public.forecast_results.sku is 'The SKU predicted.';
comment on column public.forecast_results.predicted_units is 'Units expected over the whole horizon.';
comment on column public.forecast_results.confidence is 'How far the prediction can be trusted: low, medium, high or very_high.';
comment on column public.forecast_results.mape is 'Percentage error of the horizon''s total when tried on the past; empty when there was nothing to try it on.';
comment on column public.forecast_results.daily_forecast is 'Units expected per day: an array of date and units.';
comment on column public.forecast_results.regional_breakdown is 'Where they will be sold: an array of state, percentage and units that adds up to the total.';
comment on column public.forecast_results.created_at is 'When the prediction was stored.';

-- dashboard functions --------------------------------------------------------------------------------------

create function public.get_orders_by_day(shop_uuid uuid, start_date date, end_date date)
returns table (day date, order_count bigint, total_revenue numeric)
language sql stable
set search_path = ''
as $$
  select (o.order_date at time zone 'UTC')::date, count(*), coalesce(sum(o.total_price), 0)
  from public.unified_orders o
  where o.shop_id = shop_uuid
    and o.order_date >= start_date::timestamp at time zone 'UTC'
    and o.order_date < (end_date + 1)::timestamp at time zone 'UTC'
  group by 1
  order by 1
$$;

comment on function public.get_orders_by_day(uuid, date, date) is
  'Orders and revenue of a shop per day, first and last day included. Days without orders have no row.';

create function public.get_orders_by_state(shop_uuid uuid, start_date date, end_date date)
returns table (state text, order_count bigint, total_revenue numeric)
language sql stable
set search_path = ''
as $$
  select o.ship_to_state, count(*), coalesce(sum(o.total_price), 0)
  from public.unified_orders o
  where o.shop_id = shop_uuid
    and o.order_date >= start_date::timestamp at time zone 'UTC'
    and o.order_date < (end_date + 1)::timestamp at time zone 'UTC'
  group by 1
  order by 2 desc, 1
$$;

comment on function public.get_orders_by_state(uuid, date, date) is
  'Orders and revenue of a shop per destination state, first and last day included, most orders first. Orders without a state share one row whose state is empty.';
