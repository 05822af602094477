import type { Sql } from "postgres";
import { catalogue } from "#sandbox/demo/catalogue.ts";
import { demoAccounts, demoWarehouses } from "#sandbox/demo/warehouses.ts";
import { locate } from "#app/lib/places.server.ts";
import type { ShopRow } from "./shops.ts";

export interface Network {
  /** Ids of warehouses by their name. */
  readonly warehouses: ReadonlyMap<string, string>;
}

const creation = { northline: "swyft", harborside: "off" } as const;
const capacities: Record<string, number | null> = { Reno: 400, Columbus: 250, Newark: null, Dallas: 120 };

/** Two WMS accounts with four warehouses and the stock of 60 SKUs: plenty, low, none and unknown. */
export async function arrangeNetwork(sql: Sql, shop: ShopRow): Promise<Network> {
  const warehouses = new Map<string, string>();
  for (const { account, displayName, integrationName } of demoAccounts) {
    const connectionId = await insertId(sql`
      insert into public.trackstar_connections (shop_id, connection_id, integration_type, integration_name, display_name,
        access_token, order_creation, connected_at, last_sync_at)
      values (${shop.id}, ${`shot-${account}-${shop.id}`}, 'wms', ${integrationName}, ${displayName}, 'sealed',
              ${creation[account]}, now() - interval '20 days', now() - interval '6 minutes')
      returning id`);
    await arrangeSyncs(sql, shop, connectionId);
    for (const warehouse of demoWarehouses.filter((each) => each.account === account)) {
      const place = locate(warehouse);
      const id = await insertId(sql`
        insert into public.trackstar_warehouses (shop_id, trackstar_connection_id, trackstar_warehouse_id, name, code,
          address1, city, state, postal_code, country, latitude, longitude, geo_precision, daily_capacity, priority)
        values (${shop.id}, ${connectionId}, ${warehouse.id}, ${warehouse.name}, ${warehouse.code}, ${warehouse.address1},
                ${warehouse.city}, ${warehouse.state}, ${warehouse.postalCode}, ${warehouse.country},
                ${place.latitude}, ${place.longitude}, 'zip5', ${capacities[warehouse.name] ?? null},
                ${warehouses.size + 1})
        returning id`);
      warehouses.set(warehouse.name, id);
    }
  }
  await arrangeStock(sql, shop, [...warehouses.values()]);
  return { warehouses };
}

async function arrangeSyncs(sql: Sql, shop: ShopRow, connectionId: string): Promise<void> {
  await sql`
    insert into public.connection_sync_status (shop_id, connection_id, sync_type, status, started_at, completed_at, items_synced)
    select ${shop.id}, ${connectionId}, kind::public.sync_type, 'completed', now() - interval '7 minutes',
           now() - interval '6 minutes', items
    from (values ('historical', 0), ('warehouses', 2), ('products', 200), ('inventory', 120), ('orders', 34)) as run (kind, items)`;
}

async function arrangeStock(sql: Sql, shop: ShopRow, warehouseIds: readonly string[]): Promise<void> {
  const rows = catalogue.slice(0, 60).flatMap((item, position) =>
    warehouseIds.map((warehouseId, column) => {
      const seed = (position * 37 + column * 53) % 211;
      const available = seed % 13 === 0 ? 0 : seed % 17 === 0 ? 6 : 40 + seed;
      const isKnown = !(position % 19 === 7 && column === 2);
      return {
        shop_id: shop.id,
        warehouse_id: warehouseId,
        sku: item.sku,
        available: isKnown ? available : null,
        on_hand: isKnown ? available + (seed % 7) : null,
        incoming: seed % 5 === 0 ? 120 : 0,
        is_known: isKnown,
      };
    }),
  );
  await sql`
    insert into public.trackstar_inventory ${sql(rows)}`;
  await sql`update public.trackstar_inventory set source_as_of = now() - interval '22 minutes' where shop_id = ${shop.id}`;
  await sql`
    insert into public.trackstar_products (shop_id, trackstar_connection_id, sku, trackstar_product_id, name)
    select ${shop.id}, c.id, item.sku, 'p-' || item.sku, item.title
    from public.trackstar_connections c,
         jsonb_to_recordset(${sql.json(catalogue.slice(0, 60).map(({ sku, title }) => ({ sku, title })))}) as item (sku text, title text)
    where c.shop_id = ${shop.id}`;
}

export async function insertId(query: Promise<readonly { id?: unknown }[]>): Promise<string> {
  const [row] = await query;
  if (typeof row?.id !== "string") throw new Error("nothing was inserted");
  return row.id;
}
