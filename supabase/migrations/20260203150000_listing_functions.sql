-- What the screens read: one call per page, each answering one json value.

create function public.order_search_terms(
  p_shop_id uuid, p_number text, p_email text, p_name text, p_line_items jsonb
) returns tsvector
language sql immutable set search_path = '' as $$
  select array_to_tsvector(array_agg(distinct left(term, 100)) filter (where term <> '') || p_shop_id::text)
  from regexp_split_to_table(
    lower(concat_ws(' ', ltrim(p_number, '#'), p_email, p_name,
      (select string_agg(line ->> 'sku', ' ') from jsonb_array_elements(p_line_items) line))),
    '\s+') as term
$$;
comment on function public.order_search_terms(uuid, text, text, text, jsonb) is
  'The words an order is found by: number, email, recipient, SKUs; and its shop, so that one index serves every shop alone.';

create function public.order_search_query(p_shop_id uuid, p_search text) returns tsquery
language sql immutable set search_path = '' as $$
  select (
    quote_literal(p_shop_id) || coalesce(
      (select string_agg(
         ' & ''' || replace(replace(left(ltrim(word, '#'), 100), '\', '\\'), '''', '''''') || ''':*', '')
       from regexp_split_to_table(lower(p_search), '\s+') as word
       where ltrim(word, '#') <> ''), '')
  )::tsquery
$$;
comment on function public.order_search_query(uuid, text) is
  'Finds orders of a shop in which every word typed begins one of the order''s own.';

create index unified_orders_search_idx on public.unified_orders
  using gin (public.order_search_terms(shop_id, external_order_number, customer_email, ship_to_name, line_items));
create index unified_orders_shop_reason_idx on public.unified_orders
  (shop_id, routing_reason, order_date desc, id desc) where routing_reason is not null;
create index unified_orders_shop_warehouse_idx on public.unified_orders
  (shop_id, routed_to_warehouse_id, order_date desc, id desc);
create index shipments_published_idx on public.shipments (shop_id, published_at) where published_at is not null;
create index routing_decisions_shipping_idx on public.routing_decisions (shop_id) where outcome in ('routed', 'split');
create index trackstar_inventory_sku_prefix_idx on public.trackstar_inventory (shop_id, lower(sku) text_pattern_ops);
create index audit_log_setup_guide_idx on public.audit_log (shop_id) where action = 'setup_guide_dismissed';

create function public.warehouse_names(p_shop_id uuid) returns json
language sql stable set search_path = '' as $$
  select coalesce(json_agg(json_build_object(
    'id', w.id, 'name', coalesce(w.given_name, w.name), 'connected', c.is_active
  ) order by coalesce(w.given_name, w.name), w.id), '[]')
  from public.trackstar_warehouses w
  join public.trackstar_connections c on c.shop_id = w.shop_id and c.id = w.trackstar_connection_id
  where w.shop_id = p_shop_id
$$;
comment on function public.warehouse_names(uuid) is 'A shop''s warehouses by name: [{id, name, connected}].';

create function public.order_queues(p_shop_id uuid, p_hold_reasons text[]) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'unfillable', count(*) filter (where status = 'unfillable'),
    'needs_review', count(*) filter (where status = 'needs_review'),
    'change_pending', count(*) filter (where status = 'change_pending'),
    'held', (
      select count(*) from public.unified_orders o
      where o.shop_id = p_shop_id and o.routing_status = 'held' and o.routing_reason = any (p_hold_reasons)
    )
  )
  from (
    select o.routing_status as status from public.unified_orders o
    where o.shop_id = p_shop_id and o.routing_status in ('unfillable', 'needs_review', 'change_pending')
  ) waiting
$$;
comment on function public.order_queues(uuid, text[]) is
  'How many orders wait in each queue: unfillable, needs_review, change_pending, and held for one of these reasons.';

create function public.list_orders(
  p_shop_id uuid, p_search text default null, p_statuses text[] default null, p_reasons text[] default null,
  p_warehouse_id uuid default null, p_from date default null, p_to date default null,
  p_cursor_at timestamptz default null, p_cursor_id uuid default null, p_backward boolean default false,
  p_limit integer default 50, p_hold_reasons text[] default '{}'
) returns json
language plpgsql stable set search_path = '' as $$
declare
  v_time_zone text;
  v_conditions text := 'o.shop_id = $1';
  v_orders json;
begin
  select time_zone into v_time_zone from public.stores where id = p_shop_id;
  -- Only conditions that are asked for reach the planner, so that each finds its index.
  if btrim(p_search) <> '' then
    v_conditions := v_conditions || ' and public.order_search_terms(o.shop_id, o.external_order_number,
      o.customer_email, o.ship_to_name, o.line_items) @@ $2';
  end if;
  if cardinality(p_statuses) = 1 then
    v_conditions := v_conditions || ' and o.routing_status = ($3)[1]';
  elsif cardinality(p_statuses) > 1 then
    v_conditions := v_conditions || ' and o.routing_status = any ($3)';
  end if;
  if cardinality(p_reasons) = 1 then
    v_conditions := v_conditions || ' and o.routing_reason = ($4)[1]';
  elsif cardinality(p_reasons) > 1 then
    v_conditions := v_conditions || ' and o.routing_reason = any ($4)';
  end if;
  if p_warehouse_id is not null then
    v_conditions := v_conditions || ' and o.routed_to_warehouse_id = $5';
  end if;
  if p_from is not null then
    v_conditions := v_conditions || ' and o.order_date >= $6';
  end if;
  if p_to is not null then
    v_conditions := v_conditions || ' and o.order_date < $7';
  end if;
  if p_cursor_id is not null then
    v_conditions := v_conditions || format(' and (o.order_date, o.id) %s ($8, $9)', case when p_backward then '>' else '<' end);
  end if;

  execute format(
    'select json_agg(json_build_object(
       ''id'', o.id, ''number'', o.external_order_number, ''placed_at'', o.order_date, ''recipient'', o.ship_to_name,
       ''city'', o.ship_to_city, ''state'', o.ship_to_state, ''country'', o.ship_to_country,
       ''total'', o.total_price::text, ''currency'', o.currency, ''fulfillment_status'', o.fulfillment_status,
       ''routing_status'', o.routing_status, ''routing_reason'', o.routing_reason,
       ''warehouse_id'', o.routed_to_warehouse_id, ''is_locked'', o.is_locked,
       ''waits_until'', (
         select max(sh.publish_after) from public.shipments sh
         where sh.shop_id = o.shop_id and sh.order_id = o.id and sh.status = ''planned''),
       ''units'', (select coalesce(sum((line ->> ''quantity'')::integer), 0) from jsonb_array_elements(o.line_items) line)
     ) order by o.order_date desc, o.id desc)
     from (select * from public.unified_orders o where %1$s order by o.order_date %2$s, o.id %2$s limit $10) o',
    v_conditions, case when p_backward then 'asc' else 'desc' end)
  into v_orders
  using p_shop_id, public.order_search_query(p_shop_id, p_search), p_statuses, p_reasons, p_warehouse_id,
        p_from::timestamp at time zone v_time_zone, (p_to + 1)::timestamp at time zone v_time_zone,
        p_cursor_at, p_cursor_id, p_limit + 1;

  return json_build_object(
    'time_zone', v_time_zone, 'orders', coalesce(v_orders, '[]'), 'warehouses', public.warehouse_names(p_shop_id),
    'any', exists (select from public.unified_orders where shop_id = p_shop_id),
    'queues', public.order_queues(p_shop_id, p_hold_reasons));
