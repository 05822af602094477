import { z } from "zod";

/*
 * What Trackstar sends, read tolerantly: everything but an id may be missing, and a field of the wrong
 * type counts as missing rather than costing us the record.
 */

const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  schema
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);

const list = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .array(schema)
    .nullish()
    .catch(null)
    .transform((value) => value ?? []);

const id = z.union([z.string().min(1), z.number()]).transform(String);
const text = maybe(z.string());
const flag = maybe(z.boolean());
const units = maybe(z.number().int());
/** ISO 8601, with or without a time. */
const moment = maybe(
  z
    .string()
    .transform((value) => new Date(value))
    .refine((date) => !Number.isNaN(date.getTime())),
);

const address = maybe(
  z.object({
    address1: text,
    address2: text,
    city: text,
    state: text,
    postal_code: text,
    country: text,
  }),
);

export const warehouseRecord = z.object({ id, name: text, code: text, address });
export type TrackstarWarehouse = z.infer<typeof warehouseRecord>;

const quantities = {
  onhand: units,
  committed: units,
  unfulfillable: units,
  fulfillable: units,
  awaiting: units,
  sellable: units,
};
const warehouseQuantities = z.object(quantities);
export type TrackstarQuantities = z.infer<typeof warehouseQuantities>;

export const inventoryRecord = z.object({
  id,
  sku: text,
  ...quantities,
  /** Null when the integration does not say where its stock lies. */
  inventory_by_warehouse_id: maybe(z.record(z.string(), warehouseQuantities)),
});
export type TrackstarInventoryItem = z.infer<typeof inventoryRecord>;

export const productRecord = z.object({
  id,
  sku: text,
  name: text,
  is_kit: flag,
  active: flag,
  inventory_items: list(
    z.object({ inventory_item_id: maybe(id), sku: text, unit_quantity: maybe(z.number().positive()) }),
  ),
});
export type TrackstarProduct = z.infer<typeof productRecord>;

const packageRecord = z.object({
  package_id: maybe(id),
  tracking_number: text,
  tracking_url: text,
  carrier_name: text,
  carrier_id: maybe(id),
});

export const orderRecord = z.object({
  id,
  order_number: text,
  reference_id: text,
  status: text,
  raw_status: text,
  warehouse_id: maybe(id),
  warehouse_customer_id: maybe(id),
  updated_date: moment,
  trackstar_updated_date: moment,
  shipments: list(
    z.object({
      shipment_id: maybe(id),
      warehouse_id: maybe(id),
      status: text,
      shipped_date: moment,
      packages: list(packageRecord),
    }),
  ),
});
export type TrackstarOrder = z.infer<typeof orderRecord>;

export const warehouseCustomerRecord = z.object({ id, name: text });
export type TrackstarWarehouseCustomer = z.infer<typeof warehouseCustomerRecord>;

export const connectionRecord = z.object({
  connection_id: id,
  integration_name: text,
  integration_display_name: text,
  integration_type: text,
  customer_id: text,
  available_actions: maybe(z.array(z.string())),
  historical_sync_completed: maybe(z.record(z.string(), z.boolean())),
  sync_schedules: list(
    z.object({
      function_name: z.string(),
      last_crawl_start: moment,
      last_crawl_end: moment,
      sync_status: text,
    }),
  ),
  errors: list(
    z.object({
      error_message: text,
      first_seen: moment,
      last_seen: moment,
      affected_endpoints: list(z.object({ endpoint: text, preventing_sync: flag })),
      // An older text of Trackstar's describes these instead; invalid credentials stop every sync.
      error_type: text,
      message: text,
    }),
  ),
});
export type TrackstarConnection = z.infer<typeof connectionRecord>;

export const exchangeReply = z.object({
  access_token: z.string().min(1),
  connection_id: id,
  integration_name: text,
  customer_id: text,
  available_actions: list(z.string()),
});
export type ExchangeReply = z.infer<typeof exchangeReply>;

/** One official text shows an object, another a list with one item. */
export const connectionReply = z
  .object({ data: z.union([connectionRecord, z.tuple([connectionRecord]).rest(connectionRecord)]) })
  .transform(({ data }) => (Array.isArray(data) ? data[0] : data));

export const listReply = <Schema extends z.ZodType>(record: Schema) =>
  z.object({ data: z.array(record), next_token: text });

export const orderWriteReply = z.object({ data: orderRecord, unused_fields: list(z.string()) });

export const errorReply = z.object({
  error: z.string().nullish().catch(null),
  origin: z.enum(["trackstar", "integration"]).nullish().catch(null),
  detail: z.record(z.string(), z.unknown()).nullish().catch(null),
});
