/**
 * A demo merchant's past, decided by the product itself, then decided again by a back-test with the live setup.
 *
 *   node bench/back-test.ts [days] [orders a day]     365 and 24 unless told
 */
import postgres, { type Sql } from "postgres";
import { startStack } from "#sandbox/stack/start-stack.ts";
import { testSettings } from "#tests/support/test-settings.ts";
import type { Bench } from "./benchmark.ts";
import { rounded } from "./timing.ts";

interface Span {
  readonly days: number;
  readonly ordersPerDay: number;
}

const wholeYear: Span = { days: 365, ordersPerDay: 24 };
const crawlHours = 8;

/** Prints how much of a year the live setup decides the same again, differences by cause, and orders a second. */
export async function backTest({ sql, db, print }: Pick<Bench, "sql" | "db" | "print">, span = wholeYear) {
  const { makeYear } = await import("#tests/support/demo-year/make-year.ts");
  const begun = performance.now();
  const shop = await makeYear(sql, db, { ...span, seed: 2026, skus: 200, cover: 12, crawlHours, told: tell });
  const made = await countPast(sql, shop.id);
  print({
    case: "past",
    days: span.days,
    crawl_hours: crawlHours,
    ...made,
    took_s: rounded((performance.now() - begun) / 1000),
  });

  const { startBackTest } = await import("#app/db/back-tests.server.ts");
  const { runBackTest } = await import("#app/services/routing/back-test/run-back-test.server.ts");
  const { logger } = await import("#app/clients/logger.server.ts");
  const started = await startBackTest(db, shop.id, { ...shop.period, kind: "live", version: null }, "bench");
  if (started.outcome !== "started") throw new Error(`the back-test was not started: ${started.outcome}`);
  const ctx = { db, shopId: shop.id, shopDomain: shop.domain, actor: "swyft", now: new Date(), log: logger };
  const at = performance.now();
  const outcome = await runBackTest(ctx, started.id);
  const seconds = (performance.now() - at) / 1000;
  if (outcome !== "done") throw new Error(`the back-test ended as ${outcome}`);
  const { decisions, reproduced, causes, orders } = await readTally(sql, started.id);
  print({
    case: "live setup",
    days: span.days,
    orders,
    decisions,
    reproduced,
    reproduced_percent: Math.floor((10_000 * reproduced) / decisions) / 100,
    ...Object.fromEntries(Object.entries(causes).map(([cause, count]) => [`differs_${cause}`, count])),
    took_s: rounded(seconds),
    orders_per_s: rounded(orders / seconds),
  });
}

const tell = (day: number) => {
  if (day % 30 === 29) console.error(`${day + 1} days made`);
};

async function countPast(sql: Sql, shopId: string) {
  const [counted] = await sql<Record<string, number>[]>`
    select (select count(*)::int from public.unified_orders where shop_id = ${shopId}) as orders,
           count(*)::int as decisions,
           count(*) filter (where outcome = 'split')::int as split,
           count(*) filter (where outcome = 'unfillable')::int as unfillable,
           (select count(*)::int from public.warehouse_refusals where shop_id = ${shopId}) as refused,
           (select count(*)::int from public.unified_orders where shop_id = ${shopId} and cancelled_at is not null) as cancelled,
           (select count(*)::int from public.stock_changes where shop_id = ${shopId}) as stock_changes
    from public.routing_decisions where shop_id = ${shopId}`;
  return counted ?? {};
}

async function readTally(sql: Sql, id: string) {
  const [run] = await sql<
    {
      orders: number;
      tally: { decisions: number; reproduced: number; causes: Record<string, number> };
    }[]
  >`
    select (summary ->> 'orders')::int as orders, summary -> 'tally' as tally
    from public.back_tests where id = ${id}`;
  if (!run) throw new Error("the back-test is gone");
  return { orders: run.orders, ...run.tally };
}

async function main(): Promise<void> {
  const [days, ordersPerDay] = process.argv.slice(2).map(Number);
  const stack = await startStack({ name: `back-test-${process.pid}`, fresh: true });
  const sql = postgres(stack.env.ADMIN_DATABASE_URL, { max: 2, onnotice: () => undefined });
  try {
    Object.assign(process.env, await testSettings(), stack.env);
    const { makeDb } = await import("#app/db/client.server.ts");
    const db = makeDb(stack.env.SUPABASE_URL, stack.env.SUPABASE_SECRET_KEY);
    const print: Bench["print"] = (line) => console.log(JSON.stringify({ bench: "back-test", ...line }));
    await backTest(
      { sql, db, print },
      { days: days ?? wholeYear.days, ordersPerDay: ordersPerDay ?? wholeYear.ordersPerDay },
    );
  } finally {
    await sql.end();
    await stack.stop();
  }
}

if (import.meta.main) await main();
