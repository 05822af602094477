import { closePickWindow } from "#app/services/routing/pick-windows/close-pick-window.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder, type TestLine } from "#tests/support/orders.ts";
import { makeShop, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeConnection, makeWarehouse } from "#tests/support/warehouses.ts";

/** Pick windows that close at noon and at midnight, every day. */
export const twiceADay = {
  is_on: true,
  times: ["00:00", "12:00"],
  days: [1, 2, 3, 4, 5, 6, 7],
  solver_seconds: 5,
};

export const turnOn = (shop: TestShop, windows: object = twiceADay) => adminSql`
  update public.stores set settings = settings || ${adminSql.json({ pick_windows: { ...windows } })} where id = ${shop.id}`;

/** Two warehouses, of which Reno is near the orders' Los Angeles; Swyft creates orders there. */
export async function batchShop() {
  const shop = await makeShop();
  const connectionId = await makeConnection(shop, { orderCreation: "swyft" });
  const reno = await makeWarehouse(shop, { place: "reno", connectionId });
  const newark = await makeWarehouse(shop, { place: "newark", connectionId });
  await turnOn(shop);
  return { shop, reno, newark };
}

export async function waitingOrder(shop: TestShop, ...lines: TestLine[]): Promise<string> {
  const orderId = await makePendingOrder(shop, lines);
  const outcome = await routeOrder(shop.ctx, orderId);
  if (outcome !== "saved") throw new Error(`not decided: ${outcome}`);
  return orderId;
}

/** Lets the window of what waits in this shop have ended a moment ago; answers its close. */
export async function endWindow(shop: TestShop): Promise<Date> {
  const [row] = await adminSql<{ at: Date }[]>`
    with past as (select date_trunc('second', now()) - interval '1 second' as at)
    update public.shipments set publish_after = past.at from past
    where shop_id = ${shop.id} and status = 'planned' and publish_after is not null
    returning publish_after as at`;
  return row?.at ?? new Date(Math.floor(Date.now() / 1000) * 1000 - 1000);
}

export async function close(shop: TestShop): Promise<Date> {
  const closesAt = await endWindow(shop);
  const outcome = await closePickWindow(shop.ctx, closesAt);
  if (outcome !== "closed") throw new Error(`not closed: ${outcome}`);
  return closesAt;
}

/** By warehouse, the units an order ships from there; nothing when it ships from nowhere. */
export async function plan(orderId: string): Promise<Record<string, number>> {
  const rows = await adminSql<{ warehouse_id: string; units: number }[]>`
    select warehouse_id, sum(units)::int as units from public.shipments
    where order_id = ${orderId} and status in ('planned', 'publishing', 'published') group by 1`;
  return Object.fromEntries(rows.map(({ warehouse_id, units }) => [warehouse_id, units]));
}

/** When the publishing jobs of a shop's orders run, in seconds from now. */
export const publishJobs = async (shop: TestShop) => {
  const rows = await adminSql<{ due_in: number; publish_after: Date | null; order_id: string }[]>`
    select extract(epoch from j.run_at - now())::int as due_in, s.publish_after, s.order_id
    from public.shipments s join graphile_worker._private_jobs j on j.key = 'publish:' || s.id
    where s.shop_id = ${shop.id} and s.status = 'planned' order by s.created_at`;
  return [...rows];
};

export async function runOf(shop: TestShop) {
  const [row] = await adminSql<
    {
      outcome: string | null;
      orders: number;
      moved: number;
      left_out: number;
      published: number;
      totals: {
        before: { unfilled_units: number; cost: number };
        after: { unfilled_units: number; cost: number };
      } | null;
    }[]
  >`select * from public.pick_window_runs where shop_id = ${shop.id} order by closes_at desc limit 1`;
  return row;
}

/** What the shop's books must always say: promises match shipments, days match decisions, nobody promises too much. */
export async function faultsIn(shop: TestShop): Promise<string[]> {
  const rows = await adminSql<{ fault: string }[]>`
    select 'promised ' || sh.id as fault
    from public.shipments sh
    where sh.shop_id = ${shop.id}
      and coalesce((select sum(quantity) from public.inventory_reservations r
                    where r.shipment_id = sh.id and r.released_at is null), 0)
          <> case when sh.status in ('planned', 'publishing', 'published') then sh.units else 0 end
    union all
    select 'days ' || w.id
    from public.trackstar_warehouses w
    where w.shop_id = ${shop.id}
      and coalesce((select sum(orders) from public.warehouse_days d where d.warehouse_id = w.id), 0)
          <> (select count(*) from public.shipments sh
              where sh.warehouse_id = w.id and sh.status in ('planned', 'publishing', 'published'))
    union all
    select 'oversold ' || r.sku
    from public.inventory_reservations r
    join public.trackstar_inventory i on i.warehouse_id = r.warehouse_id and i.sku = r.sku
    where r.shop_id = ${shop.id} and r.released_at is null
    group by r.warehouse_id, r.sku, i.available having sum(r.quantity) > i.available
    union all
    select 'undecided ' || o.id
    from public.unified_orders o
    where o.shop_id = ${shop.id} and o.routing_status in ('routed', 'split', 'unfillable')
      and not exists (select from public.routing_decisions d where d.order_id = o.id and d.is_current
                      and d.id = o.routing_decision_id and d.outcome = o.routing_status)`;
  return rows.map(({ fault }) => fault);
}
