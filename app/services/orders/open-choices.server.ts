import { linesToShip } from "#app/services/routing/build-route-input.ts";
import { tellExclusion } from "#app/services/routing/reasons.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { standingsOf, weighWarehouses } from "./weigh-warehouses.server.ts";

/** The warehouses a person may choose for an order, as they stand right now. */
export async function openChoices(ctx: ShopContext, orderId: string) {
  const weighed = await weighWarehouses(ctx, orderId);
  if (weighed === "order-not-found" || weighed === "not-routable") return weighed;
  const { snapshot, automatic } = weighed;
  const names = new Map(snapshot.warehouses.map(({ id, name }) => [id, name]));
  return {
    unitsOrdered: linesToShip(snapshot.order).reduce((sum, line) => sum + line.fulfillable_quantity, 0),
    warehouses: standingsOf(automatic).map(
      ({ warehouse_id: id, excluded, raw, decision_factors: factors }) => ({
        id,
        name: names.get(id) ?? "Warehouse",
        /** Why the engine would not choose it; null when it may. */
        obstacle: excluded === null ? null : tellExclusion(excluded),
        isAutomatic: id === automatic.selected_warehouse_id,
        total: factors.totalScore,
        unitsAvailable: raw.units_available,
        transitDays: raw.transit_days,
        cost: raw.cost,
        currency: raw.cost_currency,
      }),
    ),
  };
}
export type OpenedChoices = Exclude<Awaited<ReturnType<typeof openChoices>>, string>;
