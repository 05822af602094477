import type { Peer } from "../peer.ts";
import { type Delivery, dueDeliveries, nextDueMs, recordAttempt } from "../store/deliveries.ts";
import { findShop } from "../store/shops.ts";
import { noFaults } from "./faults.ts";
import { send, succeeded } from "./send.ts";

const maxRetries = 8;
const parallel = 6;

/**
 * Delivers the outbox: up to six at once, never two about the same order at once, eight retries with doubling
 * pauses. The outbox is durable, so that a killed server carries on where it stopped.
 */
export function startCourier(peer: Peer) {
  const underway = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const wake = () => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(round, 0);
  };

  const begin = (delivery: Delivery) => {
    const done = deliver(peer, delivery)
      .catch((error: unknown) => console.error("courier", delivery.topic, error))
      .finally(() => {
        underway.delete(laneOf(delivery));
        wake();
      });
    underway.set(laneOf(delivery), done);
  };

  const round = () => {
    if (stopped) return;
    const nowMs = peer.now().getTime();
    for (const delivery of dueDeliveries(peer.db, nowMs, 40)) {
      if (underway.size >= parallel) return;
      if (!underway.has(laneOf(delivery))) begin(delivery);
    }
    const due = nextDueMs(peer.db);
    if (due !== null && underway.size === 0) timer = setTimeout(round, Math.max(5, due - nowMs));
    else if (due !== null && due > nowMs) timer = setTimeout(round, Math.min(due - nowMs, 60_000));
  };

  const stop = async () => {
    stopped = true;
    clearTimeout(timer);
    await Promise.all(underway.values());
  };
  return { wake, stop };
}

const laneOf = (delivery: Delivery) => `${delivery.shop} ${delivery.subject}`;

async function deliver(peer: Peer, delivery: Delivery): Promise<void> {
  const faults = findShop(peer.db, delivery.shop)?.faults ?? noFaults;
  const attempt = await send(peer.settings, delivery, faults, peer.now());
  if (!succeeded(attempt)) {
    recordAttempt(peer.db, delivery.webhookId, attempt, afterFailure(peer, delivery));
    return;
  }
  recordAttempt(peer.db, delivery.webhookId, attempt, { state: "delivered", dueMs: delivery.dueMs });
  if (!faults.duplicate) return;
  const again = await send(peer.settings, delivery, faults, peer.now());
  const note = ["duplicate", again.note].filter(Boolean).join(", ");
  recordAttempt(
    peer.db,
    delivery.webhookId,
    { ...again, note },
    { state: "delivered", dueMs: delivery.dueMs },
  );
}

function afterFailure(peer: Peer, { attempts }: Delivery): { state: "pending" | "failed"; dueMs: number } {
  const pause = peer.settings.webhooks.retryBaseMs * 2 ** attempts;
  return { state: attempts >= maxRetries ? "failed" : "pending", dueMs: peer.now().getTime() + pause };
}
