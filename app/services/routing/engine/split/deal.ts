import { billedPounds, parcelPrice } from "../shipping.ts";
import type { Packing, Site } from "./packing.ts";
import { placeBundles } from "./place-bundles.ts";

/** What one warehouse ships of an order. */
export interface Shipment {
  site: Site;
  /** Units by line. */
  taken: number[];
  units: number;
}

/**
 * Deals an order to warehouses in turn: bundles go to the first that has room for them, of everything else each takes
 * all it can. Null where a bundle fits nowhere and the order may not leave in part.
 */
export function deal(packing: Packing, order: readonly Site[]): Shipment[] | null {
  const { lines, bundles, bundleOfLine } = packing;
  const left = order.map((site) => [...site.supply]);
  const placed = bundles.length === 0 ? [] : placeBundles(packing, left);
  if (!placed) return null;
  const open = lines.map(({ quantity }) => quantity);
  return order.map((site, member) => {
    const stock = left[member] ?? [];
    let units = 0;
    const taken = lines.map(({ sku, quantity }, line) => {
      const bundle = bundleOfLine[line] ?? -1;
      const room = bundle === -1 ? Math.min(open[line] ?? 0, stock[sku] ?? 0) : 0;
      const take = bundle !== -1 && placed[bundle] === member ? quantity : room;
      open[line] = (open[line] ?? 0) - take;
      if (bundle === -1) stock[sku] = (stock[sku] ?? 0) - take;
      units += take;
      return take;
    });
    return { site, taken, units };
  });
}

/** Minor units for all parcels with the card's fees; Infinity where one of them has no price. */
export function costOf({ lines, card }: Packing, shipments: readonly Shipment[]): number {
  let cost = card.perOrder + card.perExtraParcel * (shipments.length - 1);
  for (const { site, taken } of shipments) {
    let grams = 0;
    let cubicInches = 0;
    for (const [at, line] of lines.entries()) {
      const units = taken[at] ?? 0;
      grams += units * line.grams;
      cubicInches += units * line.cubicInches;
    }
    cost += parcelPrice(card, site.zone, billedPounds(grams, cubicInches, card)) ?? Infinity;
  }
  return cost;
}

/** What a shipment is worth, in ten-thousandths. */
export function valueOf({ lines }: Packing, { taken }: Shipment): number {
  return lines.reduce((sum, line, at) => sum + line.value * (taken[at] ?? 0), 0);
}
