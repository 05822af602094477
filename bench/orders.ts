import type { OrderVersionRow } from "#app/db/orders.server.ts";
import { saveOrders } from "#app/db/orders.server.ts";
import { seconds } from "#app/lib/duration.ts";
import type { Bench } from "./benchmark.ts";
import { type BenchShop, makeShop, skuOf } from "./make-shop.ts";
import { rounded, timeCalls } from "./timing.ts";

const pageLength = 250;
const pages = 12;

interface Kind {
  readonly name: string;
  readonly firstOrder: number;
  readonly updatedAt: string;
  readonly holdReason: string | null;
}

/** In this order: each kind finds what the one before has left. */
const kinds: readonly Kind[] = [
  { name: "new, to be routed", firstOrder: 0, updatedAt: "2026-01-01T00:00:00Z", holdReason: null },
  { name: "known, unchanged", firstOrder: 0, updatedAt: "2026-01-01T00:00:00Z", holdReason: null },
  { name: "known, a newer version", firstOrder: 0, updatedAt: "2026-01-02T00:00:00Z", holdReason: null },
  {
    name: "new, past (backfill)",
    firstOrder: pages * pageLength,
    updatedAt: "2026-01-01T00:00:00Z",
    holdReason: "placed_before_routing",
  },
];

/** Pages of orders as the backfill and webhooks save them, in a shop that begins with none and in one with 100,000. */
export async function orders({ sql, db, largeShop, print }: Bench): Promise<void> {
  const empty = await makeShop(sql, { skus: 200, warehouses: 4, available: 100 });
  const full = await largeShop();
  const save = (shop: BenchShop, kind: Kind) =>
    timeCalls((number) => saveOrders(db, shop.id, shop.channelId, page(kind, number)), {
      calls: pages,
      within: seconds(10),
      warmUp: 0,
    });
  for (const kind of kinds) {
    const [few, many] = [await save(empty, kind), await save(full, kind)];
    print({
      case: kind.name,
      orders_per_s: rounded(many.perSecond * pageLength),
      page_p50_ms: rounded(many.p50),
      page_p95_ms: rounded(many.p95),
      times_empty_shop: rounded(many.p50 / few.p50),
    });
  }
}

const page = (kind: Kind, number: number) =>
  Array.from({ length: pageLength }, (_, index) =>
    version(kind, kind.firstOrder + number * pageLength + index),
  );

function version({ updatedAt, holdReason }: Kind, number: number): OrderVersionRow {
  return {
    external_order_id: `gid://shopify/Order/9${number}`,
    external_order_number: `#9${number}`,
    order_date: "2026-01-01T00:00:00Z",
    customer_email: `buyer${number}@example.com`,
    ship_to_name: `Recipient ${number}`,
    ship_to_address1: "1 Main Street",
    ship_to_address2: null,
    ship_to_city: "Los Angeles",
    ship_to_state: "CA",
    ship_to_postal_code: "90001",
    ship_to_country: "US",
    ship_to_phone: null,
    destination_latitude: 33.97,
    destination_longitude: -118.25,
    total_price: updatedAt < "2026-01-02" ? "30.00" : "31.00",
    currency: "USD",
    fulfillment_status: "unfulfilled",
    financial_status: "paid",
    line_items: [line(number, 1), line(number, 2), line(number, 3)],
    is_test: false,
    is_confirmed: true,
    shipping_method: "Standard",
    tags: ["web"],
    cancelled_at: null,
    source_updated_at: updatedAt,
    source_triggered_at: null,
    source_event_id: null,
    hold_reason: holdReason,
  };
}

const line = (order: number, position: number) => ({
  line_id: `gid://shopify/LineItem/${order}-${position}`,
  sku: skuOf(1 + ((order + position) % 200)),
  name: "Product",
  price: "10.00",
  quantity: 1,
  current_quantity: 1,
  fulfillable_quantity: 1,
  grams: 300,
  requires_shipping: true,
  vendor: "Maker",
  group: null,
});
