import type { Sql } from "postgres";
import type { ShopRow } from "./shops.ts";

const windows = { is_on: true, times: ["09:30", "14:00"], days: [1, 2, 3, 4, 5, 6, 7], solver_seconds: 20 };

const before = { unfilled_units: 6, cost: 812.4, shipments: 96 };
const closes = [
  { hoursAgo: 3, outcome: null, orders: 0, moved: 0, totals: null },
  {
    hoursAgo: 20,
    outcome: "improved",
    orders: 84,
    moved: 7,
    totals: {
      before,
      after: { unfilled_units: 2, cost: 798.15, shipments: 93 },
      bound: { unfilled_units: 2, cost: 798.15 },
    },
  },
  {
    hoursAgo: 25,
    outcome: "improved",
    orders: 612,
    moved: 31,
    parts: 3,
    totals: {
      before,
      after: { unfilled_units: 6, cost: 790.1, shipments: 96 },
      bound: { unfilled_units: 6, cost: 788.75 },
    },
  },
  {
    hoursAgo: 44,
    outcome: "unchanged",
    orders: 12,
    moved: 0,
    totals: { before, after: before, bound: before },
  },
  { hoursAgo: 49, outcome: "kept_moving", orders: 33, moved: 0, totals: null },
];

/** Batch mode that is on, with orders that wait for the next close, and the closes before it. */
export async function arrangePickWindows(sql: Sql, shop: ShopRow): Promise<void> {
  await sql`update public.stores set settings = settings || ${sql.json({ pick_windows: windows })} where id = ${shop.id}`;
  await sql`
    update public.shipments set publish_after = public.shop_pick_close(${shop.id})
    where id in (select id from public.shipments where shop_id = ${shop.id} and status = 'planned' order by number limit 3)`;
  for (const { hoursAgo, totals, outcome, ...close } of closes) {
    const shown = { parts: 1, ...close, totals: totals && { ...totals, currency: "USD" } };
    await sql`
      insert into public.pick_window_runs
        (shop_id, closes_at, started_at, finished_at, outcome, orders, moved, published, parts, totals)
      select ${shop.id}, at, at, case when ${outcome}::text is not null then at end, ${outcome}, ${shown.orders},
             ${shown.moved}, ${shown.orders}, ${shown.parts}, ${sql.json(shown.totals)}
      from (select date_trunc('hour', now()) - make_interval(hours => ${hoursAgo}) as at) closed`;
  }
}

/** Lets an order wait for the next close at a WMS that gets its orders from Swyft. */
export async function arrangeWaiting(sql: Sql, shop: ShopRow, orderId: string): Promise<void> {
  await sql`
    update public.trackstar_connections c set order_creation = 'swyft'
    from public.trackstar_warehouses w, public.shipments sh
    where sh.shop_id = ${shop.id} and sh.order_id = ${orderId} and w.id = sh.warehouse_id and c.id = w.trackstar_connection_id`;
  await sql`
    update public.shipments set publish_after = public.shop_pick_close(${shop.id})
    where shop_id = ${shop.id} and order_id = ${orderId} and status = 'planned'`;
}
