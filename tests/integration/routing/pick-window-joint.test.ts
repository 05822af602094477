import { describe, expect, test } from "vitest";
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
});
