import type { Logger } from "#app/clients/logger.server.ts";
import type { Db } from "#app/db/client.server.ts";

/** Everything a use case acts with, for exactly one shop. */
export interface ShopContext {
  readonly db: Db;
  readonly shopId: string;
  readonly shopDomain: string;
  /** Who acts: "swyft" for jobs, the person's Shopify user id in the admin. */
  readonly actor: string;
  readonly now: Date;
  readonly log: Logger;
}
