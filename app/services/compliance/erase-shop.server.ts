import { logger } from "#app/clients/logger.server.ts";
import type { Db } from "#app/db/client.server.ts";
import { redactShop } from "#app/db/compliance.server.ts";
import { findShopId } from "#app/db/shops.server.ts";
import { endConnections } from "#app/services/connections/manage-connection.server.ts";

/** Deletes every row of a shop, after ending its connections: Trackstar would go on copying its orders. */
export async function eraseShop(
  db: Db,
  shopDomain: string,
  requestedAt: string | null,
): Promise<"redacted" | "older-than-install"> {
  for (;;) {
    const outcome = await redactShop(db, shopDomain, requestedAt);
    switch (outcome) {
      case "linked":
        await endConnectionsOf(db, shopDomain);
        break;
      case "more":
        break;
      case "redacted":
      case "older-than-install":
        return outcome;
    }
  }
}

async function endConnectionsOf(db: Db, shopDomain: string): Promise<void> {
  const shopId = await findShopId(db, shopDomain);
  if (shopId === undefined) return;
  const log = logger.child({ shop: shopDomain });
  await endConnections({ db, shopId, shopDomain, actor: "shopify", now: new Date(), log });
}
