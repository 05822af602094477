import { DateTime } from "luxon";
import type { Sql } from "postgres";
import type { Db } from "#app/db/client.server.ts";
import { logger } from "#app/clients/logger.server.ts";
import { saveInventory } from "#app/db/inventory.server.ts";
import { days, hours, minutes, seconds } from "#app/lib/duration.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { catalogue, type CatalogueItem } from "#sandbox/demo/catalogue.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { busyness, destinationOf, linesOf } from "./demand.ts";
import { insertOrders, type NewOrder } from "./insert-orders.ts";
import { openShelves, type Shelves } from "./shelves.ts";
import { risenSkus, setMoments, setReleased, unsentOrders, waitingOrders } from "./past-queries.ts";
import { makeYearShop, type YearShop } from "./year-shop.ts";

export interface YearPlan {
  readonly days: number;
  readonly ordersPerDay: number;
  readonly seed: number;
  /** How many of the demo merchant's SKUs it sells. */
  readonly skus: number;
  /** Days for which there is stock at the start. */
  readonly cover: number;
  readonly crawlHours: number;
  readonly told?: (day: number) => void;
}

const halfHour = minutes(30);

interface Year {
  readonly sql: Sql;
  readonly db: Db;
  readonly shop: YearShop;
  readonly chance: Chance;
  readonly shelves: Shelves;
  readonly items: readonly CatalogueItem[];
  /** Everything the product writes from now on is younger than this by the clock. */
  readonly wall: Date;
  readonly startsAt: number;
}

export interface MadeYear extends YearShop {
  /** The days, in the shop's time zone, that the past covers from their first moment to their last. */
  readonly period: { readonly firstDay: string; readonly lastDay: string };
}

/**
 * A past as the product records it: orders decided by `routeOrder`, published, taken in by crawls through
 * `saveInventory`, cancelled, refused, waiting for stock. It ends yesterday; what the database stamps with the clock is
 * set to the time it stands for.
 */
export async function makeYear(sql: Sql, db: Db, plan: YearPlan): Promise<MadeYear> {
  const chance = chanceOf(plan.seed);
  const shop = await makeYearShop(sql, Math.ceil(plan.ordersPerDay * 0.35));
  const ids = shop.warehouses.map(({ id }) => id);
  const items = catalogue.slice(0, plan.skus);
  const shelves = openShelves({ ...plan, warehouses: ids, items }, chance);
  const wall = new Date();
  const today = DateTime.fromJSDate(wall, { zone: shop.timeZone }).startOf("day");
  const startsAt = today.minus({ days: plan.days + 1 }).toMillis();
  const year: Year = { sql, db, shop, chance, shelves, items, wall, startsAt };
  await crawl(year, startsAt - hours(1));
  for (let day = 0; day < plan.days; day++) {
    await passDay(year, plan, day);
    plan.told?.(day);
  }
  await sql`delete from graphile_worker._private_jobs where payload ->> 'shopId' = ${shop.id}`;
  return { ...shop, period: wholeDays(shop.timeZone, startsAt, startsAt + days(plan.days)) };
}

function wholeDays(zone: string, from: number, to: number): MadeYear["period"] {
  const firstDay = DateTime.fromMillis(from, { zone }).toISODate();
  const lastDay = DateTime.fromMillis(to, { zone }).startOf("day").minus({ days: 1 }).toISODate();
  if (firstDay === null || lastDay === null) throw new Error(`${zone} is no time zone`);
  return { firstDay, lastDay };
}

async function passDay(year: Year, plan: YearPlan, day: number): Promise<void> {
  const { chance, shelves, items, startsAt } = year;
  const crawlEvery = hours(plan.crawlHours);
  shelves.passDay(day);
  const start = startsAt + days(day);
  const perCrawl = (plan.ordersPerDay * busyness(day) * crawlEvery) / days(1);
  for (let at = start; at < start + days(1); at += crawlEvery) {
    const count = Math.floor(perCrawl) + Number(chance.next() < perCrawl % 1);
    const moments = Array.from(
      { length: count },
      () => at + minutes(4) + chance.below(crawlEvery - minutes(12)),
    );
    const orders = moments
      .sort((a, b) => a - b)
      .map((placedAt): NewOrder => ({
        placedAt,
        destination: destinationOf(chance),
        lines: linesOf(chance, items, day),
      }));
    const end = at + crawlEvery;
    await takeOrders(year, orders, at, end - minutes(5));
    await publish(year, end - minutes(5));
    const risen = await crawl(year, end);
    await retry(year, end + seconds(3), risen);
  }
}

