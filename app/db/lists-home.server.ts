import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";
import { approximate, count, optional, timestamp } from "./values.ts";

const HomePage = z.object({
  time_zone: z.string(),
  setup: z.object({
    connected: z.boolean(),
    synced: z.boolean(),
    publishing: z.boolean(),
    routed: z.boolean(),
    dismissed: z.boolean(),
  }),
  /** The last 14 days of the shop, today last. */
  days: z.array(z.object({ day: z.string(), orders: count })),
  week: z.object({ to_route: count, routed: count }),
  /** From the customer's order to the WMS's, over the last 7 days. */
  median_minutes: optional(approximate),
  attention: z.array(
    z.object({
      status: z.enum(["held", "unfillable", "needs_review", "change_pending"]),
      reason: optional(z.string()),
      orders: count,
    }),
  ),
  connections: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      health: z.enum(["ok", "reconnect", "disconnected", "stock_suspect"]),
      order_creation: z.enum(["off", "swyft", "wms"]),
      last_sync_at: optional(timestamp),
      needs_customer: z.boolean(),
      /** Set while the stock is older than the shop allows. */
      stale_since: optional(timestamp),
    }),
  ),
});
export type HomeFacts = z.infer<typeof HomePage>;

/** Held orders need attention while they are held for one of these reasons. */
export const readHomePage = (db: Db, shopId: string, now: Date, holdReasons: readonly string[]) =>
  callFunction(
    db,
    "home_page",
    { p_shop_id: shopId, p_now: now.toISOString(), p_hold_reasons: [...holdReasons] },
    HomePage,
  );

/** Hides the setup guide for good. */
export const dismissSetupGuide = (db: Db, shopId: string, actor: string) =>
  callFunction(db, "dismiss_setup_guide", { p_shop_id: shopId, p_actor: actor }, z.unknown());
