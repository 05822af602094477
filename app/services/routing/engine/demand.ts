import type { OrderLine } from "./route-input.ts";

/** What an order wants, its SKUs numbered in the order in which they first appear. */
export interface Demand {
  lines: readonly OrderLine[];
  skus: readonly string[];
  /** Number of a SKU in `skus`. */
  skuAt: ReadonlyMap<string, number>;
  /** Number of each line's SKU. */
  skuOfLine: readonly number[];
  /** Units of each SKU over all lines. */
  units: readonly number[];
  total: number;
}

export function demandOf(lines: readonly OrderLine[]): Demand {
  const skuAt = new Map<string, number>();
  const units: number[] = [];
  const skuOfLine = lines.map(({ sku, quantity }) => {
    const at = skuAt.get(sku) ?? skuAt.size;
    skuAt.set(sku, at);
    units[at] = (units[at] ?? 0) + quantity;
    return at;
  });
  return { lines, skus: [...skuAt.keys()], skuAt, skuOfLine, units, total: sumOf(units) };
}

export function sumOf(numbers: readonly number[]): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
