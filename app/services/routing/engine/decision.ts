/** Why a warehouse could not be chosen, in the order in which the causes are looked for. */
export const exclusionReasons = [
  "inactive",
  "connection_inactive",
  "frozen",
  "country_not_served",
  "sku_blocked",
  "capability_missing",
  "no_place",
  "stale_stock",
  "capacity_full",
  "rejected_before",
  "excluded_by_rule",
  "not_allowed_by_rule",
  "no_stock",
  "partial_stock",
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

/** Why an order, or some of its units, was not shipped. */
export const outcomeReasons = [
  "no_warehouse",
  "no_stock",
  "partial_stock",
  "split_not_allowed",
  "rule_target_cannot_fill",
  "held_by_rule",
  "nothing_to_ship",
  "group_cannot_be_filled",
] as const;
export type OutcomeReason = (typeof outcomeReasons)[number];

export type Outcome = "routed" | "split" | "held" | "unfillable" | "needs_review";

/** Scores from 0 to 1, rounded half up to two places; `costScore` is null where no rate applies. */
export interface DecisionFactors {
  inventoryScore: number;
  proximityScore: number;
  costScore: number | null;
  capacityScore: number;
  totalScore: number;
}

/** The measured values behind the scores; null where a value cannot be known. */
export interface RawFactors {
  distance_miles: number | null;
  transit_days: number | null;
  /** Local calendar day of the warehouse, YYYY-MM-DD. */
  ship_date: string | null;
  /** Price of shipping the whole order from here as one parcel, in `cost_currency`. */
  cost: number | null;
  cost_currency: string;
  /** Ordered units this warehouse could ship now. */
  units_available: number;
  /** Age of the oldest stock row of an ordered SKU. */
  stock_age_minutes: number | null;
}

export interface AllocatedLine {
  line_id: string;
  sku: string;
  quantity: number;
}

export interface Allocation {
  warehouse_id: string;
  lines: AllocatedLine[];
}

export interface UnfilledLine extends AllocatedLine {
  reason: OutcomeReason;
}

export interface Alternative {
  warehouse_id: string;
  decision_factors: DecisionFactors;
  raw: RawFactors;
  excluded: ExclusionReason | null;
}

export type CounterfactualChange =
  | { kind: "stock"; sku: string; available: number }
  | { kind: "weight"; factor: "inventory" | "proximity" | "cost" | "capacity"; weight: number }
  | { kind: "capacity"; daily_capacity: number }
  | { kind: "priority"; priority: number }
  | { kind: "rule"; rule_id: string };

export interface Counterfactual {
  warehouse_id: string;
  change: CounterfactualChange;
  says: string;
}

/** The documented output of `route`. */
export interface Decision {
  outcome: Outcome;
  reason: OutcomeReason | null;
  /** Of a split the warehouse with most units, then the lower id. */
  selected_warehouse_id: string | null;
  allocations: Allocation[];
  unfilled: UnfilledLine[];
  /** Of the selected warehouse; null when nothing is allocated. */
  decision_factors: DecisionFactors | null;
  raw: RawFactors | null;
  alternatives: Alternative[];
  matched_rules: string[];
  invalid_rules: { id: string; problem: string }[];
  counterfactuals: Counterfactual[];
}
