import type { RoutingOrder } from "#app/db/routing-order.ts";
import type { RouteDocument } from "./engine/index.ts";

type Warehouses = NonNullable<RouteDocument["warehouses"]>;
type StoredWarehouse = Omit<Warehouses[number], "country"> & { readonly country: string | null };

/** An order in the engine's words, without its lines. */
export const orderDocument = (order: RoutingOrder) => ({
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
});

interface StoredLine {
  readonly sku: string | null;
  readonly price: string | null;
  readonly grams: number | null;
  readonly group: string | null;
}

/** So many units of a line of an order in the engine's words. */
export const lineDocument = ({ sku, price, grams, group }: StoredLine, quantity: number) => ({
  sku: sku ?? "",
  quantity,
  price: price === null ? null : Number(price),
  grams,
  group,
});

/** Warehouses in the engine's words. */
export const warehouseDocuments = (warehouses: readonly StoredWarehouse[]): Warehouses =>
  warehouses.map(({ country, ...warehouse }) => ({
    ...warehouse,
    // A place without a country still has to be a place; the rest of its address decides where.
    ...(country && { country }),
  }));
