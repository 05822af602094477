import { z } from "zod";
import type { AdminClient } from "#app/clients/shopify-admin/admin.server.ts";
import { askAdmin } from "#app/clients/shopify-admin/ask.ts";
import type { Db } from "#app/db/client.server.ts";
import { upsertStore } from "#app/db/stores.server.ts";

const shopFacts = `#graphql
  query ShopFacts { shop { name email ianaTimezone currencyCode } }`;

const ShopFacts = z.object({
  shop: z.object({
    name: z.string(),
    email: z.string(),
    ianaTimezone: z.string(),
    currencyCode: z.string(),
  }),
});

/** Brings the shop's row in line with Shopify; harmless to repeat, and the same for a re-install. */
export async function registerShop(db: Db, shopDomain: string, admin: AdminClient) {
  const { shop } = await askAdmin(admin, shopFacts, {}, ShopFacts);
  return upsertStore(db, {
    shopDomain,
    name: shop.name,
    email: shop.email,
    timeZone: shop.ianaTimezone,
    currency: shop.currencyCode,
  });
}
