import { z } from "zod";
import type { AdminClient } from "./admin.server.ts";
import { askAdmin } from "./ask.ts";

/** The fields of an order that Swyft reads, for the re-read of one and for pages of many. */
export const orderFields = `#graphql
  fragment OrderFields on Order {
    id name createdAt processedAt updatedAt cancelledAt closedAt test confirmed currencyCode
    displayFinancialStatus displayFulfillmentStatus email tags
    totalPriceSet { shopMoney { amount } }
    shippingLine { title }
    shippingAddress {
      name address1 address2 city province provinceCode zip countryCodeV2 phone latitude longitude
    }
  }`;

export const lineFields = `#graphql
  fragment LineFields on LineItemConnection {
    pageInfo { hasNextPage endCursor }
    nodes {
      id sku name quantity currentQuantity unfulfilledQuantity requiresShipping vendor
      originalUnitPriceSet { shopMoney { amount } }
      weight { unit value }
      lineItemGroup { id }
    }
  }`;

const linesPerPage = 50;

export const orderQuery = `#graphql
  query Order($id: ID!) {
    order(id: $id) { ...OrderFields lineItems(first: ${linesPerPage}) { ...LineFields } }
  }
  ${orderFields} ${lineFields}`;

export const orderLinesQuery = `#graphql
  query OrderLines($id: ID!, $after: String!) {
    order(id: $id) { updatedAt lineItems(first: ${linesPerPage}, after: $after) { ...LineFields } }
  }
  ${lineFields}`;

const Money = z.object({ shopMoney: z.object({ amount: z.string() }) });
const text = z.string().nullable();

const Line = z.object({
  id: z.string(),
  sku: text,
  name: z.string(),
  quantity: z.int(),
  currentQuantity: z.int(),
  unfulfilledQuantity: z.int(),
  requiresShipping: z.boolean(),
  vendor: text,
  originalUnitPriceSet: Money,
  weight: z
    .object({ unit: z.enum(["GRAMS", "KILOGRAMS", "OUNCES", "POUNDS"]), value: z.number() })
    .nullable(),
  lineItemGroup: z.object({ id: z.string() }).nullable(),
});

const Lines = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: text }),
  nodes: z.array(Line),
});

export const AdminOrder = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  processedAt: z.string(),
  updatedAt: z.string(),
  cancelledAt: text,
  closedAt: text,
  test: z.boolean(),
  confirmed: z.boolean(),
  currencyCode: z.string(),
  displayFinancialStatus: text,
  displayFulfillmentStatus: z.string(),
  email: text,
  tags: z.array(z.string()),
  totalPriceSet: Money,
  shippingLine: z.object({ title: z.string() }).nullable(),
  shippingAddress: z
    .object({
      name: text,
      address1: text,
      address2: text,
      city: text,
      province: text,
      provinceCode: text,
      zip: text,
      countryCodeV2: text,
      phone: text,
      latitude: z.number().nullable(),
      longitude: z.number().nullable(),
    })
    .nullable(),
  lineItems: Lines,
});
export type AdminOrder = z.infer<typeof AdminOrder>;

const attempts = 3;

/** The order with all its lines; null when the shop no longer shows it. */
export async function readOrder(admin: AdminClient, id: string): Promise<AdminOrder | null> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { order } = await askAdmin(admin, orderQuery, { id }, z.object({ order: AdminOrder.nullable() }));
    if (order === null) return null;
    const whole = await withAllLines(admin, order);
    if (whole) return whole;
  }
  throw new Error(`${id} kept changing while its lines were read`);
}

/** Undefined when the order changed between two pages: they would not fit together. */
async function withAllLines(admin: AdminClient, order: AdminOrder): Promise<AdminOrder | undefined> {
  const nodes = [...order.lineItems.nodes];
  let { pageInfo } = order.lineItems;
  while (pageInfo.hasNextPage) {
    const page = await readLines(admin, order.id, pageInfo.endCursor);
    if (page?.updatedAt !== order.updatedAt) return undefined;
    nodes.push(...page.lineItems.nodes);
    ({ pageInfo } = page.lineItems);
  }
  return { ...order, lineItems: { pageInfo, nodes } };
}

const LinesPage = z.object({
  order: z.object({ updatedAt: z.string(), lineItems: Lines }).nullable(),
});

async function readLines(admin: AdminClient, id: string, after: string | null) {
  const { order } = await askAdmin(admin, orderLinesQuery, { id, after }, LinesPage);
  return order;
}
