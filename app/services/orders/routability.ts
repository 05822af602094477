import type { OrderFacts, OrderLine, ShipTo } from "./order-facts.ts";

/** Why an order is not routed as it stands. A deleted order is the database's to know: it has no version. */
export type HoldReason =
  | "deleted"
  | "cancelled"
  | "test_order"
  | "not_confirmed"
  | "closed"
  | "unpaid"
  | "no_address"
  | "nothing_to_ship"
  | "placed_before_routing";

export interface RoutingTerms {
  /** Whether an authorised payment is enough. */
  readonly payment: "authorized" | "paid";
  /** Orders placed earlier are not routed by themselves; null: none is. */
  readonly routingFrom: string | null;
}

const paidStatuses = new Set(["paid", "partially_refunded"]);

/** The first reason that holds the order, or null for an order to route. It depends on the order's own facts alone. */
export function holdReason(order: OrderFacts, terms: RoutingTerms): HoldReason | null {
  if (order.cancelledAt !== null) return "cancelled";
  if (order.isTest) return "test_order";
  if (!order.isConfirmed) return "not_confirmed";
  if (order.isClosed) return "closed";
  if (!isPaid(order.financialStatus, terms.payment)) return "unpaid";
  if (!isDeliverable(order.shipTo)) return "no_address";
  if (!order.lines.some(isToShip)) return "nothing_to_ship";
  if (terms.routingFrom === null || new Date(order.placedAt) < new Date(terms.routingFrom)) {
    return "placed_before_routing";
  }
  return null;
}

function isPaid(status: string | null, wanted: RoutingTerms["payment"]): boolean {
  if (status === null) return false;
  return paidStatuses.has(status) || (wanted === "authorized" && status === "authorized");
}

const isDeliverable = (shipTo: ShipTo | null): boolean => shipTo?.address1 != null && shipTo.country !== null;

const isToShip = (line: OrderLine): boolean => line.requiresShipping && line.fulfillableQuantity > 0;
