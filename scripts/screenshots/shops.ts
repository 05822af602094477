import type { Sql } from "postgres";

export const domains = {
  full: "swyft-demo.myshopify.com",
  empty: "swyft-empty.myshopify.com",
  trouble: "swyft-trouble.myshopify.com",
} as const;
export type ShopName = keyof typeof domains;

export interface ShopRow {
  readonly id: string;
  readonly domain: string;
  readonly channelId: string;
}

/** The rows a shop got when its merchant opened the app. */
export async function findShop(sql: Sql, name: ShopName): Promise<ShopRow> {
  const [row] = await sql<ShopRow[]>`
    select s.id, s.shop_domain as domain, c.id as "channelId"
    from public.stores s join public.sales_channels c on c.shop_id = s.id and c.is_primary
    where s.shop_domain = ${domains[name]}`;
  if (!row) throw new Error(`${domains[name]} has not opened the app`);
  await sql`
    update public.stores set time_zone = 'America/New_York', currency = 'USD', routing_from = now() - interval '60 days'
    where id = ${row.id}`;
  return row;
}