/** Orders come in, are decided, and some are cancelled or refused before anything was sent; all in the order of time. */
async function takeOrders(year: Year, orders: readonly NewOrder[], from: number, to: number): Promise<void> {
  const { sql, shop, chance } = year;
  const ids = await insertOrders(sql, shop, orders);
  const steps: { at: number; take: (at: number) => Promise<boolean> }[] = [];
  for (const [at, { placedAt }] of orders.entries()) {
    const id = ids[at] ?? "";
    steps.push({ at: placedAt + seconds(2), take: (now) => route(year, id, now).then(() => false) });
    if (chance.isOneIn(40)) steps.push({ at: placedAt + seconds(40), take: (now) => cancelOne(year, now) });
    if (chance.isOneIn(120)) steps.push({ at: placedAt + seconds(50), take: (now) => refuseOne(year, now) });
  }
  let isDue = true;
  for (let mark = Math.ceil(from / halfHour) * halfHour; mark < to; mark += halfHour) {
    const round = async (now: number) => {
      // The schedule's rounds in between find what they found before.
      if (isDue) await retry(year, now, null);
      isDue = false;
      return false;
    };
    steps.push({ at: mark + seconds(10), take: round });
  }
  for (const { at, take } of steps.sort((a, b) => a.at - b.at)) {
    const isFreed = await take(at);
    isDue ||= isFreed;
  }
  await setMoments(year.sql, year.shop.id, year.wall, new Date(from));
}

async function route({ db, shop }: Year, orderId: string, at: number): Promise<void> {
  const now = new Date(at);
  const ctx = { db, shopId: shop.id, shopDomain: shop.domain, actor: "swyft", now, log: logger };
  await routeOrder(ctx, orderId);
}

/** As the queue does it: those tried longest ago first. */
async function retry({ sql, shop, wall, ...year }: Year, at: number, skus: readonly string[] | null) {
  let next = at;
  for (const id of await waitingOrders(sql, shop.id, skus)) {
    await route({ sql, shop, wall, ...year }, id, next);
    next += 20;
  }
  await setMoments(sql, shop.id, wall, new Date(at));
}

/** The WMS accepts what is planned, and takes it from its shelves. */
async function publish({ sql, shop, shelves }: Year, at: number): Promise<void> {
  const taken = await sql<{ warehouse: string; sku: string; units: number }[]>`
    with accepted as (
      update public.shipments set status = 'published', published_at = ${new Date(at)}, wms_order_id = id::text
      where shop_id = ${shop.id} and status = 'planned' returning id
    )
    update public.inventory_reservations r set accepted_at = ${new Date(at)}
    from accepted where r.shop_id = ${shop.id} and r.shipment_id = accepted.id and r.released_at is null
    returning r.warehouse_id as warehouse, r.sku, r.quantity as units`;
  for (const { warehouse, sku, units } of taken) shelves.take(warehouse, sku, units);
}

/** Answers the SKUs of which more is there than before. */
async function crawl({ sql, db, shop, shelves, items, wall }: Year, at: number): Promise<string[]> {
  const moment = new Date(at);
  for (const connectionId of new Set(shop.warehouses.map((each) => each.connectionId))) {
    const rows = shop.warehouses
      .filter((each) => each.connectionId === connectionId)
      .flatMap(({ id, trackstarId }) =>
        items.map(({ sku }) => {
          const available = shelves.available(id, sku);
          const figures = { available, committed: 0, on_hand: available, incoming: 0 };
          return { warehouse: trackstarId, sku, product_id: sku, ...figures };
        }),
      );
    await saveInventory(db, shop.id, connectionId, {
      rows,
      crawl: { startedAt: moment, endedAt: moment },
      complete: false,
      pullStartedAt: moment,
    });
  }
  const risen = await risenSkus(sql, shop.id, wall);
  await setMoments(sql, shop.id, wall, moment);
  return risen;
}

async function cancelOne(year: Year, at: number): Promise<boolean> {
  const { sql, shop, chance, wall } = year;
  const unsent = await unsentOrders(sql, shop.id);
  if (unsent.length === 0) return false;
  const { id } = chance.pick(unsent);
  const moment = new Date(at);
  await sql`update public.unified_orders set cancelled_at = ${moment} where shop_id = ${shop.id} and id = ${id}`;
  await sql`select public.withdraw_decision(${shop.id}, ${id}, 'cancelled')`;
  await sql`
    insert into public.order_history (shop_id, order_id, at, kind) values (${shop.id}, ${id}, ${moment}, 'cancelled')`;
  await setReleased(sql, shop.id, wall, moment);
  return true;
}

async function refuseOne(year: Year, at: number): Promise<boolean> {
  const { sql, shop, chance, wall } = year;
  const unsent = (await unsentOrders(sql, shop.id)).filter(({ shipment }) => shipment !== null);
  if (unsent.length === 0) return false;
  const { id, shipment } = chance.pick(unsent);
  await sql`
    update public.shipments set status = 'publishing', last_attempt_at = now()
    where shop_id = ${shop.id} and id = ${shipment}`;
  await sql`select public.refuse_shipment(${shop.id}, ${shipment}, 'warehouse', 'no room today')`;
  await setReleased(sql, shop.id, wall, new Date(at));
  await route(year, id, at + 20);
  return true;
}
