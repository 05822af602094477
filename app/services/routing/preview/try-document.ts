import type { RoutingStock, TriedOrder } from "#app/db/routing-preview.server.ts";
import type { RouteDocument } from "../engine/index.ts";

/** The engine's document of an order, as if it arrived whole now. */
export function orderDocument(order: TriedOrder): RouteDocument["order"] {
  return {
    id: order.id,
    ship_to_country: order.ship_to_country ?? "",
    ship_to_state: order.ship_to_state,
    ship_to_postal_code: order.ship_to_postal_code,
    ship_to_city: order.ship_to_city,
    latitude: order.latitude,
    longitude: order.longitude,
    currency: order.currency ?? "",
    total_price: order.total_price,
    order_date: order.order_date,
    channel_type: order.channel_type,
    tags: order.tags,
    shipping_method: order.shipping_method,
    customer_email_domain: order.customer_email_domain,
    lines: order.lines.map((line) => ({
      sku: line.sku ?? "",
      quantity: line.quantity,
      price: line.price === null ? null : Number(line.price),
      grams: line.grams,
      group: line.group,
    })),
  };
}

/** The engine's documents of the warehouses of today. */
export const warehouseDocuments = ({ warehouses }: RoutingStock): RouteDocument["warehouses"] =>
  warehouses.map(({ country, ...warehouse }) => ({
    ...warehouse,
    // A place without a country still has to be a place; the rest of its address decides where.
    ...(country && { country }),
  }));
