import { publishShipment } from "#app/services/routing/publish-shipment.server.ts";
import { openShop } from "#app/services/shops/open-shop.server.ts";
import type { JobContext } from "../job-context.ts";
import { NotYet } from "../not-yet.ts";
import type { TaskPayload } from "../tasks.ts";

export async function publishShipmentJob(
  { shopId, shipmentId }: TaskPayload<"publish_shipment">,
  job: JobContext,
) {
  const ctx = await openShop(job, shopId);
  if (!ctx) return;
  const outcome = await publishShipment(ctx, shipmentId);
  ctx.log.info({ shipment: shipmentId, outcome }, "published");
  if (outcome === "wait-for-crawl" || outcome === "busy")
    throw new NotYet("another attempt may have worked; waiting for what became of it");
}