end $$;
comment on function public.list_orders(uuid, text, text[], text[], uuid, date, date, timestamptz, uuid, boolean, integer, text[]) is
  'A page of a shop''s orders, newest first, after (or, backward, before) a cursor, and how many wait in each queue. One order more than the limit says that there is another page.';

create function public.order_page(p_shop_id uuid, p_order_id uuid) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'time_zone', s.time_zone,
    'order', json_build_object(
      'id', o.id, 'number', o.external_order_number, 'placed_at', o.order_date, 'channel', ch.channel_name,
      'channel_type', ch.channel_type, 'customer_email', o.customer_email, 'total', o.total_price::text,
      'currency', o.currency, 'financial_status', o.financial_status, 'fulfillment_status', o.fulfillment_status,
      'shipping_method', o.shipping_method, 'tags', o.tags, 'is_test', o.is_test,
      'cancelled_at', o.cancelled_at, 'redacted_at', o.redacted_at,
      'routing_status', o.routing_status, 'routing_reason', o.routing_reason, 'line_items', o.line_items,
      'is_locked', o.is_locked, 'held_until', o.held_until,
      'hold', case when o.held_by is not null then json_build_object('at', o.held_at, 'note', o.hold_note) end,
      'destination', case when o.destination_latitude is not null and o.destination_longitude is not null then
        json_build_object('latitude', o.destination_latitude, 'longitude', o.destination_longitude) end,
      'ship_to', json_build_object(
        'name', o.ship_to_name, 'address1', o.ship_to_address1, 'address2', o.ship_to_address2,
        'city', o.ship_to_city, 'state', o.ship_to_state, 'postal_code', o.ship_to_postal_code,
        'country', o.ship_to_country, 'phone', o.ship_to_phone)
    ),
    'decisions', (
      select coalesce(json_agg(json_build_object(
        'id', d.id, 'decided_at', d.decided_at, 'is_current', d.is_current, 'outcome', d.outcome, 'reason', d.reason,
        'selected_warehouse_id', d.selected_warehouse_id, 'decision_factors', nullif(d.decision_factors, '{}'),
        'alternatives', d.alternatives, 'details', d.details, 'chosen_by', d.chosen_by, 'choice_reason', d.choice_reason
      ) order by d.is_current desc, d.decided_at desc, d.id), '[]')
      from public.routing_decisions d where d.shop_id = p_shop_id and d.order_id = o.id
    ),
    'shipments', (
      select coalesce(json_agg(json_build_object(
        'id', sh.id, 'number', sh.number, 'warehouse_id', sh.warehouse_id, 'status', sh.status, 'units', sh.units,
        'lines', sh.lines, 'order_creation', c.order_creation, 'connection', coalesce(c.display_name, c.integration_name),
        'wms_order_id', sh.wms_order_id, 'wms_status', sh.wms_status, 'tracking', sh.tracking,
        'published_at', sh.published_at, 'error_message', sh.error_message,
        'waits_until', case when sh.status = 'planned' then sh.publish_after end,
        'shipped_from_id', (
          select other.id from public.trackstar_warehouses other
          where other.shop_id = p_shop_id and other.trackstar_connection_id = c.id
            and other.trackstar_warehouse_id = sh.wms_warehouse_id and other.id <> sh.warehouse_id)
      ) order by sh.created_at desc, sh.number), '[]')
      from public.shipments sh
      join public.trackstar_warehouses w on w.shop_id = sh.shop_id and w.id = sh.warehouse_id
      join public.trackstar_connections c on c.shop_id = w.shop_id and c.id = w.trackstar_connection_id
      where sh.shop_id = p_shop_id and sh.order_id = o.id
    ),
    'history', (
      select coalesce(json_agg(json_build_object(
        'id', h.id, 'at', h.at, 'kind', h.kind, 'details', h.details, 'actor', h.actor) order by h.id desc), '[]')
      from (
        select * from public.order_history h
        where h.shop_id = p_shop_id and h.order_id = o.id order by h.id desc limit 100
      ) h
    ),
    'warehouses', public.warehouse_names(p_shop_id),
    'places', (
      select coalesce(json_agg(json_build_object(
        'id', w.id, 'country', w.country, 'latitude', w.latitude, 'longitude', w.longitude) order by w.id), '[]')
      from public.trackstar_warehouses w where w.shop_id = p_shop_id
    ),
    'rules', (
      select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name) order by r.id), '[]')
      from public.routing_rules r where r.shop_id = p_shop_id
    )
  )
  from public.unified_orders o
  join public.stores s on s.id = o.shop_id
  join public.sales_channels ch on ch.shop_id = o.shop_id and ch.id = o.sales_channel_id
  where o.shop_id = p_shop_id and o.id = p_order_id
