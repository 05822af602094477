import { z } from "zod";

/** A shop's settings as stored, with the default of each; what is stored holds only what the merchant changed. */
export const ShopSettings = z.object({
  payment: z.enum(["authorized", "paid"]).default("authorized"),
  weights: z
    .object({
      inventory: z.number().min(0).max(1),
      proximity: z.number().min(0).max(1),
      cost: z.number().min(0).max(1),
      capacity: z.number().min(0).max(1),
    })
    .default({ inventory: 0.4, proximity: 0.3, cost: 0.2, capacity: 0.1 }),
  split: z
    .object({
      policy: z.enum(["never", "when_needed"]),
      max_shipments: z.int().positive(),
      min_shipment_value: z.number().min(0),
    })
    .default({ policy: "when_needed", max_shipments: 3, min_shipment_value: 0 }),
  stale_after_minutes: z.number().positive().default(120),
  stale_policy: z.enum(["allow", "exclude"]).default("allow"),
  partial: z.enum(["hold", "ship_available"]).default("hold"),
  cover_days: z.number().min(0).default(14),
  preferred_warehouse_id: z.uuid().nullable().default(null),
  reservation_hours: z.int().positive().default(72),
});
export type ShopSettings = z.infer<typeof ShopSettings>;
