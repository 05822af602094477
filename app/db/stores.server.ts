import { z } from "zod";
import { callFunction, type Db, unwrap } from "./client.server.ts";

const Store = z.object({ id: z.uuid(), is_active: z.boolean() });

/** A shop's row as far as signing in needs it. */
export interface Store {
  readonly id: string;
  readonly isActive: boolean;
}

export async function findStore(db: Db, shopDomain: string): Promise<Store | undefined> {
  const row = unwrap(
    await db.from("stores").select("id, is_active").eq("shop_domain", shopDomain).retry(false).maybeSingle(),
  );
  if (row === null) return undefined;
  const { id, is_active: isActive } = Store.parse(row);
  return { id, isActive };
}

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
