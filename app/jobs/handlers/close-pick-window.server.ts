import { closePickWindow } from "#app/services/routing/pick-windows/close-pick-window.server.ts";
import { openShop } from "#app/services/shops/open-shop.server.ts";
import type { JobContext } from "../job-context.ts";
import type { TaskPayload } from "../tasks.ts";

export async function closePickWindowJob(
  { shopId, closesAt }: TaskPayload<"close_pick_window">,
  job: JobContext,
) {
  const ctx = await openShop(job, shopId);
  if (!ctx) return;
  const outcome = await closePickWindow(ctx, new Date(closesAt));
  ctx.log.info({ closesAt, outcome }, "pick window");
}
