import {
  type DecisionRow,
  holdOrder,
  loadRoutingSnapshot,
  reviewOrder,
  type RoutingSnapshot,
  saveDecision,
} from "#app/db/routing.server.ts";
import { locate } from "#app/lib/places.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { afterRefusals } from "./after-refusals.ts";
import { buildRouteInput, refusalReason, undecidable } from "./build-route-input.ts";
import { type Decision, decide, parseRouteInput, withPlaces } from "./engine/index.ts";
import { heldUntil } from "./order-rules.ts";

/** Grows with every change that can alter a decision. */
export const engineVersion = "2";
const attempts = 5;

export type RouteOrderOutcome =
  "saved" | "held" | "in-review" | "order-not-found" | "not-routable" | "already-decided" | "kept-changing";

/** Decides an order on fresh facts and commits the decision; facts that move meanwhile mean deciding again. */
export async function routeOrder(ctx: ShopContext, orderId: string): Promise<RouteOrderOutcome> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const outcome = await routeOnce(ctx, orderId);
    if (outcome !== "facts-moved") return outcome;
  }
  return "kept-changing";
}

async function routeOnce(ctx: ShopContext, orderId: string): Promise<RouteOrderOutcome | "facts-moved"> {
  const snapshot = await loadRoutingSnapshot(ctx.db, ctx.shopId, orderId, ctx.now);
  if (!snapshot) return "order-not-found";
  if (snapshot.has_current_decision) return "already-decided";
  if (["held", "change_pending"].includes(snapshot.order.routing_status)) return "not-routable";
  const obstacle = undecidable(snapshot);
  if (obstacle) {
    const held = await holdOrder(ctx.db, ctx.shopId, snapshot.order, obstacle);
    return held === "saved" ? "held" : "facts-moved";
  }
  const parsed = parseRouteInput(buildRouteInput(snapshot, ctx.now));
  if (!parsed.ok) return refuse(ctx, snapshot, parsed.problems);
  const decision = decide(withPlaces(parsed.input, locate));
  const saved = await saveDecision(ctx.db, ctx.shopId, decisionRow(ctx, snapshot, decision));
  switch (saved) {
    case "saved":
    case "already-decided":
      return saved;
    case "stock-changed":
    case "order-changed":
    case "capacity-full":
      return "facts-moved";
  }
}

/** Trying again would change nothing: a person has to see what is wrong. Logs name the places, never what is there. */
async function refuse(ctx: ShopContext, { order }: RoutingSnapshot, problems: readonly string[]) {
  const places = problems.map((problem) => problem.split(": ")[0]);
  ctx.log.error({ order: order.id, places }, "an order cannot be put to the engine");
  const reviewed = await reviewOrder(ctx.db, ctx.shopId, order, refusalReason(problems));
  return reviewed === "saved" ? "in-review" : "facts-moved";
}

export function decisionRow(ctx: ShopContext, snapshot: RoutingSnapshot, decision: Decision): DecisionRow {
  const held =
    decision.outcome === "held" ? heldUntil(decision.matched_rules, snapshot.rules, ctx.now) : null;
  return {
    order_id: snapshot.order.id,
    facts_version: snapshot.order.facts_version,
    settings_version: snapshot.settings_version,
    now: ctx.now.toISOString(),
    actor: ctx.actor,
    ...afterRefusals(decision),
    selected_warehouse_id: decision.selected_warehouse_id,
    allocations: decision.allocations,
    decision_factors: decision.decision_factors,
    alternatives: decision.alternatives,
    held_until: held,
    details: {
      held_until: held,
      rule_set_version: snapshot.rule_set_version,
      raw: decision.raw,
      allocations: decision.allocations,
      unfilled: decision.unfilled,
      matched_rules: decision.matched_rules,
      invalid_rules: decision.invalid_rules,
      counterfactuals: decision.counterfactuals,
    },
    engine_version: engineVersion,
  };
}
