import type { HoldReason } from "#app/services/orders/routability.ts";
import type { ExclusionReason, OutcomeReason } from "./engine/index.ts";

/** A reason as a person reads it. */
export interface Told {
  /** Two to four words, for lists and filters. */
  readonly label: string;
  /** What it means and, where something can be done, what. */
  readonly sentence: string;
}

/** Why an order is held, before any warehouse is looked at. */
const held: Record<HoldReason | "line_without_sku" | "held_by_person", Told> = {
  held_by_person: {
    label: "Held by staff",
    sentence: "Someone on your staff holds this order. It is routed once it is released.",
  },
  deleted: { label: "Deleted", sentence: "The order was deleted in its sales channel." },
  cancelled: { label: "Cancelled", sentence: "The order was cancelled." },
  test_order: { label: "Test order", sentence: "Test orders are not routed." },
  not_confirmed: { label: "Not confirmed", sentence: "The order is not confirmed yet." },
  closed: { label: "Archived", sentence: "The order is archived." },
  unpaid: {
    label: "Waiting for payment",
    sentence: "The order is routed as soon as its payment comes through.",
  },
  no_address: {
    label: "Address incomplete",
    sentence: "Add a street and country to the shipping address in Shopify. The order is routed after that.",
  },
  nothing_to_ship: { label: "Nothing to ship", sentence: "Nothing on this order is left to ship." },
  placed_before_routing: {
    label: "Placed before setup",
    sentence: "The order was placed before Swyft started routing.",
  },
  line_without_sku: {
    label: "Item without SKU",
    sentence: "Add a SKU to every item in Shopify, then route the order again.",
  },
};

/** Why no warehouse, or not every unit, could be chosen. */
const outcomes: Record<OutcomeReason, Told> = {
  no_warehouse: { label: "No warehouse available", sentence: "No warehouse can ship this order right now." },
  no_stock: { label: "Out of stock", sentence: "No warehouse has any of the ordered items in stock." },
  partial_stock: {
    label: "Not enough stock",
    sentence: "No warehouse has everything that was ordered.",
  },
  split_not_allowed: {
    label: "Needs a split",
    sentence: "Only several warehouses together have everything, and orders are not split.",
  },
  rule_target_cannot_fill: {
    label: "Rule cannot be met",
    sentence: "The warehouse that a rule sends this order to cannot fill it.",
  },
  held_by_rule: { label: "Held by a rule", sentence: "A routing rule holds this order." },
  group_cannot_be_filled: {
    label: "Items must stay together",
    sentence: "No warehouse has all the items that must ship together.",
  },
  nothing_to_ship: held.nothing_to_ship,
};

/** Why a warehouse was passed over; the sentence stands beside its name. */
const exclusions: Record<ExclusionReason, string> = {
  inactive: "Switched off.",
  connection_inactive: "Has no working connection.",
  frozen: "Takes no new orders for now.",
  country_not_served: "Doesn't ship to this country.",
  sku_blocked: "Must not ship one of the items.",
  capability_missing: "Lacks a capability the order needs.",
  no_place: "Has no usable address.",
  stale_stock: "Its stock figures are too old.",
  capacity_full: "Reached its orders for today.",
  rejected_before: "Rejected this order before.",
  excluded_by_rule: "Excluded by a routing rule.",
  not_allowed_by_rule: "A routing rule allows other warehouses only.",
  no_stock: "Has none of the items.",
  partial_stock: "Has only a part of the items.",
};

/** Why units of an item do not ship; it stands after the item's name. */
const shortfalls: Partial<Record<OutcomeReason, string>> = {
  no_stock: "not in stock anywhere",
  partial_stock: "in stock, waits for the rest of the order",
  split_not_allowed: "in stock at several warehouses, but the order is not split",
  group_cannot_be_filled: "waits for the items it ships with",
};

/** Why a person has to decide. */
const reviews: Record<string, Told> = {
  locked: {
    label: "Locked",
    sentence:
      "The order is locked and can't ship as decided any more. Choose a warehouse, or unlock it and route it again.",
  },
  rejected_by_wms: {
    label: "Rejected by the WMS",
    sentence: "The WMS did not accept the order. See what it answered under Shipments.",
  },
  rejected_by_three: {
    label: "Rejected three times",
    sentence: "Three warehouses rejected the order. Check the items and the address, then route it again.",
  },
  rejected_by_all: {
    label: "Rejected everywhere",
    sentence: "Every warehouse that may ship the order rejected it. Choose a warehouse, or route it again.",
  },
  change_refused_by_wms: {
    label: "Change came too late",
    sentence: "The order changed after it was sent, and the WMS could not take it back. It ships as it was.",
  },
  changed_after_shipping: {
    label: "Changed after shipping",
    sentence: "The order changed after a part of it had shipped.",
  },
  warehouse_ignored: {
    label: "Warehouse ignored",
    sentence: "The WMS can't be told which warehouse to use, so Swyft asked it to take the order back.",
  },
  rejected_in_part: {
    label: "Partly rejected",
    sentence: "A part of the order was not accepted while another part is on its way.",
  },
  wms_exception: {
    label: "Problem in the WMS",
    sentence: "The WMS reports a problem with the shipment. Solve it there.",
  },
  order_not_understood: {
    label: "Order not understood",
    sentence:
      "Something in the order makes no sense to routing. Correct the order in Shopify, then route it again.",
  },
  setup_not_understood: {
    label: "Routing setup broken",
    sentence:
      "The shop's warehouses or routing settings cannot be followed. Mend them, then route the order again.",
  },
  cancelled_in_wms: {
    label: "Cancelled in the WMS",
    sentence: "The shipment was cancelled in the WMS.",
  },
};

const unknown: Told = { label: "Another reason", sentence: "Swyft could not route this order." };

/** Reasons of an order, by code. An order is held, unfillable or in review for one of these. */
export const orderReasons: Readonly<Record<string, Told>> = { ...reviews, ...outcomes, ...held };

/** A label within a sentence: "item without SKU". */
export const inSentence = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);

export function tellReason(code: string): Told {
  return orderReasons[code] ?? unknown;
}

export function tellExclusion(code: string): string {
  return new Map<string, string>(Object.entries(exclusions)).get(code) ?? "Could not be chosen.";
}

export function tellShortfall(code: string): string {
  return new Map<string, string>(Object.entries(shortfalls)).get(code) ?? inSentence(tellReason(code).label);
}

/** Of what a merchant can still act on or waits for; the others are over and done with. */
export const openHoldReasons = [
  "unpaid",
  "not_confirmed",
  "no_address",
  "line_without_sku",
  "held_by_rule",
  "held_by_person",
] as const;
