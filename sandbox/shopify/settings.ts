import { z } from "zod";

const domain = z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, "must look like name.myshopify.com");
const wholeNumber = z.coerce.number().int().nonnegative();

const Environment = z.object({
  PORT: wholeNumber.default(4100),
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  SHOPIFY_APP_URL: z.url().transform((url) => new URL(url).origin),
  SHOP_DOMAIN: domain.default("swyft-demo.myshopify.com"),
  SHOP_DOMAINS: z
    .string()
    .default("")
    .transform((list) => list.split(",").flatMap((entry) => entry.trim() || []))
    .pipe(z.array(domain)),
  STATE_DIR: z.string().min(1),
  SHOPIFY_SCOPES: z
    .string()
    .default(
      "read_orders,read_products,read_inventory,read_locations,read_merchant_managed_fulfillment_orders,write_merchant_managed_fulfillment_orders",
    ),
  WEBHOOK_RETRY_BASE_MS: wholeNumber.default(2000),
  WEBHOOK_TIMEOUT_MS: wholeNumber.default(5000),
  ACCESS_TOKEN_SECONDS: wholeNumber.default(3600),
  GRAPHQL_BUCKET: wholeNumber.default(2000),
  GRAPHQL_RESTORE_RATE: wholeNumber.default(100),
});

export type Settings = ReturnType<typeof readSettings>;

/** Parses the environment; throws one error that names every problem. */
export function readSettings(environment: Record<string, string | undefined>) {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) throw new Error(`Shopify sandbox: bad environment\n${z.prettifyError(parsed.error)}`);
  const env = parsed.data;
  return {
    port: env.PORT,
    apiKey: env.SHOPIFY_API_KEY,
    apiSecret: env.SHOPIFY_API_SECRET,
    appUrl: env.SHOPIFY_APP_URL,
    shopDomains: [...new Set([env.SHOP_DOMAIN, ...env.SHOP_DOMAINS])],
    stateDir: env.STATE_DIR,
    scopes: env.SHOPIFY_SCOPES.split(",").map((scope) => scope.trim()),
    webhooks: { retryBaseMs: env.WEBHOOK_RETRY_BASE_MS, timeoutMs: env.WEBHOOK_TIMEOUT_MS },
    accessTokenSeconds: env.ACCESS_TOKEN_SECONDS,
    graphql: { bucket: env.GRAPHQL_BUCKET, restoreRate: env.GRAPHQL_RESTORE_RATE },
  };
}

/** The one Admin API version the sandbox speaks; `schema/` holds the official schema of it. */
export const apiVersion = "2026-10";
