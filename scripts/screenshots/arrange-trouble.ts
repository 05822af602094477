import type { Sql } from "postgres";
import { insertId } from "./arrange-network.ts";
import type { ShopRow } from "./shops.ts";

/** Every way a connection can need its merchant, one connection each. */
export async function arrangeTrouble(sql: Sql, shop: ShopRow): Promise<void> {
  const reconnect = await connection(sql, shop, "Cedar Fulfillment", { health: "reconnect" });
  await run(sql, shop, reconnect, "inventory", "failed", "The WMS refused the credentials.");
  const shared = await connection(sql, shop, "Shared Dock 3PL", {});
  const customers = JSON.stringify({
    warehouse_customers: [
      { id: "c-1", name: "Hearth & Field" },
      { id: "c-2", name: "Plain Goods" },
    ],
  });
  await sql`update public.trackstar_connections set metadata = ${customers}::text::jsonb where id = ${shared}`;
  const suspect = await connection(sql, shop, "Harborside WMS", { health: "stock_suspect" });
  await run(sql, shop, suspect, "inventory", "completed", null);
  const warehouse = await insertId(sql`
    insert into public.trackstar_warehouses (shop_id, trackstar_connection_id, trackstar_warehouse_id, name, address1, city,
      country, geo_precision)
    values (${shop.id}, ${suspect}, 'wh-lost', 'Overflow hall', 'Dock 7', 'Harbor district', 'US', 'none') returning id`);
  await sql`
    insert into public.trackstar_inventory (shop_id, warehouse_id, sku, available, on_hand, last_synced_at, source_as_of)
    select ${shop.id}, ${warehouse}, 'SKU-' || n, 12, 12, now() - interval '2 days', now() - interval '2 days'
    from generate_series(1, 64) n`;
  const stale = await connection(sql, shop, "Northline WMS", { staleHours: 9 });
  await run(sql, shop, stale, "warehouses", "completed", null);
  await run(sql, shop, stale, "inventory", "in_progress", null);
  await connection(sql, shop, "Old Mill Logistics", { health: "disconnected" });
}

async function connection(
  sql: Sql,
  shop: ShopRow,
  name: string,
  state: { health?: string; staleHours?: number },
): Promise<string> {
  const { health = "ok", staleHours = null } = state;
  return insertId(sql`
    insert into public.trackstar_connections (shop_id, connection_id, integration_type, integration_name, display_name,
      access_token, health, is_active, last_sync_at, stock_stale_since, last_error)
    values (${shop.id}, ${`shot-${name}-${shop.id}`}, 'wms', 'wms', ${name}, 'sealed', ${health},
      ${health !== "disconnected"}, now() - interval '3 hours', now() - make_interval(hours => ${staleHours}),
      ${staleHours === null ? null : "The WMS answered with an error."})
    returning id`);
}

async function run(sql: Sql, shop: ShopRow, id: string, kind: string, status: string, error: string | null) {
  await sql`
    insert into public.connection_sync_status (shop_id, connection_id, sync_type, status, started_at, completed_at,
      items_synced, error_message)
    values (${shop.id}, ${id}, ${kind}::public.sync_type, ${status}::public.sync_status, now() - interval '40 minutes',
      ${status === "in_progress" ? null : new Date()}, 64, ${error})`;
}
