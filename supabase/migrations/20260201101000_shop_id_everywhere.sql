-- The shop becomes part of every reference, so that one shop can never point at another's row.

-- The four tables that knew their shop only through a parent ------------------------------------------------

alter table public.trackstar_warehouses add column shop_id uuid references public.stores (id) on delete cascade;
update public.trackstar_warehouses w
set shop_id = c.shop_id
from public.trackstar_connections c
where c.id = w.trackstar_connection_id;
alter table public.trackstar_warehouses alter column shop_id set not null;

alter table public.trackstar_inventory add column shop_id uuid references public.stores (id) on delete cascade;
update public.trackstar_inventory i
set shop_id = w.shop_id
from public.trackstar_warehouses w
where w.id = i.warehouse_id;
alter table public.trackstar_inventory alter column shop_id set not null;

alter table public.connection_sync_status add column shop_id uuid references public.stores (id) on delete cascade;
update public.connection_sync_status s
set shop_id = c.shop_id
from public.trackstar_connections c
where c.id = s.connection_id;
alter table public.connection_sync_status alter column shop_id set not null;

alter table public.fulfillment_report_results add column shop_id uuid references public.stores (id) on delete cascade;
update public.fulfillment_report_results r
set shop_id = j.shop_id
from public.fulfillment_report_jobs j
where j.id = r.report_job_id;
alter table public.fulfillment_report_results alter column shop_id set not null;

comment on column public.trackstar_warehouses.shop_id is 'The shop that uses the warehouse; always that of its connection.';
comment on column public.trackstar_inventory.shop_id is 'The shop whose stock it is; always that of its warehouse.';
comment on column public.connection_sync_status.shop_id is 'The shop synced; always that of its connection.';
comment on column public.fulfillment_report_results.shop_id is 'The shop reported on; always that of its request.';

-- What a reference that names the shop can point at ---------------------------------------------------------

alter table public.trackstar_connections add constraint trackstar_connections_shop_id_id_key unique (shop_id, id);
alter table public.sales_channels add constraint sales_channels_shop_id_id_key unique (shop_id, id);
alter table public.trackstar_warehouses add constraint trackstar_warehouses_shop_id_id_key unique (shop_id, id);
alter table public.unified_orders add constraint unified_orders_shop_id_id_key unique (shop_id, id);
alter table public.routing_decisions add constraint routing_decisions_shop_id_id_key unique (shop_id, id);
alter table public.fulfillment_report_jobs add constraint fulfillment_report_jobs_shop_id_id_key unique (shop_id, id);
alter table public.forecast_jobs add constraint forecast_jobs_shop_id_id_key unique (shop_id, id);

-- These now also lead the reference to stores.
drop index public.trackstar_connections_shop_id_idx;
drop index public.sales_channels_shop_id_idx;

-- Indexes that serve the plain and the composite reference at once ------------------------------------------

drop index public.sales_channels_trackstar_connection_id_idx;
create index sales_channels_connection_idx on public.sales_channels (trackstar_connection_id, shop_id);

create index trackstar_warehouses_connection_idx on public.trackstar_warehouses (trackstar_connection_id, shop_id);

create index trackstar_inventory_warehouse_idx on public.trackstar_inventory (shop_id, warehouse_id);
create index trackstar_inventory_shop_id_sku_idx on public.trackstar_inventory (shop_id, sku);

drop index public.unified_orders_sales_channel_id_idx;
drop index public.unified_orders_routed_to_warehouse_id_idx;
drop index public.unified_orders_routing_decision_id_idx;
create index unified_orders_sales_channel_idx on public.unified_orders (sales_channel_id, shop_id);
create index unified_orders_routed_to_warehouse_idx on public.unified_orders (routed_to_warehouse_id, shop_id);
create index unified_orders_routing_decision_idx on public.unified_orders (routing_decision_id, shop_id);

create index routing_decisions_order_idx on public.routing_decisions (shop_id, order_id);
drop index public.routing_decisions_selected_warehouse_id_idx;
create index routing_decisions_selected_warehouse_idx on public.routing_decisions (selected_warehouse_id, shop_id);

