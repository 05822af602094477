-- The audit log and the workers' heartbeats.

create table public.audit_log (
  id bigint generated always as identity primary key,
  shop_id uuid,
  at timestamptz not null default now(),
  actor text not null,
  action text not null,
  subject text not null,
  details jsonb not null default '{}'
);
comment on table public.audit_log is 'Who did what, kept after a shop is gone; never personal data.';
comment on column public.audit_log.id is 'Primary key, in order of writing.';
comment on column public.audit_log.shop_id is 'The shop; not a foreign key, so that the line outlives it.';
comment on column public.audit_log.at is 'When.';
comment on column public.audit_log.actor is 'swyft, shopify, or the database role or person.';
comment on column public.audit_log.action is 'What was done, e.g. customer_redacted.';
comment on column public.audit_log.subject is 'What it was done to, without personal data.';
comment on column public.audit_log.details is 'Counts and settings, without personal data.';
create index audit_log_shop_idx on public.audit_log (shop_id, at);
alter table public.audit_log enable row level security;
create policy "Service role access" on public.audit_log for all to service_role using (true) with check (true);

create function public.audit_flag_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.audit_log (actor, action, subject, details)
  values (session_user, lower(tg_op), 'feature_flag:' || coalesce(new.key, old.key),
          jsonb_build_object('before', to_jsonb(old), 'after', to_jsonb(new)));
  return coalesce(new, old);
end $$;
comment on function public.audit_flag_change() is 'Trigger: writes who changed a feature flag, and how, to the audit log.';
revoke execute on function public.audit_flag_change() from public, anon, authenticated;
create trigger feature_flags_audit after insert or update or delete on public.feature_flags
  for each row execute function public.audit_flag_change();

create table public.worker_heartbeats (
  worker_id text primary key,
  at timestamptz not null default now()
);
comment on table public.worker_heartbeats is 'A live worker''s last sign of life; jobs of a worker silent for 60 seconds are given back.';
comment on column public.worker_heartbeats.worker_id is 'The worker, as the job queue names it.';
comment on column public.worker_heartbeats.at is 'Last sign of life.';
alter table public.worker_heartbeats enable row level security;
create policy "Service role access" on public.worker_heartbeats for all to service_role using (true) with check (true);
