import type { SavedOrderPage } from "#app/db/lists-orders.server.ts";

export interface OfferedActions {
  readonly choose: boolean;
  readonly routeAgain: boolean;
  readonly lock: boolean;
  readonly unlock: boolean;
  readonly hold: boolean;
  readonly release: boolean;
  readonly recall: boolean;
  readonly sendNow: boolean;
}

type Shown = Pick<SavedOrderPage, "order" | "shipments" | "decisions">;

const toldWms = ["publishing", "published", "cancel_requested", "shipped"];
const routable = ["line_without_sku"];
const over = ["closed", "nothing_to_ship", "placed_before_routing", "test_order", "cancelled", "deleted"];

/** What a person may do with an order. Mirrors what the database takes, so that a button is only there when it works. */
export function offeredActions({ order, shipments, decisions }: Shown): OfferedActions {
  const { routing_status: status, routing_reason: reason, is_locked: isLocked } = order;
  const isMovable =
    status !== "change_pending" && !shipments.some((shipment) => toldWms.includes(shipment.status));
  const isHeldFor = (reasons: readonly string[]) => status === "held" && reasons.includes(reason ?? "");
  const isGone = order.cancelled_at !== null || order.redacted_at !== null;
  const isDecided = decisions.some(
    (decision) => decision.is_current && ["routed", "split"].includes(decision.outcome),
  );
  return {
    choose: isMovable && !isGone && (status !== "held" || isHeldFor(["held_by_rule", "held_by_person"])),
    routeAgain:
      isMovable &&
      !isLocked &&
      order.redacted_at === null &&
      status !== "pending" &&
      (status !== "held" || isHeldFor(routable)),
    lock: isDecided && !isLocked && status !== "change_pending" && order.fulfillment_status !== "fulfilled",
    unlock: isLocked,
    hold: isMovable && !isGone && order.hold === null && !isHeldFor(over),
    release: order.hold !== null || isHeldFor(["held_by_rule"]),
    recall:
      status !== "change_pending" &&
      shipments.some((shipment) => ["publishing", "published"].includes(shipment.status)) &&
      !shipments.some((shipment) => shipment.status === "shipped"),
    sendNow: shipments.some((shipment) => shipment.waits_until !== null && shipment.order_creation !== "off"),
  };
}

/** The action the page puts first; null where waiting is the sensible thing. */
export function primaryAction(
  actions: OfferedActions,
  status: SavedOrderPage["order"]["routing_status"],
): keyof OfferedActions | null {
  if (actions.release) return "release";
  const isStuck = ["held", "unfillable", "needs_review"].includes(status);
  if (isStuck && actions.routeAgain) return "routeAgain";
  return isStuck && actions.choose ? "choose" : null;
}