create index connection_sync_status_connection_idx on public.connection_sync_status (shop_id, connection_id);

drop index public.order_backfill_jobs_sales_channel_id_idx;
create index order_backfill_jobs_sales_channel_idx on public.order_backfill_jobs (sales_channel_id, shop_id);

create index fulfillment_report_results_report_job_idx on public.fulfillment_report_results (shop_id, report_job_id);

create index forecast_results_job_idx on public.forecast_results (shop_id, job_id);

drop index public.inventory_transfers_from_warehouse_id_idx;
drop index public.inventory_transfers_to_warehouse_id_idx;
create index inventory_transfers_from_warehouse_idx on public.inventory_transfers (from_warehouse_id, shop_id);
create index inventory_transfers_to_warehouse_idx on public.inventory_transfers (to_warehouse_id, shop_id);

-- The references ---------------------------------------------------------------------------------------------
-- `set null (column)` names its column, so that losing a parent never empties shop_id.

alter table public.sales_channels
  add constraint sales_channels_trackstar_connection_id_same_shop_fkey
  foreign key (shop_id, trackstar_connection_id) references public.trackstar_connections (shop_id, id)
  on delete set null (trackstar_connection_id);

alter table public.trackstar_warehouses
  add constraint trackstar_warehouses_trackstar_connection_id_same_shop_fkey
  foreign key (shop_id, trackstar_connection_id) references public.trackstar_connections (shop_id, id)
  on delete cascade;

alter table public.trackstar_inventory
  add constraint trackstar_inventory_warehouse_id_same_shop_fkey
  foreign key (shop_id, warehouse_id) references public.trackstar_warehouses (shop_id, id)
  on delete cascade;

alter table public.unified_orders
  add constraint unified_orders_sales_channel_id_same_shop_fkey
  foreign key (shop_id, sales_channel_id) references public.sales_channels (shop_id, id),
  add constraint unified_orders_routed_to_warehouse_id_same_shop_fkey
  foreign key (shop_id, routed_to_warehouse_id) references public.trackstar_warehouses (shop_id, id)
  on delete set null (routed_to_warehouse_id),
  add constraint unified_orders_routing_decision_id_same_shop_fkey
  foreign key (shop_id, routing_decision_id) references public.routing_decisions (shop_id, id)
  on delete set null (routing_decision_id) deferrable initially immediate;

alter table public.routing_decisions
  add constraint routing_decisions_order_id_same_shop_fkey
  foreign key (shop_id, order_id) references public.unified_orders (shop_id, id)
  on delete cascade,
  add constraint routing_decisions_selected_warehouse_id_same_shop_fkey
  foreign key (shop_id, selected_warehouse_id) references public.trackstar_warehouses (shop_id, id)
  on delete set null (selected_warehouse_id);

alter table public.connection_sync_status
  add constraint connection_sync_status_connection_id_same_shop_fkey
  foreign key (shop_id, connection_id) references public.trackstar_connections (shop_id, id)
  on delete cascade;

alter table public.order_backfill_jobs
  add constraint order_backfill_jobs_sales_channel_id_same_shop_fkey
  foreign key (shop_id, sales_channel_id) references public.sales_channels (shop_id, id)
  on delete cascade;

alter table public.fulfillment_report_results
  add constraint fulfillment_report_results_report_job_id_same_shop_fkey
  foreign key (shop_id, report_job_id) references public.fulfillment_report_jobs (shop_id, id)
  on delete cascade;

alter table public.forecast_results
  add constraint forecast_results_job_id_same_shop_fkey
  foreign key (shop_id, job_id) references public.forecast_jobs (shop_id, id)
  on delete cascade;

alter table public.inventory_transfers
  add constraint inventory_transfers_from_warehouse_id_same_shop_fkey
  foreign key (shop_id, from_warehouse_id) references public.trackstar_warehouses (shop_id, id)
  on delete cascade,
  add constraint inventory_transfers_to_warehouse_id_same_shop_fkey
  foreign key (shop_id, to_warehouse_id) references public.trackstar_warehouses (shop_id, id)
  on delete cascade;
