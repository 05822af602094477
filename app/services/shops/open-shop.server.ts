import { findShop } from "#app/db/shops.server.ts";
import type { JobContext } from "#app/jobs/job-context.ts";
import type { ShopContext } from "#app/services/shop-context.ts";

/** The context a job acts in for one shop; undefined when the shop is gone or has uninstalled the app. */
export async function openShop(job: JobContext, shopId: string): Promise<ShopContext | undefined> {
  const shop = await findShop(job.db, shopId);
  if (!shop?.isActive) return undefined;
  return {
    db: job.db,
    shopId: shop.id,
    shopDomain: shop.domain,
    actor: "swyft",
    now: job.now,
    log: job.log.child({ shop: shop.domain }),
  };
}
