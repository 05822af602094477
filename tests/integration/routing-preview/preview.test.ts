import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { loadRoutingPreview } from "#app/db/routing-preview.server.ts";
import { openPreview } from "#app/services/routing/preview/open-preview.server.ts";
import { Preview } from "#app/services/routing/preview/preview.ts";
import { readPreview, trySetup } from "#app/services/routing/preview/try-setup.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { RoutingSettings, type RoutingSetup } from "#app/services/routing/setup/routing-setup.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { makeShop, makeTwoShops, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeWarehouse, setStock, type TestWarehouse } from "#tests/support/warehouses.ts";

const setup = (rules: RoutingSetup["rules"] = []): RoutingSetup => ({
  rules,
  settings: RoutingSettings.parse({}),
});

/** The preview as it reaches a browser. */
async function previewOf(shop: TestShop, rules: RoutingSetup["rules"] = []): Promise<Preview> {
  const sent = JSON.stringify(await openPreview(shop.ctx, [setup(rules)]));
  return Preview.parse(JSON.parse(sent));
}

async function triedIn(shop: TestShop) {
  const tried = trySetup(readPreview(await previewOf(shop)), setup());
  if (!tried.ok) throw new Error(tried.problems.join("; "));
  return tried.orders;
}

async function fillStock(shop: TestShop, warehouse: TestWarehouse, skus: readonly string[]) {
  await adminSql`
    insert into public.trackstar_inventory (shop_id, warehouse_id, sku, available, on_hand, is_known, source_as_of)
    select ${shop.id}, ${warehouse.id}, sku, 5, 5, true, now() from unnest(${[...skus]}::text[]) as sku`;
}

/** Copies of an order, a minute older each. */
async function multiply(orderId: string, times: number, skuOf: (at: number) => string) {
  const skus = Array.from({ length: times }, (_, at) => skuOf(at));
  await adminSql`
    insert into public.unified_orders (shop_id, sales_channel_id, external_order_id, external_order_number, order_date,
      ship_to_state, ship_to_postal_code, ship_to_country, total_price, currency, financial_status, routing_status,
      source_updated_at, line_items)
    select shop_id, sales_channel_id, external_order_id || '-' || nth, '#copy-' || nth, order_date - make_interval(mins => nth::integer),
      ship_to_state, ship_to_postal_code, ship_to_country, total_price, currency, financial_status, routing_status,
      source_updated_at, jsonb_set(line_items, '{0,sku}', to_jsonb(sku))
    from public.unified_orders, unnest(${skus}::text[]) with ordinality as copy (sku, nth)
    where id = ${orderId}`;
}

describe("the orders of a preview", () => {
  test("are the newest 50 that routing could decide, wherever they are by now", async () => {
    const shop = await makeShop();
    const first = await makePendingOrder(shop, [{ sku: "MUG", quantity: 1 }]);
    await multiply(first, 60, () => "MUG");
    const changes = {
      "#copy-1": adminSql`cancelled_at = now()`,
      "#copy-2": adminSql`is_test = true`,
      "#copy-3": adminSql`financial_status = 'pending'`,
      "#copy-4": adminSql`ship_to_country = null`,
      "#copy-5": adminSql`line_items = jsonb_set(line_items, '{0,sku}', '""')`,
      "#copy-6": adminSql`line_items = jsonb_set(line_items, '{0,current_quantity}', '0')`,
      "#copy-7": adminSql`deleted_at = now()`,
      "#copy-8": adminSql`routing_status = 'held', routing_reason = 'closed', fulfillment_status = 'fulfilled',
        line_items = jsonb_set(line_items, '{0,fulfillable_quantity}', '0')`,
    };
    for (const [number, change] of Object.entries(changes)) {
      await adminSql`update public.unified_orders set ${change} where shop_id = ${shop.id} and external_order_number = ${number}`;
    }
    const { orders } = await previewOf(shop);
    const numbers = orders.map(({ number }) => number);
    expect(numbers).toHaveLength(50);
    // One that has shipped counts like any other: it is tried as if it arrived now.
    expect(numbers.slice(1, 4)).toEqual(["#copy-8", "#copy-9", "#copy-10"]);
    expect(orders[0]?.id).toBe(first);
    expect(numbers.at(-1)).toBe("#copy-56");
  });

  test("1,001 of them with 1,001 SKUs all come, in one answer", async () => {
    const shop = await makeShop();
    const warehouse = await makeWarehouse(shop);
    await fillStock(
      shop,
      warehouse,
      Array.from({ length: 1001 }, (_, at) => `SKU-${at}`),
    );
    const first = await makePendingOrder(shop, [{ sku: "SKU-0", quantity: 1 }]);
    await multiply(first, 1000, (at) => `SKU-${at + 1}`);
    const { orders, stock } = await loadRoutingPreview(shop.ctx.db, shop.id, 1001, shop.ctx.now);
    expect(new Set(orders.map(({ id }) => id)).size).toBe(1001);
    expect(new Set(stock.inventory.map(({ sku }) => sku)).size).toBe(1001);
  });

  test("are the shop's own, with its own warehouses and stock", async () => {
    const { mine, theirs } = await makeTwoShops();
    for (const shop of [mine, theirs]) {
      await setStock(shop, await makeWarehouse(shop), "MUG", 5);
      await makePendingOrder(shop, [{ sku: "MUG", quantity: 1 }]);
    }
    const preview = await previewOf(mine);
    expect([preview.orders.length, preview.warehouses.length, preview.inventory.length]).toEqual([1, 1, 1]);
    const foreign = await adminSql<{ id: string }[]>`
      select id from public.unified_orders where shop_id = ${theirs.id}
      union all select id from public.trackstar_warehouses where shop_id = ${theirs.id}`;
    expect(foreign).toHaveLength(2);
    for (const { id } of foreign) expect(JSON.stringify(preview)).not.toContain(id);
  });

  test("a shop without orders and warehouses has an empty one", async () => {
    const preview = await previewOf(await makeShop());
    expect(preview).toMatchObject({ orders: [], warehouses: [], inventory: [] });
  });
});

