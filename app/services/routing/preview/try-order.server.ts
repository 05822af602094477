import { loadOrderToTry, loadRoutingStock, type RoutingStock } from "#app/db/routing-preview.server.ts";
import { locate } from "#app/lib/places.server.ts";
import { tellMap, type ToldMap } from "#app/services/orders/tell-map.ts";
import { shownOf, tellDecision, type ToldDecision } from "#app/services/orders/told-decision.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import {
  type Decision,
  decide,
  parseRouteInput,
  type RouteDocument,
  type RouteInput,
  withPlaces,
} from "../engine/index.ts";
import { warehouseDocuments } from "../route-document.ts";
import { openRoutingSetup } from "../setup/open-routing-setup.server.ts";
import type { RoutingSetup } from "../setup/routing-setup.ts";
import { type OwnHoldings, withOwnPlaces, withOwnUnits } from "./give-back.ts";
import { setupDocument } from "./setup-document.ts";
import type { TryOrderForm } from "./try-order-form.ts";

export type TryOrderResult =
  | {
      readonly outcome: "tried";
      readonly decision: ToldDecision;
      readonly map: ToldMap;
      readonly now: string;
    }
  | { readonly outcome: "order-not-found" | "no-draft" | "no-warehouses" }
  | { readonly outcome: "not-understood"; readonly problems: readonly string[] };

const nothingOwn: OwnHoldings = { own_units: [], own_places: [] };

/**
 * Decides an order that may exist nowhere, with today's stock, and writes nothing. One that was started from an order
 * of the shop may use what that order itself holds.
 */
export async function tryOrder(ctx: ShopContext, form: TryOrderForm): Promise<TryOrderResult> {
  const skus = [...new Set(form.lines.map(({ sku }) => sku))];
  const [opened, stock, from] = await Promise.all([
    openRoutingSetup(ctx),
    loadRoutingStock(ctx.db, ctx.shopId, skus, ctx.now),
    form.from === "" ? nothingOwn : loadOrderToTry(ctx.db, ctx.shopId, form.from, ctx.now),
  ]);
  if (!from) return { outcome: "order-not-found" };
  if (form.setup === "draft" && !opened.draft) return { outcome: "no-draft" };
  if (stock.warehouses.length === 0) return { outcome: "no-warehouses" };
  const setup = form.setup === "draft" && opened.draft ? opened.draft.setup : opened.live.setup;
  const parsed = parseRouteInput(documentOf(ctx.now, form, { setup, stock, own: from }));
  if (!parsed.ok) return { outcome: "not-understood", problems: parsed.problems };
  const input = withPlaces(parsed.input, locate);
  return { outcome: "tried", now: ctx.now.toISOString(), ...tell(ctx, { input, stock, setup }) };
}

interface Facts {
  readonly setup: RoutingSetup;
  readonly stock: RoutingStock;
  readonly own: OwnHoldings;
}

function documentOf(now: Date, form: TryOrderForm, { setup, stock, own }: Facts): RouteDocument {
  const warehouses = withOwnPlaces(stock.warehouses, own);
  return {
    now: now.toISOString(),
    order: orderOf(form, stock.currency ?? "USD", now),
    warehouses: warehouseDocuments(warehouses),
    inventory: withOwnUnits(stock.inventory, own),
    ...setupDocument(setup, new Set(warehouses.map(({ id }) => id)), stock.stand_ins),
  };
}

function orderOf(form: TryOrderForm, currency: string, now: Date): RouteDocument["order"] {
  const units = form.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  // Where no price is known every unit is worth the same; rules about the worth of shipments need one.
  const isPriced = form.lines.some(({ price }) => price !== null);
  const unitPrice = isPriced || form.total_price === null ? null : form.total_price / units;
  return {
    id: "test",
    ship_to_country: form.ship_to_country,
    ship_to_state: filled(form.ship_to_state),
    ship_to_postal_code: filled(form.ship_to_postal_code),
    ship_to_city: filled(form.ship_to_city),
    currency,
    total_price: form.total_price,
    order_date: now.toISOString(),
    channel_type: form.channel_type,
    tags: form.tags
      .split(",")
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ""),
    shipping_method: filled(form.shipping_method),
    customer_email_domain: filled(form.customer_email_domain),
    lines: form.lines.map(({ sku, quantity, grams, price, group }) => ({
      sku,
      quantity,
      grams,
      price: price ?? unitPrice,
      group: filled(group),
    })),
  };
}

const filled = (text: string): string | null => (text === "" ? null : text);

interface Tried {
  readonly input: RouteInput;
  readonly stock: RoutingStock;
  readonly setup: RoutingSetup;
}

function tell(ctx: ShopContext, { input, stock, setup }: Tried) {
  const decision = decide(input);
  const nameOf = (id: string) => stock.warehouses.find((each) => each.id === id)?.name ?? "Warehouse";
  const told = tellDecision(shownOf(decision, ctx.now), {
    warehouse: nameOf,
    item: (_lineId, sku) => sku,
    rule: (id) => setup.rules.find((rule) => rule.id === id)?.name,
  });
  return { decision: told, map: mapOf(input, decision, nameOf) };
}

function mapOf({ order, warehouses }: RouteInput, decision: Decision, nameOf: (id: string) => string) {
  const chosen = new Set(decision.allocations.map(({ warehouse_id }) => warehouse_id));
  const place = [order.ship_to_city, order.ship_to_state, order.ship_to_postal_code]
    .filter(Boolean)
    .join(", ");
  return tellMap({
    destination: {
      label: place === "" ? order.ship_to_country : place,
      country: order.ship_to_country,
      latitude: order.latitude,
      longitude: order.longitude,
    },
    warehouses: warehouses.map(({ id, country, latitude, longitude }) => ({
      id,
      name: nameOf(id),
      country,
      latitude,
      longitude,
      isChosen: chosen.has(id),
    })),
  });
}
