import { releaseExpiredReservations, resumeStalledWork } from "#app/db/routing.server.ts";
import type { JobContext } from "../job-context.ts";

/** Nothing waits for ever: neither promised units nor work whose job is gone. */
export async function releaseReservationsJob(_payload: object, job: JobContext) {
  const released = await releaseExpiredReservations(job.db);
  if (released > 0) job.log.info({ released }, "expired reservations released");
  const resumed = await resumeStalledWork(job.db);
  if (Object.values(resumed).some((count) => count > 0))
    job.log.warn({ resumed }, "stalled work queued again");
}
