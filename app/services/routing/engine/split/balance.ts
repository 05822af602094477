import { deal, valueOf } from "./deal.ts";
import type { Shipment } from "./deal.ts";
import type { Packing, Site } from "./packing.ts";

/** What moves as one between warehouses: a bundle, or units of a line that may be divided. */
interface Piece {
  lines: readonly (readonly [number, number])[];
  value: number;
  divided: boolean;
}

const mostVisits = 5_000;
const mostPieces = 1_000;

/**
 * Deals the same units so that every shipment is worth at least `minValue`: the dearest pieces first, each to the
 * warehouse that is worth least so far, going back where that does not work out. Null where no way is found; with up
 * to a few dozen units that means there is none.
 */
export function balance(packing: Packing, order: readonly Site[]): Shipment[] | null {
  const { minValue } = packing;
  const dealt = deal(packing, order);
  if (!dealt) return null;
  const pieces = piecesOf(packing, dealt);
  let openValue = pieces.reduce((sum, piece) => sum + piece.value, 0);
  if (openValue < minValue * order.length) return null;
  const stock = order.map((site) => [...site.supply]);
  const values = order.map(() => 0);
  const holders: number[] = [];
  let visits = 0;
  const visit = (at: number): boolean => {
    const piece = pieces[at];
    if (!piece) return values.every((value) => value >= minValue);
    if (++visits > mostVisits || lackOf(values, minValue) > openValue) return false;
    for (const member of poorestFirst(values)) {
      if (!move(packing, piece, stock[member] ?? [], -1)) continue;
      values[member] = (values[member] ?? 0) + piece.value;
      openValue -= piece.value;
      holders[at] = member;
      if (visit(at + 1)) return true;
      openValue += piece.value;
      values[member] -= piece.value;
      move(packing, piece, stock[member] ?? [], 1);
    }
    return false;
  };
  const shipments = visit(0)
    ? order.map((site, member) => shipmentOf(packing, site, pieces, holders, member))
    : null;
  return shipments?.every((shipment) => valueOf(packing, shipment) >= minValue) ? shipments : null;
}

function piecesOf({ lines, bundles, bundleOfLine }: Packing, dealt: readonly Shipment[]): Piece[] {
  const shipped = lines.map((_, line) => dealt.reduce((sum, { taken }) => sum + (taken[line] ?? 0), 0));
  const together = bundles.flatMap((bundle) => {
    const members = bundle.lines.map((line) => [line, shipped[line] ?? 0] as const);
    const value = members.reduce((sum, [line, units]) => sum + units * (lines[line]?.value ?? 0), 0);
    return members.every(([, units]) => units > 0) ? [{ lines: members, value, divided: false }] : [];
  });
  const unitsLeft = shipped.reduce((sum, units) => sum + units, 0);
  const size = Math.ceil(unitsLeft / mostPieces);
  const loose = shipped.flatMap((units, line) => {
    if (bundleOfLine[line] !== -1) return [];
    return Array.from({ length: Math.ceil(units / size) }, (_, at): Piece => {
      const count = Math.min(size, units - at * size);
      return { lines: [[line, count]], value: count * (lines[line]?.value ?? 0), divided: true };
    });
  });
  return [...together, ...loose.sort((a, b) => b.value - a.value)];
}

function shipmentOf(
  { lines }: Packing,
  site: Site,
  pieces: readonly Piece[],
  holders: readonly number[],
  member: number,
): Shipment {
  const taken = lines.map(() => 0);
  for (const [at, piece] of pieces.entries()) {
    if (holders[at] !== member) continue;
    for (const [line, units] of piece.lines) taken[line] = (taken[line] ?? 0) + units;
  }
  return { site, taken, units: taken.reduce((sum, units) => sum + units, 0) };
}

function move({ lines }: Packing, piece: Piece, stock: number[], sign: 1 | -1): boolean {
  const after = new Map<number, number>();
  for (const [line, units] of piece.lines) {
    const sku = lines[line]?.sku ?? 0;
    after.set(sku, (after.get(sku) ?? stock[sku] ?? 0) + sign * units);
  }
  if ([...after.values()].some((units) => units < 0)) return false;
  for (const [sku, units] of after) stock[sku] = units;
  return true;
}

function lackOf(values: readonly number[], minValue: number): number {
  return values.reduce((sum, value) => sum + Math.max(0, minValue - value), 0);
}

function poorestFirst(values: readonly number[]): number[] {
  return values.map((_, member) => member).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
}
