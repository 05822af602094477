import { releaseDueHolds } from "#app/db/person-decisions.server.ts";
import type { JobContext } from "../job-context.ts";

/** Orders held until a moment are routed once it has come. */
export async function releaseHoldsJob(_payload: object, job: JobContext) {
  const released = await releaseDueHolds(job.db);
  if (released > 0) job.log.info({ released }, "holds ended");
}
