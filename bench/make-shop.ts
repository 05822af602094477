import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";

export interface BenchShop {
  readonly id: string;
  readonly domain: string;
  readonly channelId: string;
  /** The first connection, with every second warehouse. */
  readonly connectionId: string;
  readonly warehouses: readonly { id: string; trackstarId: string }[];
  readonly skus: number;
}

export interface ShopSize {
  readonly skus: number;
  readonly warehouses: number;
  /** Units of each SKU at each warehouse; without them there is no stock row at all. */
  readonly available?: number;
}

/** The SKU with this number, from 1. */
export const skuOf = (number: number): string => `SKU-${String(number).padStart(5, "0")}`;

/** A shop with two WMS connections, warehouses across the United States, products and stock read just now. */
export async function makeShop(sql: Sql, size: ShopSize): Promise<BenchShop> {
  const domain = `bench-${randomUUID().slice(0, 8)}.myshopify.com`;
  const id = await makeId(sql`
    insert into public.stores (shop_domain, shop_name, plan, time_zone, currency, routing_from, installed_at)
    values (${domain}, ${domain}, 'free', 'America/New_York', 'USD', '2020-01-01', '2020-01-01') returning id`);
  const channelId = await makeId(sql`
    insert into public.sales_channels (shop_id, channel_type, channel_name, is_primary)
    values (${id}, 'shopify', ${domain}, true) returning id`);
  const connectionIds = [await makeConnection(sql, id), await makeConnection(sql, id)] as const;
  const warehouses = await makeWarehouses(sql, id, connectionIds, size.warehouses);
  await makeProducts(sql, id, connectionIds, size.skus);
  if (size.available !== undefined) await makeStock(sql, id, size.skus, size.available);
  await sql`analyze`;
  return { id, domain, channelId, connectionId: connectionIds[0], warehouses, skus: size.skus };
}

async function makeId(inserted: PromiseLike<readonly Record<string, unknown>[]>): Promise<string> {
  const [row] = await inserted;
  if (typeof row?.["id"] !== "string") throw new Error("nothing was inserted");
  return row["id"];
}

const makeConnection = (sql: Sql, shopId: string) =>
  makeId(sql`
    insert into public.trackstar_connections
      (shop_id, connection_id, integration_type, integration_name, access_token, warehouse_selectable)
    values (${shopId}, ${randomUUID()}, 'wms', 'bench-wms', 'sealed', true) returning id`);

const makeWarehouses = (sql: Sql, shopId: string, connectionIds: readonly string[], count: number) =>
  sql<{ id: string; trackstarId: string }[]>`
    insert into public.trackstar_warehouses
      (shop_id, trackstar_connection_id, trackstar_warehouse_id, name, state, postal_code, country, latitude, longitude,
       geo_precision, daily_capacity, priority)
    select ${shopId}, (${connectionIds}::uuid[])[1 + n % 2], 'wh-' || n, 'Warehouse ' || n, 'KS', '67202', 'US',
           30 + n * 7 % 17, -120 + n * 11 % 45, 'zip5', 1000000, n
    from generate_series(1, ${count}::int) n
    order by n % 2 = 1, n
    returning id, trackstar_warehouse_id as "trackstarId"`;

const makeProducts = (sql: Sql, shopId: string, connectionIds: readonly string[], count: number) => sql`
  insert into public.trackstar_products (shop_id, trackstar_connection_id, sku, trackstar_product_id, name)
  select ${shopId}, connection, 'SKU-' || lpad(n::text, 5, '0'), 'product-' || n, 'Product number ' || n
  from generate_series(1, ${count}::int) n, unnest(${connectionIds}::uuid[]) connection`;

const makeStock = (sql: Sql, shopId: string, skus: number, available: number) => sql`
  insert into public.trackstar_inventory
    (shop_id, warehouse_id, sku, available, committed, on_hand, incoming, source_as_of)
  select ${shopId}, w.id, 'SKU-' || lpad(n::text, 5, '0'), ${available}::int, 0, ${available}::int, 0, now()
  from generate_series(1, ${skus}::int) n, public.trackstar_warehouses w where w.shop_id = ${shopId}`;
