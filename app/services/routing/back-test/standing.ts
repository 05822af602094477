import type { PlanFigures } from "./measure.ts";
import type { Allocated, PastDecision, PastEvent, SeenWarehouse } from "./history.ts";

type Look = Extract<PastEvent, { kind: "look" }>;

/** Units of a SKU promised at a place. */
export interface Holding {
  readonly place: string;
  readonly sku: string;
  units: number;
}

/** One order within a replay. */
export interface OrderStanding {
  readonly id: string;
  /** The order as history last looked at it; kept while the replay may still have to decide it. */
  look: Look | null;
  /** Moments ahead at which history looks at it again. */
  later: readonly number[];
  /** Its place in the line of orders that wait: whoever was tried longest ago stands first. */
  turn: number;
  holdings: Holding[];
  /** Given back because a reservation expired; promised anew when history does. */
  lapsed: Holding[];
  /** Places it takes in the days of warehouses. */
  days: { warehouse: string; day: string }[];
  /** Units by SKU that history's figures already lack. */
  departed: Record<string, number>;
  refusals: { warehouse: string; at: number }[];
  /** Whether the plan still stands: a part of it is promised or has left, or there is nothing to ship by rule. */
  isInForce: boolean;
  plan: ReplayPlan | null;
  fact: FactPlan | null;
}

/** What the replay last decided. */
export interface ReplayPlan {
  readonly at: number;
  readonly outcome: string;
  readonly reason: string | null;
  readonly allocations: readonly Allocated[];
  readonly seen: readonly SeenWarehouse[];
  readonly matchedRules: readonly string[];
  readonly figures: PlanFigures;
  /** A person's choice, taken over. */
  readonly isPersons: boolean;
}

/** What history last decided. */
export interface FactPlan {
  readonly at: number;
  readonly decision: PastDecision;
  readonly factsVersion: number;
  readonly figures: PlanFigures;
}

export const newStanding = (id: string): OrderStanding => ({
  id,
  look: null,
  later: [],
  turn: 0,
  holdings: [],
  lapsed: [],
  days: [],
  departed: {},
  refusals: [],
  isInForce: false,
  plan: null,
  fact: null,
});

export const skusOf = ({ look }: OrderStanding): string[] =>
  look?.order.line_items.flatMap(({ sku }) => sku ?? []) ?? [];

/** Takes up to so many units of a SKU out of holdings, those at `first` before others; answers what was taken. */
export function takeOut(holdings: Holding[], sku: string, units: number, first?: string): Holding[] {
  const taken: Holding[] = [];
  let open = units;
  const inTurn = [...holdings].sort((a, b) => Number(b.place === first) - Number(a.place === first));
  for (const holding of inTurn) {
    if (holding.sku !== sku || open === 0) continue;
    const part = Math.min(open, holding.units);
    if (part === 0) continue;
    holding.units -= part;
    open -= part;
    taken.push({ place: holding.place, sku, units: part });
  }
  return taken;
}

export const unitsHeld = (holdings: readonly Holding[]): number =>
  holdings.reduce((sum, { units }) => sum + units, 0);
