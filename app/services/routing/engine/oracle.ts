import { bundlesOf } from "./bundles.ts";
import type { Decision } from "./decision.ts";
import { demandOf } from "./demand.ts";
import type { RouteInput } from "./route-input.ts";
import { effectsOf } from "./rules/effects.ts";
import { readRules } from "./rules/rulebook.ts";
import { availableToPromise } from "./stock.ts";

// Test support: the best plan by trying everything. Only for orders of a few units and warehouses.

interface Piece {
  /** SKU and units of each line that moves with it. */
  lines: readonly (readonly [string, number])[];
  value: number;
  divisible: boolean;
}

interface Best {
  units: number;
  shipments: number;
}

const stockReasons: readonly unknown[] = [null, "no_stock", "partial_stock", "sku_blocked"];

/** Most units and, with them, fewest shipments. Who may ship at all is taken from the decision. */
export function bestByTryingEverything(input: RouteInput, decision: Decision): Best {
  const effects = effectsOf(readRules(input).matched, input);
  if (effects.held) return { units: 0, shipments: 0 };
  const excluded = new Map(decision.alternatives.map((one) => [one.warehouse_id, one.excluded]));
  const ids = input.warehouses
    .map(({ id }) => id)
    .filter((id) => stockReasons.includes(excluded.get(id) ?? null));
  const { policy, max_shipments: most, min_shipment_value: least } = effects.split;
  const pieces = piecesOf(input, effects.together);
  const ordered = input.order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const stock = stockOf(input, ids);
  const units = new Map<string, number>();
  const values = new Map<string, number>();
  let best: Best = { units: 0, shipments: 0 };

  const judge = () => {
    const used = ids.filter((id) => (units.get(id) ?? 0) > 0);
    const total = used.reduce((sum, id) => sum + (units.get(id) ?? 0), 0);
    if (input.settings.partial === "hold" && total < ordered) return;
    if (used.length > (policy === "never" ? 1 : most)) return;
    if (used.length > 1 && used.some((id) => (values.get(id) ?? 0) < least)) return;
    if (total > best.units || (total === best.units && used.length < best.shipments)) {
      best = { units: total, shipments: used.length };
    }
  };
  const give = (id: string, piece: Piece, times: number): boolean => {
    const after = new Map(stock);
    for (const [sku, count] of piece.lines) add(after, `${id} ${sku}`, -count * times);
    if (piece.lines.some(([sku]) => (after.get(`${id} ${sku}`) ?? 0) < 0)) return false;
    for (const [key, count] of after) stock.set(key, count);
    for (const [, count] of piece.lines) add(units, id, count * times);
    add(values, id, piece.value * times);
    return true;
  };
  const visit = (at: number, member: number, open: number): void => {
    const piece = pieces[at];
    const id = ids[member];
    if (!piece) judge();
    else if (id === undefined || open === 0)
      visit(at + 1, 0, pieces[at + 1]?.divisible ? unitsOf(pieces[at + 1]) : 1);
    else {
      for (let times = 0; times <= open && give(id, one(piece), times); times++) {
        visit(at, member + 1, open - times);
        give(id, one(piece), -times);
      }
    }
  };
  visit(0, 0, pieces[0]?.divisible ? unitsOf(pieces[0]) : 1);
  return best;
}

/** A divisible piece moves unit by unit. */
function one(piece: Piece): Piece {
  if (!piece.divisible) return piece;
  return {
    ...piece,
    lines: piece.lines.map(([sku]) => [sku, 1] as const),
    value: piece.value / unitsOf(piece),
  };
}

function unitsOf(piece: Piece | undefined): number {
  return piece?.lines.reduce((sum, [, count]) => sum + count, 0) ?? 0;
}

function piecesOf({ order }: RouteInput, together: readonly (readonly string[] | null)[]): Piece[] {
  const bundles = bundlesOf(demandOf(order.lines), together).map(({ lines }) => lines);
  const loose = order.lines.map((_, line) => line).filter((line) => !bundles.flat().includes(line));
  return [...bundles, ...loose.map((line) => [line])].map((numbers, at) => {
    const lines = numbers.flatMap((line) => order.lines[line] ?? []);
    return {
      lines: lines.map(({ sku, quantity }) => [sku, quantity] as const),
      value: lines.reduce((sum, { price, quantity }) => sum + (price ?? 0) * quantity, 0),
      divisible: at >= bundles.length,
    };
  });
}

function stockOf({ inventory, warehouses }: RouteInput, ids: readonly string[]): Map<string, number> {
  const blocked = new Set(
    warehouses.flatMap(({ id, blocked_skus: skus }) => skus.map((sku) => `${id} ${sku}`)),
  );
  return new Map(
    inventory
      .filter(({ warehouse_id: id, sku }) => ids.includes(id) && !blocked.has(`${id} ${sku}`))
      .map((row) => [`${row.warehouse_id} ${row.sku}`, availableToPromise(row)]),
  );
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
