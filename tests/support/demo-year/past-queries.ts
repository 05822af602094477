import type { Sql } from "postgres";

/** Orders that could not be filled, in the turn of the queue; of some SKUs or all. */
export async function waitingOrders(
  sql: Sql,
  shopId: string,
  skus: readonly string[] | null,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select o.id
    from public.unified_orders o
    left join public.routing_decisions d on d.shop_id = o.shop_id and d.order_id = o.id and d.is_current
    where o.shop_id = ${shopId} and o.routing_status = 'unfillable'
      and (${skus}::text[] is null or exists (
        select from jsonb_array_elements(o.line_items) line where line ->> 'sku' = any (${skus}::text[])))
    order by d.decided_at nulls first, o.order_date`;
  return rows.map(({ id }) => id);
}

/** Orders of which no WMS has heard yet, each with one of its shipments if it has any. */
export const unsentOrders = (sql: Sql, shopId: string) => sql<{ id: string; shipment: string | null }[]>`
  select s.order_id as id, min(s.id::text) as shipment
  from public.shipments s where s.shop_id = ${shopId} and s.status = 'planned' group by 1
  union all
  select id, null from public.unified_orders where shop_id = ${shopId} and routing_status = 'unfillable'
  order by 1`;

/** SKUs of which more became known since a time by the clock. */
export async function risenSkus(sql: Sql, shopId: string, since: Date): Promise<string[]> {
  const rows = await sql<{ sku: string }[]>`
    select distinct sku from public.stock_changes
    where shop_id = ${shopId} and changed_at >= ${since} and coalesce(available_after, 0) > coalesce(available_before, 0)`;
  return rows.map(({ sku }) => sku);
}

/** Reservations that ended since a time by the clock ended at `at`. */
export const setReleased = (sql: Sql, shopId: string, since: Date, at: Date) => sql`
  update public.inventory_reservations set released_at = ${at}
  where shop_id = ${shopId} and released_at >= ${since}`;

/** What was written since a time by the clock happened at `at`; decisions when they were made. */
export async function setMoments(sql: Sql, shopId: string, since: Date, at: Date): Promise<void> {
  await sql`
    update public.stock_changes set changed_at = ${at} where shop_id = ${shopId} and changed_at >= ${since}`;
  await setReleased(sql, shopId, since, at);
  await sql`
    update public.routing_decisions set created_at = decided_at
    where shop_id = ${shopId} and created_at >= ${since}`;
  await sql`
    update public.inventory_reservations r set created_at = d.decided_at
    from public.shipments s join public.routing_decisions d on d.shop_id = s.shop_id and d.id = s.decision_id
    where r.shop_id = ${shopId} and r.released_at is null and r.created_at >= ${since}
      and s.shop_id = r.shop_id and s.id = r.shipment_id`;
}
