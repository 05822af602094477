-- Dashboard functions count in the shop's own days and leave out cancelled, deleted and test orders.

create or replace function public.get_orders_by_day(shop_uuid uuid, start_date date, end_date date)
returns table (day date, order_count bigint, total_revenue numeric)
language sql stable set search_path = '' as $$
  select (o.order_date at time zone s.time_zone)::date, count(*), coalesce(sum(o.total_price), 0)
  from public.stores s
  join public.unified_orders o on o.shop_id = s.id
  where s.id = shop_uuid
    and o.order_date >= (start_date::timestamp at time zone s.time_zone)
    and o.order_date < ((end_date + 1)::timestamp at time zone s.time_zone)
    and o.cancelled_at is null and o.deleted_at is null and not o.is_test
  group by 1
  order by 1
$$;

create or replace function public.get_orders_by_state(shop_uuid uuid, start_date date, end_date date)
returns table (state text, order_count bigint, total_revenue numeric)
language sql stable set search_path = '' as $$
  select o.ship_to_state, count(*), coalesce(sum(o.total_price), 0)
  from public.stores s
  join public.unified_orders o on o.shop_id = s.id
  where s.id = shop_uuid
    and o.order_date >= (start_date::timestamp at time zone s.time_zone)
    and o.order_date < ((end_date + 1)::timestamp at time zone s.time_zone)
    and o.cancelled_at is null and o.deleted_at is null and not o.is_test
  group by 1
  order by 2 desc, 1
$$;
