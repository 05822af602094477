import { rereadOrder } from "#app/services/orders/reread-order.server.ts";
import type { JobContext } from "../job-context.ts";
import type { TaskPayload } from "../tasks.ts";

export async function handleRereadOrder(
  payload: TaskPayload<"reread_order">,
  { db, log, now }: JobContext,
): Promise<void> {
  const outcome = await rereadOrder({ db, now }, payload);
  log.info({ ...payload, outcome }, "order read again");
}
