import { expect, test } from "vitest";
import { tellHistory } from "./tell-history.ts";

const line = (kind: string, details: Record<string, unknown> = {}) => ({
  id: 1,
  at: new Date(0),
  kind,
  details,
  actor: "swyft",
});
const nameOf = (id: string) => (id === "w" ? "Reno" : undefined);

test.each([
  ["received", {}, "Order received"],
  ["updated", { changed: ["address", "lines"] }, "Order updated: address and items"],
  ["held", { reason: "line_without_sku" }, "Held: item without SKU"],
  ["decided", { outcome: "routed", warehouse_id: "w" }, "Routed to Reno"],
  ["decided", { outcome: "unfillable", reason: "no_stock" }, "Could not be routed: out of stock"],
  ["published", { number: "1001", warehouse_id: "w" }, "Sent to Reno as 1001"],
  ["adopted", { number: "1001", warehouse_id: "w" }, "Found in the WMS of Reno as 1001"],
  ["wms_status", { wms_status: "on_hold" }, "Status in the WMS: on hold"],
  ["cancel_refused", { warehouse_id: "gone" }, "The warehouse did not cancel the shipment"],
  ["something_new", {}, "Something new"],
])("%s %j reads: %s", (kind, details, says) => {
  expect(tellHistory(line(kind, details), nameOf)).toBe(says);
});

test.each([
  "received",
  "updated",
  "held",
  "decided",
  "routing_requested",
  "publish_requested",
  "decision_withdrawn",
  "change_requested",
  "published",
  "adopted",
  "advised",
  "recalled",
  "cancel_requested",
  "warehouse_differs",
  "rejected",
  "wms_status",
  "shipped",
  "cancel_accepted",
  "cancel_refused",
  "left_to_wms",
  "cancelled_in_wms",
  "reservation_released",
  "cancelled",
  "deleted",
  "redacted",
])("%s has words of its own, whole without details too", (kind) => {
  const says = tellHistory(line(kind), nameOf);
  expect(says).toMatch(/^[A-Z][^_]+$/);
  expect(says).not.toMatch(/undefined|null/);
});
