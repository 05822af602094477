import type { HistoryLine } from "#app/db/lists-orders.server.ts";
import { inSentence, tellReason } from "#app/services/routing/reasons.ts";

/** One line of an order's history as a person reads it. */
export function tellHistory(line: HistoryLine, nameOf: (warehouseId: string) => string | undefined): string {
  const warehouse = nameOf(textOf(line, "warehouse_id") ?? "") ?? "the warehouse";
  const reason = textOf(line, "reason");
  switch (line.kind) {
    case "received":
      return "Order received";
    case "updated":
      return `Order updated${changedParts(line)}`;
    case "held":
      return `Held: ${inSentence(tellReason(reason ?? "").label)}`;
    case "decided":
      return decided(line, warehouse, reason);
    case "overridden":
      return `${capitalised(warehouse)} chosen`;
    case "locked":
      return "Locked";
    case "unlocked":
      return "Unlocked";
    case "held_by_person":
      return "Held";
    case "hold_changed":
      return "Hold changed";
    case "released":
      return "Released";
    case "hold_ended":
      return "Hold ended as planned";
    case "routing_requested":
      return "Routing requested";
    case "decision_withdrawn":
      return "Decision withdrawn because the order changed";
    case "change_requested":
      return "Change requested from the WMS";
    case "publish_requested":
      return "Sent without waiting for the pick window";
    case "published":
      return `Sent to ${warehouse} as ${textOf(line, "number") ?? "a new order"}`;
    case "adopted":
      return `Found in the WMS of ${warehouse} as ${textOf(line, "number") ?? "an existing order"}`;
    case "warehouse_differs":
      return `The WMS ships from ${nameOf(textOf(line, "ships_from_id") ?? "") ?? "another warehouse"} instead of ${warehouse}`;
    case "advised":
      return `Advised: ${warehouse}; the WMS imports the order itself`;
    case "recalled":
    case "cancel_requested":
      return `Cancellation requested from ${warehouse}`;
    case "left_to_wms":
      return `Left to the WMS of ${warehouse}`;
    case "rejected":
      return `Rejected by ${warehouse}`;
    case "wms_status":
      return `Status in the WMS: ${readable(textOf(line, "wms_status") ?? "unknown")}`;
    case "shipped":
      return `Shipped from ${warehouse}`;
    case "cancel_accepted":
      return `Cancelled at ${warehouse}`;
    case "cancel_refused":
      return `${capitalised(warehouse)} did not cancel the shipment`;
    case "cancelled_in_wms":
      return `Cancelled in the WMS of ${warehouse}`;
    case "reservation_released":
      return "Reserved stock released because the shipment was not sent in time";
    case "cancelled":
      return "Order cancelled";
    case "deleted":
      return "Order deleted";
    case "redacted":
      return "Customer data removed";
    default:
      return capitalised(readable(line.kind));
  }
}

function decided(line: HistoryLine, warehouse: string, reason: string | undefined): string {
  const outcome = textOf(line, "outcome");
  if (outcome === "routed") return `Routed to ${warehouse}`;
  if (outcome === "split") return `Split, most units from ${warehouse}`;
  return `Could not be routed: ${inSentence(tellReason(reason ?? "").label)}`;
}

function changedParts({ details }: HistoryLine): string {
  const { changed } = details;
  if (!Array.isArray(changed) || changed.length === 0) return "";
  return `: ${new Intl.ListFormat("en-US").format(changed.map((part) => (part === "lines" ? "items" : String(part))))}`;
}

function textOf({ details }: HistoryLine, key: string): string | undefined {
  const value = details[key];
  return typeof value === "string" ? value : undefined;
}

const readable = (code: string) => code.replaceAll("_", " ");
const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
