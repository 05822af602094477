import { cancelShipment } from "#app/services/routing/cancel-shipment.server.ts";
import { openShop } from "#app/services/shops/open-shop.server.ts";
import type { JobContext } from "../job-context.ts";
import { NotYet } from "../not-yet.ts";
import type { TaskPayload } from "../tasks.ts";

export async function cancelShipmentJob(
  { shopId, shipmentId }: TaskPayload<"cancel_shipment">,
  job: JobContext,
) {
  const ctx = await openShop(job, shopId);
  if (!ctx) return;
  const outcome = await cancelShipment(ctx, shipmentId);
  ctx.log.info({ shipment: shipmentId, outcome }, "cancelled");
  if (outcome === "wait-for-crawl")
    throw new NotYet("an earlier attempt may have worked; waiting for what became of it");
}
