-- What a hosted Supabase project has before the first migration: its roles, its default privileges and its schema
-- cache notice. Run as the superuser supabase_admin at every start; each statement may find its work done.
do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('anon', 'nologin noinherit'),
      ('authenticated', 'nologin noinherit'),
      ('service_role', 'nologin noinherit bypassrls'),
      -- Hosted's postgres is no superuser: a migration that needs one fails here too.
      ('postgres', 'login createdb createrole replication bypassrls'),
      -- Hosted's authenticator does not inherit. The API here reads the catalogue without changing role, and
      -- without inheritance it sees no table at all.
      ('authenticator', 'login inherit'),
      -- graphile-worker's tables have row security without policies.
      ('swyft_worker', 'login bypassrls')
    ) as roles (name, attributes)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      execute format('create role %I %s', wanted.name, wanted.attributes);
    end if;
  end loop;
end
$$;

grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role to postgres with admin option;
grant authenticator, swyft_worker to postgres with admin option, inherit true;
grant pg_monitor, pg_signal_backend, pg_read_all_data to postgres;

-- The API sets the role inside each transaction, so the login role's limits hold for every call.
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';
alter role postgres set search_path = "$user", public, extensions;

alter database postgres owner to postgres;
grant usage on schema public to anon, authenticated, service_role;

create schema if not exists extensions authorization postgres;
grant usage on schema extensions to anon, authenticated, service_role;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists "uuid-ossp" with schema extensions;

-- Hosted opens everything new in public to the three API roles; closing it is our migrations' work.
alter default privileges for role postgres in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges for role postgres in schema public grant all on functions to anon, authenticated, service_role;
alter default privileges for role postgres in schema public grant all on sequences to anon, authenticated, service_role;

-- Hosted tells the API about every change of schema.
create or replace function extensions.notify_api_of_schema_change() returns event_trigger
language plpgsql set search_path = '' as $$
begin
  notify pgrst, 'reload schema';
end
$$;
do $$
begin
  if not exists (select from pg_event_trigger where evtname = 'api_ddl_watch') then
    create event trigger api_ddl_watch on ddl_command_end execute function extensions.notify_api_of_schema_change();
    create event trigger api_drop_watch on sql_drop execute function extensions.notify_api_of_schema_change();
  end if;
end
$$;
