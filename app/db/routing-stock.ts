import { z } from "zod";
import { approximate, optional } from "./values.ts";

/** A warehouse as routing sees it, whatever the order. */
export const routingWarehouse = z.object({
  id: z.uuid(),
  name: z.string(),
  country: optional(z.string()),
  state: optional(z.string()),
  postal_code: optional(z.string()),
  latitude: optional(approximate),
  longitude: optional(approximate),
  time_zone: z.string(),
  priority: z.int(),
  is_active: z.boolean(),
  connection_active: z.boolean(),
  capabilities: z.array(z.string()),
  countries_served: optional(z.array(z.string())),
  blocked_skus: z.array(z.string()),
  daily_capacity: optional(z.int()),
  orders_today: z.int(),
  frozen_until: optional(z.string()),
  cutoff: optional(z.string()),
  working_days: z.array(z.int()),
});

/** What a warehouse has of a SKU and what of that is spoken for. */
export const promisedStock = z.object({
  warehouse_id: z.uuid(),
  sku: z.string(),
  available: z.int(),
  reserved: z.int(),
  safety_stock: z.int(),
  synced_at: z.string(),
});
