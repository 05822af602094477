import { seconds } from "#app/lib/duration.ts";
import type { BatchInput, BatchMode } from "./batch-input.ts";
import type { BatchResult } from "./batch-result.ts";
import { routeOneByOne } from "./greedy.ts";
import { assignInThread } from "./joint/assign-in-thread.server.ts";
import { routeJointly } from "./joint/route-jointly.ts";
import { totalsOf } from "./totals.ts";

export interface BatchOptions {
  /** Whether decisions come with counterfactuals. */
  explain?: boolean;
  /** Milliseconds after which joint mode answers with the best it has. */
  timeLimit?: number;
}

// 200 orders at 6 warehouses ask for 2 to 4 seconds of work; the rest is for machines with other work to do.
const usualLimit = seconds(15);

/**
 * Decides all orders of a batch, which share one stock and the day's capacity. Coordinates have to be filled in
 * (`withBatchPlaces`). Greedy takes the orders as they come; joint minimises unfilled units, cost and shipments, in
 * this order, is never worse than greedy and says how far from the best it may be. A parcel without a price counts as
 * the dearest of the card there.
 */
export async function routeBatch(
  input: BatchInput,
  mode: BatchMode,
  { explain = true, timeLimit = usualLimit }: BatchOptions = {},
): Promise<BatchResult> {
  if (mode === "joint") return await routeJointly(input, { explain }, { search: assignInThread, timeLimit });
  const decisions = routeOneByOne(input, { explain });
  return { decisions, totals: totalsOf(input, decisions) };
}
