import { describe, expect, test } from "vitest";
import { startBackTest } from "#app/db/back-tests.server.ts";
import { BackTestParams } from "#app/services/routing/back-test/back-test-params.ts";
import { openBackTest } from "#app/services/routing/back-test/open-back-test.server.ts";
import { openBackTests } from "#app/services/routing/back-test/open-back-tests.server.ts";
import { runBackTest } from "#app/services/routing/back-test/run-back-test.server.ts";
import { adminSql } from "#tests/support/stack.ts";
import { setStock } from "#tests/support/warehouses.ts";
import { batchShop, close, faultsIn, plan, publishJobs, runOf, waitingOrder } from "./pick-windows.ts";
import { orderState } from "./wms.ts";

describe("closing a window", () => {
  test("decides its orders together: two orders fit where one after the other only one did", async () => {
    const { shop, reno, newark } = await batchShop();
    await setStock(shop, reno, "A", 1);
    await setStock(shop, reno, "B", 1);
    await setStock(shop, newark, "A", 1);
    // The first takes the only A of Reno, which the second needs there beside the B.
    const single = await waitingOrder(shop, { sku: "A", quantity: 1 });
    await adminSql`update public.stores set settings = settings || '{"split": {"policy": "never", "max_shipments": 1, "min_shipment_value": 0}}'
      where id = ${shop.id}`;
    const both = await waitingOrder(shop, { sku: "A", quantity: 1 }, { sku: "B", quantity: 1 });
    expect(await plan(single)).toEqual({ [reno.id]: 1 });
    expect(await orderState(both)).toMatchObject({ routing_status: "unfillable" });

    await close(shop);

    expect(await plan(single)).toEqual({ [newark.id]: 1 });
    expect(await plan(both)).toEqual({ [reno.id]: 2 });
    expect(await orderState(both)).toMatchObject({ routing_status: "routed", routing_reason: null });
    const run = await runOf(shop);
    expect(run).toMatchObject({ outcome: "improved", orders: 2, moved: 2, published: 2 });
    expect(run?.totals?.after.unfilled_units).toBeLessThan(run?.totals?.before.unfilled_units ?? 0);
    expect(await faultsIn(shop)).toEqual([]);
    expect(await publishJobs(shop)).toMatchObject([{ due_in: 0 }, { due_in: 0 }]);
  });

  test("is what a back-test, which decides orders one by one, names where it differs", async () => {
    const { shop, reno, newark } = await batchShop();
    await setStock(shop, reno, "A", 5);
    await setStock(shop, newark, "A", 5);
    // By itself it goes where there is most room, then by priority; together it is sent for least.
    await adminSql`update public.stores set settings = settings || '{"weights": {"inventory": 0, "proximity": 0, "cost": 0, "capacity": 1}}'
      where id = ${shop.id}`;
    await adminSql`update public.trackstar_warehouses set priority = 9 where id = ${reno.id}`;
    const order = await waitingOrder(shop, { sku: "A", quantity: 1 });
    expect(await plan(order)).toEqual({ [newark.id]: 1 });
    await close(shop);
    expect(await plan(order)).toEqual({ [reno.id]: 1 });

    const ctx = { ...shop.ctx, now: new Date() };
    const { today } = await openBackTests(ctx);
    const days = { firstDay: today, lastDay: today };
    const started = await startBackTest(ctx.db, shop.id, { ...days, kind: "live", version: null }, "test");
    if (started.outcome !== "started") throw new Error(started.outcome);
    expect(await runBackTest(ctx, started.id)).toBe("done");

    const opened = await openBackTest(ctx, started.id, BackTestParams.parse({ view: "changed" }));
    expect(opened?.orders.map(({ cause }) => cause)).toEqual([
      expect.objectContaining({ label: "Pick window" }),
    ]);
  });
});
