import { expect, test } from "vitest";
import { z } from "zod";
import { demoShop, Orders, startReceiver, startTestSandbox } from "../testing.ts";

/** One order as both ways should tell it. */
const nullable = z.string().nullable();
const FromGraphql = z.object({
  data: z.object({
    order: z
      .object({
        id: z.string(),
        legacyResourceId: z.string(),
        name: z.string(),
        createdAt: z.string(),
        updatedAt: z.string(),
        processedAt: z.string(),
        cancelledAt: nullable,
        test: z.boolean(),
        confirmed: z.boolean(),
        tags: z.array(z.string()),
        currencyCode: z.string(),
        displayFinancialStatus: z.string(),
        displayFulfillmentStatus: z.string(),
        email: nullable,
        totalPriceSet: z.object({ shopMoney: z.object({ amount: z.string() }) }),
        currentTotalPriceSet: z.object({ shopMoney: z.object({ amount: z.string() }) }),
        shippingLine: z.object({ title: z.string(), code: nullable }).nullable(),
        shippingAddress: z.record(z.string(), z.unknown()).nullable(),
        lineItems: z.object({
          nodes: z.array(
            z.object({
              id: z.string(),
              sku: nullable,
              name: z.string(),
              vendor: nullable,
              quantity: z.number(),
              currentQuantity: z.number(),
              unfulfilledQuantity: z.number(),
              requiresShipping: z.boolean(),
              lineItemGroup: z.object({ id: z.string() }).nullable(),
              originalUnitPriceSet: z.object({ shopMoney: z.object({ amount: z.string() }) }),
              weight: z.object({ unit: z.string(), value: z.number() }),
              variant: z
                .object({
                  inventoryItem: z.object({
                    measurement: z.object({ weight: z.object({ unit: z.string(), value: z.number() }) }),
                  }),
                })
                .nullable(),
            }),
          ),
        }),
      })
      .transform((order) => ({
        ...order,
        createdAt: Date.parse(order.createdAt),
        updatedAt: Date.parse(order.updatedAt),
        processedAt: Date.parse(order.processedAt),
        cancelledAt: order.cancelledAt === null ? null : Date.parse(order.cancelledAt),
        totalPriceSet: Number(order.totalPriceSet.shopMoney.amount),
        currentTotalPriceSet: Number(order.currentTotalPriceSet.shopMoney.amount),
        lineItems: order.lineItems.nodes.map(({ variant, originalUnitPriceSet, weight, ...line }) => ({
          ...line,
          price: Number(originalUnitPriceSet.shopMoney.amount),
          grams: grams(weight),
          variantGrams: variant === null ? null : grams(variant.inventoryItem.measurement.weight),
        })),
      })),
  }),
});

const grams = (weight: { unit: string; value: number }) =>
  Math.round(weight.unit === "KILOGRAMS" ? weight.value * 1000 : weight.value);

const FromWebhook = z
  .object({
    admin_graphql_api_id: z.string(),
    name: z.string(),
    created_at: z.string(),
    updated_at: z.string(),
    processed_at: z.string(),
    cancelled_at: nullable,
    test: z.boolean(),
    confirmed: z.boolean(),
    tags: z.string(),
    currency: z.string(),
    financial_status: z.string(),
    fulfillment_status: nullable,
    email: nullable,
    total_price: z.string(),
    current_total_price: z.string(),
    shipping_lines: z.array(z.object({ title: z.string(), code: nullable })),
    shipping_address: z.record(z.string(), z.unknown()).nullable(),
    line_items: z.array(
      z.object({
        admin_graphql_api_id: z.string(),
        sku: nullable,
        name: z.string(),
        vendor: nullable,
        quantity: z.number(),
        current_quantity: z.number(),
        fulfillable_quantity: z.number(),
        requires_shipping: z.boolean(),
        sales_line_item_group_id: z.number().nullable(),
        price: z.string(),
        grams: z.number(),
        variant_id: z.number().nullable(),
      }),
    ),
  })
  .transform((order) => ({
    id: order.admin_graphql_api_id,
    legacyResourceId: order.admin_graphql_api_id.replace("gid://shopify/Order/", ""),
    name: order.name,
    createdAt: Date.parse(order.created_at),
    updatedAt: Date.parse(order.updated_at),
    processedAt: Date.parse(order.processed_at),
    cancelledAt: order.cancelled_at === null ? null : Date.parse(order.cancelled_at),
    test: order.test,
    confirmed: order.confirmed,
    tags: order.tags === "" ? [] : order.tags.split(", "),
    currencyCode: order.currency,
    displayFinancialStatus: order.financial_status.toUpperCase(),
    displayFulfillmentStatus:
      order.fulfillment_status === null
        ? "UNFULFILLED"
        : order.fulfillment_status === "partial"
          ? "PARTIALLY_FULFILLED"
          : "FULFILLED",
    email: order.email,
    totalPriceSet: Number(order.total_price),
    currentTotalPriceSet: Number(order.current_total_price),
    shippingLine: order.shipping_lines[0] ?? null,
    shippingAddress: order.shipping_address && {
      firstName: order.shipping_address["first_name"],
      lastName: order.shipping_address["last_name"],
      name: order.shipping_address["name"],
      address1: order.shipping_address["address1"],
      city: order.shipping_address["city"],
      province: order.shipping_address["province"],
      provinceCode: order.shipping_address["province_code"],
      countryCodeV2: order.shipping_address["country_code"],
      zip: order.shipping_address["zip"],
      latitude: order.shipping_address["latitude"],
      longitude: order.shipping_address["longitude"],
    },
    lineItems: order.line_items.map((line) => ({
      id: line.admin_graphql_api_id,
      sku: line.sku,
      name: line.name,
      vendor: line.vendor,
      quantity: line.quantity,
      currentQuantity: line.current_quantity,
      unfulfilledQuantity: line.fulfillable_quantity,
      requiresShipping: line.requires_shipping,
      grouped: line.sales_line_item_group_id !== null,
      price: Number(line.price),
      grams: line.grams,
      variantGrams: line.variant_id === null ? null : line.grams,
    })),
  }));

