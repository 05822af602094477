import type { RoutingSnapshot } from "#app/db/routing.server.ts";

/** An order as routing saw it. */
export type PastOrder = RoutingSnapshot["order"];

export interface Allocated {
  readonly warehouse_id: string;
  readonly lines: readonly { readonly line_id: string; readonly sku: string; readonly quantity: number }[];
}

/** How one warehouse looked to a decision. */
export interface SeenWarehouse {
  readonly warehouse_id: string;
  /** One of the engine's exclusion reasons. */
  readonly excluded: string | null;
  /** Ordered units it could ship. */
  readonly units: number | null;
  readonly miles: number | null;
}

/** A decision as it was recorded. */
export interface PastDecision {
  readonly id: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly facts_version: number;
  readonly settings_version: number;
  /** The person who chose the warehouse; null: the engine did. */
  readonly chosen_by: string | null;
  /** When the pick window closed whose orders were decided together; null: it was decided by itself. */
  readonly pick_window: string | null;
  readonly allocations: readonly Allocated[];
  readonly unfilled: readonly { readonly line_id: string; readonly quantity: number }[];
  readonly seen: readonly SeenWarehouse[];
}

/** Moments are milliseconds since 1970. Events of one moment come in the order of this list. */
export type PastEvent =
  /** What the WMS had of a SKU; null: it gave no figure. */
  | {
      readonly kind: "stock";
      readonly at: number;
      readonly warehouse_id: string;
      readonly sku: string;
      readonly available: number | null;
    }
  /** A reservation ended. */
  | {
      readonly kind: "release";
      readonly at: number;
      readonly order_id: string;
      readonly warehouse_id: string;
      readonly sku: string;
      readonly units: number;
      readonly reason: ReleaseReason;
      /** It was made before the period. */
      readonly is_older: boolean;
      /** Rejected by the warehouse, not because of the order. */
      readonly is_of_warehouse: boolean;
      /** When the same units were promised anew after their reservation had expired. */
      readonly renewed_at: number | null;
    }
  | {
      readonly kind: "look";
      readonly at: number;
      readonly decision: PastDecision;
      readonly order: PastOrder;
      /** Moments at which the order was looked at again. */
      readonly later: readonly number[];
      /** When a person last asked for the order to be routed again: warehouses that refused it before count anew. */
      readonly asked_at: number | null;
      /** When it was cancelled or deleted. */
      readonly ended_at: number | null;
    }
  /** An undecided order was looked at again, and the decision found before confirmed. */
  | { readonly kind: "retry"; readonly at: number; readonly order_id: string };

export type ReleaseReason = "in_source" | "fulfilled" | "cancelled" | "superseded" | "rejected" | "expired";

/** Everything a replay decides with beside history. */
export interface World {
  readonly kind: "live" | "draft" | "version";
  readonly settingsVersion: number;
  readonly rules: RoutingSnapshot["rules"];
  readonly settings: unknown;
  /** As they are now, without what depends on an order or a day. */
  readonly warehouses: RoutingSnapshot["warehouses"];
  readonly standIns: RoutingSnapshot["stand_ins"];
  /** The place where routing counts a warehouse's stock. */
  readonly placeOf: ReadonlyMap<string, string>;
}

export interface StockRow {
  readonly warehouse_id: string;
  readonly sku: string;
  /** null: unknown. */
  readonly available: number | null;
  readonly safety_stock: number;
}

/** What was promised before the period begins. */
export interface Promises {
  readonly promised: readonly {
    readonly warehouse_id: string;
    readonly sku: string;
    readonly units: number;
  }[];
  readonly days: readonly { readonly warehouse_id: string; readonly day: string; readonly orders: number }[];
}
