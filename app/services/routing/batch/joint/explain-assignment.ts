import { decide } from "../../engine/index.ts";
import type { Decision, RouteInput } from "../../engine/index.ts";
import { settle } from "../../engine/plan.ts";
import { effectsOf } from "../../engine/rules/effects.ts";
import { readRules } from "../../engine/rules/rulebook.ts";
import type { Shipment } from "../../engine/split/deal.ts";
import { mainShipment } from "../../engine/split/judge.ts";
import { surveyOf } from "../../engine/standing.ts";
import { unfilledLines } from "../../engine/unfilled.ts";
import type { BatchInput } from "../batch-input.ts";
import type { Explain } from "../greedy.ts";
import { openLedger } from "../ledger.ts";
import type { AssignableOrder, Assignment, OrderPlan } from "./assignment-problem.ts";
import type { NumberedBatch } from "./build-problem.ts";

type Order = RouteInput["order"];

/** Units by line that each warehouse ships of an order. */
type Taken = ReadonlyMap<string, readonly number[]>;

/**
 * The decisions an assignment stands for. Each is explained on what all others leave: a warehouse whose units went to
 * them has none. An order without a plan is decided as any order would be on what is left.
 */
export function explainAssignment(
  input: BatchInput,
  { problem, warehouseIds }: NumberedBatch,
  assignment: Assignment,
  explain: Explain,
): Decision[] {
  const ledger = openLedger(input);
  const takings = input.orders.map((order, at) => {
    const [plan, numbers] = [assignment[at], problem.orders[at]];
    return plan && numbers ? takenBy(plan, numbers, order, warehouseIds) : null;
  });
  for (const [at, order] of input.orders.entries())
    ledger.take(allocationsOf(order, takings[at] ?? new Map()));
  const rest = input.orders.map((order, at) => {
    if (takings[at]) return null;
    const decision = decide(ledger.inputFor(order), explain);
    ledger.take(decision.allocations);
    return decision;
  });
  return input.orders.map((order, at) => {
    const [taken, decided] = [takings[at], rest[at]];
    if (decided || !taken) return decided ?? decide(ledger.inputFor(order), explain);
    const allocations = allocationsOf(order, taken);
    ledger.giveBack(allocations);
    const decision = explainPlan(ledger.inputFor(order), taken, explain);
    ledger.take(allocations);
    return decision;
  });
}

/** A decision for a plan that was made for the sake of all orders; where the engine would choose the same, its own. */
function explainPlan(input: RouteInput, taken: Taken, explain: Explain): Decision {
  const own = decide(input, explain);
  if (keyOf(own.allocations) === keyOf(allocationsOf(input.order, taken))) return own;
  const settlement = settle(surveyOf(input), effectsOf(readRules(input).matched, input));
  const { ranked } = settlement;
  const shipments = ranked.flatMap(({ site }): Shipment[] => {
    const units = taken.get(site.id);
    return units ? [{ site, taken: [...units], units: units.reduce((sum, count) => sum + count, 0) }] : [];
  });
  const main = mainShipment(shipments);
  const selected = ranked.find(({ site }) => site === main?.site) ?? null;
  const shipped = shipments.reduce((sum, { units }) => sum + units, 0);
  const outcome = shipments.length > 1 ? "split" : "routed";
  const reason = shipped < settlement.survey.demand.total ? "partial_stock" : null;
  // The engine's own selection is not among its alternatives.
  const told = ranked.flatMap(({ site, excluded }) => {
    const other = own.alternatives.find(({ warehouse_id: id }) => id === site.id);
    if (other) return [other];
    const { decision_factors: factors, raw } = own;
    return factors && raw ? [{ warehouse_id: site.id, decision_factors: factors, raw, excluded }] : [];
  });
  const teller = told.find(({ warehouse_id: id }) => id === selected?.site.id);
  return {
    ...own,
    outcome,
    reason,
    selected_warehouse_id: selected?.site.id ?? null,
    allocations: shipments.flatMap(({ site, taken: units }) =>
      allocationsOf(input.order, new Map([[site.id, units]])),
    ),
    unfilled: unfilledLines({ ...settlement, plan: { outcome, reason, shipments, selected } }),
    decision_factors: teller?.decision_factors ?? null,
    raw: teller?.raw ?? null,
    alternatives: told.filter((one) => one !== teller),
    // No change at one warehouse alone says what the choice for all orders together would become.
    counterfactuals: [],
  };
}

function takenBy(
  plan: OrderPlan,
  numbers: AssignableOrder,
  order: Order,
  warehouseIds: readonly string[],
): Taken {
  return new Map(
    plan.parts.map(({ site, taken }) => {
      const units = order.lines.map(() => 0);
      for (const [at, times] of taken.entries())
        for (const [line, each] of numbers.pieces[at]?.lines ?? [])
          units[line] = (units[line] ?? 0) + each * times;
      return [warehouseIds[numbers.sites[site]?.warehouse ?? -1] ?? "", units];
    }),
  );
}

function allocationsOf({ lines }: Order, taken: Taken): Decision["allocations"] {
  return [...taken].map(([id, units]) => ({
    warehouse_id: id,
    lines: lines.flatMap(({ id: lineId, sku }, at) => {
      const quantity = units[at] ?? 0;
      return quantity === 0 ? [] : [{ line_id: lineId, sku, quantity }];
    }),
  }));
}

function keyOf(allocations: Decision["allocations"]): string {
  return JSON.stringify([...allocations].sort((a, b) => (a.warehouse_id < b.warehouse_id ? -1 : 1)));
}
