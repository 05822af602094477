import fc from "fast-check";
import type { Decision } from "../engine/index.ts";
import { availableToPromise } from "../engine/stock.ts";
import { arbitraryBatch } from "./arbitrary-batch.ts";
import type { BatchInput } from "./batch-input.ts";
import { bySum, leastByTryingEverything } from "./batch-oracle.ts";
import type { Sum } from "./batch-oracle.ts";
import { routeOneByOne } from "./greedy.ts";
import { numberedBatch } from "./joint/build-problem.ts";
import { planOfDecision } from "./joint/plan-of-decision.ts";

// Test support: what every way of routing a batch jointly must obey.

export type Batcher = (input: BatchInput) => Promise<readonly Decision[]>;
export type BatchLaw = (batcher: Batcher) => fc.IAsyncPropertyWithHooks<unknown>;

/** L12. Routing jointly is never worse than one after the other: fewer units open, or as many for less, ... */
export const neverWorseThanGreedy: BatchLaw = (batcher) =>
  fc.asyncProperty(arbitraryBatch, async (input) => {
    const greedy = sumOf(input, routeOneByOne(input, { explain: false }));
    return bySum(sumOf(input, await batcher(input)), greedy) <= 0;
  });

/** L12. On small batches it is as good as the best of all assignments. */
export const equalToTryingEverything: BatchLaw = (batcher) =>
  fc.asyncProperty(arbitraryBatch, async (input) => {
    return bySum(sumOf(input, await batcher(input)), leastByTryingEverything(input)) === 0;
  });

/** Together decisions give each line what was ordered, and take no more than stock and capacity allow. */
export const sharedStockIsKept: BatchLaw = (batcher) =>
  fc.asyncProperty(arbitraryBatch, async (input) => {
    const decisions = await batcher(input);
    const taken = new Map<string, number>();
    const add = (key: string, count: number) => taken.set(key, (taken.get(key) ?? 0) + count);
    for (const { warehouse_id: id, lines } of decisions.flatMap(({ allocations }) => allocations)) {
      add(id, 1);
      for (const { sku, quantity } of lines) add(`${id} ${sku}`, quantity);
    }
    const isConserved = input.orders.every((order, at) => {
      const { allocations = [], unfilled = [] } = decisions[at] ?? {};
      const given = [...allocations.flatMap(({ lines }) => lines), ...unfilled];
      return order.lines.every(
        ({ id, quantity }) =>
          given.filter((one) => one.line_id === id).reduce((sum, one) => sum + one.quantity, 0) === quantity,
      );
    });
    return (
      isConserved &&
      input.inventory.every(
        (row) => (taken.get(`${row.warehouse_id} ${row.sku}`) ?? 0) <= availableToPromise(row),
      ) &&
      input.warehouses.every(
        ({ id, daily_capacity: cap, orders_today: orders }) =>
          cap === null || (taken.get(id) ?? 0) <= Math.max(0, cap - orders),
      )
    );
  });

function sumOf(input: BatchInput, decisions: readonly Decision[]): Sum {
  const { problem, warehouseIds } = numberedBatch(input);
  const open = decisions.flatMap(({ unfilled }) => unfilled).reduce((sum, { quantity }) => sum + quantity, 0);
  let [cost, shipments] = [0, 0];
  for (const [at, decision] of decisions.entries()) {
    const [order, lines] = [problem.orders[at], input.orders[at]?.lines];
    if (!order || !lines) continue;
    cost += planOfDecision(problem, order, decision, lines, warehouseIds)?.cost ?? 0;
    shipments += decision.allocations.length;
  }
  return [open, cost, shipments];
}
