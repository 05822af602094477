import path from "node:path";
import { startStack, type ProcessSpec, type Stack } from "#sandbox/stack/start-stack.ts";
import { appEnv, type DemoUrls } from "./app-env.ts";
import { ensureBuild } from "./ensure-build.ts";

export interface DemoOptions {
  /** Names the home, and so the data. */
  name: string;
  /** A home of its own, deleted at the end. */
  fresh?: boolean;
  /** Default true. Without it jobs wait for ever. */
  worker?: boolean;
  /** Shops of the Shopify stand-in beside swyft-demo. */
  shopDomains?: string[];
  /** Variables of single processes that differ from the usual ones. */
  overrides?: Partial<Record<ProcessName, Record<string, string>>>;
  log?: (line: string) => void;
}

type ProcessName = "shopify" | "trackstar" | "web" | "worker";

export interface Demo {
  readonly urls: DemoUrls;
  readonly env: Record<string, string>;
  readonly stack: Stack;
  stop(): Promise<void>;
}

/** Brings up the whole product on this machine: database, API, Shopify, Trackstar with its WMS, web and worker. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { name, fresh = false, worker = true, log = () => undefined } = options;
  const [stack] = await Promise.all([startStack({ name, fresh, log }), ensureBuild(log)]);
  try {
    const { urls, env } = await appEnv(stack.home, stack.env);
    const start = (process: ProcessName, program: string, ready: string | RegExp, extra = {}) =>
      stack.addProcess(spec(process, program, ready, { ...env, ...extra, ...options.overrides?.[process] }));
    await Promise.all([
      start("shopify", "sandbox/shopify/main.ts", /^ready /, {
        PORT: portOf(urls.admin),
        STATE_DIR: path.join(stack.home, "shopify"),
        SHOP_DOMAINS: (options.shopDomains ?? []).join(","),
      }),
      start("trackstar", "sandbox/trackstar/main.ts", /^ready /, {
        PORT: portOf(urls.trackstar),
        STATE_DIR: path.join(stack.home, "trackstar"),
        APP_WEBHOOK_URL: `${urls.web}/webhooks/trackstar`,
        CRAWL_INTERVAL_SECONDS: "30",
        WMS_SHIP_AFTER_SECONDS: "60",
      }),
      start("web", "app/server/main.ts", `${urls.web}/readyz`),
      worker ? start("worker", "app/jobs/worker.ts", /worker ready/) : undefined,
    ]);
    return { urls, env, stack, stop: () => stack.stop() };
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

const spec = (
  name: string,
  program: string,
  ready: string | RegExp,
  env: Record<string, string>,
): ProcessSpec => ({ name, command: "node", args: [program], ready, env });

const portOf = (url: string) => new URL(url).port;
