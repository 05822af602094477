import { resumeBackTests } from "#app/db/back-tests.server.ts";
import type { JobContext } from "../job-context.ts";

export async function resumeBackTestsJob(_payload: object, job: JobContext) {
  const runs = await resumeBackTests(job.db);
  if (runs > 0) job.log.info({ runs }, "back-tests queued again");
}
