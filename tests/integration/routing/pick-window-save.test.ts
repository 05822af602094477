import type { TransactionSql } from "postgres";
import { describe, expect, test } from "vitest";
import {
  beginPickWindow,
  publishNow,
  saveWindow,
  type WindowDecisionRow,
} from "#app/db/pick-windows.server.ts";
import { beginPublish, notePublishAttempt } from "#app/db/shipments.server.ts";
import { holdOrder } from "#app/services/orders/hold-order.server.ts";
import { lockOrder } from "#app/services/orders/lock-order.server.ts";
import { closePickWindow } from "#app/services/routing/pick-windows/close-pick-window.server.ts";
import type { TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { setStock, type TestWarehouse } from "#tests/support/warehouses.ts";
import { batchShop, endWindow, faultsIn, plan, publishJobs, waitingOrder } from "./pick-windows.ts";
import { changeOrder, latestShipment, newAddress, shipmentsOf } from "./wms.ts";

/** The decision to ship a waiting order from this warehouse instead, made on the order as it is now. */
async function moveTo(warehouse: TestWarehouse, shop: TestShop, orderId: string): Promise<WindowDecisionRow> {
  const [row] = await adminSql<
    {
      decision: string;
      facts: number;
      settings: number;
      lines: { line_id: string; sku: string; quantity: number }[];
    }[]
  >`select d.id as decision, o.facts_version as facts, st.settings_version as settings,
           (select jsonb_agg(jsonb_build_object('line_id', l ->> 'line_id', 'sku', l ->> 'sku', 'quantity', l -> 'quantity'))
            from jsonb_array_elements(o.line_items) l) as lines
    from public.unified_orders o join public.routing_decisions d on d.order_id = o.id and d.is_current
    join public.stores st on st.id = o.shop_id where o.id = ${orderId}`;
  if (!row) throw new Error("the order has no decision");
  return {
    order_id: orderId,
    seen_decision_id: row.decision,
    facts_version: row.facts,
    settings_version: row.settings,
    now: shop.ctx.now.toISOString(),
    actor: "swyft",
    outcome: "routed",
    reason: null,
    selected_warehouse_id: warehouse.id,
    allocations: [{ warehouse_id: warehouse.id, lines: row.lines }],
    decision_factors: null,
    alternatives: [],
    details: { unfilled: [], matched_rules: [] },
    engine_version: "test",
    held_until: null,
  };
}

async function windowOf(orders: number) {
  const made = await batchShop();
  await setStock(made.shop, made.reno, "A", orders);
  const ids: string[] = [];
  for (let n = 0; n < orders; n++) ids.push(await waitingOrder(made.shop, { sku: "A", quantity: 1 }));
  await setStock(made.shop, made.newark, "A", orders);
  return { ...made, ids, closesAt: await endWindow(made.shop) };
}

/** True once somebody waits for what this transaction has locked. */
async function blockedBy(sql: TransactionSql): Promise<true | undefined> {
  const waiting =
    await sql`select from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid))`;
  return waiting.length > 0 ? true : undefined;
}

const rowsFor = (to: TestWarehouse, shop: TestShop, ids: readonly string[]) =>
  Promise.all(ids.map((id) => moveTo(to, shop, id)));

describe("the changed decisions of a window", () => {
  test("are saved all at once, with what they hold", async () => {
    const { shop, newark, ids, closesAt } = await windowOf(3);
    const rows = await rowsFor(newark, shop, ids);
    expect(await saveWindow(shop.ctx.db, shop.id, closesAt, rows)).toEqual({ outcome: "saved" });
    for (const id of ids) expect(await plan(id)).toEqual({ [newark.id]: 1 });
    expect(await faultsIn(shop)).toEqual([]);
    // They wait for the same close, and go out by themselves should it break down here.
    expect(await publishJobs(shop)).toHaveLength(3);
    for (const { publish_after, due_in } of await publishJobs(shop)) {
      expect(publish_after).toEqual(closesAt);
      expect(due_in).toBeGreaterThan(9 * 60);
    }
  });

  test("of which one goes beyond the stock are not saved, none of them", async () => {
    const { shop, reno, newark, ids, closesAt } = await windowOf(3);
    const rows = await rowsFor(newark, shop, ids);
    await setStock(shop, newark, "A", 2);
    expect(await saveWindow(shop.ctx.db, shop.id, closesAt, rows)).toEqual({ outcome: "stock-changed" });
    for (const id of ids) expect(await plan(id)).toEqual({ [reno.id]: 1 });
    expect(await faultsIn(shop)).toEqual([]);
  });

  test("of which one goes beyond the day's capacity are not saved, none of them", async () => {
    const { shop, reno, newark, ids, closesAt } = await windowOf(3);
    const rows = await rowsFor(newark, shop, ids);
    await adminSql`update public.trackstar_warehouses set daily_capacity = 2 where id = ${newark.id}`;
    expect(await saveWindow(shop.ctx.db, shop.id, closesAt, rows)).toEqual({ outcome: "capacity-full" });
    for (const id of ids) expect(await plan(id)).toEqual({ [reno.id]: 1 });
    expect(await saveWindow(shop.ctx.db, shop.id, closesAt, rows.slice(1))).toEqual({ outcome: "saved" });
    expect(await faultsIn(shop)).toEqual([]);
  });

  test("can trade places that were full", async () => {
    const { shop, reno, newark } = await batchShop();
    await setStock(shop, reno, "A", 1);
    const first = await waitingOrder(shop, { sku: "A", quantity: 1 });
    await setStock(shop, newark, "A", 1);
    const second = await waitingOrder(shop, { sku: "A", quantity: 1 });
    await adminSql`update public.trackstar_warehouses set daily_capacity = 1 where shop_id = ${shop.id}`;
    const closesAt = await endWindow(shop);
    const rows = [await moveTo(newark, shop, first), await moveTo(reno, shop, second)];
    expect(await saveWindow(shop.ctx.db, shop.id, closesAt, rows)).toEqual({ outcome: "saved" });
    expect([await plan(first), await plan(second)]).toEqual([{ [newark.id]: 1 }, { [reno.id]: 1 }]);
    expect(await faultsIn(shop)).toEqual([]);
  });

  test("name the orders that changed meanwhile, and save nothing", async () => {
    const { shop, reno, newark, ids, closesAt } = await windowOf(3);
    const rows = await rowsFor(newark, shop, ids);
    const [changed = "", sent = "", still = ""] = ids;
    await changeOrder(shop, changed, newAddress);
    await publishNow(shop.ctx.db, shop.id, [sent], "u1");
    const saved = await saveWindow(shop.ctx.db, shop.id, closesAt, rows);
    expect(saved.outcome).toBe("orders-moved");
    expect("orders" in saved && saved.orders.toSorted()).toEqual([changed, sent].toSorted());
    expect(await plan(still)).toEqual({ [reno.id]: 1 });
    expect(await plan(sent)).toEqual({ [reno.id]: 1 });
    expect(await faultsIn(shop)).toEqual([]);
  });

  test("leave alone what a person has settled since they were read", async () => {
    const { shop, reno, newark, ids, closesAt } = await windowOf(4);
    const rows = await rowsFor(newark, shop, ids);
    const [locked = "", held = "", cancelled = "", still = ""] = ids;
    expect(await lockOrder(shop.ctx, locked)).toBe("saved");
    expect(await holdOrder(shop.ctx, held, { note: null, until: null })).toBe("held");
    await changeOrder(shop, cancelled, { cancelled_at: new Date().toISOString() });

    for (const row of rows.slice(0, 3)) {
      const saved = await saveWindow(shop.ctx.db, shop.id, closesAt, [row]);
      expect(saved).toEqual({ outcome: "orders-moved", orders: [row.order_id] });
    }
    expect(await saveWindow(shop.ctx.db, shop.id, closesAt, rows.slice(3))).toEqual({ outcome: "saved" });
    expect(await Promise.all([locked, held, cancelled, still].map(plan))).toEqual([
      { [reno.id]: 1 },
      {},
      {},
      { [newark.id]: 1 },
    ]);
    expect(await faultsIn(shop)).toEqual([]);
  });

  test("wait for a person who is locking one of the orders, and leave it alone", async () => {
    const { shop, reno, newark, ids, closesAt } = await windowOf(1);
    const rows = await rowsFor(newark, shop, ids);
    const [locked = ""] = ids;
    const saving = await adminSql.begin(async (sql) => {
      await sql`select public.set_order_lock(${shop.id}, ${locked}, true, 'u1')`;
      const saved = saveWindow(shop.ctx.db, shop.id, closesAt, rows);
      await waitFor(() => blockedBy(sql));
      return { saved };
    });
    expect(await saving.saved).toEqual({ outcome: "orders-moved", orders: [locked] });
    expect(await plan(locked)).toEqual({ [reno.id]: 1 });
  });

  test("made with settings of yesterday are not saved", async () => {
    const { shop, newark, ids, closesAt } = await windowOf(1);
    const rows = await rowsFor(newark, shop, ids);
    await adminSql`update public.stores set settings_version = settings_version + 1 where id = ${shop.id}`;
    expect(await saveWindow(shop.ctx.db, shop.id, closesAt, rows)).toEqual({ outcome: "settings-changed" });
  });

  test("never move an order that is published at the same moment", async () => {
    for (let round = 0; round < 5; round++) {
      const { shop, reno, newark, ids, closesAt } = await windowOf(4);
      const rows = await rowsFor(newark, shop, ids);
      const shipments = await Promise.all(ids.map((id) => latestShipment(id)));
      const [saved, ...attempts] = await Promise.all([
        saveWindow(shop.ctx.db, shop.id, closesAt, rows),
        ...shipments.map(({ id }) => notePublishAttempt(shop.ctx.db, shop.id, id, 0)),
      ]);
      for (const [at, attempt] of attempts.entries()) {
        const [first, second] = await shipmentsOf(ids[at] ?? "");
        if (attempt === "go") {
          expect(first).toMatchObject({ status: "publishing", warehouse: reno.trackstarWarehouseId });
          expect(second).toBeUndefined();
        } else {
          expect([attempt, saved.outcome]).toEqual(["nothing-to-do", "saved"]);
          expect([first?.status, second?.status]).toEqual(["cancelled", "planned"]);
        }
      }
      expect(await faultsIn(shop)).toEqual([]);
    }
  });
});

describe("a close that breaks down", () => {
  test("before anything is saved leaves every order decided and on its way out", async () => {
    const { shop, reno, ids, closesAt } = await windowOf(2);
    expect(await beginPickWindow(shop.ctx.db, shop.id, closesAt)).toBe("go");
    for (const id of ids) expect(await plan(id)).toEqual({ [reno.id]: 1 });
    const { id } = await latestShipment(ids[0] ?? "");
    expect(await beginPublish(shop.ctx.db, shop.id, id)).toMatchObject({ outcome: "publish" });
    expect(await publishJobs(shop)).toHaveLength(2);
  });

  test("after its decisions are saved publishes those", async () => {
    const { shop, newark, ids, closesAt } = await windowOf(2);
    await beginPickWindow(shop.ctx.db, shop.id, closesAt);
    await saveWindow(shop.ctx.db, shop.id, closesAt, await rowsFor(newark, shop, ids));
    const { id } = await latestShipment(ids[0] ?? "");
    expect(await beginPublish(shop.ctx.db, shop.id, id)).toMatchObject({
      outcome: "publish",
      shipment: { trackstar_warehouse_id: newark.trackstarWarehouseId },
    });
    // Its job comes back and finishes the close.
    expect(await closePickWindow(shop.ctx, closesAt)).toBe("closed");
    expect(await publishJobs(shop)).toMatchObject([{ publish_after: null }, { publish_after: null }]);
  });
});
