-- What a shop's row needs beyond the first schema, refresh tokens, and the lease that guards refreshing them.

alter table public.stores
  add column time_zone text not null default 'UTC',
  add column currency text,
  add column routing_from timestamptz,
  add column installed_at timestamptz not null default now(),
  add column uninstalled_at timestamptz,
  add column seen_at timestamptz,
  add column settings_version integer not null default 1;

comment on column public.stores.time_zone is 'IANA time zone of the shop; days in charts and daily capacity follow it.';
comment on column public.stores.currency is 'Shop money, ISO 4217.';
comment on column public.stores.routing_from is 'Orders placed from this moment on are routed automatically; null: routing has not been switched on.';
comment on column public.stores.installed_at is 'Start of the current installation; older uninstall and redact events do no harm.';
comment on column public.stores.uninstalled_at is 'When the current installation ended; null while installed.';
comment on column public.stores.seen_at is 'When somebody of the shop last opened the app, to the minute; an uninstall from before that is old news.';
comment on column public.stores.settings_version is 'Grows with every change of settings, so that a decision made with old settings is not saved.';

create function public.bump_settings_version() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.settings is distinct from old.settings then
    new.settings_version := old.settings_version + 1;
  end if;
  return new;
end $$;
comment on function public.bump_settings_version() is 'Trigger: counts changes of a shop''s settings.';
revoke execute on function public.bump_settings_version() from public, anon, authenticated;

create trigger stores_bump_settings_version before update on public.stores
  for each row execute function public.bump_settings_version();

alter table public.shopify_sessions
  add column "refreshToken" text,
  add column "refreshTokenExpires" timestamptz;
comment on column public.shopify_sessions."refreshToken" is 'Refresh token of an expiring offline token, encrypted.';
comment on column public.shopify_sessions."refreshTokenExpires" is 'When the refresh token itself ends.';
create index if not exists shopify_sessions_shop_idx on public.shopify_sessions (shop);

create table public.token_refresh_leases (
  session_id text primary key,
  holder text not null,
  expires_at timestamptz not null
);
comment on table public.token_refresh_leases is 'A row means that one process is refreshing this session''s token right now; others wait for its result.';
comment on column public.token_refresh_leases.session_id is 'Session whose token is being refreshed.';
comment on column public.token_refresh_leases.holder is 'The process that holds the lease.';
comment on column public.token_refresh_leases.expires_at is 'When the lease may be taken over because its holder is presumed dead.';
alter table public.token_refresh_leases enable row level security;
create policy "Service role access" on public.token_refresh_leases for all to service_role using (true) with check (true);
