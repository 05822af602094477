import type { Sql } from "postgres";
import { catalogue } from "#sandbox/demo/catalogue.ts";
import { destinations } from "#sandbox/demo/destinations.ts";
import { insertId } from "./arrange-network.ts";
import type { ShopRow } from "./shops.ts";

/** Ids of orders in the states their page has. */
export type ShownOrders = Record<
  "shipped" | "unsent" | "unfillable" | "held" | "review" | "pending" | "changed",
  string
>;

type RouteOrder = (orderId: string) => Promise<unknown>;

interface OrderShape {
  readonly number: number;
  readonly minutesAgo: number;
  readonly lines: readonly { sku: string; name: string; quantity: number; price: string }[];
  readonly status?: string;
  readonly reason?: string | null;
  readonly warehouseId?: string | null;
  readonly fulfillment?: string;
}

/** Two weeks of orders; the newest go through the engine, so that their decisions are real ones. */
export async function arrangeOrders(
  sql: Sql,
  shop: ShopRow,
  route: RouteOrder,
  warehouseIds: readonly string[],
): Promise<ShownOrders> {
  for (let index = 0; index < 150; index++) await insertOrder(sql, shop, pastOrder(index, warehouseIds));
  const make = (position: number, quantities: readonly number[], skus?: readonly string[]) =>
    insertOrder(sql, shop, {
      number: 1200 + position,
      minutesAgo: 60 - position * 5,
      lines: quantities.map((quantity, line) => lineOf(skus?.[line] ?? skuAt(position * 3 + line), quantity)),
      status: "pending",
    });
  const shipped = await make(0, [2, 1]);
  const unsent = await make(1, [1]);
  const unfillable = await make(2, [5000, 1]);
  const held = await make(3, [1, 2], [""]);
  const review = await make(4, [1]);
  const changed = await make(5, [3]);
  for (const id of [shipped, unsent, unfillable, held, review, changed]) await route(id);
  const pending = await make(6, [1, 1]);

  await publish(sql, shop, shipped, "WMS-48120");
  await ship(sql, shop, shipped, "WMS-48120");
  await publish(sql, shop, changed, "WMS-48133");
  await sql`select public.withdraw_decision(${shop.id}, ${changed}, null)`;
  await refuse(sql, shop, review);
  await moveToUnsent(sql, shop, unsent);
  return { shipped, unsent, unfillable, held, review, pending, changed };
}

const skuAt = (position: number): string => catalogue[position % 60]?.sku ?? "";

function lineOf(sku: string, quantity: number) {
  const item = catalogue.find((each) => each.sku === sku);
  return { sku, quantity, name: item?.title ?? "Gift card holder", price: item?.price ?? "12.00" };
}

function pastOrder(index: number, warehouseIds: readonly string[]): OrderShape {
  const states = [
    { every: 29, status: "unfillable", reason: "no_stock" },
    { every: 23, status: "held", reason: "unpaid" },
    { every: 37, status: "held", reason: "no_address" },
    { every: 31, status: "needs_review", reason: "rejected_by_wms" },
  ];
  const state = states.find(({ every }) => index % every === every - 1);
  return {
    number: 1199 - index,
    minutesAgo: 90 + index * 130 + (index % 7) * 11,
    lines: [lineOf(skuAt(index), 1 + (index % 3))],
    status: state?.status ?? "routed",
    reason: state?.reason,
    warehouseId: state ? null : warehouseIds[index % warehouseIds.length],
    fulfillment: !state && index > 12 ? "fulfilled" : "unfulfilled",
  };
}