$$;
comment on function public.order_page(uuid, uuid) is
  'An order with its decisions, shipments and the last 100 lines of its history; null when the shop has no such order.';

create function public.stock_cells(p_shop_id uuid, p_warehouse_ids uuid[], p_skus text[])
returns table (
  sku text, warehouse_id uuid, place_id uuid, is_shared boolean, is_known boolean, on_hand integer, available integer,
  reserved integer, incoming integer, atp integer, as_of timestamptz, product text
)
language sql stable set search_path = '' as $$
  with places as materialized (
    select place.*, count(*) over (partition by place.place_id) > 1 as is_shared
    from public.routing_places(p_shop_id) place
  )
  select i.sku, i.warehouse_id, places.place_id, places.is_shared, i.is_known and i.available is not null,
         i.on_hand, i.available, atp.reserved, i.incoming, atp.atp,
         least(coalesce(i.source_as_of, i.last_synced_at), places.stock_stale_since),
         (select p.name from public.trackstar_products p
          where p.shop_id = p_shop_id and p.trackstar_connection_id = places.connection_id and p.sku = i.sku
          order by p.is_active desc, p.trackstar_product_id limit 1)
  from public.trackstar_inventory i
  join places on places.warehouse_id = i.warehouse_id
  left join public.available_to_promise(p_shop_id, null, p_skus) atp
    on atp.warehouse_id = places.place_id and atp.sku = i.sku
  where i.shop_id = p_shop_id and i.warehouse_id = any (p_warehouse_ids) and i.sku = any (p_skus)
