import type { RoutingSnapshot } from "#app/db/routing.server.ts";
import type { Promises, StockRow } from "./history.ts";

/** What a ledger is made again from. */
export interface SavedLedger {
  readonly recorded: [string, number | null][];
  readonly safety: [string, number][];
  readonly takenIn: [string, number][];
  readonly promised: [string, number][];
}

export type StockLedger = ReturnType<typeof openLedger>;

export const emptyLedger: SavedLedger = { recorded: [], safety: [], takenIn: [], promised: [] };

/**
 * The stock of a replay. Of a (place, SKU) it promises at most
 * recorded available + units of history's own orders that those figures already lack - units promised here - safety
 * stock. Figures are recorded by warehouse; a place is one warehouse, or several whose stock counts together.
 */
export function openLedger(placeOf: ReadonlyMap<string, string>, saved: SavedLedger = emptyLedger) {
  const recorded = new Map(saved.recorded);
  const safety = new Map(saved.safety);
  const takenIn = new Map(saved.takenIn);
  const promised = new Map(saved.promised);
  const warehousesOf = new Map<string, string[]>();
  for (const [warehouse, place] of placeOf) {
    warehousesOf.set(place, [...(warehousesOf.get(place) ?? []), warehouse]);
  }
  const place = (warehouse: string) => placeOf.get(warehouse) ?? warehouse;
  const figure = (at: string, sku: string): number | null => {
    let sum: number | null = null;
    for (const warehouse of warehousesOf.get(at) ?? []) {
      const available = recorded.get(keyOf(warehouse, sku)) ?? null;
      if (available !== null) sum = (sum ?? 0) + available;
    }
    return sum;
  };

  return {
    open(rows: readonly StockRow[]) {
      for (const { warehouse_id: warehouse, sku, available, safety_stock } of rows) {
        recorded.set(keyOf(warehouse, sku), available);
        if (safety_stock > 0) add(safety, keyOf(place(warehouse), sku), safety_stock);
      }
    },
    openPromises({ promised: open }: Promises) {
      for (const { warehouse_id, sku, units } of open) add(promised, keyOf(place(warehouse_id), sku), units);
    },
    /** Takes a figure in; answers whether it rose. */
    record(warehouse: string, sku: string, available: number | null): boolean {
      const key = keyOf(warehouse, sku);
      const before = recorded.get(key) ?? 0;
      recorded.set(key, available);
      return (available ?? 0) > before;
    },
    /** Units that history's figures lack because of an order of ours. */
    takeIn: (warehouse: string, sku: string, units: number) =>
      add(takenIn, keyOf(place(warehouse), sku), units),
    promise: (at: string, sku: string, units: number) => add(promised, keyOf(place(at), sku), units),
    giveBack: (at: string, sku: string, units: number) => add(promised, keyOf(place(at), sku), -units),
    /** The engine's stock rows of some SKUs, everywhere; figures count as fresh. */
    rows(skus: Iterable<string>, now: string): RoutingSnapshot["inventory"] {
      const rows: RoutingSnapshot["inventory"] = [];
      for (const sku of new Set(skus)) {
        for (const at of warehousesOf.keys()) {
          const known = figure(at, sku);
          if (known === null) continue;
          const key = keyOf(at, sku);
          const available = known + (takenIn.get(key) ?? 0) - (promised.get(key) ?? 0);
          rows.push({
            warehouse_id: at,
            sku,
            available,
            reserved: 0,
            safety_stock: safety.get(key) ?? 0,
            synced_at: now,
          });
        }
      }
      return rows;
    },
    promisedAt: (at: string, sku: string) => promised.get(keyOf(at, sku)) ?? 0,
    save: (): SavedLedger => ({
      recorded: [...recorded],
      safety: [...safety],
      takenIn: [...takenIn],
      promised: [...promised],
    }),
  };
}

/** Ids have no spaces. */
const keyOf = (where: string, sku: string) => `${where} ${sku}`;

function add(units: Map<string, number>, key: string, more: number): void {
  units.set(key, (units.get(key) ?? 0) + more);
}
