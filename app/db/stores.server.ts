import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";
import { optional } from "./values.ts";

const Store = z
  .object({ id: z.uuid(), is_active: z.boolean() })
  .transform((row) => ({ id: row.id, isActive: row.is_active }));
/** A shop's row as far as signing in needs it. */
export type Store = z.infer<typeof Store>;

/** The shop somebody opens the app in, who is noted as seen; null when it has no row yet. */
export const seeStore = (db: Db, shopDomain: string): Promise<Store | null> =>
  callFunction(db, "see_store", { p_shop_domain: shopDomain }, optional(Store));

export interface ShopFacts {
  readonly shopDomain: string;
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
  readonly currency: string;
}

const Upserted = z
  .object({
    shop_id: z.uuid(),
    channel_id: z.uuid(),
    outcome: z.enum(["created", "reactivated", "updated"]),
  })
  .transform((row) => ({ shopId: row.shop_id, channelId: row.channel_id, outcome: row.outcome }));

/** Makes the shop's row and its Shopify channel, or brings them up to date; replays events that waited for it. */
export const upsertStore = (db: Db, facts: ShopFacts) =>
  callFunction(
    db,
    "upsert_store",
    {
      p_shop_domain: facts.shopDomain,
      p_name: facts.name,
      p_email: facts.email,
      p_time_zone: facts.timeZone,
      p_currency: facts.currency,
    },
    Upserted,
  );
