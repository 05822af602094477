import { findOrderToTry, loadRoutingStock, type TriedOrder } from "#app/db/routing-preview.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { openRoutingSetup } from "../setup/open-routing-setup.server.ts";
import { emptyOrder, TryOrderForm, type TypedOrder } from "./try-order-form.ts";

/** The form of "test one order", filled in from an order where a number is given. */
export async function openTestOrder(ctx: ShopContext, number: string | undefined) {
  const [opened, stock, order] = await Promise.all([
    openRoutingSetup(ctx),
    loadRoutingStock(ctx.db, ctx.shopId, [], ctx.now),
    number === undefined ? null : findOrderToTry(ctx.db, ctx.shopId, number, ctx.now),
  ]);
  return {
    hasDraft: opened.draft !== null,
    hasWarehouses: opened.warehouses.length > 0,
    timeZone: opened.timeZone,
    currency: stock.currency ?? "USD",
    number: number ?? "",
    problem: number !== undefined && !order ? "No order has this number." : null,
    form: order ? formOf(order) : emptyOrder,
  };
}
export type OpenedTestOrder = Awaited<ReturnType<typeof openTestOrder>>;

function formOf(order: TriedOrder): TypedOrder {
  const channel = TryOrderForm.shape.channel_type.safeParse(order.channel_type);
  return {
    ...emptyOrder,
    from: order.id,
    ship_to_country: order.ship_to_country ?? "US",
    ship_to_state: order.ship_to_state ?? "",
    ship_to_postal_code: order.ship_to_postal_code ?? "",
    ship_to_city: order.ship_to_city ?? "",
    total_price: typed(order.total_price),
    tags: order.tags.join(", "),
    shipping_method: order.shipping_method ?? "",
    channel_type: channel.data ?? "manual",
    customer_email_domain: order.customer_email_domain ?? "",
    lines:
      order.lines.length === 0
        ? emptyOrder.lines
        : order.lines.map((line) => ({
            sku: line.sku ?? "",
            quantity: String(line.quantity),
            grams: typed(line.grams),
            price: line.price ?? "",
            group: line.group ?? "",
          })),
  };
}

const typed = (value: number | null): string => (value === null ? "" : String(value));
