-- What came in, what was synced and how far an import is.

create type public.sync_type as enum ('historical', 'warehouses', 'inventory', 'orders');
create type public.sync_status as enum ('pending', 'in_progress', 'completed', 'failed');
create type public.backfill_status as enum ('pending', 'in_progress', 'completed', 'failed');

-- trackstar_webhook_events ---------------------------------------------------------------------------------

create table public.trackstar_webhook_events (
  id uuid primary key default gen_random_uuid(),
  event_id text not null unique,
  event_type text not null,
  connection_id text,
  shop_id uuid references public.stores (id) on delete cascade,
  payload jsonb not null,
  processed_at timestamptz,
  created_at timestamptz not null default now()
);

create index trackstar_webhook_events_shop_id_idx on public.trackstar_webhook_events (shop_id);
create index trackstar_webhook_events_connection_id_idx on public.trackstar_webhook_events (connection_id);
create index trackstar_webhook_events_waiting_idx on public.trackstar_webhook_events (created_at)
  where processed_at is null;

alter table public.trackstar_webhook_events enable row level security;
create policy "Service role access" on public.trackstar_webhook_events for all to service_role using (true) with check (true);

comment on table public.trackstar_webhook_events is 'A message Trackstar sent. Kept so that the same message is acted on once.';
comment on column public.trackstar_webhook_events.id is 'Id of the stored message.';
comment on column public.trackstar_webhook_events.event_id is 'Trackstar''s id of the message. A second copy is recognised by it.';
comment on column public.trackstar_webhook_events.event_type is 'What happened, such as inventory.updated.';
comment on column public.trackstar_webhook_events.connection_id is 'Trackstar''s id of the connection it is about; empty when it is about none.';
comment on column public.trackstar_webhook_events.shop_id is 'The shop of that connection; empty when no shop here has it.';
comment on column public.trackstar_webhook_events.payload is 'The message, with secrets taken out.';
comment on column public.trackstar_webhook_events.processed_at is 'When it had been acted on; empty while it waits.';
comment on column public.trackstar_webhook_events.created_at is 'When it arrived.';

-- connection_sync_status -----------------------------------------------------------------------------------

create table public.connection_sync_status (
  id uuid primary key default gen_random_uuid(),
  connection_id uuid not null references public.trackstar_connections (id) on delete cascade,
  sync_type public.sync_type not null,
  status public.sync_status not null default 'pending',
  started_at timestamptz,
  completed_at timestamptz,
  items_synced integer not null default 0 check (items_synced >= 0),
  error_message text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index connection_sync_status_latest_idx
  on public.connection_sync_status (connection_id, sync_type, created_at desc);

create trigger set_updated_at before update on public.connection_sync_status
  for each row when (old is distinct from new) execute function public.set_updated_at();

alter table public.connection_sync_status enable row level security;
create policy "Service role access" on public.connection_sync_status for all to service_role using (true) with check (true);

comment on table public.connection_sync_status is 'One run of one kind of sync of one connection.';
comment on column public.connection_sync_status.id is 'Id of the run.';
comment on column public.connection_sync_status.connection_id is 'The connection synced.';
comment on column public.connection_sync_status.sync_type is 'What was fetched: historical, warehouses, inventory or orders.';
comment on column public.connection_sync_status.status is 'pending, in_progress, completed or failed.';
comment on column public.connection_sync_status.started_at is 'When the run began.';
comment on column public.connection_sync_status.completed_at is 'When the run ended, well or badly.';
comment on column public.connection_sync_status.items_synced is 'Rows brought up to date so far.';
comment on column public.connection_sync_status.error_message is 'Why it failed; empty otherwise.';
comment on column public.connection_sync_status.created_at is 'When the run was asked for.';
comment on column public.connection_sync_status.updated_at is 'When anything in this row last changed.';

-- order_backfill_jobs --------------------------------------------------------------------------------------

create table public.order_backfill_jobs (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.stores (id) on delete cascade,
  sales_channel_id uuid not null references public.sales_channels (id) on delete cascade,
  status public.backfill_status not null default 'pending',
  total_orders integer check (total_orders >= 0),
  orders_processed integer not null default 0 check (orders_processed >= 0),
  days_to_backfill integer not null default 60 check (days_to_backfill > 0),
  cursor text,
  started_at timestamptz,
  completed_at timestamptz,
  error_message text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index order_backfill_jobs_shop_id_created_at_idx on public.order_backfill_jobs (shop_id, created_at);
create index order_backfill_jobs_sales_channel_id_idx on public.order_backfill_jobs (sales_channel_id);
create unique index order_backfill_jobs_one_active_idx on public.order_backfill_jobs (shop_id)
  where status in ('pending', 'in_progress');

create trigger set_updated_at before update on public.order_backfill_jobs
  for each row when (old is distinct from new) execute function public.set_updated_at();

alter table public.order_backfill_jobs enable row level security;
create policy "Service role access" on public.order_backfill_jobs for all to service_role using (true) with check (true);

comment on table public.order_backfill_jobs is 'An import of a channel''s past orders. A shop has at most one that is not finished.';
comment on column public.order_backfill_jobs.id is 'Id of the import.';
comment on column public.order_backfill_jobs.shop_id is 'The shop whose orders are imported.';
comment on column public.order_backfill_jobs.sales_channel_id is 'The channel they were sold on.';
comment on column public.order_backfill_jobs.status is 'pending, in_progress, completed or failed.';
comment on column public.order_backfill_jobs.total_orders is 'Orders to import; empty until the source has counted them.';
comment on column public.order_backfill_jobs.orders_processed is 'Orders imported so far.';
comment on column public.order_backfill_jobs.days_to_backfill is 'How many days back the import reaches.';
comment on column public.order_backfill_jobs.cursor is 'Where to go on after an interruption.';
comment on column public.order_backfill_jobs.started_at is 'When the import began.';
comment on column public.order_backfill_jobs.completed_at is 'When the import ended, well or badly.';
comment on column public.order_backfill_jobs.error_message is 'Why it failed; empty otherwise.';
comment on column public.order_backfill_jobs.created_at is 'When it was asked for.';
comment on column public.order_backfill_jobs.updated_at is 'When anything in this row last changed.';