export async function insertOrder(sql: Sql, shop: ShopRow, order: OrderShape): Promise<string> {
  const place = destinations[order.number % destinations.length];
  if (!place) throw new Error("there are no destinations");
  const items = order.lines.map((line, index) => ({
    line_id: `${order.number}-${index + 1}`,
    ...line,
    grams: 900,
    requires_shipping: true,
    fulfillable_quantity: line.quantity,
    current_quantity: line.quantity,
    vendor: null,
    group: null,
  }));
  const total = order.lines.reduce((sum, { price, quantity }) => sum + Number(price) * quantity, 0);
  return insertId(sql`
    insert into public.unified_orders (shop_id, sales_channel_id, external_order_id, external_order_number, order_date,
      customer_email, ship_to_name, ship_to_address1, ship_to_city, ship_to_state, ship_to_postal_code, ship_to_country,
      total_price, currency, financial_status, fulfillment_status, routing_status, routing_reason, routed_to_warehouse_id,
      shipping_method, source_updated_at, line_items)
    values (${shop.id}, ${shop.channelId}, ${`gid://shopify/Order/${shop.id}-${order.number}`}, ${`#${order.number}`},
      now() - make_interval(mins => ${order.minutesAgo}), ${`customer-${order.number}@example.com`},
      ${`Customer ${order.number}`}, ${`${order.number} Main Street`}, ${place.city}, ${place.state}, ${place.postalCode},
      'US', ${total.toFixed(2)}, 'USD', ${order.reason === "unpaid" ? "pending" : "paid"},
      ${order.fulfillment ?? "unfulfilled"}, ${order.status ?? "routed"}, ${order.reason ?? null},
      ${order.warehouseId ?? null}, 'Standard', now(), ${sql.json(items)})
    returning id`);
}

async function shipmentOf(sql: Sql, shop: ShopRow, orderId: string): Promise<string> {
  return insertId(
    sql`select id from public.shipments where shop_id = ${shop.id} and order_id = ${orderId} order by created_at desc limit 1`,
  );
}

async function begin(sql: Sql, shop: ShopRow, orderId: string): Promise<string> {
  const shipmentId = await shipmentOf(sql, shop, orderId);
  await toSendingWarehouse(sql, shop, shipmentId, "swyft");
  await sql`select public.begin_publish(${shop.id}, ${shipmentId})`;
  await sql`select public.note_publish_attempt(${shop.id}, ${shipmentId}, 0)`;
  return shipmentId;
}

async function publish(sql: Sql, shop: ShopRow, orderId: string, wmsOrderId: string): Promise<void> {
  const shipmentId = await begin(sql, shop, orderId);
  const wms = JSON.stringify({
    id: wmsOrderId,
    status: "open",
    warehouse_id: null,
    adopted: false,
    ignored_warehouse: false,
  });
  await sql`select public.accept_shipment(${shop.id}, ${shipmentId}, ${wms})`;
}

async function ship(sql: Sql, shop: ShopRow, orderId: string, wmsOrderId: string): Promise<void> {
  const [row] = await sql<{ id: string }[]>`
    select w.trackstar_connection_id as id from public.shipments s
    join public.trackstar_warehouses w on w.id = s.warehouse_id where s.order_id = ${orderId}`;
  const packages = [
    {
      tracking_number: "1Z999AA10123456784",
      tracking_url: "https://track.example.com/1Z999AA10123456784",
      carrier: "UPS",
    },
  ];
  const orders = JSON.stringify([{ id: wmsOrderId, status: "fulfilled", packages }]);
  await sql`select public.apply_wms_orders(${shop.id}, ${row?.id ?? null}, ${orders})`;
}

async function refuse(sql: Sql, shop: ShopRow, orderId: string): Promise<void> {
  const shipmentId = await begin(sql, shop, orderId);
  const message = "The ZIP code does not belong to the city.";
  await sql`select public.refuse_shipment(${shop.id}, ${shipmentId}, 'order', ${message})`;
}

async function moveToUnsent(sql: Sql, shop: ShopRow, orderId: string): Promise<void> {
  await toSendingWarehouse(sql, shop, await shipmentOf(sql, shop, orderId), "off");
}

/** The engine chose by its own rights; what a screen must show needs a WMS of a certain mode. */
async function toSendingWarehouse(sql: Sql, shop: ShopRow, shipmentId: string, mode: string): Promise<void> {
  await sql`
    update public.trackstar_connections set order_creation = ${mode}
    where shop_id = ${shop.id} and id = (
      select w.trackstar_connection_id from public.shipments s
      join public.trackstar_warehouses w on w.id = s.warehouse_id where s.id = ${shipmentId})`;
}
