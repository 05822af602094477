import { shown } from "../problems.ts";
import type { Action } from "./action.ts";
import type { Fault } from "./fault.ts";
import { readRule } from "./rule-input.ts";

/**
 * Everything that keeps a rule from being followed, each with the path to the part at fault, such as
 * `["conditions", "all", 0, "value"]` or `["action", "warehouse_id"]`; none where decisions would follow it. The first
 * is what decisions report in `invalid_rules`. Without `warehouseIds` it is not asked whether the action's exists.
 */
export function findFaults(
  { conditions, action }: { conditions?: unknown; action?: unknown },
  warehouseIds: ReadonlySet<string> | null = null,
): readonly Fault[] {
  const reading = readRule(conditions, action);
  if ("faults" in reading) return reading.faults;
  return warehouseIds ? strayWarehouse(reading.action, warehouseIds) : [];
}

/** The fault of naming a warehouse that is not there, if that is one. */
export function strayWarehouse(action: Action, known: ReadonlySet<string>): Fault[] {
  if (!("warehouse_id" in action) || known.has(action.warehouse_id)) return [];
  const problem = `unknown warehouse ${shown(action.warehouse_id)}`;
  return [{ at: ["action", "warehouse_id"], problem }];
}
