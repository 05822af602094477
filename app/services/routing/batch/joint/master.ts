import type { AssignmentProblem, OrderPlan } from "./assignment-problem.ts";
import type { Contention } from "./contention.ts";
import type { Prices } from "./plan-search.ts";
import type { ProgramColumn, ProgramRow } from "./program.ts";
import { usageOf } from "./usage.ts";

/** First as many units as possible, then, with so many units, as little cost as possible. */
export type Stage = { goal: "units" } | { goal: "cost"; units: number };

/** The choice of a plan for each order as a linear program: a column a plan, rows for what orders share. */
export interface Master {
  rows: (stage: Stage) => ProgramRow[];
  column: (stage: Stage, order: number, plan: OrderPlan) => ProgramColumn;
  objective: (stage: Stage, plan: OrderPlan) => number;
  /** Differences of the objective below this are none. */
  tolerance: (stage: Stage) => number;
  /** What the duals of the rows ask of a plan, and of each order at least; by order. */
  prices: (stage: Stage, duals: Float64Array) => { prices: Prices; orders: Float64Array; constant: number };
}

export function masterOf(problem: AssignmentProblem, contention: Contention): Master {
  const { orders, pools, places } = problem;
  const contendedPools = [...contention.pools];
  const contendedPlaces = [...contention.warehouses];
  const poolRow = new Map(contendedPools.map((pool, at) => [pool, orders.length + at]));
  const placeRow = new Map(
    contendedPlaces.map((place, at) => [place, orders.length + contendedPools.length + at]),
  );
  const unitRow = orders.length + contendedPools.length + contendedPlaces.length;
  // All shipments together weigh less than the smallest unit of money.
  const shipment =
    1 / (1 + orders.reduce((sum, order) => sum + Math.min(order.maxShipments, order.sites.length), 0));

  const objective = (stage: Stage, plan: OrderPlan) =>
    stage.goal === "units" ? -plan.units : plan.cost + shipment * plan.parts.length;
  return {
    objective,
    tolerance: ({ goal }) => (goal === "units" ? 0.9 : 0.9 * shipment),
    rows: (stage) => [
      ...orders.map(() => upTo(1)),
      ...contendedPools.map((pool) => upTo(pools[pool] ?? 0)),
      ...contendedPlaces.map((place) => upTo(places[place] ?? 0)),
      ...(stage.goal === "cost" ? [{ lower: stage.units, upper: Infinity }] : []),
    ],
    column: (stage, at, plan) => {
      const order = orders[at];
      const usage = order ? usageOf(order, plan, contention) : { pools: [], warehouses: [] };
      return {
        cost: objective(stage, plan),
        entries: [
          [at, 1],
          ...usage.pools.map(([pool, units]) => [poolRow.get(pool) ?? -1, units] as const),
          ...usage.warehouses.map((place) => [placeRow.get(place) ?? -1, 1] as const),
          ...(stage.goal === "cost" ? [[unitRow, plan.units] as const] : []),
        ],
      };
    },
    prices: (stage, duals) => {
      const felt = (row: number) => Math.max(0, -(duals[row] ?? 0));
      const poolPrices = new Float64Array(pools.length);
      for (const [pool, row] of poolRow) poolPrices[pool] = felt(row);
      const placePrices = new Float64Array(places.length);
      for (const [place, row] of placeRow) placePrices[place] = felt(row);
      const unit = stage.goal === "units" ? 1 : Math.max(0, duals[unitRow] ?? 0);
      const paid = stage.goal === "units" ? 0 : unit * stage.units;
      return {
        prices: {
          money: stage.goal === "units" ? 0 : 1,
          unit,
          shipment: stage.goal === "units" ? 0 : shipment,
          pools: poolPrices,
          places: placePrices,
        },
        orders: Float64Array.from(orders, (_, at) => -felt(at)),
        constant: paid - dot(poolPrices, pools) - dot(placePrices, places),
      };
    },
  };
}

function upTo(upper: number): ProgramRow {
  return { lower: -Infinity, upper };
}

function dot(prices: Float64Array, amounts: readonly number[]): number {
  return prices.reduce((sum, price, at) => (price === 0 ? sum : sum + price * (amounts[at] ?? 0)), 0);
}
