import type { BatchInput, BatchResult } from "../batch/index.ts";
import { routeBatch } from "../batch/index.ts";
import { totalsOf } from "../batch/totals.ts";
import type { Decision } from "../engine/index.ts";
import { withTaken } from "./holdings.ts";
import { addTotals, isBetter, noTotals, type PricedTotals } from "./window-totals.ts";

/** Orders that one search takes; a larger window is solved a part at a time, each with what the others leave. */
const partSize = 250;

export interface SolvedWindow {
  /** For each order of the input, its decision; the one it has where nothing better was found. */
  readonly decisions: readonly Decision[];
  readonly before: PricedTotals;
  readonly after: PricedTotals;
  /** No answer fills more, and none that fills as much costs less, with the window divided as it was. */
  readonly bound: { readonly unfilled_units: number; readonly cost: number } | null;
  readonly parts: number;
  /** Whether the search of any part gave no answer of its own. */
  readonly failed: boolean;
}

/**
 * Decides a window's orders together. Never worse than what they have (`current`, in the order of the input): a part
 * whose search finds nothing better keeps it.
 */
export async function solveWindow(
  input: BatchInput,
  current: readonly Decision[],
  { timeLimit }: { timeLimit: number },
): Promise<SolvedWindow> {
  const starts = partStarts(input.orders.length);
  const decisions = [...current];
  let [before, after]: [PricedTotals, PricedTotals] = [noTotals, noTotals];
  let bound: SolvedWindow["bound"] = { unfilled_units: 0, cost: 0 };
  let failed = false;
  for (const start of starts) {
    const part = partOf(input, decisions, start);
    const held = decisions.slice(start, start + partSize);
    const result = await routeBatch(part, "joint", { explain: false, timeLimit: timeLimit / starts.length });
    const has = totalsOf(part, held);
    const better = isBetter(result.totals, has);
    if (better) decisions.splice(start, held.length, ...result.decisions);
    before = addTotals(before, has);
    after = addTotals(after, better ? result.totals : has);
    bound = addBounds(bound, result);
    failed ||= result.joint?.stopped === "failed";
  }
  return { decisions, before, after, bound, parts: starts.length, failed };
}

const partStarts = (orders: number): number[] =>
  Array.from({ length: Math.ceil(orders / partSize) }, (_, at) => at * partSize);

/** One part of a window: what the orders outside it hold is taken. */
function partOf(input: BatchInput, decisions: readonly Decision[], start: number): BatchInput {
  const others = decisions.filter((_, at) => at < start || at >= start + partSize);
  return { ...withTaken(input, others), orders: input.orders.slice(start, start + partSize) };
}

function addBounds(bound: SolvedWindow["bound"], { joint }: BatchResult): SolvedWindow["bound"] {
  if (!bound || !joint?.bound) return null;
  return {
    unfilled_units: bound.unfilled_units + joint.bound.unfilled_units,
    cost: bound.cost + joint.bound.cost,
  };
}
