import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OrderFacts } from "./order-facts.ts";
import { type HoldReason, holdReason, type RoutingTerms } from "./routability.ts";

const routable: OrderFacts = {
  externalOrderId: "gid://shopify/Order/1",
  number: "#1001",
  placedAt: "2026-03-02T10:00:00.000Z",
  updatedAt: "2026-03-02T10:00:00.000Z",
  cancelledAt: null,
  isClosed: false,
  isTest: false,
  isConfirmed: true,
  currency: "USD",
  totalPrice: "20.00",
  financialStatus: "paid",
  fulfillmentStatus: "unfulfilled",
  email: null,
  shipTo: {
    name: "A Buyer",
    address1: "1 Main Street",
    address2: null,
    city: "Reno",
    state: "NV",
    postalCode: "89502",
    country: "US",
    phone: null,
    latitude: null,
    longitude: null,
  },
  shippingMethod: "Standard",
  tags: [],
  lines: [
    {
      lineId: "gid://shopify/LineItem/1",
      sku: "A",
      name: "A",
      price: "10.00",
      quantity: 2,
      currentQuantity: 2,
      fulfillableQuantity: 2,
      grams: 100,
      requiresShipping: true,
      vendor: null,
      group: null,
    },
  ],
};
const terms: RoutingTerms = { payment: "authorized", routingFrom: "2026-03-01T00:00:00+00:00" };

/** In the order in which they are looked for. */
const obstacles: [HoldReason, Partial<OrderFacts>][] = [
  ["cancelled", { cancelledAt: "2026-03-03T00:00:00.000Z" }],
  ["test_order", { isTest: true }],
  ["not_confirmed", { isConfirmed: false }],
  ["closed", { isClosed: true }],
  ["unpaid", { financialStatus: "pending" }],
  ["no_address", { shipTo: null }],
  ["nothing_to_ship", { lines: routable.lines.map((line) => ({ ...line, fulfillableQuantity: 0 })) }],
  ["placed_before_routing", { placedAt: "2026-02-28T23:59:59.999Z" }],
];

describe("an order", () => {
  test("with nothing against it is routed", () => {
    expect(holdReason(routable, terms)).toBeNull();
  });

  test("is held for the first of its obstacles, whichever others it has", () => {
    fc.assert(
      fc.property(fc.subarray(obstacles, { minLength: 1 }), (present) => {
        const order = Object.assign({}, routable, ...present.map(([, facts]) => facts)) as OrderFacts;
        expect(holdReason(order, terms)).toBe(present[0]?.[0]);
      }),
    );
  });

  test("that is only authorised is routed where the shop says so", () => {
    const authorised = { ...routable, financialStatus: "authorized" };
    expect(holdReason(authorised, terms)).toBeNull();
    expect(holdReason(authorised, { ...terms, payment: "paid" })).toBe("unpaid");
  });

  test.each(["pending", "partially_paid", "refunded", "voided", "expired", null])(
    "whose payment is %s is unpaid",
    (financialStatus) => {
      expect(holdReason({ ...routable, financialStatus }, terms)).toBe("unpaid");
    },
  );

  test("with digital lines only has nothing to ship", () => {
    const lines = routable.lines.map((line) => ({ ...line, requiresShipping: false }));
    expect(holdReason({ ...routable, lines }, terms)).toBe("nothing_to_ship");
  });

  test("without a street or a country has no address", () => {
    const shipTo = routable.shipTo;
    if (!shipTo) throw new Error("the example has an address");
    expect(holdReason({ ...routable, shipTo: { ...shipTo, address1: null } }, terms)).toBe("no_address");
    expect(holdReason({ ...routable, shipTo: { ...shipTo, country: null } }, terms)).toBe("no_address");
  });

  test("is not routed by itself before routing is switched on", () => {
    expect(holdReason(routable, { ...terms, routingFrom: null })).toBe("placed_before_routing");
  });
});
