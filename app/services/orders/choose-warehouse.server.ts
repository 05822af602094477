import { type ChoiceRow, overrideDecision } from "#app/db/person-decisions.server.ts";
import { linesToShip } from "#app/services/routing/build-route-input.ts";
import { engineVersion } from "#app/services/routing/route-order.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { standingsOf, type Weighed, weighWarehouses } from "./weigh-warehouses.server.ts";

export interface Choice {
  readonly warehouseId: string;
  /** Why, as typed; a warehouse the engine would not choose from takes one. */
  readonly reason: string | null;
  /** The decision the person looked at; null where there was none. */
  readonly seenDecisionId: string | null;
}

const attempts = 5;

/**
 * A person sends the whole order to one warehouse. What the engine would have chosen is kept beside. Going beyond
 * stock is possible with a reason: the units are promised all the same, and the decision says how many are missing.
 */
export async function chooseWarehouse(ctx: ShopContext, orderId: string, choice: Choice) {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const outcome = await chooseOnce(ctx, orderId, choice);
    if (outcome !== "order-changed") return outcome;
  }
  return "kept-changing" as const;
}

async function chooseOnce(ctx: ShopContext, orderId: string, choice: Choice) {
  const weighed = await weighWarehouses(ctx, orderId);
  if (weighed === "order-not-found" || weighed === "not-routable") return weighed;
  const row = choiceRow(ctx, weighed, choice);
  if (row === "warehouse-not-found" || row === "reason-needed") return row;
  return (await overrideDecision(ctx.db, ctx.shopId, row)).outcome;
}

function choiceRow(
  ctx: ShopContext,
  { snapshot, automatic }: Weighed,
  { warehouseId, reason, seenDecisionId }: Choice,
): ChoiceRow | "warehouse-not-found" | "reason-needed" {
  const standings = standingsOf(automatic);
  const chosen = standings.find(({ warehouse_id }) => warehouse_id === warehouseId);
  if (!chosen) return "warehouse-not-found";
  if (chosen.excluded !== null && reason === null) return "reason-needed";
  const lines = linesToShip(snapshot.order).map((line) => ({
    line_id: line.line_id,
    sku: line.sku ?? "",
    quantity: line.fulfillable_quantity,
  }));
  const allocations = [{ warehouse_id: warehouseId, lines }];
  return {
    order_id: snapshot.order.id,
    facts_version: snapshot.order.facts_version,
    settings_version: snapshot.settings_version,
    now: ctx.now.toISOString(),
    actor: ctx.actor,
    outcome: "routed",
    reason: null,
    selected_warehouse_id: warehouseId,
    allocations,
    decision_factors: chosen.decision_factors,
    alternatives: standings.filter((standing) => standing !== chosen),
    details: {
      rule_set_version: snapshot.rule_set_version,
      raw: chosen.raw,
      allocations,
      unfilled: [],
      matched_rules: automatic.matched_rules,
      invalid_rules: automatic.invalid_rules,
      counterfactuals: [],
      excluded: chosen.excluded,
      automatic: {
        outcome: automatic.outcome,
        reason: automatic.reason,
        selected_warehouse_id: automatic.selected_warehouse_id,
        warehouse_ids: automatic.allocations.map(({ warehouse_id }) => warehouse_id),
      },
    },
    engine_version: engineVersion,
    chosen_by: ctx.actor,
    choice_reason: reason,
    seen_decision_id: seenDecisionId,
  };
}
