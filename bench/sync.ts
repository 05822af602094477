import { saveInventory, type StockRow } from "#app/db/inventory.server.ts";
import type { Bench } from "./benchmark.ts";
import { type BenchShop, makeShop, skuOf } from "./make-shop.ts";
import { rounded, timeCalls } from "./timing.ts";

/** As many rows as the app sends in one call. */
const sliceLength = 5_000;

/** A connection's whole stock, pulled four times: first into nothing, again unchanged, all changed, one changed. */
export async function sync(bench: Bench): Promise<void> {
  await pulls(bench, "one slice", await makeShop(bench.sql, { skus: sliceLength, warehouses: 2 }), 1);
  await pulls(bench, "ten slices", await makeShop(bench.sql, { skus: sliceLength, warehouses: 20 }), 10);
}

async function pulls(
  { sql, db, print }: Bench,
  size: string,
  shop: BenchShop,
  slices: number,
): Promise<void> {
  let first: number | undefined;
  const kinds = [
    ["first", () => 7],
    ["identical", () => 7],
    ["every row changed", () => 8],
    ["one row changed", (sku) => (sku === 1 ? 9 : 8)],
  ] satisfies [string, (sku: number) => number][];
  for (const [kind, units] of kinds) {
    const pullStartedAt = new Date();
    const save = (slice: number) =>
      saveInventory(db, shop.id, shop.connectionId, {
        rows: stockRows(shop, slice, units),
        crawl: { startedAt: pullStartedAt, endedAt: pullStartedAt },
        complete: slice === slices - 1,
        pullStartedAt,
      });
    const timings = await timeCalls(save, { calls: slices, warmUp: 0, within: Infinity });
    const rowsPerSecond = timings.perSecond * sliceLength;
    first ??= rowsPerSecond;
    print({
      case: `${size} of 5,000 rows, ${kind}`,
      rows_per_s: rounded(rowsPerSecond),
      slice_p50_ms: rounded(timings.p50),
      times_first: rounded(first / rowsPerSecond),
    });
  }
  await sql`analyze`;
}

/** A slice is one warehouse of the connection. */
const stockRows = (shop: BenchShop, slice: number, units: (sku: number) => number): StockRow[] =>
  Array.from({ length: sliceLength }, (_, index) => ({
    warehouse: shop.warehouses[slice]?.trackstarId ?? "",
    sku: skuOf(index + 1),
    product_id: `product-${index + 1}`,
    available: units(index + 1),
    committed: 0,
    on_hand: units(index + 1),
    incoming: 0,
  }));
