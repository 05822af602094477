import { loadRoutingStock } from "#app/db/routing-preview.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { openRoutingSetup } from "../setup/open-routing-setup.server.ts";
import type { SetupChanges, SetupWarehouse } from "../setup/routing-setup.ts";
import type { SetupToTry } from "./setup-document.ts";

/** Everything the weights page says before its preview is there. */
export interface OpenedWeights {
  /** Goes into `saveWeights`. */
  readonly revision: number;
  readonly live: SetupToTry;
  /** The draft, or what is live where there is none. */
  readonly edited: SetupToTry;
  readonly isDraft: boolean;
  /** Whether publishing the draft changes rules as well. */
  readonly hasOtherRules: boolean;
  readonly warehouses: readonly SetupWarehouse[];
  readonly currency: string;
}

export async function openWeights(ctx: ShopContext): Promise<OpenedWeights> {
  const [opened, stock] = await Promise.all([
    openRoutingSetup(ctx),
    loadRoutingStock(ctx.db, ctx.shopId, [], ctx.now),
  ]);
  return {
    revision: opened.revision,
    live: opened.live.setup,
    edited: (opened.draft ?? opened.live).setup,
    isDraft: opened.draft !== null,
    hasOtherRules: opened.draft !== null && changesRules(opened.draft.changes),
    warehouses: opened.warehouses,
    currency: stock.currency ?? "USD",
  };
}

const changesRules = ({ added, removed, changed }: SetupChanges): boolean =>
  added.length + removed.length + changed.length > 0;
