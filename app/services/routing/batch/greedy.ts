import { decide } from "../engine/index.ts";
import type { Decision } from "../engine/index.ts";
import type { BatchInput } from "./batch-input.ts";
import { openLedger } from "./ledger.ts";

export interface Explain {
  /** Whether decisions say what would have changed them, which takes most of the time. */
  explain: boolean;
}

/**
 * Decides orders one at a time, in the order of the input: first come, first served. What one takes is reserved for
 * it and counts towards the day's capacity of its warehouses before the next is looked at.
 */
export function routeOneByOne(input: BatchInput, { explain }: Explain): Decision[] {
  const ledger = openLedger(input);
  return input.orders.map((order) => {
    const decision = decide(ledger.inputFor(order), { explain });
    ledger.take(decision.allocations);
    return decision;
  });
}
