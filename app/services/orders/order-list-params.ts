import { z } from "zod";
import { storableText } from "#app/lib/storable.ts";
import type { RoutingStatus } from "#app/db/lists-orders.server.ts";
import { openHoldReasons } from "#app/services/routing/reasons.ts";

/** A view of the orders list; without statuses or reasons it shows all of them. */
export interface OrderView {
  readonly statuses: readonly RoutingStatus[];
  readonly reasons?: readonly string[];
}

/** What is held for good, such as what was placed before Swyft, would bury what somebody can act on. */
export const orderViews = {
  all: { statuses: [] },
  unfillable: { statuses: ["unfillable"] },
  held: { statuses: ["held"], reasons: openHoldReasons },
  needs_review: { statuses: ["needs_review"] },
  change_pending: { statuses: ["change_pending"] },
  waiting: { statuses: ["pending"] },
  routed: { statuses: ["routed", "split"] },
} as const satisfies Record<string, OrderView>;
const views = ["all", "unfillable", "held", "needs_review", "change_pending", "waiting", "routed"] as const;

const optionalText = storableText(200).optional();
const day = z.iso.date().optional();
const cursor = z
  .string()
  .regex(/^[0-9T:.+ Z-]{10,40}~[0-9a-f-]{36}$/)
  .transform((text) => {
    const [placedAt = "", id = ""] = text.split("~");
    return { placedAt, id };
  })
  .pipe(z.object({ placedAt: z.string().refine((at) => !Number.isNaN(Date.parse(at))), id: z.uuid() }))
  .optional();

/** The query of the orders list's address. */
export const OrderListParams = z.object({
  view: z.enum(views).default("all"),
  q: optionalText,
  status: z
    .enum(["held", "pending", "routed", "split", "unfillable", "needs_review", "change_pending"])
    .optional(),
  reason: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .optional(),
  warehouse: z.uuid().optional(),
  from: day,
  to: day,
  after: cursor,
  before: cursor,
});
export type OrderListParams = z.infer<typeof OrderListParams>;

export const cursorOf = (order: { placed_at: string; id: string }): string =>
  `${order.placed_at}~${order.id}`;
