import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type IntrospectionQuery, parse, validate } from "graphql";
import { expect, test } from "vitest";
import type { AdminClient } from "./admin.server.ts";
import { orderLinesQuery, orderQuery, readOrder } from "./orders.server.ts";

const schemaFile = new URL("../../../sandbox/shopify/schema/admin-2026-10.json.gz", import.meta.url);

test("the queries are valid in the official schema of 2026-10", () => {
  const file = JSON.parse(gunzipSync(readFileSync(schemaFile)).toString()) as
    IntrospectionQuery | { data: IntrospectionQuery };
  const schema = buildClientSchema("data" in file ? file.data : file);
  for (const query of [orderQuery, orderLinesQuery]) expect(validate(schema, parse(query))).toEqual([]);
});

const line = (number: number) => ({
  id: `gid://shopify/LineItem/${number}`,
  sku: `SKU-${number}`,
  name: "Thing",
  quantity: 1,
  currentQuantity: 1,
  unfulfilledQuantity: 1,
  requiresShipping: true,
  vendor: null,
  originalUnitPriceSet: { shopMoney: { amount: "1.0" } },
  weight: null,
  lineItemGroup: null,
});

const connection = (numbers: number[], endCursor: string | null) => ({
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
  nodes: numbers.map(line),
});

const order = (updatedAt: string, lineItems: unknown) => ({
  id: "gid://shopify/Order/1",
  name: "#1001",
  createdAt: updatedAt,
  processedAt: updatedAt,
  updatedAt,
  cancelledAt: null,
  closedAt: null,
  test: false,
  confirmed: true,
  currencyCode: "USD",
  displayFinancialStatus: "PAID",
  displayFulfillmentStatus: "UNFULFILLED",
  email: null,
  tags: [],
  totalPriceSet: { shopMoney: { amount: "1.0" } },
  shippingLine: null,
  shippingAddress: null,
  lineItems,
});

/** Answers in turn; a call too many fails. */
function adminThatAnswers(...answers: unknown[]): AdminClient & { calls: unknown[] } {
  const calls: unknown[] = [];
  return {
    calls,
    graphql(_query, options) {
      calls.push(options?.variables);
      if (answers.length === 0) throw new Error("one call too many");
      return Promise.resolve(Response.json({ data: { order: answers.shift() } }));
    },
  };
}

const id = "gid://shopify/Order/1";

test("an order with more lines than a page comes back whole", async () => {
  const admin = adminThatAnswers(
    order("2026-03-01T00:00:00Z", connection([1, 2], "c1")),
    { updatedAt: "2026-03-01T00:00:00Z", lineItems: connection([3, 4], "c2") },
    { updatedAt: "2026-03-01T00:00:00Z", lineItems: connection([5], null) },
  );
  const read = await readOrder(admin, id);
  expect(read?.lineItems.nodes.map(({ sku }) => sku)).toEqual(["SKU-1", "SKU-2", "SKU-3", "SKU-4", "SKU-5"]);
  expect(admin.calls).toEqual([{ id }, { id, after: "c1" }, { id, after: "c2" }]);
});

test("an order that changes between two pages is read again from the start", async () => {
  const admin = adminThatAnswers(
    order("2026-03-01T00:00:00Z", connection([1], "c1")),
    { updatedAt: "2026-03-01T00:00:09Z", lineItems: connection([3], null) },
    order("2026-03-01T00:00:09Z", connection([1, 3], null)),
  );
  const read = await readOrder(admin, id);
  expect(read?.updatedAt).toBe("2026-03-01T00:00:09Z");
  expect(read?.lineItems.nodes).toHaveLength(2);
});

test("an order that never stands still is an error, not half an order", async () => {
  const pages = [1, 2, 3].flatMap((second) => [
    order(`2026-03-01T00:00:0${second}Z`, connection([1], "c1")),
    { updatedAt: "2026-03-01T00:01:00Z", lineItems: connection([2], null) },
  ]);
  await expect(readOrder(adminThatAnswers(...pages), id)).rejects.toThrow("kept changing");
});

test("an order the shop does not show is null", async () => {
  expect(await readOrder(adminThatAnswers(null), id)).toBeNull();
});
