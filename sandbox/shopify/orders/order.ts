import { z } from "zod";

/** The facts of an order as the shop keeps them; webhooks and GraphQL both render these and nothing else. */
const Line = z.object({
  id: z.string(),
  sku: z.string().nullable(),
  title: z.string(),
  vendor: z.string().nullable(),
  productId: z.string().nullable(),
  variantId: z.string().nullable(),
  quantity: z.number().int(),
  /** What is left after edits and refunds. */
  currentQuantity: z.number().int(),
  fulfilledQuantity: z.number().int(),
  requiresShipping: z.boolean(),
  grams: z.number().int(),
  /** Minor units of the order's currency. */
  unitPrice: z.number().int(),
  groupId: z.string().nullable(),
});

const Address = z.object({
  id: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  company: z.string().nullable(),
  address1: z.string(),
  address2: z.string().nullable(),
  city: z.string(),
  province: z.string(),
  provinceCode: z.string(),
  country: z.string(),
  countryCode: z.string(),
  zip: z.string(),
  phone: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
});

const ShippingLine = z.object({
  id: z.string(),
  title: z.string(),
  code: z.string().nullable(),
  price: z.number().int(),
});

const FulfillmentOrder = z.object({
  id: z.string(),
  status: z.enum(["OPEN", "IN_PROGRESS", "CLOSED", "CANCELLED"]),
  requestStatus: z.enum(["UNSUBMITTED", "SUBMITTED", "ACCEPTED", "CLOSED"]),
  locationId: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  lines: z.array(
    z.object({
      id: z.string(),
      lineId: z.string(),
      totalQuantity: z.number(),
      remainingQuantity: z.number(),
    }),
  ),
});

const Quantities = z.array(z.object({ lineId: z.string(), quantity: z.number().int() }));
const Fulfillment = z.object({ id: z.string(), at: z.string(), locationId: z.string(), lines: Quantities });
const Refund = z.object({
  id: z.string(),
  at: z.string(),
  note: z.string().nullable(),
  amount: z.number().int(),
  lines: Quantities,
});

export const financialStatuses = [
  "pending",
  "authorized",
  "partially_paid",
  "paid",
  "partially_refunded",
  "refunded",
  "voided",
  "expired",
] as const;

export const Order = z.object({
  shop: z.string(),
  id: z.string(),
  number: z.number().int(),
  name: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  processedAt: z.string(),
  cancelledAt: z.string().nullable(),
  cancelReason: z.enum(["customer", "inventory", "fraud", "declined", "other", "staff"]).nullable(),
  closedAt: z.string().nullable(),
  test: z.boolean(),
  confirmed: z.boolean(),
  tags: z.array(z.string()),
  note: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  customerId: z.string().nullable(),
  currency: z.string(),
  sourceName: z.string(),
  financialStatus: z.enum(financialStatuses),
  lines: z.array(Line),
  shippingLine: ShippingLine.nullable(),
  shippingAddress: Address.nullable(),
  fulfillmentOrders: z.array(FulfillmentOrder),
  fulfillments: z.array(Fulfillment),
  refunds: z.array(Refund),
});

export type Order = z.infer<typeof Order>;
export type OrderLine = z.infer<typeof Line>;
export type OrderAddress = z.infer<typeof Address>;
export type FulfillmentOrder = z.infer<typeof FulfillmentOrder>;
export type Refund = z.infer<typeof Refund>;
export type Fulfillment = z.infer<typeof Fulfillment>;

/** Units of the line that still have to be shipped or handed over. */
export const fulfillable = (line: OrderLine) => Math.max(0, line.currentQuantity - line.fulfilledQuantity);

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** Sums of the order in minor units. */
export function totals(order: Order) {
  const shipping = order.shippingLine?.price ?? 0;
  const subtotal = sum(order.lines.map((line) => line.unitPrice * line.quantity));
  const currentSubtotal = sum(order.lines.map((line) => line.unitPrice * line.currentQuantity));
  const currentShipping = order.cancelledAt === null ? shipping : 0;
  const refunded = sum(order.refunds.map((refund) => refund.amount));
  const grams = sum(order.lines.map((line) => line.grams * line.quantity));
  return {
    shipping,
    subtotal,
    total: subtotal + shipping,
    currentSubtotal,
    currentShipping,
    currentTotal: currentSubtotal + currentShipping,
    refunded,
    grams,
  };
}

export function fulfillmentStatus(order: Order): "unfulfilled" | "partially_fulfilled" | "fulfilled" {
  const shipped = order.lines.some((line) => line.fulfilledQuantity > 0);
  if (!shipped) return "unfulfilled";
  return order.lines.some((line) => fulfillable(line) > 0) ? "partially_fulfilled" : "fulfilled";
}
