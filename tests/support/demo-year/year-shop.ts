import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { locate } from "#app/lib/places.server.ts";
import { demoAccounts, demoWarehouses } from "#sandbox/demo/warehouses.ts";

export interface YearShop {
  readonly id: string;
  readonly domain: string;
  readonly timeZone: string;
  readonly channelId: string;
  /** Sequence of order numbers. */
  readonly numbers: string;
  readonly warehouses: readonly { id: string; trackstarId: string; connectionId: string }[];
}

/** A shop with the demo merchant's four warehouses in two WMS accounts; one takes so many orders a day. */
export async function makeYearShop(sql: Sql, capacity: number): Promise<YearShop> {
  const timeZone = "America/New_York";
  const domain = `year-${randomUUID().slice(0, 8)}.myshopify.com`;
  const id = await idOf(sql`
    insert into public.stores (shop_domain, shop_name, plan, time_zone, currency, routing_from, installed_at, settings)
    values (${domain}, ${domain}, 'free', ${timeZone}, 'USD', '2020-01-01', '2020-01-01',
            -- Its reservations are old from the start, and no round of today may end them.
            '{"reservation_hours": 1000000}') returning id`);
  const channelId = await idOf(sql`
    insert into public.sales_channels (shop_id, channel_type, channel_name, is_primary)
    values (${id}, 'shopify', ${domain}, true) returning id`);
  const connections = new Map<string, string>();
  for (const { account, displayName, integrationName } of demoAccounts) {
    const connection = await idOf(sql`
      insert into public.trackstar_connections
        (shop_id, connection_id, integration_type, integration_name, display_name, access_token, warehouse_selectable)
      values (${id}, ${randomUUID()}, 'wms', ${integrationName}, ${displayName}, 'sealed', true) returning id`);
    connections.set(account, connection);
  }
  const numbers = `public.numbers_${id.replaceAll("-", "_")}`;
  // At once: whoever looks at the privileges of everything may look at any moment.
  await sql.unsafe(
    `create sequence ${numbers} start 1001; grant usage on sequence ${numbers} to service_role`,
  );
  const warehouses = await makeWarehouses(sql, id, connections, capacity);
  return { id, domain, timeZone, channelId, numbers, warehouses };
}

async function makeWarehouses(
  sql: Sql,
  shopId: string,
  connections: ReadonlyMap<string, string>,
  capacity: number,
) {
  const made = [];
  for (const warehouse of demoWarehouses) {
    const connectionId = connections.get(warehouse.account) ?? "";
    const { state, postalCode, country, city, name, id: trackstarId } = warehouse;
    const { latitude, longitude } = locate({ country, state, postalCode });
    const id = await idOf(sql`
      insert into public.trackstar_warehouses
        (shop_id, trackstar_connection_id, trackstar_warehouse_id, name, city, state, postal_code, country, latitude,
         longitude, geo_precision, daily_capacity)
      values (${shopId}, ${connectionId}, ${trackstarId}, ${name}, ${city}, ${state}, ${postalCode}, ${country},
              ${latitude}, ${longitude}, 'zip5', ${trackstarId === "wh-newark" ? capacity : null})
      returning id`);
    made.push({ id, trackstarId, connectionId });
  }
  return made;
}

async function idOf(inserted: PromiseLike<readonly Record<string, unknown>[]>): Promise<string> {
  const [row] = await inserted;
  if (typeof row?.["id"] !== "string") throw new Error("nothing was inserted");
  return row["id"];
}
