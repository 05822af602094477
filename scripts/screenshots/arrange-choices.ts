import type { Sql } from "postgres";
import { catalogue } from "#sandbox/demo/catalogue.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { insertOrder } from "./arrange-orders.ts";
import type { ShopRow } from "./shops.ts";

/** Ids of orders in the states people bring them to, and of such as a map cannot show. */
export type ChosenOrders = Record<"chosen" | "holding" | "split" | "abroad", string>;

/** Orders a person has decided about, one that leaves in two shipments, and one that goes abroad. */
export async function arrangeChoices(
  sql: Sql,
  shop: ShopRow,
  ctx: () => ShopContext,
  warehouses: ReadonlyMap<string, string>,
): Promise<ChosenOrders> {
  const { routeOrder } = await import("#app/services/routing/route-order.server.ts");
  const { chooseWarehouse } = await import("#app/services/orders/choose-warehouse.server.ts");
  const { holdOrder } = await import("#app/services/orders/hold-order.server.ts");
  const make = (number: number, lines: readonly [position: number, quantity: number][]) =>
    insertOrder(sql, shop, {
      number,
      minutesAgo: 1220 - number,
      lines: lines.map(([position, quantity]) => ({
        sku: skuAt(position),
        name: catalogue[position]?.title ?? "Item",
        price: "24.00",
        quantity,
      })),
      status: "pending",
    });
  const setStock = (position: number, name: string, available: number) => sql`
    update public.trackstar_inventory set available = ${available}, on_hand = ${available}, is_known = true
    where shop_id = ${shop.id} and sku = ${skuAt(position)} and warehouse_id = ${warehouses.get(name) ?? null}`;

  for (const name of ["Reno", "Columbus", "Newark", "Dallas"]) {
    await setStock(50, name, name === "Reno" ? 8 : 0);
    await setStock(51, name, name === "Columbus" ? 8 : 0);
    await setStock(52, name, name === "Newark" ? 1 : 30);
  }
  const split = await make(1210, [
    [50, 2],
    [51, 1],
  ]);
  const chosen = await make(1211, [[52, 3]]);
  const holding = await make(1212, [[20, 1]]);
  const abroad = await make(1213, [[21, 2]]);
  await sql`
    update public.unified_orders set ship_to_country = 'CA', ship_to_state = 'ON', ship_to_city = 'Toronto',
      ship_to_postal_code = 'M5V 2T6' where id = ${abroad}`;
  for (const id of [split, chosen, abroad]) await routeOrder(ctx(), id);
  const [decision] = await sql<{ id: string }[]>`
    select id from public.routing_decisions where order_id = ${chosen} and is_current`;
  await chooseWarehouse({ ...ctx(), actor: "1" }, chosen, {
    warehouseId: warehouses.get("Newark") ?? "",
    reason: "Two more arrive there this afternoon",
    seenDecisionId: decision?.id ?? null,
  });
  await holdOrder({ ...ctx(), actor: "1" }, holding, {
    note: "The customer wants to add an item",
    until: new Date(Date.now() + 86_400_000),
  });
  return { chosen, holding, split, abroad };
}

const skuAt = (position: number): string => catalogue[position]?.sku ?? "";
