import { costOf, valueOf } from "./deal.ts";
import type { Shipment } from "./deal.ts";
import type { Packing } from "./packing.ts";

/** Units that may go to several warehouses one by one, or a bundle as one. */
interface Piece {
  /** Line and units of each step. */
  lines: readonly (readonly [number, number])[];
  count: number;
}

// Enough for four lines of three units between two warehouses; more would be felt in every explanation.
const mostDivisions = 256;

/**
 * What was dealt, divided otherwise between the same warehouses where that costs less: the cheapest of all divisions,
 * as far as these are few enough to try them all. Who ships how much then hangs on prices, not on who was dealt first.
 */
export function divideForLess(packing: Packing, dealt: readonly Shipment[]): readonly Shipment[] {
  const pieces = piecesOf(packing, dealt);
  if (divisionsOf(pieces, dealt.length) > mostDivisions) return dealt;
  const stock = dealt.map(({ site }) => [...site.supply]);
  const trial = dealt.map(({ site, taken }): Shipment => ({ site, taken: taken.map(() => 0), units: 0 }));
  let best = dealt;
  let bestCost = costOf(packing, dealt);

  const judge = () => {
    const cost = costOf(packing, trial);
    if (cost >= bestCost || !trial.every((shipment) => isWorthwhile(packing, shipment))) return;
    best = trial.map((shipment) => ({ ...shipment, taken: [...shipment.taken] }));
    bestCost = cost;
  };
  const visit = (at: number, member: number, open: number): void => {
    const piece = pieces[at];
    const [shipment, shelf] = [trial[member], stock[member]];
    if (!piece) judge();
    else if (open === 0) visit(at + 1, 0, pieces[at + 1]?.count ?? 0);
    else if (shipment && shelf) {
      let given = 0;
      do visit(at, member + 1, open - given);
      while (given < open && give(packing, piece, shipment, shelf) && ++given);
      for (; given > 0; given--) takeBack(packing, piece, shipment, shelf);
    }
  };
  visit(0, 0, pieces[0]?.count ?? 0);
  return best;
}

function piecesOf({ lines, bundles, bundleOfLine }: Packing, dealt: readonly Shipment[]): Piece[] {
  const shipped = lines.map((_, line) => dealt.reduce((sum, { taken }) => sum + (taken[line] ?? 0), 0));
  const together = bundles.map(({ lines: members }): Piece => {
    const steps = members.map((line) => [line, shipped[line] ?? 0] as const);
    return { lines: steps, count: steps.some(([, units]) => units > 0) ? 1 : 0 };
  });
  const loose = shipped.map((count, line): Piece => ({
    lines: [[line, 1]],
    count: bundleOfLine[line] === -1 ? count : 0,
  }));
  return [...together, ...loose].filter(({ count }) => count > 0);
}

/** Ways to deal all pieces to so many members, whatever their stock. */
function divisionsOf(pieces: readonly Piece[], members: number): number {
  let divisions = 1;
  for (const { count } of pieces) {
    for (let other = 1; other < members; other++) divisions *= (count + other) / other;
    if (divisions > mostDivisions) break;
  }
  return divisions;
}

function give({ lines }: Packing, piece: Piece, shipment: Shipment, shelf: number[]): boolean {
  for (const [line, units] of piece.lines) {
    const sku = lines[line]?.sku ?? 0;
    shelf[sku] = (shelf[sku] ?? 0) - units;
    shipment.taken[line] = (shipment.taken[line] ?? 0) + units;
    shipment.units += units;
  }
  const fits = piece.lines.every(([line]) => (shelf[lines[line]?.sku ?? 0] ?? 0) >= 0);
  if (!fits) takeBack({ lines }, piece, shipment, shelf);
  return fits;
}

function takeBack(
  { lines }: Pick<Packing, "lines">,
  piece: Piece,
  shipment: Shipment,
  shelf: number[],
): void {
  for (const [line, units] of piece.lines) {
    const sku = lines[line]?.sku ?? 0;
    shelf[sku] = (shelf[sku] ?? 0) + units;
    shipment.taken[line] = (shipment.taken[line] ?? 0) - units;
    shipment.units -= units;
  }
}

function isWorthwhile(packing: Packing, shipment: Shipment): boolean {
  if (shipment.units === 0) return false;
  return packing.minValue === 0 || valueOf(packing, shipment) >= packing.minValue;
}
