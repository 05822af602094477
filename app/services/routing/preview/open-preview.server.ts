import { loadRoutingPreview, type RoutingStock, type TriedOrder } from "#app/db/routing-preview.server.ts";
import { locate } from "#app/lib/places.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { parseRouteInput, type RouteDocument, withPlaces } from "../engine/index.ts";
import { lineDocument, orderDocument, warehouseDocuments } from "../route-document.ts";
import { openRoutingSetup } from "../setup/open-routing-setup.server.ts";
import type { RoutingSetup } from "../setup/routing-setup.ts";
import { type Preview, previewLength } from "./preview.ts";

/** The preview of the weights page, for what is live and what is drafted. */
export async function previewWeights(ctx: ShopContext): Promise<Preview> {
  const { live, draft } = await openRoutingSetup(ctx);
  return openPreview(ctx, draft ? [live.setup, draft.setup] : [live.setup]);
}

/**
 * The newest orders as a browser can decide them with any weights. Of a customer it says country, state, ZIP code and
 * the place to about half a mile; anything else of an order only where a rule of `setups` looks at it.
 */
export async function openPreview(ctx: ShopContext, setups: readonly RoutingSetup[]): Promise<Preview> {
  const { orders, stock } = await loadRoutingPreview(ctx.db, ctx.shopId, previewLength, ctx.now);
  const isAsked = fieldsAskedBy(setups);
  const now = ctx.now.toISOString();
  const warehouses = locatedWarehouses(now, stock);
  return {
    now,
    orders: orders.flatMap((order) => previewOrder(now, order, isAsked)),
    warehouses: warehouses.map((warehouse) => ({
      ...warehouse,
      name: stock.warehouses.find(({ id }) => id === warehouse.id)?.name ?? "",
    })),
    stand_ins: stock.stand_ins,
    inventory: stock.inventory,
  };
}

type IsAsked = (field: keyof RouteDocument["order"]) => boolean;

/** Rules name a field as JSON text; a rule that names it elsewhere only makes us send a little more. */
function fieldsAskedBy(setups: readonly RoutingSetup[]): IsAsked {
  const written = JSON.stringify(setups.map(({ rules }) => rules));
  return (field) => written.includes(`"${field}"`);
}

function locatedWarehouses(now: string, stock: RoutingStock) {
  const anyOrder = { id: "any", ship_to_country: "US", currency: "USD", lines: [] };
  const parsed = parseRouteInput({ now, order: anyOrder, warehouses: warehouseDocuments(stock.warehouses) });
  if (!parsed.ok) throw new Error(`warehouses cannot be put to the engine: ${parsed.problems.join("; ")}`);
  return withPlaces(parsed.input, locate).warehouses;
}

function previewOrder(now: string, tried: TriedOrder, isAsked: IsAsked): Preview["orders"] {
  const lines = tried.lines.map((line) => lineDocument(line, line.quantity));
  const parsed = parseRouteInput({ now, order: { ...orderDocument(tried), lines } });
  // One order the engine cannot read must not hide the others.
  if (!parsed.ok) return [];
  const { order } = withPlaces(parsed.input, locate);
  return [
    {
      id: tried.id,
      number: tried.number ?? "Order",
      order: {
        id: order.id,
        ship_to_country: order.ship_to_country,
        ship_to_state: order.ship_to_state,
        ship_to_postal_code: order.ship_to_postal_code,
        latitude: roughly(order.latitude),
        longitude: roughly(order.longitude),
        currency: order.currency,
        total_price: order.total_price,
        ...(isAsked("order_date") && { order_date: order.order_date }),
        ...(isAsked("channel_type") && { channel_type: order.channel_type }),
        ...(isAsked("ship_to_city") && { ship_to_city: order.ship_to_city }),
        ...(isAsked("tags") && { tags: order.tags }),
        ...(isAsked("shipping_method") && { shipping_method: order.shipping_method }),
        ...(isAsked("customer_email_domain") && { customer_email_domain: order.customer_email_domain }),
        lines: order.lines,
      },
      own_units: tried.own_units,
      own_places: tried.own_places,
    },
  ];
}

const roughly = (degrees: number | null): number | null =>
  degrees === null ? null : Math.round(degrees * 100) / 100;
