import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { deleteConnection } from "#app/clients/trackstar/index.server.ts";
import type { SyncKind } from "#app/jobs/tasks.ts";
import { openAccess } from "#app/services/connections/access.server.ts";
import { chooseCustomer, disconnect } from "#app/services/connections/manage-connection.server.ts";
import { syncConnection } from "#app/services/connections/sync-connection.server.ts";
import { type Peer, startTrackstarPeer } from "#tests/support/peers.ts";
import { makeShop, makeTwoShops, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import {
  auditOf,
  changesOf,
  connectionRow,
  forgetJobs,
  jobsOf,
  link as linkAccount,
  runsOf,
  stockOf,
} from "./arrange.ts";

let peer: Peer;
beforeAll(async () => {
  peer = await startTrackstarPeer({ INITIAL_CRAWL_DELAY_SECONDS: "3600", WMS_SHIP_AFTER_SECONDS: "off" });
});
afterAll(() => peer.stop());

// An account is linked anew by each test, and so empty for it.
const linked: { shop: TestShop; id: string }[] = [];
afterEach(async () => {
  await peer.call("DELETE", "/sandbox/faults");
  for (const { shop, id } of linked.splice(0)) await disconnect(shop.ctx, id);
});

async function link(shop: TestShop, account: string): Promise<string> {
  const id = await linkAccount(peer, shop, { account });
  linked.push({ shop, id });
  return id;
}

const crawl = (functions?: string[]) => peer.call("POST", "/sandbox/crawl", functions ? { functions } : {});
const fault = (order: Record<string, unknown>) => peer.call("POST", "/sandbox/faults", order);

const WmsStock = z.object({
  stock: z.array(z.object({ warehouseId: z.string(), sku: z.string(), fulfillable: z.number() })),
});
async function shelves(account: string) {
  return WmsStock.parse(await peer.call("GET", `/sandbox/wms/stock?account=${account}`)).stock;
}

async function sync(shop: TestShop, id: string, ...kinds: SyncKind[]) {
  const outcomes = [];
  for (const kind of kinds) outcomes.push(await syncConnection(shop.ctx, id, kind));
  return outcomes;
}

async function linkedAndRead(shop: TestShop, account = "northline"): Promise<string> {
  const id = await link(shop, account);
  await crawl();
  await sync(shop, id, "warehouses", "products", "inventory");
  return id;
}

const availableAt = async (id: string, warehouse: string, sku: string) =>
  (await stockOf(id)).find((row) => row.warehouse === warehouse && row.sku === sku)?.available;

describe("the beginning of a connection", () => {
  test("waits while Trackstar's copy is empty, then reads everything", async () => {
    const shop = await makeShop();
    const id = await link(shop, "northline");
    expect(await sync(shop, id, "historical", "inventory")).toEqual(["pending", "pending"]);
    expect(await sync(shop, id, "historical")).toEqual(["pending"]);
    expect((await runsOf(id)).map((run) => run.sync_type)).toEqual(["historical", "inventory"]);
    expect(await stockOf(id)).toEqual([]);

    await crawl();
    await forgetJobs(shop.id);
    expect(await sync(shop, id, "historical")).toEqual(["completed"]);
    const kinds = ["warehouses", "products", "inventory", "orders"] as const;
    expect((await jobsOf(shop.id)).map((job) => job.payload["kind"])).toEqual(kinds);
    expect(await sync(shop, id, ...kinds)).toEqual(kinds.map(() => "completed"));

    const shelf = await shelves("northline");
    const stock = await stockOf(id);
    const plain = stock.filter((row) => !row.sku.startsWith("KIT-"));
    expect(plain).toHaveLength(shelf.length);
    for (const row of shelf) {
      expect(stock).toContainEqual(
        expect.objectContaining({
          warehouse: row.warehouseId,
          sku: row.sku,
          available: row.fulfillable,
          is_known: true,
        }),
      );
    }
    const kit = stock.find((row) => row.sku === "KIT-DESK-OAK");
    const part = (sku: string) =>
      shelf.find((row) => row.warehouseId === kit?.warehouse && row.sku === sku)?.fulfillable ?? 0;
    expect(kit?.available).toBe(Math.min(part("LAMP-OAK"), Math.floor(part("NOTE-OAK") / 2)));
    expect(kit?.trackstar_product_id).toBe("prod-northline-kit-desk-oak");
    expect(stock.every((row) => row.source_as_of !== null)).toBe(true);
    expect(await runsOf(id)).toContainEqual(
      expect.objectContaining({ sync_type: "inventory", status: "completed", items_synced: stock.length }),
    );
  });

  test("waits for the merchant to say which customer of a shared account the shop is", async () => {
    const shop = await makeShop();
    const id = await link(shop, "threepl-shared");
    await crawl();
    expect(await sync(shop, id, "historical", "warehouses", "inventory", "products", "orders")).toEqual([
      "pending",
      "completed",
      "pending",
      "pending",
      "pending",
    ]);
    expect(await stockOf(id)).toEqual([]);

    expect(await chooseCustomer(shop.ctx, id, "somebody-else")).toBe("customer-not-found");
    expect(await chooseCustomer(shop.ctx, id, "cust-plain-goods")).toBe("chosen");
    expect(await sync(shop, id, "historical", "products", "inventory")).toEqual([
      "completed",
      "completed",
      "completed",
    ]);
    const products = await adminSql<{ id: string }[]>`
      select trackstar_product_id as id from public.trackstar_products where trackstar_connection_id = ${id}`;
    expect(products.length).toBeGreaterThan(0);
    expect(products.every((row) => row.id.includes("cust-plain-goods"))).toBe(true);
    const before = await stockOf(id);

    // The other customer's stock replaces it; none of it stays routable meanwhile.
    expect(await chooseCustomer(shop.ctx, id, "cust-quay-supply")).toBe("chosen");
    expect((await stockOf(id)).every((row) => !row.is_known && row.available === null)).toBe(true);
    await sync(shop, id, "products", "inventory");
    const after = await stockOf(id);
    expect(after.some((row) => row.is_known)).toBe(true);
    expect(after.map((row) => row.available)).not.toEqual(before.map((row) => row.available));
  });
});

describe("reading again", () => {
  test("keeps what the merchant owns of a warehouse and places it offline", async () => {
    const shop = await makeShop();
    const id = await linkedAndRead(shop);
    const [reno] = await adminSql<{ id: string; latitude: string; geo_precision: string }[]>`
      select * from public.trackstar_warehouses
      where trackstar_connection_id = ${id} and trackstar_warehouse_id = 'wh-reno'`;
    expect(reno?.geo_precision).toBe("zip5");
    expect(Number(reno?.latitude)).toBeCloseTo(39.5, 0);

    await adminSql`
      update public.trackstar_warehouses set priority = 7, capabilities = '{cold}', is_active = false,
        given_name = 'West', latitude = 1, longitude = 2, geo_precision = 'given', name = 'stale'
      where id = ${reno?.id ?? ""}`;
    await sync(shop, id, "warehouses");
    const [kept] = await adminSql`select * from public.trackstar_warehouses where id = ${reno?.id ?? ""}`;
    expect(kept).toMatchObject({
      name: "Reno",
      priority: 7,
      capabilities: ["cold"],
      is_active: false,
      given_name: "West",
      latitude: "1",
      geo_precision: "given",
    });
  });

  test("writes down what changed, and only that, and retries orders that waited for it", async () => {
    const shop = await makeShop();
    const id = await linkedAndRead(shop);
    const [row] = (await stockOf(id)).filter((each) => each.sku === "LAMP-OAK");
    if (!row) throw new Error("no stock of LAMP-OAK");
    const changesBefore = (await changesOf(shop.id)).length;
    await forgetJobs(shop.id);

    const more = { warehouseId: row.warehouse, sku: row.sku, available: (row.available ?? 0) + 5 };
    await peer.call("POST", "/sandbox/wms/stock", more);
    await sync(shop, id, "inventory");
    expect(await availableAt(id, row.warehouse, row.sku)).toBe(row.available); // not crawled yet
    await crawl(["get_inventory"]);
    await sync(shop, id, "inventory");

    expect(await availableAt(id, row.warehouse, row.sku)).toBe(more.available);
    const changes = (await changesOf(shop.id)).slice(changesBefore);
    expect(changes.filter((change) => !change.sku.startsWith("KIT-"))).toEqual([
      { sku: row.sku, available_before: row.available, available_after: more.available, cause: "sync" },
    ]);
    const retries = (await jobsOf(shop.id)).filter((job) => job.task === "retry_unfillable");
    expect(retries.map((job) => job.payload["skus"])).toEqual([expect.arrayContaining([row.sku])]);
  });

  test("sets a SKU to 0 once two complete pulls have missed it", async () => {
    const shop = await makeShop();
    const id = await linkedAndRead(shop);
    const row = (await stockOf(id)).find((each) => (each.available ?? 0) > 0 && !each.sku.startsWith("KIT-"));
    if (!row) throw new Error("no stock");
    await peer.call("DELETE", "/sandbox/wms/stock", { warehouseId: row.warehouse, sku: row.sku });
    await crawl(["get_inventory"]);

    await sync(shop, id, "inventory");
    expect(await availableAt(id, row.warehouse, row.sku)).toBe(row.available);
    await fault({ fault: "422", endpoint: "/wms/inventory", times: 1 });
    await expect(syncConnection(shop.ctx, id, "inventory")).rejects.toThrow();
    expect(await availableAt(id, row.warehouse, row.sku)).toBe(row.available);
    await sync(shop, id, "inventory");
    expect(await availableAt(id, row.warehouse, row.sku)).toBe(0);
    expect(await changesOf(shop.id)).toContainEqual({
      sku: row.sku,
      available_before: row.available,
      available_after: 0,
      cause: "missing",
    });
  });
});

describe("when Trackstar refuses", () => {
  test("a refused token asks the merchant to reconnect, once the organisation's key has been tried", async () => {
    const { mine, theirs } = await makeTwoShops();
    const id = await linkedAndRead(mine);
    const other = await linkedAndRead(theirs, "harborside");
    const { connection_id: connectionId } = await connectionRow(id);
    await fault({ fault: "401", connectionId });

    expect(await sync(mine, id, "inventory")).toEqual(["failed"]);
    expect(await connectionRow(id)).toMatchObject({
      health: "reconnect",
      last_error: "Invalid access token",
    });
    expect((await connectionRow(id)).stock_stale_since).not.toBeNull();
    expect(await runsOf(id)).toContainEqual(
      expect.objectContaining({
        sync_type: "inventory",
        status: "failed",
        error_message: "Invalid access token",
      }),
    );
    // Nobody calls for it any more; the other shop's is not touched.
    expect(await sync(mine, id, "inventory")).toEqual(["not-connected"]);
    expect(await sync(theirs, other, "inventory")).toEqual(["completed"]);

    await peer.call("DELETE", "/sandbox/faults");
    expect(await link(mine, "northline")).toBe(id);
    expect(await sync(mine, id, "inventory")).toEqual(["completed"]);
    expect(await connectionRow(id)).toMatchObject({ health: "ok", stock_stale_since: null });
  });

  test("a forbidden action is remembered until the next link", async () => {
    const shop = await makeShop();
    const id = await linkedAndRead(shop);
    await fault({ fault: "403", endpoint: "/wms/orders" });
    expect(await sync(shop, id, "orders")).toEqual(["failed"]);
    expect((await connectionRow(id)).metadata).toMatchObject({ unavailable_actions: ["get_orders"] });
    expect(await connectionRow(id)).toMatchObject({ health: "ok" });
    await link(shop, "northline");
    expect((await connectionRow(id)).metadata).not.toHaveProperty("unavailable_actions");
  });

  test("a rate limit and a passing failure only cost time", async () => {
    const shop = await makeShop();
    const id = await linkedAndRead(shop);
    await fault({ fault: "429", endpoint: "/wms/inventory", times: 1, retryAfterSeconds: 1 });
    await fault({ fault: "500", endpoint: "/wms/inventory", times: 1 });
    expect(await sync(shop, id, "inventory")).toEqual(["completed"]);
  });

  test("credentials the WMS refuses make stock stale from then, until they work again", async () => {
    const shop = await makeShop();
    const id = await linkedAndRead(shop);
    await fault({ fault: "preventing-sync" });
    expect(await sync(shop, id, "inventory")).toEqual(["completed"]);
    const stale = await connectionRow(id);
    expect(stale.stock_stale_since).not.toBeNull();
    await peer.call("DELETE", "/sandbox/faults");
    await sync(shop, id, "inventory");
    expect((await connectionRow(id)).stock_stale_since).toBeNull();
  });

  test("a connection deleted at Trackstar is disconnected here and its history stays", async () => {
    const shop = await makeShop();
    const id = await linkedAndRead(shop);
    const rows = (await stockOf(id)).length;
    const row = await connectionRow(id);
    await deleteConnection(await openAccess(shop.ctx, { id, ...row }));
    expect(await sync(shop, id, "inventory")).toEqual(["failed"]);
    expect(await connectionRow(id)).toMatchObject({ health: "disconnected", is_active: false });
    expect(await stockOf(id)).toHaveLength(rows);
    expect(await auditOf(shop.id)).toContainEqual(
      expect.objectContaining({ action: "connection_disconnected" }),
    );
  });
});
