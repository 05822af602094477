import { Counter } from "prom-client";

const refused = new Counter({
  name: "swyft_webhooks_refused_total",
  help: "Deliveries that were not stored, by peer and reason.",
  labelNames: ["peer", "reason"],
});

export type RefusalReason = "too-large" | "unsigned" | "incomplete";

/** Deliveries over the size limit are lost for good: the alarm on this counter is set on them. */
export const countRefusal = (peer: "shopify" | "trackstar", reason: RefusalReason): void => {
  refused.inc({ peer, reason });
};

export async function countedRefusals(peer: "shopify" | "trackstar", reason: RefusalReason): Promise<number> {
  const { values } = await refused.get();
  return values.find(({ labels }) => labels["peer"] === peer && labels["reason"] === reason)?.value ?? 0;
}