$$;
comment on function public.stock_cells(uuid, uuid[], text[]) is
  'Stock of SKUs at warehouses as routing sees it. Reserved and ATP are those of the place, which several warehouses may share.';

create function public.inventory_grid(
  p_shop_id uuid, p_search text default null, p_warehouse_id uuid default null, p_stock text default null,
  p_low integer default 10, p_cursor text default null, p_backward boolean default false, p_limit integer default 25
) returns json
language plpgsql stable set search_path = '' as $$
declare
  v_warehouses uuid[];
  -- Materialised, so that a search goes through its own index and not along all SKUs in order.
  v_next constant text := format(
    'with matching as %1$s materialized (
       select i.sku from public.trackstar_inventory i
       where i.shop_id = $1 and i.warehouse_id = any ($2) %2$s
     )
     select array_agg(sku) from (
       select distinct sku from matching where $3 is null or sku %3$s $3 order by sku %4$s limit $5
     ) page',
    case when btrim(p_search) <> '' or p_stock = 'unknown' then '' else 'not' end,
    case when btrim(p_search) <> '' then 'and lower(i.sku) like $4 ' else '' end
      || case when p_stock = 'unknown' then 'and (not i.is_known or i.available is null)' else '' end,
    case when p_backward then '<' else '>' end,
    case when p_backward then 'desc' else 'asc' end);
  v_needs_atp constant boolean := p_stock in ('low', 'out');
  -- A prefix is text: its own wildcards mean themselves.
  v_prefix constant text := regexp_replace(lower(btrim(p_search)), '([%_\\])', '\\\1', 'g') || '%';
  v_cursor text := p_cursor;
  v_batch text[];
  v_found text[] := '{}';
