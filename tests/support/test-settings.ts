import { randomBytes } from "node:crypto";
import getPort from "get-port";

/** The app's environment in a test, beside what the stack gives: secrets of its own, peers on free ports. */
export async function testSettings(): Promise<Record<string, string>> {
  const [shopifyPort, trackstarPort] = [await getPort(), await getPort()];
  return {
    NODE_ENV: "test",
    LOG_LEVEL: "silent",
    SHOPIFY_API_KEY: "test-api-key",
    SHOPIFY_API_SECRET: "test-api-secret",
    SHOPIFY_API_SECRET_OLD: "test-old-api-secret",
    SHOPIFY_APP_URL: "http://localhost:3000",
    SCOPES:
      "read_orders,read_products,read_inventory,read_locations,read_merchant_managed_fulfillment_orders,write_merchant_managed_fulfillment_orders",
    TRACKSTAR_API_KEY: "test-trackstar-key",
    TRACKSTAR_WEBHOOK_SECRET: `whsec_${Buffer.from("test-trackstar-webhook-secret").toString("base64")}`,
    ENCRYPTION_KEYS: `test:${randomBytes(32).toString("base64")}`,
    METRICS_TOKEN: "test-metrics-token",
    SHOPIFY_ADMIN_ORIGIN: `http://localhost:${shopifyPort}`,
    TRACKSTAR_API_URL: `http://localhost:${trackstarPort}`,
  };
}
