import Papa from "papaparse";
import { beforeAll, describe, expect, test } from "vitest";
import { resumeBackTests, saveBackTestOrders, startBackTest } from "#app/db/back-tests.server.ts";
import { BackTestParams } from "#app/services/routing/back-test/back-test-params.ts";
import { cancelRun } from "#app/services/routing/back-test/cancel-run.server.ts";
import { exportBackTest } from "#app/services/routing/back-test/export-back-test.server.ts";
import { openBackTest } from "#app/services/routing/back-test/open-back-test.server.ts";
import { askForBackTest, openBackTests } from "#app/services/routing/back-test/open-back-tests.server.ts";
import { runBackTest } from "#app/services/routing/back-test/run-back-test.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { makeShop, makeTwoShops, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeWarehouse, setStock } from "#tests/support/warehouses.ts";

const everyOrder = BackTestParams.parse({ view: "all" });

/** A shop that has routed some orders today: Reno has two units, Newark plenty. */
async function makeRoutedShop(orders: number, shop?: TestShop): Promise<TestShop> {
  const made = shop ?? (await makeShop());
  const [reno, newark] = [await makeWarehouse(made), await makeWarehouse(made, { place: "newark" })];
  await setStock(made, reno, "A", 2);
  await setStock(made, newark, "A", 50);
  for (let at = 0; at < orders; at++) {
    await routeOrder(
      { ...made.ctx, now: new Date() },
      await makePendingOrder(made, [{ sku: "A", quantity: 1 }]),
    );
  }
  return made;
}

async function today(shop: TestShop) {
  const { today: day } = await openBackTests({ ...shop.ctx, now: new Date() });
  return { firstDay: day, lastDay: day };
}

async function start(shop: TestShop): Promise<string> {
  const started = await startBackTest(
    shop.ctx.db,
    shop.id,
    { ...(await today(shop)), kind: "live", version: null },
    "test",
  );
  if (started.outcome !== "started") throw new Error(started.outcome);
  return started.id;
}

const rowOf = async (id: string) => {
  const [row] = await adminSql<
    { status: string; starts: number; decisions_done: number; checkpoint: unknown }[]
  >`
    select status, starts, decisions_done, checkpoint from public.back_tests where id = ${id}`;
  return row;
};

async function makeDraft(shop: TestShop, settings: object): Promise<void> {
  await adminSql`
    insert into public.routing_drafts (shop_id, based_on, rules, settings, saved_by)
    select id, routing_revision, '[]', ${JSON.stringify(settings)}::text::jsonb, 'test' from public.stores where id = ${shop.id}`;
}

describe("a back-test of the live setup", () => {
  let shop: TestShop;
  let id: string;
  beforeAll(async () => {
    shop = await makeRoutedShop(5);
    id = await start(shop);
    expect(await runBackTest(shop.ctx, id)).toBe("done");
  });

  test("decides every order again as it was decided", async () => {
    const opened = await openBackTest(shop.ctx, id, everyOrder);
    expect(opened?.summary).toMatchObject({
      orders: 5,
      changed: 0,
      both: 5,
      in_fact: { filled: 5, wanted: 5, units: 5, splits: 0, shipments: 5 },
      tally: { decisions: 5, reproduced: 5, causes: [], unreadable: 0 },
    });
    expect(opened?.summary?.in_fact).toEqual(opened?.summary?.in_replay);
    expect(opened?.summary?.warehouses.map(({ name, in_fact }) => [name, in_fact.units])).toEqual([
      ["newark", 3],
      ["reno", 2],
    ]);
    expect(Number(opened?.summary?.in_fact.cost)).toBeGreaterThan(20);
  });

  test("writes nothing of the product's own", async () => {
    const [counted] = await adminSql`
      select (select count(*)::int from public.routing_decisions where shop_id = ${shop.id}) as decisions,
             (select count(*)::int from public.inventory_reservations where shop_id = ${shop.id}) as reservations`;
    expect(counted).toEqual({ decisions: 5, reservations: 5 });
  });

  test("pages its orders forth and back, each once", async () => {
    const pages: string[][] = [];
    let page = await openBackTest(shop.ctx, id, everyOrder, 2);
    while (page) {
      pages.push(page.orders.map((order) => order.id));
      if (page.next === null) break;
      page = await openBackTest(shop.ctx, id, BackTestParams.parse({ view: "all", after: page.next }), 2);
    }
    expect(pages.map((rows) => rows.length)).toEqual([2, 2, 1]);
    expect(new Set(pages.flat()).size).toBe(5);
    const back = BackTestParams.parse({ view: "all", before: page?.previous ?? undefined });
    expect((await openBackTest(shop.ctx, id, back, 2))?.orders.map((order) => order.id)).toEqual(pages[1]);
  });

  test("comes as CSV, slice by slice", async () => {
    const slices = await exportBackTest(shop.ctx, id, { view: "all" }, 2);
    const parts: string[] = [];
    for await (const part of slices ?? []) parts.push(part);
    const rows = Papa.parse<string[]>(parts.join("").trim()).data;
    expect(parts).toHaveLength(4);
    expect(rows).toHaveLength(6);
    expect(rows[0]?.slice(0, 5)).toEqual(["Order", "Decided", "Changed", "Cause", "Units ordered"]);
    expect(rows.slice(1).map((row) => row[5])).toEqual(rows.slice(1).map((row) => row[10]));
  });

  test("is nobody else's", async () => {
    const other = await makeShop();
    expect(await openBackTest(other.ctx, id, everyOrder)).toBeNull();
    expect(await exportBackTest(other.ctx, id, { view: "all" })).toBeNull();
    expect(await cancelRun(other.ctx, id)).toBe("not-found");
    expect(await runBackTest(other.ctx, id)).toBe("nothing-to-do");
  });
});

