import type { TrackstarError } from "#app/clients/trackstar/index.server.ts";
import type { RefusalKind } from "#app/db/shipments.server.ts";

const known = /\balready (exists|in use|taken)\b|\bduplicate\b/i;
const wrongInOrder = /\b(unknown|invalid|unrecogni[sz]ed|not found|does not exist|no such)\b/i;
const cannotServe =
  /\b(stock|inventory|capacity|back-?order(ed)?|insufficient|unavailable|cut-?off|service( level)?|carrier)\b/i;

/** `duplicate`: the WMS says it has an order of this number, so it may be found there. */
export type Refusal = RefusalKind | "duplicate";

/**
 * Whose fault a refusal is. A WMS short of stock or capacity, or one that takes no orders through the API, leaves
 * other warehouses; a bad address or an unknown SKU would be refused everywhere. Only the WMS's words tell them apart.
 */
export function classifyRefusal(error: Pick<TrackstarError, "kind" | "message">): Refusal {
  if (error.kind === "forbidden" || error.kind === "not_implemented") return "warehouse";
  if (error.kind !== "refused") return "order";
  if (known.test(error.message)) return "duplicate";
  if (wrongInOrder.test(error.message)) return "order";
  return cannotServe.test(error.message) ? "warehouse" : "order";
}
