import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";
import { routingOrder } from "./routing-order.ts";
import { promisedStock, routingWarehouse } from "./routing-stock.ts";
import { approximate, count, decimalText, optional } from "./values.ts";

const TriedLine = z.object({
  line_id: optional(z.string()),
  sku: optional(z.string()),
  name: optional(z.string()),
  quantity: z.int().positive(),
  price: optional(decimalText),
  grams: optional(approximate),
  group: optional(z.string()),
});

const TriedOrder = routingOrder.extend({
  lines: z.array(TriedLine),
  /** What the order itself holds of today's stock and capacity. */
  own_units: z.array(z.object({ warehouse_id: z.uuid(), sku: z.string(), quantity: count })),
  own_places: z.array(z.object({ warehouse_id: z.uuid(), places: count })),
});
export type TriedOrder = z.infer<typeof TriedOrder>;

const RoutingStock = z.object({
  time_zone: z.string(),
  currency: optional(z.string()),
  /** By warehouse that routing cannot choose itself, the one that stands for it. */
  stand_ins: z.record(z.uuid(), z.uuid()),
  warehouses: z.array(routingWarehouse),
  inventory: z.array(promisedStock),
});
export type RoutingStock = z.infer<typeof RoutingStock>;

/** The newest orders routing could decide, with today's warehouses and what those can promise of their SKUs. */
export const loadRoutingPreview = (db: Db, shopId: string, limit: number, now: Date) =>
  callFunction(
    db,
    "load_routing_preview",
    { p_shop_id: shopId, p_limit: limit, p_now: now.toISOString() },
    z.object({ orders: z.array(TriedOrder), stock: RoutingStock }),
  );

/** Today's warehouses and what they can promise of some SKUs. */
export const loadRoutingStock = (db: Db, shopId: string, skus: string[], now: Date) =>
  callFunction(
    db,
    "routing_stock",
    { p_shop_id: shopId, p_skus: skus, p_now: now.toISOString() },
    RoutingStock,
  );

/** The newest order with this number, with or without its #; null when the shop has none. */
export const findOrderToTry = (db: Db, shopId: string, number: string, now: Date) =>
  callFunction(
    db,
    "find_order_to_try",
    { p_shop_id: shopId, p_number: number, p_now: now.toISOString() },
    TriedOrder.nullable(),
  );

/** An order as it could be tried; null when the shop has no such order. */
export async function loadOrderToTry(
  db: Db,
  shopId: string,
  orderId: string,
  now: Date,
): Promise<TriedOrder | null> {
  const args = { p_shop_id: shopId, p_order_ids: [orderId], p_now: now.toISOString() };
  const [order] = await callFunction(db, "orders_to_try", args, z.array(TriedOrder));
  return order ?? null;
}
