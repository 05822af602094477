import { z } from "zod";
import { storableCount, storableMoment } from "#app/lib/storable.ts";

/*
 * The parts of Shopify's order payload that Swyft uses: strict about those, blind to everything else. Fields
 * that protected customer data approval can blank are optional.
 */

// More digits would not be exact in minor units.
const money = z.string().regex(/^-?\d{1,12}(\.\d{1,12})?$/);
const moment = storableMoment;
const text = z.string().nullish();

/** An id as text; the payload's numbers are parsed exactly beforehand. */
export const numericId = z
  .union([z.string().regex(/^\d+$/), z.int().nonnegative()])
  .transform((id) => String(id));

const Line = z.object({
  admin_graphql_api_id: z.string().startsWith("gid://shopify/LineItem/"),
  sku: text,
  name: z.string(),
  price: money,
  price_set: z.object({ shop_money: z.object({ amount: money }) }).nullish(),
  quantity: storableCount,
  current_quantity: storableCount.nullish(),
  fulfillable_quantity: storableCount,
  grams: storableCount.nullish(),
  requires_shipping: z.boolean(),
  vendor: text,
  sales_line_item_group_id: numericId.nullish(),
});

const Address = z.object({
  name: text,
  address1: text,
  address2: text,
  city: text,
  province: text,
  province_code: text,
  zip: text,
  country_code: text,
  phone: text,
  latitude: z.number().nullish(),
  longitude: z.number().nullish(),
});

export const WebhookOrder = z.object({
  admin_graphql_api_id: z.string().startsWith("gid://shopify/Order/"),
  name: z.string().min(1).max(255),
  created_at: moment,
  processed_at: moment.nullish(),
  updated_at: moment,
  cancelled_at: moment.nullish(),
  closed_at: moment.nullish(),
  test: z.boolean(),
  confirmed: z.boolean(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  total_price: money,
  total_price_set: z.object({ shop_money: z.object({ amount: money }) }).nullish(),
  financial_status: text,
  fulfillment_status: text,
  email: text,
  tags: text,
  shipping_address: Address.nullish(),
  shipping_lines: z.array(z.object({ title: z.string(), is_removed: z.boolean().nullish() })).nullish(),
  line_items: z.array(Line),
});
export type WebhookOrder = z.infer<typeof WebhookOrder>;
