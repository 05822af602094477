import type { UnfilledLine } from "./decision.ts";
import { combinedSupply } from "./plan.ts";
import type { Settlement } from "./plan.ts";

/**
 * Everything ordered that does not ship, so that both add up to the order. Of an order of which nothing ships, units
 * that no warehouse has come first, then those that only wait for the others. The rest of an order shipped in part is
 * told from what ships alone: a warehouse that adds nothing must not change the answer.
 */
export function unfilledLines({ survey, plan, packing, eligible }: Settlement): UnfilledLine[] {
  const { lines, skuOfLine } = survey.demand;
  const counts = eligible.length > 0 && plan.reason !== "held_by_rule";
  const stock = counts ? [...combinedSupply({ survey, eligible })] : null;
  return lines.flatMap(({ id, sku, quantity }, line) => {
    const open = quantity - plan.shipments.reduce((sum, { taken }) => sum + (taken[line] ?? 0), 0);
    const at = skuOfLine[line] ?? 0;
    const obtainable = stock && plan.selected === null ? Math.min(quantity, stock[at] ?? 0) : quantity;
    if (stock) stock[at] = (stock[at] ?? 0) - obtainable;
    const bundled = plan.selected !== null && packing.bundleOfLine[line] !== -1;
    const heldBack = bundled ? "group_cannot_be_filled" : (plan.reason ?? "partial_stock");
    return [
      ...units({ line_id: id, sku, quantity: quantity - obtainable, reason: "no_stock" }),
      ...units({ line_id: id, sku, quantity: open - (quantity - obtainable), reason: heldBack }),
    ];
  });
}

function units(line: UnfilledLine): UnfilledLine[] {
  return line.quantity === 0 ? [] : [line];
}