begin
  select array_agg(w.id) into v_warehouses
  from public.trackstar_warehouses w
  join public.trackstar_connections c on c.shop_id = w.shop_id and c.id = w.trackstar_connection_id
  where w.shop_id = p_shop_id and c.is_active and (p_warehouse_id is null or w.id = p_warehouse_id);

  loop
    execute v_next into v_batch
    using p_shop_id, v_warehouses, v_cursor, v_prefix, case when v_needs_atp then 500 else p_limit + 1 end;
    exit when v_batch is null;
    v_cursor := v_batch[cardinality(v_batch)];
    if v_needs_atp then
      select array_agg(sku order by position) into v_batch
      from unnest(v_batch) with ordinality as batch (sku, position)
      where sku in (
        select cell.sku from public.stock_cells(p_shop_id, v_warehouses, v_batch) cell
        where cell.is_known and case p_stock when 'low' then cell.atp between 1 and p_low else cell.atp = 0 end);
    end if;
    v_found := v_found || coalesce(v_batch, '{}');
    exit when not v_needs_atp or cardinality(v_found) > p_limit;
  end loop;
  v_found := v_found[1:p_limit + 1];

  return json_build_object(
    'time_zone', (select time_zone from public.stores where id = p_shop_id),
    'warehouses', public.warehouse_names(p_shop_id),
    'any', exists (select from public.trackstar_inventory where shop_id = p_shop_id),
    'items', (
      select coalesce(json_agg(json_build_object('sku', item.sku, 'product', item.product, 'cells', item.cells) order by item.sku), '[]')
      from (
        select cell.sku, max(cell.product) as product, json_agg(json_build_object(
          'warehouse_id', cell.warehouse_id, 'place_id', cell.place_id, 'is_shared', cell.is_shared,
          'is_known', cell.is_known, 'on_hand', cell.on_hand, 'available', cell.available,
          'reserved', cell.reserved, 'incoming', cell.incoming, 'atp', cell.atp, 'as_of', cell.as_of
        ) order by cell.warehouse_id) as cells
        from public.stock_cells(p_shop_id, v_warehouses, v_found) cell
        group by cell.sku
      ) item
    ));
end $$;
comment on function public.inventory_grid(uuid, text, uuid, text, integer, text, boolean, integer) is
  'A page of SKUs in order, each with its stock at every connected warehouse. p_stock keeps SKUs that are low, out or unknown somewhere. One SKU more than the limit says that there is another page.';

create function public.missing_stock(p_shop_id uuid, p_connection_id uuid) returns bigint
language sql stable set search_path = '' as $$
  select count(*)
  from public.trackstar_inventory i
  join public.trackstar_warehouses w on w.shop_id = p_shop_id and w.id = i.warehouse_id
  where i.shop_id = p_shop_id and w.trackstar_connection_id = p_connection_id
    and (i.available is distinct from 0 or i.on_hand is distinct from 0)
    and i.last_synced_at < (
      select max(r.started_at) from public.connection_sync_status r
      where r.shop_id = p_shop_id and r.connection_id = p_connection_id
        and r.sync_type = 'inventory' and r.status = 'completed')
$$;
comment on function public.missing_stock(uuid, uuid) is 'How many stock rows the last complete pull of a connection did not list.';

