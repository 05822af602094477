import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { findFreePort } from "#sandbox/stack/free-port.ts";

const secret = () => randomBytes(24).toString("base64url");
const Settings = z.object({
  ports: z.object({ web: z.int(), admin: z.int(), trackstar: z.int() }),
  apiSecret: z.string(),
  trackstarKey: z.string(),
  trackstarWebhookSecret: z.string(),
  encryptionKey: z.string(),
});
type Settings = z.infer<typeof Settings>;

/** Ports and secrets of the app and its peers: made once per home, so that what was sealed there opens again. */
async function loadSettings(home: string): Promise<Settings> {
  const file = path.join(home, "app.json");
  const stored = await readFile(file, "utf8").catch(() => undefined);
  const last = stored === undefined ? undefined : Settings.parse(JSON.parse(stored));
  const settings = {
    ports: {
      web: await findFreePort(last?.ports.web),
      admin: await findFreePort(last?.ports.admin),
      trackstar: await findFreePort(last?.ports.trackstar),
    },
    apiSecret: last?.apiSecret ?? secret(),
    trackstarKey: last?.trackstarKey ?? secret(),
    trackstarWebhookSecret: last?.trackstarWebhookSecret ?? `whsec_${randomBytes(24).toString("base64")}`,
    encryptionKey: last?.encryptionKey ?? `demo:${randomBytes(32).toString("base64")}`,
  };
  await writeFile(file, JSON.stringify(settings), { mode: 0o600 });
  return settings;
}

export interface DemoUrls {
  readonly web: string;
  readonly admin: string;
  readonly trackstar: string;
}

export interface AppEnv {
  readonly urls: DemoUrls;
  /** The variables of the README, with the sandbox's values. */
  readonly env: Record<string, string>;
}

/** The environment of the web server and the worker on the embedded stack. */
export async function appEnv(home: string, stackEnv: Record<string, string>): Promise<AppEnv> {
  const settings = await loadSettings(home);
  const urls = {
    web: `http://localhost:${settings.ports.web}`,
    admin: `http://localhost:${settings.ports.admin}`,
    trackstar: `http://localhost:${settings.ports.trackstar}`,
  };
  const env = {
    ...stackEnv,
    NODE_ENV: "development",
    PORT: String(settings.ports.web),
    SHOPIFY_API_KEY: "swyft-demo-key",
    SHOPIFY_API_SECRET: settings.apiSecret,
    SHOPIFY_APP_URL: urls.web,
    SCOPES:
      "read_orders,read_products,read_inventory,read_locations,read_merchant_managed_fulfillment_orders,write_merchant_managed_fulfillment_orders",
    TRACKSTAR_API_KEY: settings.trackstarKey,
    TRACKSTAR_WEBHOOK_SECRET: settings.trackstarWebhookSecret,
    ENCRYPTION_KEYS: settings.encryptionKey,
    SHOPIFY_ADMIN_ORIGIN: urls.admin,
    APP_BRIDGE_URL: `${urls.admin}/app-bridge.js`,
    EXTRA_FRAME_ANCESTORS: urls.admin,
    TRACKSTAR_API_URL: urls.trackstar,
    TRACKSTAR_LINK_URL: `${urls.trackstar}/link/main.js`,
  };
  return { urls, env };
}
