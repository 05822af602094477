import { scheduleSyncs } from "#app/services/connections/schedule-syncs.server.ts";
import type { JobContext } from "../job-context.ts";
import type { TaskPayload } from "../tasks.ts";

export async function scheduleSyncsJob(_payload: TaskPayload<"schedule_syncs">, job: JobContext) {
  const due = await scheduleSyncs(job);
  if (due > 0) job.log.info({ due }, "syncs scheduled");
}
