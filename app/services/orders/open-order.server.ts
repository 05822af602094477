import {
  readOrderPage,
  type SavedDecision,
  type SavedOrderPage,
  type SavedShipment,
} from "#app/db/lists-orders.server.ts";
import { tellReason, tellShortfall } from "#app/services/routing/reasons.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { headline, orderedUnits, tellScores, why, whyNot } from "./tell-decision.ts";
import { tellHistory } from "./tell-history.ts";

/** Everything the order page says; undefined when the shop has no such order. */
export async function openOrder(ctx: ShopContext, orderId: string) {
  const page = await readOrderPage(ctx.db, ctx.shopId, orderId);
  if (!page) return undefined;
  const { order } = page;
  const names = new Map(page.warehouses.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? "A removed warehouse";
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
    },
    canRouteAgain: canRouteAgain(page),
    decision: current ? tellDecision(current, nameOf, lineNames(page)) : null,
    earlier: page.decisions
      .filter((decision) => !decision.is_current)
      .map((decision) => ({
        id: decision.id,
        at: decision.decided_at.toISOString(),
        says: headline(decision, nameOf),
        why: why(decision, nameOf),
      })),
    shipments: page.shipments.map((shipment) => tellShipment(shipment, nameOf, lineNames(page))),
    history: page.history.map((line) => ({
      id: line.id,
      at: line.at.toISOString(),
      says: tellHistory(line, (id) => names.get(id)),
      isPerson: line.actor !== "swyft",
    })),
  };
}
export type OpenedOrder = NonNullable<Awaited<ReturnType<typeof openOrder>>>;

/** Mirrors what `request_routing` accepts, so that the button is only there when it works. */
function canRouteAgain({ order, shipments }: SavedOrderPage): boolean {
  if (shipments.some(({ status }) => !["cancelled", "rejected", "failed"].includes(status))) return false;
  if (order.routing_status === "held")
    return ["line_without_sku", "rules_not_supported"].includes(order.routing_reason ?? "");
  return ["unfillable", "needs_review"].includes(order.routing_status);
}

function lineNames({ order }: SavedOrderPage): ReadonlyMap<string, string> {
  return new Map(order.line_items.map((line) => [line.line_id ?? "", line.name ?? line.sku ?? "Item"]));
}

function tellDecision(
  decision: SavedDecision,
  nameOf: (id: string) => string,
  items: ReadonlyMap<string, string>,
) {
  const ordered = orderedUnits(decision);
  const { decision_factors: factors, details } = decision;
  return {
    decidedAt: decision.decided_at.toISOString(),
    headline: headline(decision, nameOf),
    why: why(decision, nameOf),
    shipDate: details.raw?.ship_date ?? null,
    stockAgeMinutes: details.raw?.stock_age_minutes ?? null,
    isShipping: decision.selected_warehouse_id !== null,
    total: factors?.totalScore ?? null,
    scores: factors && details.raw ? tellScores(factors, details.raw, ordered) : [],
    unfilled: details.unfilled.map((line) => ({
      ...line,
      name: items.get(line.line_id) ?? line.sku,
      says: tellShortfall(line.reason),
    })),
    alternatives: decision.alternatives.map((alternative) => ({
      id: alternative.warehouse_id,
      name: nameOf(alternative.warehouse_id),
      isExcluded: alternative.excluded !== null,
      total: alternative.decision_factors.totalScore,
      says: whyNot(alternative, decision),
      scores: tellScores(alternative.decision_factors, alternative.raw, ordered),
    })),
  };
}
export type ToldDecision = ReturnType<typeof tellDecision>;

function tellShipment(
  shipment: SavedShipment,
  nameOf: (id: string) => string,
  items: ReadonlyMap<string, string>,
) {
  return {
    id: shipment.id,
    number: shipment.number,
    warehouse: nameOf(shipment.warehouse_id),
    connection: shipment.connection,
    status: shipment.status,
    orderCreation: shipment.order_creation,
    units: shipment.units,
    lines: shipment.lines.map((line) => ({ ...line, name: items.get(line.line_id) ?? line.sku })),
    wmsOrderId: shipment.wms_order_id,
    wmsStatus: shipment.wms_status?.replaceAll("_", " ") ?? null,
    publishedAt: shipment.published_at?.toISOString() ?? null,
    shipsInsteadFrom: shipment.shipped_from_id === null ? null : nameOf(shipment.shipped_from_id),
    error: shipment.error_message,
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
