import { z } from "zod";

const positive = z.coerce.number().positive();

/** Everything the peer reads from its environment. */
const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535),
  TRACKSTAR_API_KEY: z.string().min(1),
  TRACKSTAR_WEBHOOK_SECRET: z.string().startsWith("whsec_"),
  APP_WEBHOOK_URL: z.url(),
  STATE_DIR: z.string().min(1),
  CRAWL_INTERVAL_SECONDS: positive.default(3600),
  INITIAL_CRAWL_DELAY_SECONDS: z.coerce.number().min(0).default(1),
  /** Multiplies the waits between webhook attempts; 0.01 turns 5 minutes into 3 seconds. */
  WEBHOOK_RETRY_SCALE: positive.default(1),
  /** How long after arriving an order leaves the warehouse by itself; `off` leaves that to the control API. */
  WMS_SHIP_AFTER_SECONDS: z.union([z.literal("off"), positive]).default(60),
});

export interface Settings {
  readonly port: number;
  readonly apiKey: string;
  readonly webhookSecret: string;
  readonly webhookUrl: string;
  readonly stateFolder: string;
  readonly crawlIntervalSeconds: number;
  readonly initialCrawlDelaySeconds: number;
  readonly webhookRetryScale: number;
  readonly shipAfterSeconds: number | "off";
}

export function readSettings(env: Record<string, string | undefined>): Settings {
  const parsed = environment.safeParse(env);
  if (!parsed.success) throw new Error(`The Trackstar peer cannot start:\n${z.prettifyError(parsed.error)}`);
  const values = parsed.data;
  return {
    port: values.PORT,
    apiKey: values.TRACKSTAR_API_KEY,
    webhookSecret: values.TRACKSTAR_WEBHOOK_SECRET,
    webhookUrl: values.APP_WEBHOOK_URL,
    stateFolder: values.STATE_DIR,
    crawlIntervalSeconds: values.CRAWL_INTERVAL_SECONDS,
    initialCrawlDelaySeconds: values.INITIAL_CRAWL_DELAY_SECONDS,
    webhookRetryScale: values.WEBHOOK_RETRY_SCALE,
    shipAfterSeconds: values.WMS_SHIP_AFTER_SECONDS,
  };
}