test("a draft is shown with what it changes, and why", async () => {
  const shop = await makeRoutedShop(4);
  const [newark] = await adminSql<{ id: string }[]>`
    select id from public.trackstar_warehouses where shop_id = ${shop.id} and name = 'newark'`;
  await makeDraft(shop, { preferred_warehouse_id: newark?.id });
  const asked = await askForBackTest(shop.ctx, { ...(await today(shop)), setup: "draft" });
  if (asked.outcome !== "started") throw new Error(asked.outcome);
  expect(await runBackTest(shop.ctx, asked.id)).toBe("done");

  const opened = await openBackTest(shop.ctx, asked.id, BackTestParams.parse({}));
  expect(opened?.summary?.changed).toBe(2);
  expect(opened?.summary?.causes.map(({ cause, count }) => [cause, count])).toEqual([["setup", 2]]);
  expect(
    opened?.orders.map(({ inFact, inReplay, cause }) => [inFact.says, inReplay.says, cause?.label]),
  ).toEqual([
    ["reno", "newark", "Setup"],
    ["reno", "newark", "Setup"],
  ]);
  const ofStock = await openBackTest(shop.ctx, asked.id, BackTestParams.parse({ cause: "stock" }));
  expect(ofStock?.orders).toEqual([]);
  const number = opened?.orders[0]?.number.replace("#", "");
  const found = await openBackTest(shop.ctx, asked.id, BackTestParams.parse({ q: number }));
  expect(found?.orders).toHaveLength(1);
});

test("a person's choice is kept and does not count as reproduced", async () => {
  const shop = await makeRoutedShop(2);
  await adminSql`
    update public.routing_decisions set chosen_by = 'Someone'
    where id = (select id from public.routing_decisions where shop_id = ${shop.id} limit 1)`;
  const id = await start(shop);
  expect(await runBackTest(shop.ctx, id)).toBe("done");
  const opened = await openBackTest(shop.ctx, id, everyOrder);
  expect(opened?.summary).toMatchObject({ orders: 2, changed: 0, tally: { decisions: 1, reproduced: 1 } });
  expect(opened?.orders.map(({ cause }) => cause?.label ?? null).sort()).toEqual([
    "Chosen by a person",
    null,
  ]);
});

