import { z } from "zod";
import type { RoutingSnapshot } from "#app/db/routing.server.ts";
import { rulesForOrder } from "./order-rules.ts";
import { lineDocument, orderDocument, warehouseDocuments } from "./route-document.ts";
import { routingSettingsShape } from "./setup/routing-setup.ts";

type SnapshotLine = RoutingSnapshot["order"]["line_items"][number];

/** Lines that have to leave a warehouse. Only what can still be fulfilled counts. */
export const linesToShip = (order: RoutingSnapshot["order"]): SnapshotLine[] =>
  order.line_items.filter((line) => line.requires_shipping && line.fulfillable_quantity > 0);

/** What stops an order from being decided at all, whatever the stock; null when nothing does. */
export function undecidable(snapshot: RoutingSnapshot): string | null {
  const { order } = snapshot;
  if (!order.ship_to_country || !order.currency) return "no_address";
  if (linesToShip(order).some((line) => !line.sku)) return "line_without_sku";
  return null;
}

/** The engine's documented input, from what the database holds. Whether it can be followed is its parser's to judge. */
export function buildRouteInput(snapshot: RoutingSnapshot, now: Date) {
  const { order } = snapshot;
  return {
    now: now.toISOString(),
    order: {
      ...orderDocument(order),
      lines: linesToShip(order).map((line) => ({
        id: line.line_id,
        ...lineDocument(line, line.fulfillable_quantity),
      })),
    },
    warehouses: warehouseDocuments(snapshot.warehouses),
    inventory: snapshot.inventory,
    rules: rulesForOrder(snapshot),
    settings: { ...routingPart(snapshot.settings), preferred_warehouse_id: preferredWarehouse(snapshot) },
  };
}

const StoredSettings = z.object({ preferred_warehouse_id: z.string().nullish() });
const AnyKeys = z.record(z.string(), z.unknown());

/** The keys of a shop's settings that are routing's, as they are stored. */
function routingPart(settings: unknown): Record<string, unknown> {
  const stored = Object.entries(AnyKeys.parse(settings));
  return Object.fromEntries(stored.filter(([key]) => key in routingSettingsShape));
}

/** A warehouse that is gone is nobody's preference any more. */
function preferredWarehouse({ settings, stand_ins, warehouses }: RoutingSnapshot): string | null {
  const { preferred_warehouse_id: preferred } = StoredSettings.parse(settings);
  const place = preferred ? (stand_ins[preferred] ?? preferred) : null;
  return warehouses.find(({ id }) => id === place)?.id ?? null;
}

/** Why the engine refuses its input: something in the order itself, or in the shop's setup. */
export function refusalReason(problems: readonly string[]): string {
  const isOfOrder = (problem: string) => /^(?:order|lines)\b/.test(problem);
  if (problems.every(isOfOrder)) return "order_not_understood";
  return "setup_not_understood";
}
