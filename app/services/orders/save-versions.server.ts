import { type OrderVersionRow, type SaveResult, saveOrders } from "#app/db/orders.server.ts";
import type { Db } from "#app/db/client.server.ts";
import type { OrderSource } from "#app/db/shopify-events.server.ts";
import { ShopSettings } from "#app/services/shops/settings.ts";
import type { OrderFacts } from "./order-facts.ts";
import { holdReason, type RoutingTerms } from "./routability.ts";

/** Facts with their place in the order of truth: (updated, triggered, webhook). */
export interface OrderVersion {
  readonly facts: OrderFacts;
  /** When the channel sent it, or when it was asked for it. */
  readonly triggeredAt: string | null;
  readonly webhookId: string | null;
}

/** Saves versions of a shop's orders; those that are routable and undecided are enqueued for routing. */
export function saveVersions(
  db: Db,
  source: OrderSource,
  versions: readonly OrderVersion[],
): Promise<SaveResult> {
  const { payment } = ShopSettings.parse(source.settings);
  const terms = { payment, routingFrom: source.routingFrom };
  const rows = versions.map((version) => versionRow(version, terms));
  return saveOrders(db, source.shopId, source.channelId, rows);
}

export function versionRow(version: OrderVersion, terms: RoutingTerms): OrderVersionRow {
  const { facts } = version;
  return {
    external_order_id: facts.externalOrderId,
    external_order_number: facts.number,
    order_date: facts.placedAt,
    customer_email: facts.email,
    ship_to_name: facts.shipTo?.name ?? null,
    ship_to_address1: facts.shipTo?.address1 ?? null,
    ship_to_address2: facts.shipTo?.address2 ?? null,
    ship_to_city: facts.shipTo?.city ?? null,
    ship_to_state: facts.shipTo?.state ?? null,
    ship_to_postal_code: facts.shipTo?.postalCode ?? null,
    ship_to_country: facts.shipTo?.country ?? null,
    ship_to_phone: facts.shipTo?.phone ?? null,
    destination_latitude: facts.shipTo?.latitude ?? null,
    destination_longitude: facts.shipTo?.longitude ?? null,
    total_price: facts.totalPrice,
    currency: facts.currency,
    fulfillment_status: facts.fulfillmentStatus,
    financial_status: facts.financialStatus,
    line_items: facts.lines.map(lineRow),
    is_test: facts.isTest,
    is_confirmed: facts.isConfirmed,
    shipping_method: facts.shippingMethod,
    tags: facts.tags,
    cancelled_at: facts.cancelledAt,
    source_updated_at: facts.updatedAt,
    source_triggered_at: version.triggeredAt,
    source_event_id: version.webhookId,
    hold_reason: holdReason(facts, terms),
  };
}

const lineRow = (line: OrderFacts["lines"][number]) => ({
  line_id: line.lineId,
  sku: line.sku,
  name: line.name,
  price: line.price,
  quantity: line.quantity,
  current_quantity: line.currentQuantity,
  fulfillable_quantity: line.fulfillableQuantity,
  grams: line.grams,
  requires_shipping: line.requiresShipping,
  vendor: line.vendor,
  group: line.group,
});
