import { z } from "zod";

const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/$/, ""));
const secret = z.string().min(1);

const encryptionKey = z
  .string()
  .regex(/^[\w-]+:[A-Za-z0-9+/_=-]+$/, "expected id:base64, ids without colons")
  .transform((text) => {
    const [id = "", encoded = ""] = text.split(":");
    return { id, key: Buffer.from(encoded, "base64") };
  })
  .refine(({ key }) => key.length === 32, "expected 32 bytes of base64 after the id");

const Environment = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("production"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  METRICS_TOKEN: secret.optional(),
  SHOPIFY_API_KEY: secret,
  SHOPIFY_API_SECRET: secret,
  SHOPIFY_API_SECRET_OLD: secret.optional(),
  SHOPIFY_APP_URL: url,
  SCOPES: z.string().min(1),
  SUPABASE_URL: url,
  SUPABASE_SECRET_KEY: secret,
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  TRACKSTAR_API_KEY: secret,
  TRACKSTAR_WEBHOOK_SECRET: z.string().startsWith("whsec_"),
  ENCRYPTION_KEYS: z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(encryptionKey).min(1)),
  SHOPIFY_ADMIN_ORIGIN: url.optional(),
  TRACKSTAR_API_URL: url.optional(),
  TRACKSTAR_LINK_URL: url.optional(),
  APP_BRIDGE_URL: url.optional(),
  EXTRA_FRAME_ANCESTORS: z.string().optional(),
});

/** Settings that point the app at stand-ins; a production process does not start with any of them. */
const standInNames = [
  "SHOPIFY_ADMIN_ORIGIN",
  "TRACKSTAR_API_URL",
  "TRACKSTAR_LINK_URL",
  "APP_BRIDGE_URL",
  "EXTRA_FRAME_ANCESTORS",
] as const;

export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Reads the whole environment and names every problem at once. */
export function readConfig(source: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map(describeProblem(given));
  if ((parsed.data?.NODE_ENV ?? given["NODE_ENV"] ?? "production") === "production") {
    for (const name of standInNames.filter((name) => given[name])) {
      problems.push(`${name}: points at a stand-in, not allowed when NODE_ENV=production; remove it`);
    }
  }
  if (!parsed.success || problems.length > 0) {
    throw new ConfigError(`The environment is incomplete:\n${problems.map((p) => `  ${p}`).join("\n")}`);
  }
  return group(parsed.data);
}

const describeProblem = (given: Record<string, string | undefined>) => (issue: z.core.$ZodIssue) => {
  const name = String(issue.path[0]);
  return given[name] === undefined ? `${name}: missing` : `${name}: ${issue.message}`;
};

const group = (env: z.infer<typeof Environment>) => ({
  production: env.NODE_ENV === "production",
  port: env.PORT,
  logLevel: env.LOG_LEVEL,
  metricsToken: env.METRICS_TOKEN,
  shopify: {
    apiKey: env.SHOPIFY_API_KEY,
    apiSecret: env.SHOPIFY_API_SECRET,
    oldApiSecret: env.SHOPIFY_API_SECRET_OLD,
    appUrl: env.SHOPIFY_APP_URL,
    scopes: env.SCOPES.split(",").map((scope) => scope.trim()),
    adminOrigin: env.SHOPIFY_ADMIN_ORIGIN,
    appBridgeUrl: env.APP_BRIDGE_URL ?? "https://cdn.shopify.com/shopifycloud/app-bridge.js",
    extraFrameAncestors: env.EXTRA_FRAME_ANCESTORS,
  },
  supabase: { url: env.SUPABASE_URL, secretKey: env.SUPABASE_SECRET_KEY },
  database: { url: env.DATABASE_URL },
  trackstar: {
    apiKey: env.TRACKSTAR_API_KEY,
    webhookSecret: env.TRACKSTAR_WEBHOOK_SECRET,
    apiUrl: env.TRACKSTAR_API_URL ?? "https://production.trackstarhq.com",
    linkUrl: env.TRACKSTAR_LINK_URL ?? "https://link.trackstarhq.com/main.js",
  },
  encryption: { keys: env.ENCRYPTION_KEYS },
});

export type Config = ReturnType<typeof readConfig>;

export const config: Config = readConfig(process.env);
