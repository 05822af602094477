import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { catalogue } from "#sandbox/demo/catalogue.ts";
import { wholeSecond } from "../lib/clock.ts";
import { type IdSize, nextId } from "../lib/ids.ts";
import { minorUnits } from "../lib/money.ts";
import { pick, seeded } from "../lib/random.ts";
import { locationsOf } from "../store/locations.ts";
import { findProductBySku } from "../store/products.ts";
import { nextOrderNumber, type Shop } from "../store/shops.ts";
import { AddressInput, sampleAddress } from "./address.ts";
import { financialStatuses, type FulfillmentOrder, type Order, type OrderLine } from "./order.ts";

const LineInput = z.object({
  sku: z.string().nullable(),
  quantity: z.number().int().min(1).max(10_000),
  title: z.string().optional(),
  vendor: z.string().nullable().optional(),
  price: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .optional(),
  /** For SKUs outside the catalogue; a known one weighs what its variant weighs. */
  grams: z.number().int().min(0).optional(),
  requiresShipping: z.boolean().optional(),
  /** Lines with the same group text belong together, as a bundle does. */
  group: z.string().optional(),
});

/** What a caller may decide about a new order; everything left out gets a sensible value. */
export const OrderInput = z.object({
  zip: z.string().optional(),
  /** null places an order without a shipping address. */
  address: AddressInput.partial().nullable().optional(),
  lines: z.array(LineInput).min(1).max(500).optional(),
  financialStatus: z.enum(financialStatuses).default("paid"),
  test: z.boolean().default(false),
  confirmed: z.boolean().default(true),
  email: z.string().nullable().optional(),
  phone: z.string().nullable().optional(),
  tags: z.array(z.string()).default([]),
  note: z.string().nullable().default(null),
  shippingMethod: z.string().default("Standard"),
  shippingPrice: z.string().default("5.00"),
  createdAt: z.iso.datetime({ offset: true }).optional(),
  /** Legacy ids above 2^53 (true), below (false), or every third order above (left out). */
  largeIds: z.boolean().optional(),
});
export type OrderInput = z.infer<typeof OrderInput>;

interface Placing {
  readonly db: DatabaseSync;
  readonly shop: Shop;
  readonly input: OrderInput;
  readonly number: number;
  readonly idSize: IdSize;
  readonly random: () => number;
}

/** Builds a new order of the shop; the caller stores it. */
export function placeOrder(db: DatabaseSync, shop: Shop, input: OrderInput, now: Date): Order {
  const number = nextOrderNumber(db, shop.domain);
  const large = input.largeIds ?? number % 3 === 0;
  const placing: Placing = {
    db,
    shop,
    input,
    number,
    idSize: large ? "large" : "small",
    random: seeded(number),
  };
  const at = wholeSecond(input.createdAt === undefined ? now : new Date(input.createdAt)).toISOString();
  const id = nextId(db, placing.idSize);
  const lines = linesOf(placing);
  return {
    shop: shop.domain,
    id,
    number,
    name: `#${number}`,
    createdAt: at,
    updatedAt: at,
    processedAt: at,
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    test: input.test,
    confirmed: input.confirmed,
    tags: [...input.tags].sort(),
    note: input.note,
    email: input.email === undefined ? `buyer-${number}@example.com` : input.email,
    phone: input.phone ?? null,
    customerId: nextId(db, placing.idSize),
    currency: shop.currency,
    sourceName: "web",
    financialStatus: input.financialStatus,
    lines,
    shippingLine: shippingLineOf(placing),
    shippingAddress:
      input.address === null
        ? null
        : sampleAddress(
            { id: nextId(db, placing.idSize), number, random: placing.random },
            input.zip,
            input.address,
          ),
    fulfillmentOrders: fulfillmentOrdersOf(placing, lines, at),
    fulfillments: [],
    refunds: [],
  };
}

function linesOf(placing: Placing): OrderLine[] {
  const wanted = placing.input.lines ?? sampleLines(placing.random);
  const groups = new Map<string, string>();
  return wanted.map((line) => {
    if (line.group !== undefined && !groups.has(line.group))
      groups.set(line.group, nextId(placing.db, placing.idSize));
    return lineOf(placing, line, line.group === undefined ? null : (groups.get(line.group) ?? null));
  });
}

function lineOf(
  { db, shop, idSize }: Placing,
  line: z.infer<typeof LineInput>,
  groupId: string | null,
): OrderLine {
  const product = line.sku === null ? null : findProductBySku(db, shop.domain, line.sku);
  return {
    id: nextId(db, idSize),
    sku: line.sku,
    title: line.title ?? product?.title ?? "Custom item",
    vendor: line.vendor === undefined ? (product?.vendor ?? null) : line.vendor,
    productId: product?.id ?? null,
    variantId: product?.variantId ?? null,
    quantity: line.quantity,
    currentQuantity: line.quantity,
    fulfilledQuantity: 0,
    requiresShipping: line.requiresShipping ?? true,
    grams: product?.grams ?? line.grams ?? 500,
    unitPrice: minorUnits(line.price ?? product?.price ?? "10.00", shop.currency),
    groupId,
  };
}

function sampleLines(random: () => number): z.infer<typeof LineInput>[] {
  const count = 1 + Math.floor(random() * 3);
  const skus = new Set(Array.from({ length: count }, () => pick(catalogue, random).sku));
  return [...skus].map((sku) => ({ sku, quantity: 1 + Math.floor(random() * 3) }));
}

function shippingLineOf({ db, input, shop, idSize }: Placing): Order["shippingLine"] {
  if (input.address === null) return null;
  const price = minorUnits(input.shippingPrice, shop.currency);
  return { id: nextId(db, idSize), title: input.shippingMethod, code: input.shippingMethod, price };
}

/** One fulfillment order at the shop's first location, as for a shop without routing rules of its own. */
function fulfillmentOrdersOf(
  { db, shop }: Placing,
  lines: readonly OrderLine[],
  at: string,
): FulfillmentOrder[] {
  const [location] = locationsOf(shop);
  if (!location || lines.length === 0) return [];
  const units = lines.map((line) => ({
    id: nextId(db, "small"),
    lineId: line.id,
    totalQuantity: line.quantity,
    remainingQuantity: line.quantity,
  }));
  return [
    {
      id: nextId(db, "small"),
      status: "OPEN",
      requestStatus: "UNSUBMITTED",
      locationId: location.id,
      createdAt: at,
      updatedAt: at,
      lines: units,
    },
  ];
}
