import { expect, test } from "vitest";
import { logger } from "#app/clients/logger.server.ts";
import { startBackTest } from "#app/db/back-tests.server.ts";
import { runBackTest } from "#app/services/routing/back-test/run-back-test.server.ts";
import { makeYear } from "#tests/support/demo-year/make-year.ts";
import { adminSql, connectTestDb } from "#tests/support/stack.ts";

test("what the product decided over a week is decided the same again by its live setup", async () => {
  const db = connectTestDb();
  const shop = await makeYear(adminSql, db, {
    days: 7,
    ordersPerDay: 24,
    seed: 7,
    skus: 30,
    cover: 5,
    crawlHours: 4,
  });
  const wanted = { ...shop.period, kind: "live", version: null } as const;
  const started = await startBackTest(db, shop.id, wanted, "test");
  if (started.outcome !== "started") throw new Error(started.outcome);

  const ctx = { db, shopId: shop.id, shopDomain: shop.domain, actor: "swyft", now: new Date(), log: logger };
  expect(await runBackTest(ctx, started.id, { page: 50 })).toBe("done");
  const [run] = await adminSql<{ summary: Record<string, unknown> }[]>`
    select summary from public.back_tests where id = ${started.id}`;
  const [made] = await adminSql<{ decisions: number; waited: number; split: number; refused: number }[]>`
    select count(*)::int as decisions, count(*) filter (where outcome = 'unfillable')::int as waited,
           count(*) filter (where outcome = 'split')::int as split,
           (select count(*)::int from public.warehouse_refusals where shop_id = ${shop.id}) as refused
    from public.routing_decisions, public.back_test_span(${shop.id}, ${wanted.firstDay}, ${wanted.lastDay}) span
    where shop_id = ${shop.id} and created_at >= span.starts_at and created_at < span.ends_at`;
  expect(run?.summary["tally"]).toEqual({
    decisions: made?.decisions,
    reproduced: made?.decisions,
    causes: {},
    unreadable: 0,
  });
  expect(run?.summary["changed"]).toBe(0);
  expect(made?.decisions).toBeGreaterThan(150);
  expect(Math.min(made?.waited ?? 0, made?.split ?? 0, made?.refused ?? 0)).toBeGreaterThan(0);
}, 120_000);
