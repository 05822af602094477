import { z } from "zod";

/** An action the engine can follow, as far as comparing it with others needs. */
export const LintedAction = z.object({
  type: z.string(),
  warehouse_id: z.string().optional(),
  capability: z.string().optional(),
  skus: z.array(z.string()).nullish(),
  until: z.string().nullish(),
});
export type LintedAction = z.infer<typeof LintedAction>;

/**
 * For an order that matches both, wins: only the other one counts; repeats: the other one does the same already;
 * excludes: the other one takes away the warehouse this one is about.
 */
export type Superseded = "wins" | "repeats" | "excludes";

const firstCounts = ["route_to_warehouse", "prefer_warehouse", "set_split", "set_weights"];

/** What becomes of an action where another rule matches as well; `isBefore`: that rule is looked at first. */
export function supersedes(other: LintedAction, action: LintedAction, isBefore: boolean): Superseded | null {
  const isToOne = action.type === "route_to_warehouse" || action.type === "prefer_warehouse";
  if (isToOne && other.type === "exclude_warehouse" && other.warehouse_id === action.warehouse_id)
    return "excludes";
  // Where orders must go decides, wherever they would rather go.
  if (action.type === "prefer_warehouse" && other.type === "route_to_warehouse") return "wins";
  if (action.type !== other.type || !isBefore) return null;
  if (firstCounts.includes(action.type)) return "wins";
  return doesAsMuch(other, action) ? "repeats" : null;
}

function doesAsMuch(other: LintedAction, action: LintedAction): boolean {
  switch (action.type) {
    case "exclude_warehouse":
      return other.warehouse_id === action.warehouse_id;
    case "require_capability":
      return other.capability === action.capability;
    case "keep_together":
      return !other.skus || (action.skus?.every((sku) => other.skus?.includes(sku)) ?? false);
    case "hold":
      return endOf(other) >= endOf(action);
    default:
      return false;
  }
}

const endOf = ({ until }: LintedAction) => (until ? Date.parse(until) : Infinity);
