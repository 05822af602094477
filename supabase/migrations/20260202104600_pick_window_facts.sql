-- Batch mode: shipments that wait for the close of a pick window, and what each close did.

alter table public.shipments add column publish_after timestamptz;
comment on column public.shipments.publish_after is
  'The close of the pick window it waits for; null when it does not wait. Past it, the close is about to send it.';
create index shipments_waiting_idx on public.shipments (shop_id, publish_after)
  where status = 'planned' and publish_after is not null;

create table public.pick_window_runs (
  shop_id uuid not null references public.stores (id) on delete cascade,
  closes_at timestamptz not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  outcome text check (outcome in ('improved', 'unchanged', 'kept_moving', 'not_solved')),
  orders integer not null default 0 check (orders >= 0),
  moved integer not null default 0 check (moved between 0 and orders),
  left_out integer not null default 0 check (left_out >= 0),
  published integer not null default 0 check (published >= 0),
  parts integer not null default 0 check (parts >= 0),
  totals jsonb,
  primary key (shop_id, closes_at),
  check ((finished_at is null) = (outcome is null))
);
comment on table public.pick_window_runs is 'One close of a pick window: its orders were re-assigned jointly, then published.';
comment on column public.pick_window_runs.shop_id is 'The shop.';
comment on column public.pick_window_runs.closes_at is 'When the window closed.';
comment on column public.pick_window_runs.started_at is 'When its last try began.';
comment on column public.pick_window_runs.finished_at is 'When its orders were handed to publishing; null while it runs, and when it broke down: then they are published as first decided.';
comment on column public.pick_window_runs.outcome is 'improved (some orders moved), unchanged (nothing better was found), kept_moving (orders and stock changed too often meanwhile) or not_solved (no answer in time).';
comment on column public.pick_window_runs.orders is 'Orders that could move.';
comment on column public.pick_window_runs.moved is 'Orders whose decision changed.';
comment on column public.pick_window_runs.left_out is 'Orders left out because they changed while they were being re-assigned.';
comment on column public.pick_window_runs.published is 'Shipments handed to publishing.';
comment on column public.pick_window_runs.parts is 'Groups the window was solved in; the bound holds within each.';
comment on column public.pick_window_runs.totals is 'before, after: {unfilled_units, cost, shipments}; bound: {unfilled_units, cost} or null; currency.';
alter table public.pick_window_runs enable row level security;
create policy "Service role access" on public.pick_window_runs for all to service_role using (true) with check (true);
