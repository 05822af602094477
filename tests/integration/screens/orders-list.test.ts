import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { openOrderList } from "#app/services/orders/open-order-list.server.ts";
import { OrderListParams } from "#app/services/orders/order-list-params.ts";
import { makeShop, makeTwoShops, type TestShop } from "#tests/support/shops.ts";
import { makeWarehouse } from "#tests/support/warehouses.ts";
import { fillOrders } from "./fill-orders.ts";

const list = (shop: TestShop, query: Record<string, string> = {}, limit?: number) =>
  openOrderList(shop.ctx, OrderListParams.parse(query), limit);

const numbers = async (shop: TestShop, query: Record<string, string>) =>
  (await list(shop, query)).orders.map(({ number }) => number).sort();

async function walkForward(shop: TestShop, limit: number): Promise<{ ids: string[]; last: string | null }> {
  const ids: string[] = [];
  let query: Record<string, string> = {};
  let last: string | null = null;
  for (;;) {
    const page = await list(shop, query, limit);
    ids.push(...page.orders.map(({ id }) => id));
    last = page.previous;
    if (page.next === null) return { ids, last };
    query = { after: page.next };
  }
}

async function walkBack(shop: TestShop, limit: number, from: string | null): Promise<string[]> {
  const ids: string[] = [];
  let cursor = from;
  while (cursor !== null) {
    const page = await list(shop, { before: cursor }, limit);
    ids.unshift(...page.orders.map(({ id }) => id));
    cursor = page.previous;
  }
  return ids;
}

test("paging forth and back shows every order once, whatever the dates", async () => {
  const moment = fc.integer({ min: 0, max: 4 }).map((step) => `2026-03-01T12:00:00.00000${step}Z`);
  await fc.assert(
    fc.asyncProperty(
      fc.array(moment, { maxLength: 24 }),
      fc.integer({ min: 1, max: 7 }),
      async (dates, limit) => {
        const shop = await makeShop();
        const saved = await fillOrders(
          shop,
          dates.map((at, index) => ({ number: `#${index}`, at })),
        );
        const newestFirst = dates
          .map((at, index) => ({ at, id: saved.get(`#${index}`) ?? "" }))
          .sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1))
          .map(({ id }) => id);

        const forward = await walkForward(shop, limit);
        expect(forward.ids).toEqual(newestFirst);
        const lastPage = forward.ids.length === 0 ? 0 : forward.ids.length % limit || limit;
        const back = await walkBack(shop, limit, forward.last);
        expect(back).toEqual(forward.last === null ? [] : newestFirst.slice(0, -lastPage));
      },
    ),
    { numRuns: 20 },
  );
});

test("1,001 orders are all reached, 50 a page", async () => {
  const shop = await makeShop();
  const day = (index: number) => new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString();
  await fillOrders(
    shop,
    Array.from({ length: 1001 }, (_, index) => ({ number: `#${index}`, at: day(index) })),
  );
  const first = await list(shop);
  expect(first.orders).toHaveLength(50);
  expect(first.orders[0]?.number).toBe("#1000");
  expect((await walkForward(shop, 200)).ids).toHaveLength(1001);
  expect((await list(shop, {}, 1500)).orders).toHaveLength(1001);
});

describe("searching and filtering", () => {
  let mine: TestShop;
  let reno: string;

  beforeAll(async () => {
    const shops = await makeTwoShops();
    mine = shops.mine;
    reno = (await makeWarehouse(mine)).id;
    const same = [
      {
        number: "#1001",
        email: "Kim@Example.com",
        name: "Kim O'Neil",
        skus: ["LAMP-OAK", "MUG 12"],
        at: "2026-03-01T04:30:00Z",
        warehouseId: reno,
      },
      {
        number: "#1002",
        email: "lee@example.com",
        name: "Lee Park",
        skus: ["lamp-ash"],
        status: "unfillable",
        reason: "no_stock",
      },
      {
        number: "#2001",
        name: "Kim Park",
        skus: ["50%_OFF"],
        status: "held",
        reason: "unpaid",
        at: "2026-03-02T04:59:59Z",
      },
      {
        number: "#2002",
        skus: ["TOTE\\1"],
        status: "needs_review",
        reason: "rejected_by_wms",
        at: "2026-03-02T05:00:00Z",
      },
    ];
    await fillOrders(mine, same);
    await fillOrders(
      shops.theirs,
      same.map((order) => ({ ...order, warehouseId: null })),
    );
  });

  test.each([
    ["number", "1001", ["#1001"]],
    ["number with its sign", "#200", ["#2001", "#2002"]],
    ["email in any case", "kim@exam", ["#1001"]],
    ["first name", "kim", ["#1001", "#2001"]],
    ["last name", "park", ["#1002", "#2001"]],
    ["a name with an apostrophe", "o'ne", ["#1001"]],
    ["SKU in any case", "LAMP-", ["#1001", "#1002"]],
    ["SKU with a space", "mug 12", ["#1001"]],
    ["signs that mean something elsewhere", "50%_", ["#2001"]],
    ["a backslash", "tote\\", ["#2002"]],
    ["two words of one order", "kim park", ["#2001"]],
    ["nothing but a sign", "#", ["#1001", "#1002", "#2001", "#2002"]],
    ["a word's middle", "amp", []],
    ["query syntax", "kim | lee", []],
  ])("finds by %s", async (_, q, found) => {
    expect(await numbers(mine, { q })).toEqual(found);
  });

  test("finds only the shop's own orders", async () => {
    const page = await list(mine, { q: "kim" });
    expect(page.orders).toHaveLength(2);
    expect(page.warehouses.map(({ id }) => id)).toEqual([reno]);
  });

  test("filters by view, status, reason and warehouse", async () => {
    expect(await numbers(mine, { view: "unfillable" })).toEqual(["#1002"]);
    expect(await numbers(mine, { view: "needs_review" })).toEqual(["#2002"]);
    expect(await numbers(mine, { status: "held", reason: "unpaid" })).toEqual(["#2001"]);
    expect(await numbers(mine, { warehouse: reno })).toEqual(["#1001"]);
    expect(await numbers(mine, { status: "pending" })).toEqual([]);
  });

  test("days are the shop's own, both ends included", async () => {
    // New York is five hours behind UTC in March's first week.
    expect(await numbers(mine, { from: "2026-03-01", to: "2026-03-01", q: "200" })).toEqual(["#2001"]);
    expect(await numbers(mine, { to: "2026-02-28" })).toEqual(["#1001"]);
    expect(await numbers(mine, { from: "2026-03-02" })).toEqual(["#2002"]);
  });

  test("a filter without a match still knows that there are orders", async () => {
    expect(await list(mine, { q: "nothing" })).toMatchObject({ hasOrders: true, orders: [] });
  });
});

test("a shop without orders says so", async () => {
  expect(await list(await makeShop())).toMatchObject({
    hasOrders: false,
    orders: [],
    next: null,
    previous: null,
  });
});

test.each([
  { status: "routed' or true" },
  { q: "a\u0000b" },
  { warehouse: "x" },
  { from: "2026-02-31" },
  { after: "2026-03-01T00:00:00Z~not-an-id" },
  { after: "yesterday~6ecd8c99-4036-403d-bf84-cf8400f67836" },
])("a malformed address is refused: %j", (query) => {
  expect(OrderListParams.safeParse(query).success).toBe(false);
});
