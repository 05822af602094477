import { z } from "zod";
import { approximate, optional } from "./values.ts";

/** What routing asks of every order, beside its lines. */
export const routingOrder = z.object({
  id: z.uuid(),
  number: optional(z.string()),
  ship_to_country: optional(z.string()),
  ship_to_state: optional(z.string()),
  ship_to_postal_code: optional(z.string()),
  ship_to_city: optional(z.string()),
  latitude: optional(approximate),
  longitude: optional(approximate),
  currency: optional(z.string()),
  total_price: optional(approximate),
  order_date: z.string(),
  channel_type: z.string(),
  tags: z.array(z.string()),
  shipping_method: optional(z.string()),
  customer_email_domain: optional(z.string()),
});
export type RoutingOrder = z.infer<typeof routingOrder>;
