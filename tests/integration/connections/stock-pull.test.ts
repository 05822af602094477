import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { syncConnection } from "#app/services/connections/sync-connection.server.ts";
import { makeShop, type TestShop } from "#tests/support/shops.ts";
import { adminSql, envValue } from "#tests/support/stack.ts";
import { makeWarehouse, type TestWarehouse } from "#tests/support/warehouses.ts";
import { makeLinkedConnection, runsOf } from "./arrange.ts";

// A Trackstar that serves nothing but one connection's long inventory list, page by page.
const itemCount = 2300;
const pageSize = 1000;
let warehouses: TestWarehouse[] = [];
let failingPage: number | null = null;
let asked: { page: number; query: Record<string, string> }[] = [];

const api = new Hono();
api.get("/connections/:id", (c) =>
  c.json({
    data: {
      connection_id: c.req.param("id"),
      historical_sync_completed: { get_inventory: true },
      sync_schedules: [],
    },
  }),
);
api.get("/wms/inventory", (c) => {
  const { page_token: token, ...query } = c.req.query();
  const page = Number(token ?? 0);
  asked.push({ page, query });
  if (page === failingPage) return c.json({ error: "Something is wrong", origin: "trackstar" }, 400);
  const first = page * pageSize;
  const ids = Array.from({ length: Math.min(pageSize, itemCount - first) }, (_, index) => first + index);
  return c.json({
    data: ids.map((id) => ({
      id: `inv-${id}`,
      // Two items of one SKU lie on different pages.
      sku: id === itemCount - 1 ? "SKU-0" : `SKU-${id}`,
      inventory_by_warehouse_id: Object.fromEntries(
        warehouses.map((each) => [each.trackstarWarehouseId, { onhand: 4, sellable: 3 }]),
      ),
    })),
    next_token: first + pageSize < itemCount ? String(page + 1) : null,
  });
});

let server: ReturnType<typeof serve>;
beforeAll(() => {
  server = serve({
    fetch: api.fetch,
    port: Number(new URL(envValue("TRACKSTAR_API_URL")).port),
    hostname: "localhost",
  });
});
afterAll(() => new Promise((closed) => server.close(closed)));

let shop: TestShop;
let connectionId: string;
beforeEach(async () => {
  shop = await makeShop();
  connectionId = await makeLinkedConnection(shop);
  warehouses = [];
  for (let i = 0; i < 3; i += 1) warehouses.push(await makeWarehouse(shop, { connectionId }));
  failingPage = null;
  asked = [];
});

async function sums() {
  const [row] = await adminSql<{ rows: number; available: number; changes: number }[]>`
    select count(*)::int as rows, coalesce(sum(available), 0)::int as available,
           (select count(*)::int from public.stock_changes where shop_id = ${shop.id}) as changes
    from public.trackstar_inventory where shop_id = ${shop.id}`;
  return row;
}

describe("a long stock list", () => {
  test("is read to the last page and saved in slices that add up", async () => {
    await adminSql`
      update public.trackstar_connections set warehouse_customer_id = 'cust-1' where id = ${connectionId}`;
    expect(await syncConnection(shop.ctx, connectionId, "inventory")).toBe("completed");
    const rows = 3 * (itemCount - 1);
    expect(await sums()).toEqual({ rows, available: 3 * 3 * itemCount, changes: rows });
    expect(asked).toEqual(
      [0, 1, 2].map((page) => ({ page, query: { limit: "1000", warehouse_customer_id: "cust-1" } })),
    );

    await syncConnection(shop.ctx, connectionId, "inventory");
    expect(await sums()).toMatchObject({ rows, changes: rows });
  });

  test("with a page missing changes nothing, however often it is tried", async () => {
    await syncConnection(shop.ctx, connectionId, "inventory");
    const before = await sums();
    failingPage = 1;
    for (let i = 0; i < 3; i += 1) {
      await expect(syncConnection(shop.ctx, connectionId, "inventory")).rejects.toThrow("Something is wrong");
    }
    expect(await sums()).toEqual(before);
    const missing = await adminSql`
      select from public.trackstar_inventory where shop_id = ${shop.id} and missing_pulls > 0`;
    expect(missing).toHaveLength(0);
    expect((await runsOf(connectionId)).map((run) => run.status)).toEqual([
      "completed",
      "failed",
      "failed",
      "failed",
    ]);
  });
});
