import type { Decision, ExclusionReason } from "./engine/index.ts";

/** What passes by itself: a warehouse excluded for one of these may ship the order later. */
const passing: ReadonlySet<ExclusionReason> = new Set([
  "connection_inactive",
  "frozen",
  "stale_stock",
  "capacity_full",
  "no_stock",
  "partial_stock",
]);

/**
 * What becomes of an order by this decision. One that every warehouse it may ship from has refused would wait for
 * ever, so a person decides.
 */
export function afterRefusals({ outcome, reason, alternatives }: Decision): {
  outcome: Decision["outcome"];
  reason: string | null;
} {
  const excluded = alternatives.map((alternative) => alternative.excluded);
  const isRefusedByAll =
    outcome === "unfillable" &&
    excluded.includes("rejected_before") &&
    !excluded.some((each) => each === null || passing.has(each));
  return isRefusedByAll ? { outcome: "needs_review", reason: "rejected_by_all" } : { outcome, reason };
}
