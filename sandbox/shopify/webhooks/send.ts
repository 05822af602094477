import { performance } from "node:perf_hooks";
import type { Settings } from "../settings.ts";
import type { Attempt, Delivery } from "../store/deliveries.ts";
import type { Faults } from "./faults.ts";
import { deliveryHeaders } from "./publish.ts";
import { webhookHmac } from "./signature.ts";

/** One POST to the app. Redirects count as failures, as with Shopify. */
export async function send(
  settings: Settings,
  delivery: Delivery,
  faults: Pick<Faults, "wrongSecret" | "badJson">,
  at: Date,
): Promise<Attempt> {
  const started = performance.now();
  const body = Buffer.from(
    faults.badJson ? delivery.body.slice(0, Math.ceil(delivery.body.length / 2)) : delivery.body,
  );
  const secret = faults.wrongSecret ? `${settings.apiSecret}-wrong` : settings.apiSecret;
  const notes = [faults.wrongSecret ? "wrong secret" : "", faults.badJson ? "cut body" : ""].filter(Boolean);
  const outcome = await post(settings, body, {
    ...deliveryHeaders(delivery),
    "x-shopify-hmac-sha256": webhookHmac(body, secret),
    ...delivery.headers,
  });
  const milliseconds = Math.round(performance.now() - started);
  return { ...outcome, at: at.toISOString(), milliseconds, note: notes.join(", ") || null };
}

async function post(settings: Settings, body: Buffer, headers: Record<string, string>) {
  try {
    const response = await fetch(`${settings.appUrl}/webhooks/shopify`, {
      method: "POST",
      headers,
      body: new Uint8Array(body),
      redirect: "manual",
      signal: AbortSignal.timeout(settings.webhooks.timeoutMs),
    });
    await response.arrayBuffer();
    return { status: response.status, error: null };
  } catch (error) {
    return { status: null, error: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

export const succeeded = (attempt: Attempt) =>
  attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
