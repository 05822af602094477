import { logger } from "#app/clients/logger.server.ts";
import { loadRoutingSnapshot } from "#app/db/routing.server.ts";
import { seconds } from "#app/lib/duration.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import type { Bench } from "./benchmark.ts";
import { makeFloor } from "./floor.ts";
import { makePendingOrders } from "./make-orders.ts";
import { type BenchShop, makeShop } from "./make-shop.ts";
import { rounded, timeCalls } from "./timing.ts";

export async function routingProduct(bench: Bench): Promise<void> {
  const callFloor = await makeFloor(bench);
  const floor = await timeCalls(() => callFloor(), { warmUp: 20 });
  const shops = {
    "200 SKUs x 4 warehouses": await makeShop(bench.sql, { skus: 200, warehouses: 4, available: 25 }),
    "5,000 SKUs x 10 warehouses, 100k orders": await bench.largeShop(),
  };
  for (const [name, shop] of Object.entries(shops)) {
    for (const workers of [1, 4, 20]) await routeOrders(bench, { name, shop, workers, floor: floor.p50 });
  }
}

interface Run {
  readonly name: string;
  readonly shop: BenchShop;
  readonly workers: number;
  /** Milliseconds of an API call that does nothing. */
  readonly floor: number;
}

/** Load, decide, save: every order wants the same two SKUs, so that all workers meet at the same stock rows. */
async function routeOrders({ sql, db, print }: Bench, { name, shop, workers, floor }: Run): Promise<void> {
  const warmUp = 3;
  const orders = await makePendingOrders(sql, shop, 2_000);
  await sql`
    update public.trackstar_inventory set available = 1000000 where shop_id = ${shop.id} and sku in ('SKU-00001', 'SKU-00002')`;
  const outcomes = new Map<string, number>();
  const ctx = { db, shopId: shop.id, shopDomain: shop.domain, actor: "swyft", now: new Date(), log: logger };
  const route = async (number: number) => {
    const order = orders[number];
    if (order === undefined) throw new Error("there are too few orders for this machine");
    const outcome = await routeOrder(ctx, order);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  };
  const timings = await timeCalls(route, {
    callers: workers,
    calls: orders.length - warmUp,
    within: seconds(4),
    warmUp,
  });
  const load = await timeCalls(() => loadRoutingSnapshot(db, shop.id, orders[0] ?? "", ctx.now), {
    within: seconds(1),
  });
  print({
    case: `${name}, workers: ${workers}`,
    orders_per_s: rounded(timings.perSecond),
    p50_ms: rounded(timings.p50),
    p95_ms: rounded(timings.p95),
    p99_ms: rounded(timings.p99),
    times_bare_rpc: rounded(timings.p50 / floor),
    load_p50_ms: rounded(load.p50),
    ...Object.fromEntries(outcomes),
  });
}