const query = `query ($id: ID!) { order(id: $id) {
  id legacyResourceId name createdAt updatedAt processedAt cancelledAt test confirmed tags currencyCode
  displayFinancialStatus displayFulfillmentStatus email
  totalPriceSet { shopMoney { amount } } currentTotalPriceSet { shopMoney { amount } }
  shippingLine { title code }
  shippingAddress { firstName lastName name address1 city province provinceCode countryCodeV2 zip latitude longitude }
  lineItems(first: 50) { nodes {
    id sku name vendor quantity currentQuantity unfulfilledQuantity requiresShipping lineItemGroup { id }
    originalUnitPriceSet { shopMoney { amount } } weight { unit value }
    variant { inventoryItem { measurement { weight { unit value } } } } } } } }`;

const lines = [
  { sku: "BOARD-AMBER", quantity: 3 },
  { sku: "MUG-OAK", quantity: 1, group: "set" },
  { sku: "LAMP-OAK", quantity: 1, group: "set" },
  { sku: "NOT-IN-CATALOGUE", quantity: 2, price: "7.35", grams: 120 },
  { sku: null, quantity: 1, requiresShipping: false },
];

test.each([
  ["placed", []],
  ["edited", [["edit", { lines: [{ sku: "BOARD-AMBER", quantity: 1 }] }]]],
  ["moved", [["edit", { zip: "99501" }]]],
  ["without an address", [["edit", { address: null }]]],
  ["partly shipped", [["fulfill", { lines: [{ sku: "BOARD-AMBER", quantity: 2 }] }]]],
  ["shipped", [["fulfill", {}]]],
  ["partly refunded", [["refund", { lines: [{ sku: "MUG-OAK", quantity: 1 }] }]]],
  ["cancelled", [["cancel", { reason: "inventory" }]]],
] satisfies [string, [string, object][]][])(
  "an order that is %s tells the same facts by webhook and by GraphQL",
  async (_state, actions) => {
    const app = await startReceiver();
    const sandbox = await startTestSandbox(app.url);
    const { access_token } = await sandbox.install();
    const placed = await sandbox.post("/sandbox/orders", { lines, tags: ["vip", "gift"], largeIds: true });
    const order = Orders.parse(placed.body).orders[0];
    for (const [action, input] of actions)
      expect((await sandbox.post(`/sandbox/orders/${order?.id ?? ""}/${action}`, input)).status).toBe(200);

    const latest = () =>
      app.received
        .filter(({ headers }) => headers["x-shopify-topic"] === "orders/updated")
        .toSorted((a, b) => (triggered(a) < triggered(b) ? -1 : 1));
    await expect.poll(() => latest().length).toBe(1 + actions.length);
    const webhook = FromWebhook.parse(JSON.parse(latest().at(-1)?.body.toString() ?? "{}"));
    const answer = await sandbox.graphql(access_token, query, { id: order?.gid });
    const { lineItems, ...facts } = FromGraphql.parse(answer.body).data.order;
    expect({
      ...facts,
      lineItems: lineItems.map(({ lineItemGroup, ...line }) => ({
        ...line,
        grouped: lineItemGroup !== null,
      })),
    }).toEqual(webhook);
  },
);

type Received = Awaited<ReturnType<typeof startReceiver>>["received"][number];
const triggered = ({ headers }: Received) => String(headers["x-shopify-triggered-at"]);

test("ids above 2^53 keep every digit in the webhook's bytes", async () => {
  const app = await startReceiver();
  const sandbox = await startTestSandbox(app.url);
  await sandbox.install(demoShop);
  const placed = await sandbox.post("/sandbox/orders", { largeIds: true });
  const id = Orders.parse(placed.body).orders[0]?.id ?? "";
  expect(BigInt(id)).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
  expect(String(Number(id))).not.toBe(id);
  await expect.poll(() => app.received.length).toBe(3);
  for (const { body } of app.received) expect(body.toString()).toContain(`"id":${id},`);
});
