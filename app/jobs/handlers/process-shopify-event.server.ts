import { processShopifyEvent } from "#app/services/webhooks/process-shopify-event.server.ts";
import type { JobContext } from "../job-context.ts";
import type { TaskPayload } from "../tasks.ts";

export async function handleProcessShopifyEvent(
  { eventId }: TaskPayload<"process_shopify_event">,
  { db, log }: JobContext,
): Promise<void> {
  const outcome = await processShopifyEvent(db, eventId);
  log.info({ eventId, outcome }, "shopify event");
}
