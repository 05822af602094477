import "@shopify/shopify-api/adapters/web-api";
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { logger } from "#app/clients/logger.server.ts";
import { config } from "#app/config.server.ts";
import { makeShopifyFetch } from "./fetch.server.ts";

// After the adapter's import, which sets its own.
setAbstractFetchFunc(makeShopifyFetch(config.shopify.adminOrigin));

/** The one API version; shopify.app.toml names the same. */
export const apiVersion = ApiVersion.October26;

const levels = {
  [LogSeverity.Error]: "error",
  [LogSeverity.Warning]: "warn",
  [LogSeverity.Info]: "info",
  [LogSeverity.Debug]: "debug",
} as const;

/** The SDK's own lines; below warnings it would print session tokens. */
export const sdkLogger = {
  level: LogSeverity.Warning,
  log: (severity: LogSeverity, message: string) => logger[levels[severity]]({ from: "shopify-sdk" }, message),
};

const appUrl = new URL(config.shopify.appUrl);

/** The plain SDK for work without a browser: refreshing tokens, Admin GraphQL, webhook signatures. */
export const shopifySdk = shopifyApi({
  apiKey: config.shopify.apiKey,
  apiSecretKey: config.shopify.apiSecret,
  apiVersion,
  scopes: config.shopify.scopes,
  hostName: appUrl.host,
  hostScheme: appUrl.protocol === "http:" ? "http" : "https",
  isEmbeddedApp: true,
  logger: sdkLogger,
});
