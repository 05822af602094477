import type { CatalogueItem } from "#sandbox/demo/catalogue.ts";
import { destinations } from "#sandbox/demo/destinations.ts";
import type { Chance } from "./chance.ts";

export interface DemandLine {
  readonly item: CatalogueItem;
  readonly units: number;
}

/** How much a SKU sells on a day of the year, 0 to 364: fast and slow ones, some in season, some only now and then. */
export function pull(sku: number, day: number): number {
  const base = 1 / (1 + (sku % 40)) + 0.02;
  const season = 1 + 0.6 * Math.sin((2 * Math.PI * (day + sku * 17)) / 365);
  const isIntermittent = sku % 7 === 3;
  return base * season * (isIntermittent ? Number((day + sku) % 19 < 2) * 6 : 1);
}

/** Orders of a day as a share of an average one: more towards the holidays, fewer at weekends. */
export function busyness(day: number): number {
  const holidays = day >= 325 && day <= 350 ? 1.9 : 1;
  return (
    holidays * ([0, 6].includes(day % 7) ? 0.7 : 1.12) * (1 + 0.15 * Math.sin((2 * Math.PI * day) / 365))
  );
}

/** The lines of one order of a day. */
export function linesOf(chance: Chance, items: readonly CatalogueItem[], day: number): DemandLine[] {
  const pulls = items.map((_, at) => pull(at, day));
  const count = 1 + Number(chance.isOneIn(3)) + Number(chance.isOneIn(6));
  const lines = new Map<string, DemandLine>();
  for (let line = 0; line < count; line++) {
    const item = weighted(chance, items, pulls);
    const units = 1 + Number(chance.isOneIn(5)) + Number(chance.isOneIn(15));
    lines.set(item.sku, { item, units });
  }
  return [...lines.values()];
}

function weighted(chance: Chance, items: readonly CatalogueItem[], pulls: readonly number[]): CatalogueItem {
  let left = chance.next() * pulls.reduce((sum, each) => sum + each, 0);
  for (const [at, each] of pulls.entries()) {
    left -= each;
    const item = items[at];
    if (left < 0 && item) return item;
  }
  return chance.pick(items);
}

export const destinationOf = (chance: Chance) => chance.pick(destinations);