describe("what a preview decides", () => {
  test("is what routing decides, with live settings and an order that just came", async () => {
    const shop = await makeShop();
    for (const [place, units] of [
      ["reno", 2],
      ["columbus", 9],
      ["newark", 9],
    ] as const) {
      await setStock(shop, await makeWarehouse(shop, { place }), "MUG", units);
    }
    const orderId = await makePendingOrder(shop, [{ sku: "MUG", quantity: 3 }]);
    const [tried] = await triedIn(shop);
    expect(await routeOrder(shop.ctx, orderId)).toBe("saved");
    const [saved] = await adminSql<{ warehouse: string; cost: number }[]>`
      select selected_warehouse_id as warehouse, (details #>> '{raw,cost}')::float as cost
      from public.routing_decisions where order_id = ${orderId}`;
    expect(tried?.decision.selected_warehouse_id).toBe(saved?.warehouse);
    expect(tried?.figures.cost).toBe(saved?.cost);
  });

  test("does not count an order's own reservation and place against its warehouse", async () => {
    const shop = await makeShop();
    const reno = await makeWarehouse(shop, { dailyCapacity: 1 });
    const newark = await makeWarehouse(shop, { place: "newark" });
    await setStock(shop, reno, "MUG", 2);
    await setStock(shop, newark, "MUG", 50);
    const mine = await makePendingOrder(shop, [{ sku: "MUG", quantity: 2 }]);
    const other = await makePendingOrder(shop, [{ sku: "MUG", quantity: 1 }]);
    await routeOrder(shop.ctx, mine);
    const tried = new Map((await triedIn(shop)).map((each) => [each.id, each.decision]));
    expect(tried.get(mine)?.selected_warehouse_id).toBe(reno.id);
    expect(tried.get(other)).toMatchObject({
      selected_warehouse_id: newark.id,
      alternatives: [{ warehouse_id: reno.id, excluded: "capacity_full" }],
    });
  });

  test("gives back units the WMS has set aside, and none of a shipment that has left", async () => {
    const shop = await makeShop();
    const reno = await makeWarehouse(shop);
    await setStock(shop, reno, "MUG", 2);
    const orderId = await makePendingOrder(shop, [{ sku: "MUG", quantity: 2 }]);
    await routeOrder(shop.ctx, orderId);
    await setStock(shop, reno, "MUG", 0);
    await adminSql`
      update public.inventory_reservations set released_at = now(), release_reason = 'in_source' where shop_id = ${shop.id}`;
    const outcomeOnce = async (status: string) => {
      await adminSql`update public.shipments set status = ${status}::public.shipment_status where shop_id = ${shop.id}`;
      return (await triedIn(shop))[0]?.decision.outcome;
    };
    expect(await outcomeOnce("published")).toBe("routed");
    expect(await outcomeOnce("shipped")).toBe("unfillable");
  });
});

describe("what a preview tells a browser", () => {
  async function furnished() {
    const shop = await makeShop();
    await setStock(shop, await makeWarehouse(shop), "MUG", 5);
    const id = await makePendingOrder(shop, [{ sku: "MUG", quantity: 1 }]);
    await adminSql`
      update public.unified_orders set customer_email = 'somebody@private.example', tags = '{"for Marta"}',
        ship_to_phone = '555-0100', destination_latitude = 33.973456, destination_longitude = -118.248765
      where id = ${id}`;
    return shop;
  }

  test("is of a customer the state, the ZIP code and about where that is", async () => {
    const preview = await previewOf(await furnished());
    expect(preview.orders[0]?.order).toMatchObject({
      ship_to_state: "CA",
      ship_to_postal_code: "90001",
      latitude: 33.97,
      longitude: -118.25,
    });
    expect(JSON.stringify(preview)).not.toMatch(/Recipient|Main Street|Los Angeles|private|Marta|555-0100/);
  });

  test("and more only where a rule looks at it", async () => {
    const rule = {
      id: "00000000-0000-4000-8000-000000000001",
      name: "Cities",
      priority: 1,
      is_active: true,
      conditions: { field: "ship_to_city", operator: "equals", value: "Los Angeles" },
      action: { type: "hold", until: null },
    };
    const preview = await previewOf(await furnished(), [rule]);
    expect(JSON.stringify(preview)).toContain("Los Angeles");
    expect(JSON.stringify(preview)).not.toMatch(/private|Marta|Main Street/);
    const tried = trySetup(readPreview(preview), setup([rule]));
    expect(tried.ok && tried.orders[0]?.decision.outcome).toBe("held");
  });

  test("stays small: 50 orders of three items each and six warehouses are 30 kB on their way", async () => {
    const shop = await makeShop();
    const skus = Array.from({ length: 150 }, (_, at) => `SOME-RATHER-LONG-SKU-${at}`);
    for (let nth = 0; nth < 6; nth++) await fillStock(shop, await makeWarehouse(shop), skus);
    for (let nth = 0; nth < 50; nth++) {
      await makePendingOrder(
        shop,
        [0, 1, 2].map((line) => ({ sku: skus[nth * 3 + line] ?? "", quantity: 1 })),
      );
    }
    const sent = JSON.stringify(await openPreview(shop.ctx, [setup()]));
    expect(Preview.parse(JSON.parse(sent)).orders).toHaveLength(50);
    expect(sent.length).toBeLessThan(250_000);
    expect(gzipSync(sent).length).toBeLessThan(30_000);
  });
});
