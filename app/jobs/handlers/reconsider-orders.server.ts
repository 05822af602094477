import { reconsiderWaiting } from "#app/services/routing/setup/reconsider-waiting.server.ts";
import { openShop } from "#app/services/shops/open-shop.server.ts";
import type { JobContext } from "../job-context.ts";
import type { TaskPayload } from "../tasks.ts";

export async function reconsiderOrdersJob({ shopId }: TaskPayload<"reconsider_orders">, job: JobContext) {
  const ctx = await openShop(job, shopId);
  if (!ctx) return;
  const orders = await reconsiderWaiting(ctx);
  ctx.log.info({ orders }, "waiting orders queued again under the new routing setup");
}
