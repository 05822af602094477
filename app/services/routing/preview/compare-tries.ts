import type { Decision } from "../engine/index.ts";
import type { Tried } from "./try-setup.ts";

/** A figure with one setup and with another; null where it cannot be known. */
export interface Pair<Value = number | null> {
  readonly now: Value;
  readonly next: Value;
}

export interface WarehouseShare extends Pair<number> {
  /** Null: orders nobody ships. */
  readonly warehouseId: string | null;
}

export interface ChangedOrder extends Pair<Shipping> {
  readonly id: string;
  readonly number: string;
}

/** Who ships an order: warehouses with most units first; none of an order that waits. */
export interface Shipping {
  readonly warehouseIds: readonly string[];
  readonly reason: string | null;
}

export interface Comparison {
  readonly orders: number;
  /** Orders per warehouse, by the one that ships most of an order; most orders first. */
  readonly shares: readonly WarehouseShare[];
  /** Of orders that ship with both setups. */
  readonly cost: Pair;
  readonly miles: Pair;
  readonly transitDays: Pair;
  /** Orders that ship from several warehouses. */
  readonly splits: Pair<number>;
  /** Orders that do not ship, or not whole. */
  readonly unfilled: Pair<number>;
  readonly changes: readonly ChangedOrder[];
}

/** Two setups tried on the same orders, side by side. */
export function compareTries(now: readonly Tried[], next: readonly Tried[]): Comparison {
  const pairs = now.flatMap((tried) => {
    const other = next.find(({ id }) => id === tried.id);
    return other ? [{ now: tried, next: other }] : [];
  });
  return {
    orders: pairs.length,
    shares: sharesOf(pairs),
    cost: averages(pairs, ({ figures }) => figures.cost),
    miles: averages(pairs, ({ figures }) => figures.miles),
    transitDays: averages(pairs, ({ figures }) => figures.transitDays),
    splits: counts(pairs, ({ figures }) => figures.shipments > 1),
    unfilled: counts(pairs, ({ figures }) => figures.units === 0 || figures.unfilled > 0),
    changes: pairs.flatMap(changeOf),
  };
}

type TriedPair = Pair<Tried>;

function sharesOf(pairs: readonly TriedPair[]): WarehouseShare[] {
  const ids = new Set(pairs.flatMap(({ now, next }) => [mainOf(now), mainOf(next)]));
  return [...ids]
    .map((warehouseId) => ({ warehouseId, ...counts(pairs, (tried) => mainOf(tried) === warehouseId) }))
    .sort(byShare);
}

const mainOf = ({ decision }: Tried) => decision.selected_warehouse_id;

/** Most orders now first; then with the other setup; orders nobody ships stand last. */
function byShare(a: WarehouseShare, b: WarehouseShare): number {
  if (a.warehouseId === null || b.warehouseId === null) return a.warehouseId === null ? 1 : -1;
  return b.now - a.now || b.next - a.next || (a.warehouseId < b.warehouseId ? -1 : 1);
}

/** Over the orders that have the figure on both sides, so that both averages are of the same orders. */
function averages(pairs: readonly TriedPair[], read: (tried: Tried) => number | null): Pair {
  const known = pairs.flatMap(({ now, next }) => {
    const [before, after] = [read(now), read(next)];
    return before === null || after === null ? [] : [{ before, after }];
  });
  if (known.length === 0) return { now: null, next: null };
  return {
    now: known.reduce((sum, { before }) => sum + before, 0) / known.length,
    next: known.reduce((sum, { after }) => sum + after, 0) / known.length,
  };
}

function counts(pairs: readonly TriedPair[], applies: (tried: Tried) => boolean): Pair<number> {
  return {
    now: pairs.filter(({ now }) => applies(now)).length,
    next: pairs.filter(({ next }) => applies(next)).length,
  };
}

function changeOf({ now, next }: TriedPair): ChangedOrder[] {
  if (dealOf(now.decision) === dealOf(next.decision)) return [];
  return [{ id: now.id, number: now.number, now: shippingOf(now.decision), next: shippingOf(next.decision) }];
}

/** Equal for two decisions that send the same units the same way, or send nothing for the same reason. */
function dealOf({ allocations, outcome, reason }: Decision): string {
  const parts = allocations.map(({ warehouse_id, lines }) =>
    JSON.stringify([warehouse_id, lines.map(({ line_id, quantity }) => [line_id, quantity])]),
  );
  return parts.length > 0 ? parts.sort().join() : JSON.stringify([outcome, reason]);
}

function shippingOf({ allocations, reason }: Decision): Shipping {
  const units = ({ lines }: Decision["allocations"][number]) =>
    lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const warehouseIds = allocations
    .toSorted((a, b) => units(b) - units(a) || (a.warehouse_id < b.warehouse_id ? -1 : 1))
    .map(({ warehouse_id }) => warehouse_id);
  return { warehouseIds, reason };
}