create function public.connections_page(p_shop_id uuid, p_now timestamptz) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'time_zone', s.time_zone,
    'calls_stopped', public.trackstar_key_refused(),
    'connections', (
      select coalesce(json_agg(json_build_object(
        'id', c.id, 'name', coalesce(c.display_name, c.integration_name), 'integration_type', c.integration_type,
        'is_active', c.is_active, 'health', c.health, 'order_creation', c.order_creation,
        'warehouse_selectable', c.warehouse_selectable, 'connected_at', c.connected_at, 'last_sync_at', c.last_sync_at,
        'last_error', c.last_error, 'stock_stale_since', c.stock_stale_since,
        'customers', coalesce(c.metadata -> 'warehouse_customers', '[]'), 'customer_id', c.warehouse_customer_id,
        'missing_stock', case when c.health = 'stock_suspect' then public.missing_stock(p_shop_id, c.id) end,
        'waiting_shipments', (
          select count(*) from public.shipments sh
          join public.trackstar_warehouses w on w.shop_id = sh.shop_id and w.id = sh.warehouse_id
          where sh.shop_id = p_shop_id and w.trackstar_connection_id = c.id and sh.status = 'planned'),
        'syncs', (
          select coalesce(json_agg(json_build_object(
            'kind', run.sync_type, 'status', run.status, 'started_at', run.started_at, 'completed_at', run.completed_at,
            'items', run.items_synced, 'error', run.error_message) order by run.sync_type), '[]')
          from (
            select distinct on (r.sync_type) r.*
            from public.connection_sync_status r
            where r.shop_id = p_shop_id and r.connection_id = c.id
            order by r.sync_type, r.created_at desc
          ) run),
        'warehouses', (
          select coalesce(json_agg(json_build_object(
            'id', w.id, 'name', coalesce(w.given_name, w.name), 'code', w.code, 'address1', w.address1, 'city', w.city,
            'state', w.state, 'postal_code', w.postal_code, 'country', w.country, 'geo_precision', w.geo_precision,
            'is_active', w.is_active, 'priority', w.priority, 'daily_capacity', w.daily_capacity,
            'orders_today', coalesce(d.orders, 0)
          ) order by w.priority, coalesce(w.given_name, w.name), w.id), '[]')
          from public.trackstar_warehouses w
          left join public.warehouse_days d on d.shop_id = w.shop_id and d.warehouse_id = w.id
            and d.day = (p_now at time zone coalesce(w.time_zone, s.time_zone))::date
          where w.shop_id = p_shop_id and w.trackstar_connection_id = c.id)
      ) order by c.is_active desc, c.connected_at, c.id), '[]')
      from public.trackstar_connections c where c.shop_id = p_shop_id
    ))
  from public.stores s where s.id = p_shop_id
$$;
comment on function public.connections_page(uuid, timestamptz) is
  'A shop''s connections with the last run of each sync, their warehouses, and what waits for an answer.';

