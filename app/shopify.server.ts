import "@shopify/shopify-app-remix/adapters/node";
import { AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import { logger } from "#app/clients/logger.server.ts";
import { apiVersion, sdkLogger } from "#app/clients/shopify-admin/api.server.ts";
import { config } from "#app/config.server.ts";
import { connectDb } from "#app/db/client.server.ts";
import { registerShop } from "#app/services/shops/register-shop.server.ts";
import { makeSessionStorage } from "#app/services/shops/session-storage.server.ts";

export const sessionStorage = makeSessionStorage(connectDb(), logger);

/** The one Shopify app instance: signs merchants in and answers the library's own pages. */
export const shopify = shopifyApp({
  apiKey: config.shopify.apiKey,
  apiSecretKey: config.shopify.apiSecret,
  appUrl: config.shopify.appUrl,
  apiVersion,
  scopes: config.shopify.scopes,
  distribution: AppDistribution.AppStore,
  sessionStorage,
  logger: sdkLogger,
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  hooks: {
    afterAuth: async ({ session, admin }) => {
      try {
        const { outcome } = await registerShop(connectDb(), session.shop, admin);
        logger.info({ shop: session.shop, outcome }, "shop signed in");
      } catch (error) {
        // The library answers 500 and keeps the reason to itself.
        logger.error({ err: error, shop: session.shop }, "shop could not be registered");
        throw error;
      }
    },
  },
});
