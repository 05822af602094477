import { DateTime } from "luxon";
import type { Locate } from "#app/lib/places.ts";
import { buildRouteInput, undecidable } from "../build-route-input.ts";
import { type Decision, decide, parseRouteInput, withPlaces } from "../engine/index.ts";
import type { DayCounter } from "./day-counter.ts";
import type { PastDecision, SeenWarehouse, World } from "./history.ts";
import { measurePlan } from "./measure.ts";
import { asItWas, pastSnapshot } from "./past-snapshot.ts";
import type { OrderStanding, ReplayPlan } from "./standing.ts";
import type { StockLedger } from "./stock-ledger.ts";

interface Parts {
  readonly world: World;
  readonly locate: Locate;
  readonly ledger: StockLedger;
  readonly days: DayCounter;
}

/** An order put to the engine once more, at a moment and on the replay's stock. */
export function decideAnew(parts: Parts, order: OrderStanding, at: number) {
  const { look } = order;
  if (!look) throw new Error(`order ${order.id} was decided without having been read`);
  const { input, obstacle } = inputOf(parts, order, look.decision, at);
  const zones = new Map(parts.world.warehouses.map(({ id, time_zone }) => [id, time_zone]));

  function planOf(
    chosen: Chosen,
    seen: readonly SeenWarehouse[],
    matchedRules: readonly string[],
  ): ReplayPlan {
    const { outcome, reason, allocations } = chosen;
    const isPersons = look?.decision.chosen_by != null;
    return {
      at,
      outcome,
      reason,
      allocations,
      seen,
      matchedRules,
      figures: measurePlan(input, chosen),
      isPersons,
    };
  }
  return {
    dayOf: (warehouse: string) => dayAt(at, zones.get(warehouse)),
    measure: (decision: PastDecision) => measurePlan(input, decision),
    plan(): ReplayPlan {
      if (look.decision.chosen_by !== null) return planOf(look.decision, look.decision.seen, []);
      if (obstacle !== null) return planOf({ outcome: "held", reason: obstacle, allocations: [] }, [], []);
      const made = decide(input, { explain: false });
      return planOf(made, seenBy(made), made.matched_rules);
    },
  };
}

type Chosen = Pick<PastDecision, "outcome" | "reason" | "allocations">;

function inputOf(
  { world, locate, ledger, days }: Parts,
  { id, look, refusals }: OrderStanding,
  decision: PastDecision,
  at: number,
) {
  if (!look) throw new Error(`order ${id} was decided without having been read`);
  const now = new Date(at);
  const order = asItWas(look.order, decision);
  const refused = new Set(refusals.map(({ warehouse }) => warehouse));
  const skus = order.line_items.flatMap(({ sku }) => sku ?? []);
  const snapshot = pastSnapshot(world, order, {
    inventory: ledger.rows(skus, now.toISOString()),
    ordersToday: (warehouse) => days.at(warehouse.id, dayAt(at, warehouse.time_zone)),
    hasRefused: (warehouse) => refused.has(warehouse),
  });
  const parsed = parseRouteInput(buildRouteInput(snapshot, now));
  if (!parsed.ok) throw new UnreadableOrder(order.number ?? id, parsed.problems);
  return { input: withPlaces(parsed.input, locate), obstacle: undecidable(snapshot) };
}

/** The engine cannot read an order under the setup of the run. */
export class UnreadableOrder extends Error {
  override readonly name = "UnreadableOrder";
  readonly number: string;
  readonly problems: readonly string[];

  constructor(number: string, problems: readonly string[]) {
    super(`order ${number} cannot be put to the engine: ${problems.join("; ")}`);
    this.number = number;
    this.problems = problems;
  }
}

const dayAt = (at: number, zone = "UTC"): string => DateTime.fromMillis(at, { zone }).toISODate() ?? "";

function seenBy({ selected_warehouse_id, raw, alternatives }: Decision): SeenWarehouse[] {
  const all = alternatives.map(({ warehouse_id, excluded, raw: factors }) => ({
    warehouse_id,
    excluded,
    units: factors.units_available,
    miles: factors.distance_miles,
  }));
  if (selected_warehouse_id === null || raw === null) return all;
  const { units_available: units, distance_miles: miles } = raw;
  return [{ warehouse_id: selected_warehouse_id, excluded: null, units, miles }, ...all];
}
