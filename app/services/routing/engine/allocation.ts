import type { AllocatedLine, OutcomeReason, UnfilledLine } from "./decision.ts";
import type { OrderLine } from "./route-input.ts";
import type { Units } from "./stock.ts";

/** Gives `supply` to the lines in their order; one number a line. */
export function fillLines(lines: readonly OrderLine[], supply: Units): number[] {
  const left = new Map(supply);
  return lines.map(({ sku, quantity }) => {
    const taken = Math.min(quantity, left.get(sku) ?? 0);
    left.set(sku, (left.get(sku) ?? 0) - taken);
    return taken;
  });
}

/** The lines with units in `taken`, as they are allocated. */
export function allocatedLines(lines: readonly OrderLine[], taken: readonly number[]): AllocatedLine[] {
  return lines.flatMap((line, at) => lineUnits(line, taken[at] ?? 0));
}

/**
 * Everything ordered that is not in `taken`, so that both add up to the order. Units that exist nowhere (not in
 * `obtainable`) carry `missing`; units that exist but do not ship now carry `heldBack`, after them.
 */
export function unfilledLines(
  lines: readonly OrderLine[],
  taken: readonly number[],
  obtainable: readonly number[],
  reasons: { missing: OutcomeReason; heldBack: OutcomeReason },
): UnfilledLine[] {
  return lines.flatMap((line, at) => {
    const missing = line.quantity - (obtainable[at] ?? 0);
    const heldBack = line.quantity - (taken[at] ?? 0) - missing;
    return [
      ...lineUnits(line, missing).map((units) => ({ ...units, reason: reasons.missing })),
      ...lineUnits(line, heldBack).map((units) => ({ ...units, reason: reasons.heldBack })),
    ];
  });
}

function lineUnits(line: OrderLine, quantity: number): AllocatedLine[] {
  return quantity === 0 ? [] : [{ line_id: line.id, sku: line.sku, quantity }];
}
