import { retryUnfillable } from "#app/db/routing.server.ts";
import type { JobContext } from "../job-context.ts";
import type { TaskPayload } from "../tasks.ts";

export async function retryUnfillableJob(payload: TaskPayload<"retry_unfillable">, job: JobContext) {
  const orders = await retryUnfillable(job.db, payload.shopId, payload.skus);
  if (orders > 0) job.log.info({ orders }, "unfillable orders queued again");
}
