import { loadRoutingSnapshot, type RoutingSnapshot } from "#app/db/routing.server.ts";
import { loadOrderToTry } from "#app/db/routing-preview.server.ts";
import { locate } from "#app/lib/places.server.ts";
import { buildRouteInput, linesToShip, undecidable } from "#app/services/routing/build-route-input.ts";
import { type Decision, decide, parseRouteInput, withPlaces } from "#app/services/routing/engine/index.ts";
import { withOwnPlaces, withOwnUnits } from "#app/services/routing/preview/give-back.ts";
import type { ShopContext } from "#app/services/shop-context.ts";

/** What each warehouse would be for an order now, with the order's own units and places given back. */
export interface Weighed {
  readonly snapshot: RoutingSnapshot;
  /** What the engine would decide by itself. */
  readonly automatic: Decision;
}

export type Weighing = Weighed | "order-not-found" | "not-routable";

/** Asks the engine about an order anew, whatever has been decided about it; writes nothing. */
export async function weighWarehouses(ctx: ShopContext, orderId: string): Promise<Weighing> {
  const [snapshot, own] = await Promise.all([
    loadRoutingSnapshot(ctx.db, ctx.shopId, orderId, ctx.now),
    loadOrderToTry(ctx.db, ctx.shopId, orderId, ctx.now),
  ]);
  if (!snapshot || !own) return "order-not-found";
  if (undecidable(snapshot) !== null || linesToShip(snapshot.order).length === 0) return "not-routable";
  const asIfNew = {
    ...snapshot,
    warehouses: withOwnPlaces(snapshot.warehouses, own),
    inventory: withOwnUnits(snapshot.inventory, own),
  };
  const parsed = parseRouteInput(buildRouteInput(asIfNew, ctx.now));
  if (!parsed.ok)
    throw new Error(`order ${orderId} cannot be put to the engine: ${parsed.problems.join("; ")}`);
  return { snapshot, automatic: decide(withPlaces(parsed.input, locate), { explain: false }) };
}

export type Standing = Decision["alternatives"][number];

/** Every warehouse with its scores, the one the engine would choose first. */
export function standingsOf(automatic: Decision): Standing[] {
  const { selected_warehouse_id: id, decision_factors: factors, raw, alternatives } = automatic;
  if (id === null || !factors || !raw) return alternatives;
  return [{ warehouse_id: id, decision_factors: factors, raw, excluded: null }, ...alternatives];
}