create function public.home_page(p_shop_id uuid, p_now timestamptz, p_hold_reasons text[]) returns json
language sql stable set search_path = '' as $$
  with shop as (
    select s.*, (p_now at time zone s.time_zone)::date as today,
           ((p_now at time zone s.time_zone)::date - 6)::timestamp at time zone s.time_zone as week_start,
           p_now - make_interval(mins => coalesce((s.settings ->> 'stale_after_minutes')::integer, 120)) as stale_before
    from public.stores s where s.id = p_shop_id
  ), connections as (
    select c.id, coalesce(c.display_name, c.integration_name) as name, c.health, c.order_creation, c.last_sync_at,
           c.is_active, c.integration_type,
           c.is_active and c.integration_type = 'wms' and exists (
             select from public.connection_sync_status r
             where r.shop_id = p_shop_id and r.connection_id = c.id and r.sync_type = 'inventory' and r.status = 'completed'
           ) as is_synced,
           c.warehouse_customer_id is null and jsonb_array_length(coalesce(c.metadata -> 'warehouse_customers', '[]')) > 1
             as needs_customer,
           least(c.stock_stale_since, (
             select max(i.source_as_of) from public.trackstar_inventory i
             join public.trackstar_warehouses w on w.shop_id = p_shop_id and w.id = i.warehouse_id
             where i.shop_id = p_shop_id and w.trackstar_connection_id = c.id and i.is_known
           )) as stock_as_of
    from public.trackstar_connections c
    where c.shop_id = p_shop_id
  ), recent as (
    select o.routing_status in ('routed', 'split') as is_routed
    from shop join public.unified_orders o on o.shop_id = shop.id
    where o.order_date >= shop.week_start and o.order_date >= shop.routing_from
      and (o.routing_status <> 'held' or o.routing_reason in ('no_address', 'line_without_sku'))
  )
  select json_build_object(
    'time_zone', shop.time_zone,
    'setup', json_build_object(
      'connected', exists (select from connections where is_active),
      'synced', exists (select from connections where is_synced),
      'publishing', exists (select from connections where is_active and order_creation <> 'off'),
      'routed', exists (
        select from public.routing_decisions d where d.shop_id = shop.id and d.outcome in ('routed', 'split')),
      'dismissed', exists (
        select from public.audit_log a where a.shop_id = shop.id and a.action = 'setup_guide_dismissed')
    ),
    'days', (
      select json_agg(json_build_object('day', day.day::date, 'orders', coalesce(counted.order_count, 0)) order by day.day)
      from generate_series(shop.today - 13, shop.today, interval '1 day') as day (day)
      left join public.get_orders_by_day(shop.id, shop.today - 13, shop.today) counted on counted.day = day.day::date
    ),
    'week', (
      select json_build_object('to_route', count(*), 'routed', count(*) filter (where is_routed)) from recent),
    'median_minutes', (
      select percentile_cont(0.5) within group (order by extract(epoch from sh.published_at - o.order_date) / 60)
      from public.shipments sh
      join public.unified_orders o on o.shop_id = sh.shop_id and o.id = sh.order_id
      where sh.shop_id = shop.id and sh.published_at >= shop.week_start and o.order_date >= shop.routing_from
    ),
    'attention', (
      select coalesce(json_agg(json_build_object('status', status, 'reason', reason, 'orders', orders)
                               order by status, orders desc, reason), '[]')
      from (
        select o.routing_status as status, null as reason, count(*) as orders
        from public.unified_orders o
        where o.shop_id = shop.id and o.routing_status in ('unfillable', 'needs_review', 'change_pending')
        group by 1
        union all
        select 'held', o.routing_reason, count(*)
        from public.unified_orders o
        where o.shop_id = shop.id and o.routing_status = 'held'
          and o.routing_reason = any (p_hold_reasons)
        group by 2
      ) waiting
    ),
    'connections', (
      select coalesce(json_agg(json_build_object(
        'id', c.id, 'name', c.name, 'health', c.health, 'order_creation', c.order_creation,
        'last_sync_at', c.last_sync_at, 'needs_customer', c.needs_customer,
        'stale_since', case when c.stock_as_of < shop.stale_before then c.stock_as_of end
      ) order by c.name, c.id), '[]')
      from connections c where c.is_active
    ))
  from shop
$$;
comment on function public.home_page(uuid, timestamptz, text[]) is
  'What the home page says: setup, orders of the last 14 days and 7, how fast they reach a WMS, what needs attention, connections.';

create function public.dismiss_setup_guide(p_shop_id uuid, p_actor text) returns void
language sql set search_path = '' as $$
  insert into public.audit_log (shop_id, actor, action, subject)
  select p_shop_id, p_actor, 'setup_guide_dismissed', 'shop'
  where not exists (
    select from public.audit_log where shop_id = p_shop_id and action = 'setup_guide_dismissed')
$$;
comment on function public.dismiss_setup_guide(uuid, text) is 'The merchant has done with the setup guide; the audit log keeps who and when.';

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.order_search_terms(uuid, text, text, text, jsonb)', 'public.order_search_query(uuid, text)',
    'public.warehouse_names(uuid)',
    'public.list_orders(uuid, text, text[], text[], uuid, date, date, timestamptz, uuid, boolean, integer, text[])',
    'public.order_queues(uuid, text[])',
    'public.order_page(uuid, uuid)', 'public.stock_cells(uuid, uuid[], text[])',
    'public.inventory_grid(uuid, text, uuid, text, integer, text, boolean, integer)',
    'public.missing_stock(uuid, uuid)', 'public.connections_page(uuid, timestamptz)',
    'public.home_page(uuid, timestamptz, text[])', 'public.dismiss_setup_guide(uuid, text)'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
