import { z } from "zod";
import type { RoutingSnapshot } from "#app/db/routing.server.ts";

type SnapshotRule = RoutingSnapshot["rules"][number];

const Hold = z.object({ type: z.literal("hold"), until: z.string().nullish() });
const AtWarehouse = z.looseObject({ type: z.string(), warehouse_id: z.string() });

/** The shop's rules as they apply to this order: without holds a person released it from, at warehouses that can be chosen. */
export function rulesForOrder({ rules, order, stand_ins }: RoutingSnapshot): SnapshotRule[] {
  const released = new Set(order.released_rule_ids);
  return rules
    .filter(({ id, action }) => !(released.has(id) && Hold.safeParse(action).success))
    .map((rule) => ({ ...rule, action: standIn(rule.action, stand_ins) }));
}

/** What an action means where its warehouse's WMS chooses the warehouse itself. */
function standIn(action: unknown, standIns: RoutingSnapshot["stand_ins"]): unknown {
  const named = AtWarehouse.safeParse(action);
  const place = named.success ? standIns[named.data.warehouse_id] : undefined;
  return named.success && place ? { ...named.data, warehouse_id: place } : action;
}

/** When the last of the matching holds ends by itself; null where one of them does not, or where none holds. */
export function heldUntil(
  matched: readonly string[],
  rules: readonly SnapshotRule[],
  now: Date,
): string | null {
  const ends = rules
    .filter(({ id }) => matched.includes(id))
    .flatMap(({ action }) => Hold.safeParse(action).data ?? [])
    .map(({ until }) => (until ? Date.parse(until) : Infinity))
    .filter((end) => end > now.getTime());
  const last = Math.max(...ends);
  return Number.isFinite(last) ? new Date(last).toISOString() : null;
}
