-- Only the service role reaches this schema. Hosted projects grant every new table, sequence and function in
-- public to anon and authenticated, and PostgreSQL lets everybody call a new function; both end here, for what
-- exists and for what this role makes later. A function is callable once its own migration grants it.

alter default privileges in schema public revoke all on tables from public, anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from public, anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from public, anon, authenticated, service_role;
-- Without a schema: what PostgreSQL itself gives to everybody cannot be taken back schema by schema.
alter default privileges revoke execute on functions from public;

alter default privileges in schema public grant select, insert, update, delete on tables to service_role;
alter default privileges in schema public grant usage, select on sequences to service_role;

-- Object by object, because a hosted project may keep objects of its own superuser in public.
do $$
declare
  object text;
begin
  for object in
    select format('%s %s', case c.relkind when 'S' then 'sequence' else 'table' end, c.oid::regclass)
    from pg_catalog.pg_class c
    where c.relnamespace = 'public'::regnamespace
      and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
      and pg_catalog.pg_has_role(c.relowner, 'usage')
    union all
    select format('routine %s', p.oid::regprocedure)
    from pg_catalog.pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and pg_catalog.pg_has_role(p.proowner, 'usage')
  loop
    execute format('revoke all on %s from public, anon, authenticated, service_role', object);
  end loop;
end
$$;

grant usage on schema public to service_role;
grant select, insert, update, delete on
  public.stores,
  public.shopify_sessions,
  public.sales_channels,
  public.feature_flags,
  public.trackstar_connections,
  public.trackstar_warehouses,
  public.trackstar_inventory,
  public.unified_orders,
  public.routing_decisions,
  public.routing_rules,
  public.trackstar_webhook_events,
  public.connection_sync_status,
  public.order_backfill_jobs,
  public.fulfillment_report_jobs,
  public.fulfillment_report_results,
  public.forecast_jobs,
  public.forecast_results,
  public.unified_products,
  public.inventory_transfers
to service_role;
grant execute on function
  public.get_orders_by_day(uuid, date, date),
  public.get_orders_by_state(uuid, date, date)
to service_role;
