import type { Decision, RouteInput } from "../../engine/index.ts";
import type { AssignableOrder, AssignmentProblem, OrderPlan } from "./assignment-problem.ts";
import { costOfParts } from "./parcels.ts";

/** What a decision about an order ships, as a plan; null where nothing ships. */
export function planOfDecision(
  { card }: AssignmentProblem,
  order: AssignableOrder,
  { allocations }: Decision,
  lines: RouteInput["order"]["lines"],
  warehouseIds: readonly string[],
): OrderPlan | null {
  if (allocations.length === 0) return null;
  const parts = allocations.map((allocation) => {
    const quantities = new Map(allocation.lines.map((line) => [line.line_id, line.quantity]));
    const taken = order.pieces.map(({ lines: [first = [-1, 1]] }) => {
      const [line, each] = first;
      return (quantities.get(lines[line]?.id ?? "") ?? 0) / each;
    });
    const site = order.sites.findIndex(
      ({ warehouse }) => warehouseIds[warehouse] === allocation.warehouse_id,
    );
    return { site, taken };
  });
  const units = allocations.flatMap((one) => one.lines).reduce((sum, { quantity }) => sum + quantity, 0);
  return { parts, units, cost: costOfParts(card, order, parts) };
}
