import { Hono } from "hono";
import { z } from "zod";
import { actOnOrder, orderActions, placeOrders } from "../orders/actions.ts";
import { fulfillable, fulfillmentStatus, type Order, totals } from "../orders/order.ts";
import { decimalText } from "../lib/money.ts";
import { gid } from "../lib/ids.ts";
import { OrderInput } from "../orders/place-order.ts";
import { findOrder, findOrderAnywhere, recentOrders } from "../store/orders.ts";
import type { Peer } from "../peer.ts";
import { bodyOf, shopNamed, valid } from "./parse.ts";

const maxOrders = 500;
const maxHistory = 5000;

const PlaceInput = OrderInput.extend({
  shop: z.string().optional(),
  count: z.number().int().min(1).max(maxOrders).default(1),
  /** History: stored without telling the app. */
  silent: z.boolean().default(false),
});

const ImportInput = z.object({
  shop: z.string().optional(),
  orders: z.array(OrderInput).min(1).max(maxHistory),
});

/** What the control API says about an order; `id` is text, since it may exceed 2^53. */
const summary = (order: Order) => ({
  id: order.id,
  gid: gid("Order", order.id),
  name: order.name,
  shop: order.shop,
  createdAt: order.createdAt,
  updatedAt: order.updatedAt,
  cancelledAt: order.cancelledAt,
  test: order.test,
  financialStatus: order.financialStatus,
  fulfillmentStatus: fulfillmentStatus(order),
  total: decimalText(totals(order).currentTotal, order.currency),
  currency: order.currency,
  email: order.email,
  customerId: order.customerId,
  address: order.shippingAddress && {
    city: order.shippingAddress.city,
    provinceCode: order.shippingAddress.provinceCode,
    zip: order.shippingAddress.zip,
  },
  lines: order.lines.map((line) => ({
    id: line.id,
    sku: line.sku,
    title: line.title,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    fulfillableQuantity: fulfillable(line),
  })),
});

export function ordersRoutes(peer: Peer) {
  const routes = new Hono();
  routes.get("/orders", (c) => {
    const limit = valid(z.coerce.number().int().min(1).max(1000).default(20), c.req.query("limit"));
    const shop = shopNamed(peer, c.req.query("shop"));
    return c.json({ orders: recentOrders(peer.db, shop.domain, limit).map(summary) });
  });
  routes.post("/orders", async (c) => {
    const { shop, count, silent, ...input } = await bodyOf(c, PlaceInput);
    const orders = placeOrders(peer, shopNamed(peer, shop), input, count, silent);
    return c.json({ orders: orders.map(summary) }, 201);
  });
  routes.post("/orders/import", async (c) => {
    const { shop, orders } = await bodyOf(c, ImportInput);
    const owner = shopNamed(peer, shop);
    const placed = orders.flatMap((input) => placeOrders(peer, owner, input, 1, true));
    return c.json({ imported: placed.length, first: placed.at(0)?.name, last: placed.at(-1)?.name }, 201);
  });
  routes.get("/orders/:id", (c) => {
    const order = findOrderAnywhere(peer.db, c.req.param("id"));
    return order ? c.json({ order: summary(order) }) : c.json({ error: "no such order" }, 404);
  });
  routes.post("/orders/:id/:action", async (c) => {
    const action = valid(z.enum(orderActions), c.req.param("action"));
    const { shop, ...input } = await bodyOf(c, z.looseObject({ shop: z.string().optional() }));
    const id = c.req.param("id");
    const order = shop === undefined ? findOrderAnywhere(peer.db, id) : findOrder(peer.db, shop, id);
    if (!order) return c.json({ error: "no such order" }, 404);
    const result = actOnOrder(peer, order.shop, id, action, input);
    if ("refused" in result) return c.json({ error: result.refused }, 409);
    return c.json({ order: summary(result.order), webhookIds: result.webhookIds });
  });
  return routes;
}
