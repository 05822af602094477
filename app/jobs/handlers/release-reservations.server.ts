import { releaseExpiredReservations } from "#app/db/routing.server.ts";
import type { JobContext } from "../job-context.ts";

export async function releaseReservationsJob(_payload: object, job: JobContext) {
  const released = await releaseExpiredReservations(job.db);
  if (released > 0) job.log.info({ released }, "expired reservations released");
}
