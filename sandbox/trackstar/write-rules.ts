import type { Context } from "hono";
import { z } from "zod";
import type { WmsAccount } from "#sandbox/wms/accounts.ts";
import type { ApiVariables } from "./access.ts";
import { tagShape } from "./copy.ts";
import { baseAddressFields, optionalOrderFields, orderFields } from "./integrations.ts";
import { refusal, validationRefusal } from "./refusal.ts";

export type JsonBody = Record<string, unknown>;
const objectShape = z.record(z.string(), z.unknown());
const money = z.number().min(0);

const addressShape = z.strictObject({
  full_name: z.string().optional(),
  company: z.string().optional(),
  address1: z.string(),
  address2: z.string().optional(),
  address3: z.string().optional(),
  city: z.string(),
  state: z.string(),
  postal_code: z.string(),
  country: z.string(),
  phone_number: z.string().optional(),
  email_address: z.string().optional(),
});

const lineShape = z.strictObject({
  product_id: z.string().optional(),
  sku: z.string().optional(),
  quantity: z.number().int().positive(),
  unit_price: money.optional(),
  discount_amount: money.optional(),
});

const channelShape = z.union([
  z.strictObject({ channel_id: z.string() }),
  z.strictObject({ channel_name: z.string() }),
]);

const headerShape = z.strictObject({
  warehouse_customer_id: z.string().optional(),
  warehouse_id: z.string().optional(),
  reference_id: z.string().optional(),
  order_number: z.string().optional(),
  channel_object: channelShape.optional(),
  trading_partner: z.string().optional(),
  shipping_method_id: z.string().optional(),
  shipping_method_name: z.string().optional(),
  service_level: z.string().optional(),
  invoice_currency_code: z.string().length(3).optional(),
  total_price: money.optional(),
  total_tax: money.optional(),
  total_discount: money.optional(),
  total_shipping: money.optional(),
  required_ship_date: z.string().optional(),
  notes: z.string().optional(),
  tags: z.array(z.string()).optional(),
  trackstar_tags: z.array(tagShape).optional(),
});
export type OrderHeader = z.infer<typeof headerShape>;

export const createOrderShape = headerShape.extend({
  ship_to_address: addressShape,
  line_items: z.array(lineShape).min(1),
});
export type CreateOrder = z.infer<typeof createOrderShape>;

export const updateOrderShape = headerShape.extend({ ship_to_address: addressShape.optional() });

export const createInboundShape = z.strictObject({
  warehouse_customer_id: z.string().optional(),
  purchase_order_number: z.string(),
  expected_arrival_date: z.string(),
  warehouse_id: z.string(),
  tracking_number: z.string().optional(),
  supplier: z.string().optional(),
  supplier_object: objectShape.optional(),
  line_items: z
    .array(z.strictObject({ sku: z.string(), expected_quantity: z.number().int().positive() }))
    .min(1),
  trackstar_tags: z.array(tagShape).optional(),
});

/** A JSON object, or nothing at all. */
export async function readJson(c: Pick<Context, "req">): Promise<JsonBody> {
  const text = await c.req.text();
  if (text === "") return {};
  const parsed = jsonText.pipe(objectShape).safeParse(text);
  if (!parsed.success) throw validationRefusal("json", { _schema: ["Invalid JSON body."] });
  return parsed.data;
}

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "Not JSON" });
    return z.NEVER;
  }
});

/** The body of a write, free of what Trackstar refuses everywhere: nulls, empty strings and words for nothing. */
export async function readWriteBody(c: Context<ApiVariables>): Promise<JsonBody> {
  if (!/^application\/json\b/.test(c.req.header("content-type") ?? "")) {
    throw refusal(415, "Content-Type must be application/json");
  }
  const body = await readJson(c);
  const problems = Object.fromEntries(blanks("", body));
  if (Object.keys(problems).length > 0) throw validationRefusal("json", problems);
  return body;
}

function blanks(path: string, value: unknown): [string, string[]][] {
  if (value === null) return [[path, ["Field may not be null."]]];
  if (typeof value === "string") {
    const blank = ["", "null", "none"].includes(value.trim().toLowerCase());
    return blank ? [[path, ["Field may not be empty; leave it out."]]] : [];
  }
  if (typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, child]) => blanks(path === "" ? key : `${path}.${key}`, child));
}

/** Parses a body by its shape; 422 names every field that does not fit. */
export function parseBody<T>(shape: z.ZodType<T>, body: JsonBody): T {
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  const problems: Record<string, string[]> = {};
  for (const issue of parsed.error.issues) {
    const keys = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
    for (const key of keys) {
      const path = [...issue.path, ...(key === undefined ? [] : [key])].map(String).join(".");
      (problems[path] ??= []).push(key === undefined ? issue.message : "Unknown field.");
    }
  }
  throw validationRefusal("json", problems);
}

const missingText = ["Missing data for required field."];

/** Checks what this integration, and not every one, needs for an order. */
export function requireOrderFields(account: WmsAccount, body: JsonBody): void {
  const needs = orderFields(account);
  const address = objectShape.safeParse(body.ship_to_address).data ?? {};
  const lines = z.array(objectShape).safeParse(body.line_items).data ?? [];
  const absent = [
    ...needs.required.filter((name) => !(name in body)),
    ...[...baseAddressFields, ...needs.requiredAddress]
      .filter((name) => "ship_to_address" in body && !(name in address))
      .map((name) => `ship_to_address.${name}`),
    ...lines.flatMap((line, index) =>
      needs.requiredLine.filter((name) => !(name in line)).map((name) => `line_items.${index}.${name}`),
    ),
  ];
  if (absent.length === 0) return;
  throw validationRefusal("json", Object.fromEntries(absent.map((name) => [name, missingText])));
}

/** Fields that were sent and have no effect at this WMS. */
export function unusedOrderFields(account: WmsAccount, body: JsonBody): string[] {
  const { ignored } = orderFields(account);
  return optionalOrderFields.filter((name) => name in body && ignored.includes(name));
}