describe("a run that is interrupted", () => {
  const hasty = { page: 3, slice: 0, sign: 0, job: 0 };

  test("goes on in other jobs from where it was, and finds the same", async () => {
    const shop = await makeRoutedShop(8);
    const id = await start(shop);
    const outcomes: string[] = [];
    while (outcomes.at(-1) !== "done" && outcomes.length < 10)
      outcomes.push(await runBackTest(shop.ctx, id, hasty));
    expect(outcomes).toEqual(["paused", "paused", "done"]);
    const opened = await openBackTest(shop.ctx, id, everyOrder);
    expect(opened?.summary).toMatchObject({ orders: 8, changed: 0, tally: { decisions: 8, reproduced: 8 } });
    const [job] = await adminSql<{ n: number }[]>`
      select count(*)::int as n from graphile_worker.jobs where key = ${`back-test:${id}`}`;
    expect(job?.n).toBe(1);
  });

  test("is queued again when its job is lost, and fails when it never gets further", async () => {
    const shop = await makeRoutedShop(1);
    const id = await start(shop);
    await adminSql`delete from graphile_worker._private_jobs where key = ${`back-test:${id}`}`;
    expect(await resumeBackTests(shop.ctx.db)).toBeGreaterThan(0);
    const queued = await adminSql`select from graphile_worker.jobs where key = ${`back-test:${id}`}`;
    expect(queued).toHaveLength(1);

    // As often as a process died right after it began.
    await adminSql`update public.back_tests set status = 'running', starts = 5 where id = ${id}`;
    expect(await runBackTest(shop.ctx, id)).toBe("nothing-to-do");
    expect(await rowOf(id)).toMatchObject({ status: "failed", checkpoint: null });
    const opened = await openBackTest(shop.ctx, id, everyOrder);
    expect(opened?.error).toBe("It stopped several times without getting further.");
  });

  test("stops when somebody cancels it, and stays cancelled", async () => {
    const shop = await makeRoutedShop(8);
    const id = await start(shop);
    expect(await runBackTest(shop.ctx, id, hasty)).toBe("paused");
    expect(await cancelRun(shop.ctx, id)).toBe("cancelled");
    expect(await runBackTest(shop.ctx, id, hasty)).toBe("nothing-to-do");
    expect(await cancelRun(shop.ctx, id)).toBe("already-over");
    expect(await rowOf(id)).toMatchObject({ status: "cancelled", checkpoint: null });
    const before = await adminSql`select count(*) from public.back_test_orders where back_test_id = ${id}`;
    const [order] = await adminSql<
      { id: string }[]
    >`select id from public.unified_orders where shop_id = ${shop.id} limit 1`;
    const figures = {
      outcome: "routed",
      reason: null,
      warehouses: [],
      wanted: 1,
      units: 1,
      cost: null,
      miles: null,
      days: null,
    };
    await saveBackTestOrders(shop.ctx.db, shop.id, id, [
      {
        order_id: order?.id ?? "",
        decided_at: new Date().toISOString(),
        is_changed: false,
        cause: null,
        in_fact: figures,
        in_replay: figures,
      },
    ]);
    expect(await adminSql`select count(*) from public.back_test_orders where back_test_id = ${id}`).toEqual(
      before,
    );
  });
});

describe("asking for a back-test", () => {
  test("one at a time per shop, whatever others do", async () => {
    const { mine, theirs } = await makeTwoShops();
    await makeRoutedShop(1, mine);
    await makeRoutedShop(1, theirs);
    const [first, again, other] = [
      await askForBackTest(mine.ctx, { ...(await today(mine)), setup: "live" }),
      await askForBackTest(mine.ctx, { ...(await today(mine)), setup: "live" }),
      await askForBackTest(theirs.ctx, { ...(await today(theirs)), setup: "live" }),
    ];
    expect([first.outcome, again.outcome, other.outcome]).toEqual(["started", "already-running", "started"]);
    const { runs } = await openBackTests(mine.ctx);
    expect(runs.map(({ status, setup }) => [status, setup])).toEqual([["queued", "Live setup"]]);
  });

  test.each([
    [{}, ["firstDay", "lastDay", "setup"]],
    [{ firstDay: "yesterday", lastDay: "2026-02-31", setup: "live" }, ["firstDay", "lastDay"]],
    [{ firstDay: "2026-01-05", lastDay: "2026-01-01", setup: "live" }, ["firstDay"]],
    [{ firstDay: "2024-01-01", lastDay: "2026-01-01", setup: "live" }, ["firstDay"]],
    [{ firstDay: "2026-01-01", lastDay: "2999-01-01", setup: "live" }, ["lastDay"]],
    [{ firstDay: "2026-01-01", lastDay: "2026-01-02", setup: "version-0" }, ["setup"]],
    [{ firstDay: "2026-01-01", lastDay: "2026-01-02", setup: "version-99" }, ["setup"]],
    [{ firstDay: "2026-01-01", lastDay: "2026-01-02", setup: "draft" }, ["setup"]],
    [{ firstDay: "2026-01-01", lastDay: "2026-01-02", setup: "live" }, ["firstDay"]],
  ])("%j is refused with messages at %j", async (form, fields) => {
    const shop = await makeShop();
    const result = await askForBackTest(shop.ctx, form);
    if (result.outcome !== "not-valid") throw new Error(result.outcome);
    expect(Object.keys(result.errors).sort()).toEqual(fields);
    for (const messages of Object.values(result.errors)) expect(messages?.[0]).toMatch(/^[A-Z].+\.$/);
  });
});
