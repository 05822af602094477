import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { openShop } from "#app/services/shops/open-shop.server.ts";
import type { JobContext } from "../job-context.ts";
import { NotYet } from "../not-yet.ts";
import type { TaskPayload } from "../tasks.ts";

export async function routeOrderJob({ shopId, orderId }: TaskPayload<"route_order">, job: JobContext) {
  const ctx = await openShop(job, shopId);
  if (!ctx) return;
  const outcome = await routeOrder(ctx, orderId);
  ctx.log.info({ order: orderId, outcome }, "routed");
  if (outcome === "kept-changing") throw new NotYet("the order's facts kept changing; it is decided later");
}
