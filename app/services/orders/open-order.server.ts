import { readOrderPage, type SavedOrderPage, type SavedShipment } from "#app/db/lists-orders.server.ts";
import { locate } from "#app/lib/places.server.ts";
import { tellReason } from "#app/services/routing/reasons.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { offeredActions, primaryAction } from "./offered-actions.ts";
import { tellHistory } from "./tell-history.ts";
import { tellMap } from "./tell-map.ts";
import { type Names, tellDecision } from "./told-decision.ts";

/** Everything the order page says; undefined when the shop has no such order. */
export async function openOrder(ctx: ShopContext, orderId: string) {
  const page = await readOrderPage(ctx.db, ctx.shopId, orderId);
  if (!page) return undefined;
  const { order } = page;
  const names = namesOf(page);
  const actions = offeredActions(page);
  const current = page.decisions.find((decision) => decision.is_current);
  return {
    now: ctx.now.toISOString(),
    timeZone: page.time_zone,
    order: {
      id: order.id,
      number: order.number ?? "Order",
      placedAt: order.placed_at.toISOString(),
      channel: order.channel,
      email: order.customer_email,
      total: order.total,
      currency: order.currency,
      payment: order.financial_status,
      fulfillment: order.fulfillment_status,
      shippingMethod: order.shipping_method,
      tags: order.tags,
      isTest: order.is_test,
      isCancelled: order.cancelled_at !== null,
      isRedacted: order.redacted_at !== null,
      status: order.routing_status,
      reason: order.routing_reason === null ? null : tellReason(order.routing_reason),
      lines: order.line_items,
      address: addressLines(order.ship_to),
      phone: order.ship_to.phone,
      isLocked: order.is_locked,
      hold: order.hold === null ? null : { at: order.hold.at.toISOString(), note: order.hold.note },
      heldUntil: order.routing_status === "held" ? (order.held_until?.toISOString() ?? null) : null,
    },
    actions,
    primary: primaryAction(actions, order.routing_status),
    decisionId: current?.id ?? null,
    decision: current ? tellDecision(current, names) : null,
    map: current ? mapOf(page, names) : null,
    earlier: page.decisions
      .filter((decision) => !decision.is_current)
      .map((decision) => ({ id: decision.id, ...tellDecision(decision, names) })),
    shipments: page.shipments.map((shipment) => tellShipment(shipment, names)),
    history: page.history.map((line) => ({
      id: line.id,
      at: line.at.toISOString(),
      says: tellHistory(line, (id) => page.warehouses.find((warehouse) => warehouse.id === id)?.name),
      note: noteOf(page, line.details),
      isPerson: line.actor !== "swyft",
    })),
  };
}
export type OpenedOrder = NonNullable<Awaited<ReturnType<typeof openOrder>>>;

function namesOf({ order, warehouses, rules }: SavedOrderPage): Names {
  const warehouseNames = new Map(warehouses.map(({ id, name }) => [id, name]));
  const ruleNames = new Map(rules.map(({ id, name }) => [id, name]));
  const items = new Map(
    order.line_items.map((line) => [line.line_id ?? "", line.name ?? line.sku ?? "Item"]),
  );
  return {
    warehouse: (id) => warehouseNames.get(id) ?? "A removed warehouse",
    item: (lineId, sku) => items.get(lineId) ?? sku,
    rule: (id) => ruleNames.get(id),
  };
}

function mapOf({ order, decisions, warehouses, places }: SavedOrderPage, names: Names) {
  const { country, state, postal_code: postalCode, city } = order.ship_to;
  const destination = locate({ country: country ?? "", state, postalCode, ...order.destination });
  const connected = new Set(warehouses.filter((each) => each.connected).map(({ id }) => id));
  const current = decisions.find((decision) => decision.is_current);
  const chosen = new Set(current?.details.allocations.map(({ warehouse_id }) => warehouse_id));
  return tellMap({
    destination: {
      label: [city, state].filter(Boolean).join(", ") || countryName(country) || "an unknown place",
      country,
      latitude: destination.latitude,
      longitude: destination.longitude,
    },
    warehouses: places
      .filter(({ id }) => connected.has(id) || chosen.has(id))
      .map((place) => ({ ...place, name: names.warehouse(place.id), isChosen: chosen.has(place.id) }))
      .sort((a, b) => Number(b.isChosen) - Number(a.isChosen) || a.name.localeCompare(b.name)),
  });
}

/** What a person typed: with a hold, or with a choice of warehouse. */
function noteOf({ decisions }: SavedOrderPage, details: Record<string, unknown>): string | null {
  if (typeof details["note"] === "string") return details["note"];
  return decisions.find(({ id }) => id === details["decision_id"])?.choice_reason ?? null;
}

function tellShipment(shipment: SavedShipment, names: Names) {
  return {
    id: shipment.id,
    number: shipment.number,
    warehouse: names.warehouse(shipment.warehouse_id),
    connection: shipment.connection,
    status: shipment.status,
    orderCreation: shipment.order_creation,
    units: shipment.units,
    lines: shipment.lines.map((line) => ({ ...line, name: names.item(line.line_id, line.sku) })),
    wmsOrderId: shipment.wms_order_id,
    wmsStatus: shipment.wms_status?.replaceAll("_", " ") ?? null,
    publishedAt: shipment.published_at?.toISOString() ?? null,
    shipsInsteadFrom: shipment.shipped_from_id === null ? null : names.warehouse(shipment.shipped_from_id),
    error: shipment.error_message,
    waitsUntil: shipment.waits_until?.toISOString() ?? null,
    tracking: shipment.tracking.map((parcel) => ({
      number: parcel.tracking_number,
      // Only a web address becomes a link: the text comes from another system.
      url: parcel.tracking_url?.startsWith("https://") === true ? parcel.tracking_url : null,
      carrier: parcel.carrier,
    })),
  };
}
export type ToldShipment = ReturnType<typeof tellShipment>;

function addressLines(to: SavedOrderPage["order"]["ship_to"]): string[] {
  const place = [to.city, [to.state, to.postal_code].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  return [to.name, to.address1, to.address2, place, countryName(to.country)].filter(
    (line): line is string => line !== null && line !== "",
  );
}

const countryNames = new Intl.DisplayNames("en-US", { type: "region" });

const countryName = (code: string | null): string | null =>
  code !== null && /^[A-Z]{2}$/.test(code) ? (countryNames.of(code) ?? code) : code;
