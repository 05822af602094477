import type { Decision } from "../engine/index.ts";

export interface BatchTotals {
  /** Parcels: every warehouse that ships a part of an order sends one. */
  shipments: number;
  /** Price of all parcels with the card's fees, decimal in the card's currency. */
  cost: number;
  /** Ordered units that do not ship. */
  unfilled_units: number;
  /** Parcels the card has no price for, which `cost` leaves out; only there where there are any. */
  unpriced_shipments?: number;
}

/** How good a joint answer is. */
export interface JointReport {
  /** Whose decisions these are: greedy's where nothing better was found. */
  chosen: "joint" | "greedy";
  /** `optimal`: nothing better exists. `time_limit`: the search was cut short, mostly by time. `failed`: the solver gave no answer. */
  stopped: "optimal" | "time_limit" | "failed";
  /** No answer fills more; none that fills as much as this one costs less. Null where it is not known. */
  bound: { unfilled_units: number; cost: number } | null;
  /** How far from the bound this answer is: units, and the share of its cost. */
  gap: { unfilled_units: number; cost: number } | null;
  /** What deciding one order after the other comes to. */
  greedy: BatchTotals;
}

/** The documented output of `route-batch`; `joint` is there in joint mode only. */
export interface BatchResult {
  /** One for each order, in the order of the input. */
  decisions: Decision[];
  totals: BatchTotals;
  joint?: JointReport;
}
