import { cancelBackTest } from "#app/db/back-tests.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";

/** Stops a back-test that waits or runs. */
export const cancelRun = (ctx: ShopContext, id: string) => cancelBackTest(ctx.db, ctx.shopId, id);
