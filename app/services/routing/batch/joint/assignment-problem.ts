import type { RateCard } from "../../engine/rate-card.ts";

/** A batch as plain numbers, for a solver in another thread. Warehouses, SKUs, lines and orders are their numbers. */
export interface AssignmentProblem {
  card: RateCard;
  /** Units that may be promised, by pool: the stock of one SKU at one warehouse. */
  pools: readonly number[];
  /** Orders each warehouse may still take today; Infinity without a cap. */
  places: readonly number[];
  orders: readonly AssignableOrder[];
}

export interface AssignableOrder {
  /** Ordered units. */
  units: number;
  pieces: readonly Piece[];
  /** Warehouses that may ship some of it; none for an order that is held. */
  sites: readonly AssignableSite[];
  maxShipments: number;
  /** What every shipment of a split has to be worth at least, in ten-thousandths. */
  minValue: number;
  /** Whether all of it ships or nothing does. */
  whole: boolean;
}

/** What moves as one: a unit of a line, or all lines of a bundle. */
export interface Piece {
  /** Lines and the units of each. */
  lines: readonly (readonly [number, number])[];
  /** SKUs, by their number within the order, and the units of each. */
  needs: readonly (readonly [number, number])[];
  /** How many of it are ordered; 1 for a bundle. */
  count: number;
  units: number;
  grams: number;
  cubicInches: number;
  value: number;
}

export interface AssignableSite {
  warehouse: number;
  /** Row of prices of the card; null where it has none. */
  zone: number | null;
  /** Pool of each SKU of the order; -1 where there is none. */
  pools: readonly number[];
}

/** One way of shipping a part of an order or all of it. */
export interface OrderPlan {
  parts: readonly PlanPart[];
  units: number;
  /** Minor units, fees included; a parcel without a price counts as the dearest one of the card. */
  cost: number;
}

/** What one site ships. */
export interface PlanPart {
  site: number;
  /** Pieces taken, by piece. */
  taken: readonly number[];
}

/** A plan for each order; null for one of which nothing ships. */
export type Assignment = readonly (OrderPlan | null)[];

export interface Worth {
  units: number;
  cost: number;
  shipments: number;
}

export function worthOf(assignment: Assignment): Worth {
  const worth = { units: 0, cost: 0, shipments: 0 };
  for (const plan of assignment) {
    worth.units += plan?.units ?? 0;
    worth.cost += plan?.cost ?? 0;
    worth.shipments += plan?.parts.length ?? 0;
  }
  return worth;
}

/** Below zero where `a` is better: more units, then lower cost, then fewer shipments. */
export function byWorth(a: Worth, b: Worth): number {
  return b.units - a.units || a.cost - b.cost || a.shipments - b.shipments;
}
