import type { RouteInput } from "../route-input.ts";
import type { Settings, SplitSettings, Weights } from "../settings-input.ts";
import type { Action } from "./action.ts";
import type { MatchedRule } from "./rulebook.ts";

/** What the matching rules and the settings together ask for. */
export interface Effects {
  held: boolean;
  /** The only warehouse that may ship; null where any may. */
  target: string | null;
  excluded: ReadonlySet<string>;
  capabilities: readonly string[];
  preferred: string | null;
  split: SplitSettings;
  weights: Weights;
  /** Each names SKUs that leave together; null stands for all lines. */
  together: readonly (readonly string[] | null)[];
}

/**
 * Applies matching rules, given in their order. Where two say different things about one thing (target, preference,
 * split, weights) the first counts. Exclusions, capabilities, groups and holds do not contradict each other: all count.
 */
export function effectsOf(matched: readonly MatchedRule[], { settings, now }: RouteInput): Effects {
  const actions = matched.map((rule) => rule.action);
  const first = <Type extends Action["type"]>(type: Type) => actions.find(isOf(type));
  const every = <Type extends Action["type"]>(type: Type) => actions.filter(isOf(type));
  return {
    held: every("hold").some(({ until }) => until === null || Date.parse(now) < Date.parse(until)),
    target: first("route_to_warehouse")?.warehouse_id ?? null,
    excluded: new Set(every("exclude_warehouse").map((action) => action.warehouse_id)),
    capabilities: every("require_capability").map((action) => action.capability),
    preferred: first("prefer_warehouse")?.warehouse_id ?? settings.preferred_warehouse_id,
    split: splitOf(first("set_split"), settings),
    weights: first("set_weights")?.weights ?? settings.weights,
    together: every("keep_together").map((action) => action.skus),
  };
}

function splitOf(change: Partial<SplitSettings> | undefined, { split }: Settings): SplitSettings {
  return {
    policy: change?.policy ?? split.policy,
    max_shipments: change?.max_shipments ?? split.max_shipments,
    min_shipment_value: change?.min_shipment_value ?? split.min_shipment_value,
  };
}

function isOf<Type extends Action["type"]>(type: Type) {
  return (action: Action): action is Extract<Action, { type: Type }> => action.type === type;
}
