import { z } from "zod";
import type { RouteDocument } from "../engine/index.ts";
import type { RoutingRule, RoutingSettings } from "../setup/routing-setup.ts";

/** A setup as it arrives in a browser, where what is not written is missing. */
export interface SetupToTry {
  readonly rules: readonly RuleToTry[];
  readonly settings: RoutingSettings;
}
export type RuleToTry = Omit<RoutingRule, "conditions" | "action"> &
  Partial<Pick<RoutingRule, "conditions" | "action">>;

const AtWarehouse = z.looseObject({ warehouse_id: z.string() });

/**
 * Rules and settings as the engine's document has them, for the `known` warehouses: a warehouse whose WMS chooses
 * itself is the one that stands in for it, and a preferred warehouse that is gone is nobody's preference any more.
 */
export function setupDocument(
  { rules, settings }: SetupToTry,
  known: ReadonlySet<string>,
  standIns: Readonly<Record<string, string>>,
): Pick<RouteDocument, "rules" | "settings"> {
  const { preferred_warehouse_id: preferred } = settings;
  const place = preferred === null ? null : (standIns[preferred] ?? preferred);
  return {
    rules: rules.map((rule) => ({ ...rule, action: atPlace(rule.action, standIns) })),
    settings: { ...settings, preferred_warehouse_id: place !== null && known.has(place) ? place : null },
  };
}

function atPlace(action: unknown, standIns: Readonly<Record<string, string>>): unknown {
  const named = AtWarehouse.safeParse(action);
  const place = named.success ? standIns[named.data.warehouse_id] : undefined;
  return named.success && place !== undefined ? { ...named.data, warehouse_id: place } : action;
}
