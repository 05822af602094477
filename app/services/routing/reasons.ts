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
const held: Record<HoldReason | "line_without_sku" | "rules_not_supported", Told> = {
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
  rules_not_supported: {
    label: "Routing rules",
    sentence: "The shop has active routing rules, which this version cannot follow yet.",
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

/** Why a warehouse was passed over. */
const exclusions: Record<ExclusionReason, Told> = {
  inactive: { label: "Switched off", sentence: "This warehouse is switched off." },
  connection_inactive: { label: "Not connected", sentence: "This warehouse has no working connection." },
  frozen: { label: "Paused", sentence: "This warehouse takes no new orders for now." },
  country_not_served: {
    label: "Country not served",
    sentence: "This warehouse does not ship to the country.",
  },
  sku_blocked: { label: "Item not allowed", sentence: "This warehouse must not ship one of the items." },
  capability_missing: {
    label: "Lacks a capability",
    sentence: "This warehouse lacks a capability the order needs.",
  },
  no_place: { label: "No usable address", sentence: "This warehouse has no usable address." },
  stale_stock: { label: "Stock too old", sentence: "The stock figures of this warehouse are too old." },
  capacity_full: {
    label: "Full for today",
    sentence: "This warehouse has reached its orders for today.",
  },
  rejected_before: {
    label: "Rejected the order",
    sentence: "This warehouse rejected the order before.",
  },
  excluded_by_rule: { label: "Excluded by a rule", sentence: "A routing rule excludes this warehouse." },
  not_allowed_by_rule: {
    label: "Not allowed by a rule",
    sentence: "A routing rule allows other warehouses only.",
  },
  no_stock: { label: "Out of stock", sentence: "This warehouse has none of the items." },
  partial_stock: { label: "Not enough stock", sentence: "This warehouse has only a part of the items." },
};

/** Why a person has to decide. */
const reviews: Record<string, Told> = {
  rejected_by_wms: {
    label: "Rejected by the WMS",
    sentence: "The WMS did not accept the order. See what it answered under Shipments.",
  },
  rejected_by_three: {
    label: "Rejected three times",
    sentence: "Three warehouses rejected the order. Check the items and the address, then route it again.",
  },
  change_refused_by_wms: {
    label: "Change came too late",
    sentence: "The order changed after it was sent, and the WMS could not take it back. It ships as it was.",
  },
  changed_after_shipping: {
    label: "Changed after shipping",
    sentence: "The order changed after a part of it had shipped.",
  },
  cancelled_in_wms: {
    label: "Cancelled in the WMS",
    sentence: "The shipment was cancelled in the WMS.",
  },
};

const unknown: Told = { label: "Another reason", sentence: "Swyft could not route this order." };

/** Reasons of an order, by code. An order is held, unfillable or in review for one of these. */
export const orderReasons: Readonly<Record<string, Told>> = { ...reviews, ...outcomes, ...held };

export function tellReason(code: string): Told {
  return orderReasons[code] ?? unknown;
}

export function tellExclusion(code: string): Told {
  return (
    new Map<string, Told>(Object.entries(exclusions)).get(code) ?? {
      label: unknown.label,
      sentence: "This warehouse could not be chosen.",
    }
  );
}

/** Of what a merchant can still act on or waits for; the others are over and done with. */
export const openHoldReasons = ["unpaid", "no_address", "line_without_sku", "rules_not_supported"] as const;
