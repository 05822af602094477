import { z } from "zod";
import { type Db, unwrap } from "./client.server.ts";

const Shop = z.object({ id: z.uuid(), shop_domain: z.string(), is_active: z.boolean() });

export interface Shop {
  readonly id: string;
  readonly domain: string;
  readonly isActive: boolean;
}

export async function findShop(db: Db, shopId: string): Promise<Shop | undefined> {
  const answer = await db.from("stores").select("id, shop_domain, is_active").eq("id", shopId).maybeSingle();
  const row = unwrap(answer);
  if (row === null) return undefined;
  const shop = Shop.parse(row);
  return { id: shop.id, domain: shop.shop_domain, isActive: shop.is_active };
}

/** The shop of a domain, whether active or not. */
export async function findShopId(db: Db, shopDomain: string): Promise<string | undefined> {
  const row = unwrap(await db.from("stores").select("id").eq("shop_domain", shopDomain).maybeSingle());
  return row?.id;
}
