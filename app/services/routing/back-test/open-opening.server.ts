import { readOpeningPromises, readOpeningStock } from "#app/db/back-tests.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import type { StockRow } from "./history.ts";
import type { Replay } from "./replay.ts";

const pageLength = 5000;

/** Gives a replay the stock its period began with. */
export async function openOpening(ctx: ShopContext, replay: Replay, at: Date): Promise<void> {
  replay.openPromises(await readOpeningPromises(ctx.db, ctx.shopId, at));
  let after: StockRow | undefined;
  do {
    const rows: StockRow[] = await readOpeningStock(ctx.db, ctx.shopId, at, { after, limit: pageLength });
    replay.openStock(rows);
    after = rows.length === pageLength ? rows.at(-1) : undefined;
  } while (after);
}
