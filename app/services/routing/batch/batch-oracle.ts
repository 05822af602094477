import { bundlesOf } from "../engine/bundles.ts";
import { demandOf } from "../engine/demand.ts";
import { decide } from "../engine/index.ts";
import type { RouteInput } from "../engine/index.ts";
import { builtInRateCard } from "../engine/rate-card.ts";
import { effectsOf } from "../engine/rules/effects.ts";
import { readRules } from "../engine/rules/rulebook.ts";
import { billedPounds, cubicInchesOf, gramsOf, parcelPrice, shippingFrom } from "../engine/shipping.ts";
import { availableToPromise } from "../engine/stock.ts";
import type { BatchInput } from "./batch-input.ts";

// Test support: the best assignment by trying every one. Only for a few orders of a few units.

/** Units left out, minor units of money, shipments. */
export type Sum = readonly [unfilled: number, cost: number, shipments: number];

/** One way to ship an order: units by warehouse and SKU, one entry of each pair. */
interface Way {
  sum: Sum;
  takes: ReadonlyMap<string, number>;
}

const stockReasons: readonly unknown[] = [null, "no_stock", "partial_stock", "sku_blocked"];

/** The least that any assignment comes to: unfilled units first, then cost, then shipments. */
export function leastByTryingEverything(input: BatchInput): Sum {
  const start = new Map<string, number>();
  for (const row of input.inventory) start.set(`${row.warehouse_id} ${row.sku}`, availableToPromise(row));
  for (const { id, daily_capacity: cap, orders_today: orders } of input.warehouses)
    start.set(id, cap === null ? Infinity : cap - orders);
  let states = new Map([[keyOf(start), { left: start, sum: [0, 0, 0] as Sum }]]);
  for (const order of input.orders) {
    const next: typeof states = new Map();
    const ways = waysOf({ ...input, order });
    for (const { left, sum } of states.values()) {
      for (const way of ways) {
        if ([...way.takes].some(([key, count]) => (left.get(key) ?? 0) < count)) continue;
        const after = new Map(left);
        for (const [key, count] of way.takes) after.set(key, (after.get(key) ?? 0) - count);
        const total = plus(sum, way.sum);
        const known = next.get(keyOf(after));
        if (!known || bySum(total, known.sum) < 0) next.set(keyOf(after), { left: after, sum: total });
      }
    }
    states = next;
  }
  return [...states.values()].map(({ sum }) => sum).sort(bySum)[0] ?? [0, 0, 0];
}

export function bySum(a: Sum, b: Sum): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

function plus(a: Sum, b: Sum): Sum {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

/** Every way an order may be shipped if it were alone, and the way of not shipping it. */
function waysOf(input: RouteInput): Way[] {
  const { order, settings } = input;
  const effects = effectsOf(readRules(input).matched, input);
  const ordered = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const none: Way = { sum: [ordered, 0, 0], takes: new Map() };
  if (effects.held) return [none];
  const decision = decide(input, { explain: false });
  const excluded = new Map(decision.alternatives.map((one) => [one.warehouse_id, one.excluded]));
  const ids = input.warehouses
    .map(({ id }) => id)
    .filter((id) => stockReasons.includes(excluded.get(id) ?? null));
  const { policy, max_shipments: most, min_shipment_value: least } = effects.split;
  const bundles = bundlesOf(demandOf(order.lines), effects.together).map(({ lines }) => lines);
  const spreads = order.lines.map((line, at) => {
    const bundled = bundles.some((lines) => lines.includes(at));
    return spread(line.quantity, ids.length).filter(
      (counts) => !bundled || counts.includes(line.quantity) || sum(counts) === 0,
    );
  });
  return [
    none,
    ...product(spreads).flatMap((counts): Way[] => {
      const together = bundles.every((lines) =>
        ids.every((_, member) => new Set(lines.map((at) => (counts[at]?.[member] ?? 0) > 0)).size === 1),
      );
      const parcels = ids.flatMap((id, member) => {
        const units = counts.map((each) => each[member] ?? 0);
        return sum(units) > 0 ? [{ id, units }] : [];
      });
      const filled = sum(parcels.flatMap(({ units }) => units));
      const worth = parcels.map(({ units }) => sum(units.map((n, at) => n * (order.lines[at]?.price ?? 0))));
      if (!together || filled === 0 || (settings.partial === "hold" && filled < ordered)) return [];
      if (parcels.length > (policy === "never" ? 1 : most)) return [];
      if (parcels.length > 1 && worth.some((value) => value < least)) return [];
      return [wayOf(input, parcels, ordered - filled)];
    }),
  ];
}

type Parcel = { id: string; units: readonly number[] };

function wayOf(input: RouteInput, parcels: readonly Parcel[], unfilled: number): Way {
  const { order, warehouses, settings } = input;
  const card = settings.rate_card ?? builtInRateCard;
  const takes = new Map<string, number>();
  let cost = card.perOrder + card.perExtraParcel * (parcels.length - 1);
  for (const { id, units } of parcels) {
    const warehouse = warehouses.find((one) => one.id === id);
    if (!warehouse) throw new Error(`no warehouse ${id}`);
    const weight = sum(order.lines.map((line, at) => gramsOf(line) * (units[at] ?? 0)));
    const volume = sum(order.lines.map((line, at) => cubicInchesOf(line) * (units[at] ?? 0)));
    const { zone } = shippingFrom(warehouse, order, 0, card);
    cost += parcelPrice(card, zone, billedPounds(weight, volume, card)) ?? Math.max(...card.prices.flat());
    takes.set(id, 1);
    for (const [at, { sku }] of order.lines.entries()) {
      const count = units[at] ?? 0;
      const blocked = warehouse.blocked_skus.includes(sku);
      if (count > 0) takes.set(`${id} ${sku}`, blocked ? Infinity : (takes.get(`${id} ${sku}`) ?? 0) + count);
    }
  }
  return { sum: [unfilled, cost, parcels.length], takes };
}

/** All ways to give up to `count` units to some members. */
function spread(count: number, members: number): number[][] {
  if (members === 0) return [[]];
  return Array.from({ length: count + 1 }, (_, first) =>
    spread(count - first, members - 1).map((rest) => [first, ...rest]),
  ).flat();
}

function product<T>(choices: readonly (readonly T[])[]): T[][] {
  return choices.reduce<T[][]>(
    (made, some) => made.flatMap((one) => some.map((next) => [...one, next])),
    [[]],
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function keyOf(left: ReadonlyMap<string, number>): string {
  return [...left.values()].join();
}
