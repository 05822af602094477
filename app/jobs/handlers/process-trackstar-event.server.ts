import { applyEvent } from "#app/services/connections/apply-event.server.ts";
import type { JobContext } from "../job-context.ts";
import type { TaskPayload } from "../tasks.ts";

export async function processTrackstarEventJob(
  { eventId }: TaskPayload<"process_trackstar_event">,
  job: JobContext,
) {
  const outcome = await applyEvent(job, eventId);
  job.log.info({ event: eventId, outcome }, "Trackstar event");
}
