import type { TrackstarError } from "#app/clients/trackstar/index.server.ts";
import type { RefusalKind } from "#app/db/shipments.server.ts";

const shortOfStock = /stock|inventory|capacity|backorder|insufficient|unavailable|cut-?off|service level/i;

/**
 * Whose fault a refusal is. A WMS out of stock or capacity leaves other warehouses; a bad address or an unknown
 * SKU would be refused everywhere. Only the WMS's words tell them apart.
 */
export function classifyRefusal(error: Pick<TrackstarError, "kind" | "message">): RefusalKind {
  return error.kind === "refused" && shortOfStock.test(error.message) ? "warehouse" : "order";
}
