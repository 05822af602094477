import type { Sql } from "postgres";
import type { Db } from "#app/db/client.server.ts";
import { readConnectionsPage } from "#app/db/lists-connections.server.ts";
import { readHomePage } from "#app/db/lists-home.server.ts";
import { type InventoryQuery, readInventoryGrid } from "#app/db/lists-inventory.server.ts";
import { listOrders, type OrderQuery, readOrderPage } from "#app/db/lists-orders.server.ts";
import { seconds } from "#app/lib/duration.ts";
import { openHoldReasons } from "#app/services/routing/reasons.ts";
import type { Bench } from "./benchmark.ts";
import { largeOrderCount, makeYearOfOrders } from "./make-orders.ts";
import { type BenchShop, makeShop, skuOf } from "./make-shop.ts";
import { rounded, timeCalls } from "./timing.ts";

/** Every page a screen reads, at 1,000 and at 100,000 orders (200 SKUs x 4 and 5,000 x 10 warehouses) side by side. */
export async function lists(bench: Bench): Promise<void> {
  const { sql, print } = bench;
  const shop = await makeShop(sql, { skus: 200, warehouses: 4, available: 25 });
  await makeYearOfOrders(sql, shop, 1_000);
  const small = await pagesOf(sql, shop, 1_000);
  const large = await pagesOf(sql, await bench.largeShop(), largeOrderCount);
  for (const name of Object.keys(small)) {
    const [few, many] = [await timePage(bench, small, name), await timePage(bench, large, name)];
    print({
      case: name,
      p50_ms: rounded(many.p50),
      p95_ms: rounded(many.p95),
      times_1k_orders: rounded(many.p50 / few.p50),
    });
  }
}

type Pages = Record<string, (db: Db) => Promise<unknown>>;

async function pagesOf(sql: Sql, shop: BenchShop, orderCount: number): Promise<Pages> {
  const orderList = (query: Omit<OrderQuery, "limit">) => (db: Db) =>
    listOrders(db, shop.id, { ...query, limit: 50 });
  const inventory = (query: Omit<InventoryQuery, "limit" | "low">) => (db: Db) =>
    readInventoryGrid(db, shop.id, { ...query, low: 10, limit: 25 });
  const middle = await orderNumbered(sql, shop, Math.floor(orderCount / 2));
  const warehouseId = shop.warehouses[1]?.id;
  const day = middle.placedAt.slice(0, 10);
  return {
    "orders: first page": orderList({}),
    "orders: page in the middle": orderList({ cursor: { ...middle, direction: "after" } }),
    "orders: page in the middle, backward": orderList({ cursor: { ...middle, direction: "before" } }),
    "orders: search a number": orderList({ search: `#${Math.floor(orderCount / 3)}` }),
    "orders: search an email": orderList({ search: "buyer77@example.com" }),
    "orders: search a SKU's prefix": orderList({ search: "sku-0007" }),
    "orders: search a prefix of every order": orderList({ search: "sku" }),
    "orders: search two words": orderList({ search: "sku-00077 recipient" }),
    "orders: search in vain": orderList({ search: "nowhere" }),
    "orders: one status": orderList({ statuses: ["unfillable"] }),
    "orders: three statuses": orderList({ statuses: ["held", "unfillable", "needs_review"] }),
    "orders: rare status": orderList({ statuses: ["change_pending"] }),
    "orders: reason": orderList({ statuses: ["held"], reasons: ["unpaid"] }),
    "orders: warehouse": orderList({ warehouseId }),
    "orders: warehouse and rare status": orderList({ warehouseId, statuses: ["change_pending"] }),
    "orders: a day": orderList({ from: day, to: day }),
    "orders: search within a day": orderList({ search: "sku-0007", from: day, to: day }),
    "order page": (db) => readOrderPage(db, shop.id, middle.id),
    "inventory: first page": inventory({}),
    "inventory: page in the middle": inventory({ cursor: { sku: skuOf(shop.skus / 2), direction: "after" } }),
    "inventory: search a prefix": inventory({ search: "sku-001" }),
    "inventory: one warehouse": inventory({ warehouseId }),
    "inventory: low": inventory({ stock: "low" }),
    "inventory: none is out": inventory({ stock: "out" }),
    "inventory: none is unknown": inventory({ stock: "unknown" }),
    "home page": (db) => readHomePage(db, shop.id, new Date(), openHoldReasons),
    "connections page": (db) => readConnectionsPage(db, shop.id, new Date()),
  };
}

async function orderNumbered(sql: Sql, shop: BenchShop, number: number) {
  const [order] = await sql<{ id: string; placedAt: string }[]>`
    select id, order_date::text as "placedAt" from public.unified_orders
    where shop_id = ${shop.id} and external_order_number = ${`#${number}`}`;
  if (!order) throw new Error(`the shop has no order ${number}`);
  return order;
}

function timePage({ db }: Bench, pages: Pages, name: string) {
  const page = pages[name];
  if (!page) throw new Error(`there is no page ${name}`);
  return timeCalls(() => page(db), { calls: 25, within: seconds(1) });
}
