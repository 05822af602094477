import { expect, test } from "vitest";
import { z } from "zod";
import { Orders, startTestSandbox } from "../testing.ts";

const Page = z.object({
  data: z.object({
    orders: z.object({
      nodes: z.array(z.object({ name: z.string() })),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
  }),
});
const Costs = z.object({
  extensions: z.object({
    cost: z.object({
      requestedQueryCost: z.number(),
      actualQueryCost: z.number().nullable(),
      throttleStatus: z.object({ currentlyAvailable: z.number() }),
    }),
  }),
});

const pageQuery = `query ($after: String, $query: String) {
  orders(first: 3, after: $after, query: $query, sortKey: UPDATED_AT) {
    nodes { name } pageInfo { hasNextPage endCursor }
  }
}`;

test("orders are paged by cursor: every order once, in order, though they share one second", async () => {
  const sandbox = await startTestSandbox();
  const { access_token } = await sandbox.install();
  await sandbox.post("/sandbox/orders", { count: 8, silent: true });
  const names: string[] = [];
  let after: string | null = null;
  do {
    const answer = await sandbox.graphql(access_token, pageQuery, { after });
    const { nodes, pageInfo }: z.infer<typeof Page>["data"]["orders"] = Page.parse(answer.body).data.orders;
    names.push(...nodes.map((node) => node.name));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  expect(names).toEqual(Array.from({ length: 8 }, (_, i) => `#${1001 + i}`));
});

test("a search by updated_at answers only orders inside the window", async () => {
  const sandbox = await startTestSandbox();
  const { access_token } = await sandbox.install();
  const day = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  for (const days of [50, 10, 1])
    await sandbox.post("/sandbox/orders", { createdAt: day(days), silent: true });
  const query = `updated_at:>='${day(20)}' AND updated_at:<'${day(5)}'`;
  const answer = await sandbox.graphql(access_token, pageQuery, { query });
  expect(Page.parse(answer.body).data.orders.nodes).toEqual([{ name: "#1002" }]);
});

test("without read_all_orders nothing older than 60 days is shown", async () => {
  const history = { createdAt: new Date(Date.now() - 61 * 86_400_000).toISOString(), silent: true };
  const narrow = await startTestSandbox();
  await narrow.post("/sandbox/orders", history);
  const short = await narrow.graphql((await narrow.install()).access_token, pageQuery);
  expect(Page.parse(short.body).data.orders.nodes).toEqual([]);

  const wide = await startTestSandbox(undefined, { SHOPIFY_SCOPES: "read_orders,read_all_orders" });
  await wide.post("/sandbox/orders", history);
  const long = await wide.graphql((await wide.install()).access_token, pageQuery);
  expect(Page.parse(long.body).data.orders.nodes).toHaveLength(1);
});

test("a field the official schema does not have is refused as Shopify refuses it", async () => {
  const sandbox = await startTestSandbox();
  const { access_token } = await sandbox.install();
  const answer = await sandbox.graphql(access_token, "{ shop { warehouse } }");
  expect(answer).toMatchObject({
    status: 200,
    body: {
      errors: [
        { message: "Field 'warehouse' doesn't exist on type 'Shop'", extensions: { code: "undefinedField" } },
      ],
    },
  });
});

test("a real field the sandbox lacks is an error that names it, never a silent null", async () => {
  const sandbox = await startTestSandbox();
  const { access_token } = await sandbox.install();
  await sandbox.post("/sandbox/orders", { silent: true });
  const answer = await sandbox.graphql(access_token, "{ orders(first: 1) { nodes { poNumber clientIp } } }");
  expect(answer.body).toMatchObject({
    errors: [{ extensions: { code: "SANDBOX_NOT_IMPLEMENTED", typeName: "Order", fieldName: "clientIp" } }],
  });
});

test("a query is charged what it asks for and gets back what it did not use", async () => {
  const sandbox = await startTestSandbox();
  const { access_token } = await sandbox.install();
  await sandbox.post("/sandbox/orders", { count: 2, silent: true });
  const query =
    "{ productVariants(first: 250) { nodes { inventoryItem { id } } } orders(first: 50) { nodes { id } } }";
  const { cost } = Costs.parse((await sandbox.graphql(access_token, query)).body).extensions;
  expect(cost.requestedQueryCost).toBe(33);
  expect(cost.actualQueryCost).toBe(33);
  const small = Costs.parse(
    (await sandbox.graphql(access_token, "{ orders(first: 50) { nodes { id } } }")).body,
  );
  expect(small.extensions.cost).toMatchObject({ requestedQueryCost: 9, actualQueryCost: 2 });
});

test("an empty bucket answers THROTTLED and fills again at its rate", async () => {
  const sandbox = await startTestSandbox(undefined, { GRAPHQL_RESTORE_RATE: "400" });
  const { access_token } = await sandbox.install();
  await sandbox.post("/sandbox/throttle", { available: 0 });
  const query = "{ orders(first: 250) { nodes { lineItems(first: 50) { nodes { id } } } } }";
  const refused = await sandbox.graphql(access_token, query);
  expect(refused.body).toMatchObject({ errors: [{ extensions: { code: "THROTTLED" } }] });
  await expect
    .poll(async () => (await sandbox.graphql(access_token, query)).body, { timeout: 5000 })
    .toHaveProperty("data.orders");
});

test("one query may not cost more than a thousand points", async () => {
  const sandbox = await startTestSandbox();
  const { access_token } = await sandbox.install();
  const money = "a: totalPriceSet { shopMoney { amount } } b: subtotalPriceSet { shopMoney { amount } }";
  const line =
    "variant { product { id } inventoryItem { id } } originalTotalSet { shopMoney { amount } } product { id }";
  const query = `{ orders(first: 250) { nodes { ${money} lineItems(first: 250) { nodes { ${line} } } } } }`;
  const answer = await sandbox.graphql(access_token, query);
  expect(answer.body).toMatchObject({ errors: [{ extensions: { code: "MAX_COST_EXCEEDED" } }] });
});

test("an order with more lines than a page is completed page by page", async () => {
  const sandbox = await startTestSandbox();
  const { access_token } = await sandbox.install();
  const lines = Array.from({ length: 7 }, (_, i) => ({ sku: `ROW-${i}`, quantity: 1 }));
  const { body } = await sandbox.post("/sandbox/orders", { lines, silent: true });
  const id = Orders.parse(body).orders[0]?.gid;
  const query = `query ($id: ID!, $after: String) { order(id: $id) { lineItems(first: 5, after: $after) {
    nodes { sku } pageInfo { hasNextPage endCursor } } } }`;
  const Lines = z.object({
    data: z.object({
      order: z.object({
        lineItems: z.object({
          nodes: z.array(z.object({ sku: z.string() })),
          pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string() }),
        }),
      }),
    }),
  });
  const first = Lines.parse((await sandbox.graphql(access_token, query, { id })).body).data.order.lineItems;
  expect(first.pageInfo.hasNextPage).toBe(true);
  const after = first.pageInfo.endCursor;
  const second = Lines.parse((await sandbox.graphql(access_token, query, { id, after })).body).data.order
    .lineItems;
  expect([...first.nodes, ...second.nodes].map((node) => node.sku)).toEqual(lines.map((line) => line.sku));
});

test("a fulfillment order moves to another location, wholly or in part", async () => {
  const sandbox = await startTestSandbox();
  const { access_token } = await sandbox.install();
  const placed = await sandbox.post("/sandbox/orders", {
    lines: [{ sku: "MUG-OAK", quantity: 3 }],
    silent: true,
  });
  const id = Orders.parse(placed.body).orders[0]?.gid;
  const Found = z.object({
    data: z.object({
      order: z.object({
        fulfillmentOrders: z.object({
          nodes: z.array(
            z.object({
              id: z.string(),
              lineItems: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
            }),
          ),
        }),
      }),
      locations: z.object({ nodes: z.array(z.object({ id: z.string(), name: z.string() })) }),
    }),
  });
  const query = `query ($id: ID!) { order(id: $id) { fulfillmentOrders(first: 5) { nodes { id lineItems(first: 5) {
    nodes { id } } } } } locations(first: 10) { nodes { id name } } }`;
  const { data } = Found.parse((await sandbox.graphql(access_token, query, { id })).body);
  const [from] = data.order.fulfillmentOrders.nodes;
  const [, target] = data.locations.nodes;
  const mutation = `mutation ($id: ID!, $to: ID!, $lines: [FulfillmentOrderLineItemInput!]) {
    fulfillmentOrderMove(id: $id, newLocationId: $to, fulfillmentOrderLineItems: $lines) {
      movedFulfillmentOrder { id assignedLocation { name } lineItems(first: 5) { nodes { remainingQuantity } } }
      remainingFulfillmentOrder { lineItems(first: 5) { nodes { remainingQuantity } } }
      userErrors { field message } } }`;
  const lines = [{ id: from?.lineItems.nodes[0]?.id, quantity: 2 }];
  const moved = await sandbox.graphql(access_token, mutation, { id: from?.id, to: target?.id, lines });
  expect(moved.body).toMatchObject({
    data: {
      fulfillmentOrderMove: {
        movedFulfillmentOrder: {
          assignedLocation: { name: target?.name },
          lineItems: { nodes: [{ remainingQuantity: 2 }] },
        },
        remainingFulfillmentOrder: { lineItems: { nodes: [{ remainingQuantity: 1 }] } },
        userErrors: [],
      },
    },
  });
  const rest = await sandbox.graphql(access_token, mutation, { id: from?.id, to: target?.id });
  expect(rest.body).toMatchObject({
    data: { fulfillmentOrderMove: { movedFulfillmentOrder: { id: from?.id }, userErrors: [] } },
  });
  const again = await sandbox.graphql(access_token, mutation, { id: from?.id, to: target?.id });
  expect(again.body).toMatchObject({ data: { fulfillmentOrderMove: { userErrors: [{ field: ["id"] }] } } });
});
