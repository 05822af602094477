import type { RoutingSnapshot } from "#app/db/routing.server.ts";
import { ShopSettings } from "#app/services/shops/settings.ts";
import type { RouteDocument } from "./engine/index.ts";

type SnapshotLine = RoutingSnapshot["order"]["line_items"][number];

/** Lines that have to leave a warehouse. Only what can still be fulfilled counts. */
export const linesToShip = (order: RoutingSnapshot["order"]): SnapshotLine[] =>
  order.line_items.filter((line) => line.requires_shipping && line.fulfillable_quantity > 0);

/** What stops an order from being decided at all, whatever the stock; null when nothing does. */
export function undecidable(snapshot: RoutingSnapshot): string | null {
  const { order } = snapshot;
  if (snapshot.active_rules > 0) return "rules_not_supported";
  if (!order.ship_to_country || !order.currency) return "no_address";
  if (linesToShip(order).some((line) => !line.sku)) return "line_without_sku";
  return null;
}

/** The engine's documented input, from what the database holds. */
export function buildRouteInput(snapshot: RoutingSnapshot, now: Date): RouteDocument {
  const { order } = snapshot;
  const settings = ShopSettings.parse(snapshot.settings);
  return {
    now: now.toISOString(),
    order: {
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
      lines: linesToShip(order).map(routeLine),
    },
    warehouses: snapshot.warehouses.map(({ country, ...warehouse }) => ({
      ...warehouse,
      // A place without a country still has to be a place; the rest of its address decides where.
      ...(country && { country }),
    })),
    inventory: snapshot.inventory,
    settings: {
      weights: settings.weights,
      split: settings.split,
      stale_after_minutes: settings.stale_after_minutes,
      stale_policy: settings.stale_policy,
      partial: settings.partial,
      cover_days: settings.cover_days,
      // A warehouse that is gone is nobody's preference any more.
      preferred_warehouse_id:
        snapshot.warehouses.find(({ id }) => id === settings.preferred_warehouse_id)?.id ?? null,
    },
  };
}

const routeLine = (line: SnapshotLine) => ({
  id: line.line_id,
  sku: line.sku ?? "",
  quantity: line.fulfillable_quantity,
  price: line.price === null ? null : Number(line.price),
  grams: line.grams,
  group: line.group,
});
