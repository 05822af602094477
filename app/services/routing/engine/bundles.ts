import type { Demand } from "./demand.ts";

/** Lines that leave together from one warehouse or not at all. */
export interface Bundle {
  /** Numbers of its lines. */
  lines: readonly number[];
  /** SKU number and units. */
  needs: readonly (readonly [number, number])[];
  units: number;
}

/**
 * The bundles of an order: lines of one group, and lines that `together` names (SKUs; null for all lines). Bundles
 * that share a line are one. They come in the order of their first lines.
 */
export function bundlesOf(demand: Demand, together: readonly (readonly string[] | null)[]): Bundle[] {
  const wishes = [...groupsOf(demand), ...together.map((skus) => linesWith(demand, skus))];
  const bundles: Set<number>[] = [];
  for (const wish of wishes.filter((lines) => lines.length > 0)) {
    const merged = new Set(wish);
    for (let at = bundles.length - 1; at >= 0; at--) {
      const other = bundles[at];
      if (!other || ![...other].some((line) => merged.has(line))) continue;
      for (const line of other) merged.add(line);
      bundles.splice(at, 1);
    }
    bundles.push(merged);
  }
  return bundles
    .map((lines) => [...lines].sort((a, b) => a - b))
    .sort(([a = 0], [b = 0]) => a - b)
    .map((lines) => bundleOf(demand, lines));
}

function groupsOf({ lines }: Demand): number[][] {
  const grouped = lines.flatMap(({ group }, line) => (group === null ? [] : { group, line }));
  const groups = Map.groupBy(grouped, ({ group }) => group).values();
  return [...groups].map((members) => members.map(({ line }) => line));
}

function linesWith({ lines }: Demand, skus: readonly string[] | null): number[] {
  return lines.flatMap(({ sku }, at) => (skus === null || skus.includes(sku) ? [at] : []));
}

function bundleOf({ lines: all, skuOfLine }: Demand, lines: readonly number[]): Bundle {
  const needs = new Map<number, number>();
  for (const line of lines) {
    const sku = skuOfLine[line] ?? 0;
    needs.set(sku, (needs.get(sku) ?? 0) + (all[line]?.quantity ?? 0));
  }
  const units = lines.reduce((sum, line) => sum + (all[line]?.quantity ?? 0), 0);
  return { lines, needs: [...needs], units };
}
