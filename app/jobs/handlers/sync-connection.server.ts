import { syncConnection } from "#app/services/connections/sync-connection.server.ts";
import { openShop } from "#app/services/shops/open-shop.server.ts";
import type { JobContext } from "../job-context.ts";
import type { TaskPayload } from "../tasks.ts";

export async function syncConnectionJob(
  { shopId, connectionId, kind }: TaskPayload<"sync_connection">,
  job: JobContext,
) {
  const ctx = await openShop(job, shopId);
  if (!ctx) return;
  const outcome = await syncConnection(ctx, connectionId, kind);
  ctx.log.info({ connection: connectionId, kind, outcome }, "synced");
}
