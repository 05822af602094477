import { disconnectConnection, findConnectionByTrackstarId } from "#app/db/connections.server.ts";
import { requestSync } from "#app/db/syncs.server.ts";
import { findTrackstarEvent, finishTrackstarEvent } from "#app/db/trackstar-events.server.ts";
import type { JobContext } from "#app/jobs/job-context.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { openShop } from "#app/services/shops/open-shop.server.ts";
import { type EventEffect, eventEffect } from "./event-effect.ts";

/** Events come in bursts; a moment's patience makes one sync of them. */
const patienceSeconds = 2;

/** Gives a stored event its effect, once. */
export async function applyEvent(
  job: JobContext,
  eventId: string,
): Promise<"processed" | "ignored" | "nothing-to-do"> {
  const event = await findTrackstarEvent(job.db, eventId);
  if (event?.status !== "received") return "nothing-to-do";
  const ctx = event.shopId === null ? undefined : await openShop(job, event.shopId);
  const outcome =
    ctx && event.connectionId !== null
      ? await takeEffect(ctx, event.connectionId, eventEffect(event.eventType, event.data))
      : "ignored";
  await finishTrackstarEvent(job.db, event.id, outcome);
  return outcome;
}

async function takeEffect(
  ctx: ShopContext,
  trackstarId: string,
  effect: EventEffect,
): Promise<"processed" | "ignored"> {
  const connection = await findConnectionByTrackstarId(ctx.db, ctx.shopId, trackstarId);
  if (!connection) return "ignored";
  switch (effect.effect) {
    case "none":
      return "ignored";
    case "disconnected":
      await disconnectConnection(ctx.db, ctx.shopId, connection.id, "trackstar");
      return "processed";
    case "sync": {
      const asked = await requestSync(ctx.db, ctx.shopId, connection.id, effect.kinds, patienceSeconds);
      return asked === "requested" ? "processed" : "ignored";
    }
  }
}
