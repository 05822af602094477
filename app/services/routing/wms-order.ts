import type { NewOrder } from "#app/clients/trackstar/index.server.ts";
import type { PublishTicket } from "#app/db/shipments.server.ts";

/** Fields with a value; WMSs refuse nulls and empty text. */
function filled<Fields extends Record<string, string | number | null | undefined>>(fields: Fields) {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== ""),
  ) as { [Key in keyof Fields]?: NonNullable<Fields[Key]> };
}

/** A shipment as its WMS is asked to create it; the shipment's id is the reference it can be found by. */
export function wmsOrder({ shipment, order, connection, products }: PublishTicket): NewOrder {
  const prices = new Map(order.line_items.map((line) => [line.line_id, line.price]));
  return {
    order_number: shipment.number,
    reference_id: shipment.id,
    ...filled({
      warehouse_id: connection.warehouse_selectable ? shipment.trackstar_warehouse_id : null,
      warehouse_customer_id: connection.warehouse_customer_id,
      service_level: order.shipping_method,
      invoice_currency_code: order.currency,
      total_price: order.total_price === null ? null : Number(order.total_price),
    }),
    ship_to_address: filled({
      full_name: order.ship_to_name,
      address1: order.ship_to_address1,
      address2: order.ship_to_address2,
      city: order.ship_to_city,
      state: order.ship_to_state,
      postal_code: order.ship_to_postal_code,
      country: order.ship_to_country,
    }),
    line_items: shipment.lines.map((line) => {
      const price = prices.get(line.line_id);
      return {
        sku: line.sku,
        quantity: line.quantity,
        ...filled({ product_id: products[line.sku], unit_price: price ? Number(price) : null }),
      };
    }),
  };
}
