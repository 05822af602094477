import { z } from "zod";
import { findContradictions } from "./contradictions.ts";
import {
  text,
  optionalText,
  count,
  amount,
  positiveInteger,
  flag,
  countryCode,
  currencyCode,
  instant,
  dateOrInstant,
  latitude,
  longitude,
  wholeNumber,
  textList,
  boxSides,
  timeZone,
  localTime,
  workingDays,
} from "./fields.ts";
import { describeProblem, describeProblems, expected } from "./problems.ts";
import { RuleInput } from "./rules/rule-input.ts";
import { Settings } from "./settings-input.ts";

const Line = z.strictObject(
  {
    id: text.optional(),
    sku: text,
    quantity: positiveInteger,
    price: amount.nullable().default(null),
    grams: amount.nullable().default(null),
    dimensions_cm: boxSides.nullable().default(null),
    group: text.nullable().default(null),
  },
  expected("an object"),
);

const Order = z.strictObject(
  {
    id: text,
    ship_to_country: countryCode,
    ship_to_state: optionalText,
    ship_to_postal_code: optionalText,
    ship_to_city: optionalText,
    latitude: latitude.nullable().default(null),
    longitude: longitude.nullable().default(null),
    currency: currencyCode,
    total_price: amount.nullable().default(null),
    order_date: dateOrInstant.nullable().default(null),
    channel_type: z.string(expected("text")).default("shopify"),
    tags: textList.default([]),
    shipping_method: optionalText,
    customer_email_domain: optionalText,
    lines: z
      .array(Line, expected("a list of lines"))
      .transform((lines) => lines.map((line, index) => ({ ...line, id: line.id ?? String(index + 1) }))),
  },
  expected("an object"),
);

const Warehouse = z.strictObject(
  {
    id: text,
    name: optionalText,
    country: countryCode.default("US"),
    state: optionalText,
    postal_code: optionalText,
    latitude: latitude.nullable().default(null),
    longitude: longitude.nullable().default(null),
    time_zone: timeZone.default("UTC"),
    priority: wholeNumber.default(1),
    is_active: flag.default(true),
    connection_active: flag.default(true),
    capabilities: z.array(text, expected("a list of text")).default([]),
    countries_served: z
      .array(countryCode, expected("a list of country codes or null"))
      .nullable()
      .default(null),
    blocked_skus: z.array(text, expected("a list of SKUs")).default([]),
    daily_capacity: count.nullable().default(null),
    orders_today: count.default(0),
    frozen_until: dateOrInstant.nullable().default(null),
    cutoff: localTime.nullable().default(null),
    working_days: workingDays.default([1, 2, 3, 4, 5]),
    rejected_order_ids: z.array(text, expected("a list of order ids")).default([]),
  },
  expected("an object"),
);

const Stock = z.strictObject(
  {
    warehouse_id: text,
    sku: text,
    available: wholeNumber,
    reserved: count.default(0),
    safety_stock: count.default(0),
    velocity: amount.nullable().default(null),
    synced_at: instant,
  },
  expected("an object"),
);

const RouteInputSchema = z.strictObject(
  {
    now: instant,
    order: Order,
    warehouses: z.array(Warehouse, expected("a list of warehouses")).default([]),
    inventory: z.array(Stock, expected("a list of stock rows")).default([]),
    rules: z.array(RuleInput, expected("a list of rules")).default([]),
    settings: Settings.prefault({}),
  },
  expected("an object"),
);

/** What `decide` takes: the documented `route` document with every default filled in. */
export type RouteInput = z.output<typeof RouteInputSchema>;
/** The `route` document as a caller may write it, optional keys left out. */
export type RouteDocument = z.input<typeof RouteInputSchema>;
export type OrderInput = RouteInput["order"];
export type OrderLine = OrderInput["lines"][number];
export type WarehouseInput = RouteInput["warehouses"][number];
export type StockInput = RouteInput["inventory"][number];

export type ParsedRouteInput = { ok: true; input: RouteInput } | { ok: false; problems: string[] };

/**
 * Checks an unknown value against the documented `route` format. Unknown keys are problems; each problem is one line, `lines[0].quantity: expected a positive integer, got -3`.
 * A rule whose conditions or action cannot be followed is no problem of the document: decisions report it.
 */
export function parseRouteInput(document: unknown): ParsedRouteInput {
  const parsed = RouteInputSchema.safeParse(document);
  if (!parsed.success) return { ok: false, problems: describeProblems(parsed.error.issues) };
  const contradictions = findContradictions(parsed.data);
  if (contradictions.length === 0) return { ok: true, input: parsed.data };
  return { ok: false, problems: contradictions.map(({ path, message }) => describeProblem(path, message)) };
}
