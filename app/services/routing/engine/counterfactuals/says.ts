import type { CounterfactualChange } from "../decision.ts";
import type { Win } from "./contest.ts";

/** A change in words, with what it is now. */
export function says(name: string, win: Win, change: CounterfactualChange, now: number | string): string {
  const part = win === "alone" ? "this order" : "the largest part of this order";
  return `${name} would ship ${part} ${condition(change, now)}.`;
}

function condition(change: CounterfactualChange, now: number | string): string {
  switch (change.kind) {
    case "stock":
      return `with ${change.available} ${change.available === 1 ? "unit" : "units"} of ${change.sku} (it has ${now})`;
    case "weight":
      return `if the weight of ${change.factor} were ${change.weight} (it is ${now})`;
    case "capacity":
      return `with a daily capacity of ${change.daily_capacity} (it is ${now})`;
    case "priority":
      return `with priority ${change.priority} (it is ${now})`;
    case "rule":
      return `without the rule "${now}"`;
  }
}
