import { z } from "zod";
import { storableText } from "#app/lib/storable.ts";

const channelTypes = ["shopify", "amazon", "woocommerce", "manual"] as const;
const mostLines = 50;

const text = (longest: number) => {
  const message = `Enter at most ${longest} characters.`;
  return z
    .string(message)
    .refine((value) => storableText(longest).safeParse(value).success, message)
    .transform((value) => value.trim());
};

/** What people type as a number; null where they typed nothing. */
const amount = (message: string, most: number) =>
  z
    .string(message)
    .trim()
    .regex(/^(\d{1,9}(\.\d{1,4})?)?$/, message)
    .transform((typed) => (typed === "" ? null : Number(typed)))
    .refine((value) => value === null || value <= most, message);

const quantity = "Enter 1 to 100,000.";

const Line = z.object({
  sku: text(255).refine((sku) => sku !== "", "Choose or type a SKU."),
  quantity: z
    .string(quantity)
    .trim()
    .regex(/^[1-9]\d{0,5}$/, quantity)
    .transform(Number)
    .refine((units) => units <= 100_000, quantity),
  grams: amount("Enter grams, or leave it empty.", 1_000_000),
  /** Known of orders that are started from; not shown. */
  price: amount("Enter a price, or leave it empty.", 1_000_000),
  group: text(255),
});

/** An order to try, as the page sends it: everything as people type it. */
export const TryOrderForm = z.object({
  setup: z.enum(["live", "draft"], "Choose what to test with."),
  /** The order this one was started from, or nothing. */
  from: z.union([z.literal(""), z.uuid("This order does not exist.")], "This order does not exist."),
  ship_to_country: z.string("Choose a country.").regex(/^[A-Z]{2}$/, "Choose a country."),
  ship_to_state: text(50),
  ship_to_postal_code: text(20),
  ship_to_city: text(100),
  total_price: amount("Enter an amount, or leave it empty.", 10_000_000),
  tags: text(1000),
  shipping_method: text(200),
  channel_type: z.enum(channelTypes, "Choose a channel."),
  customer_email_domain: text(255),
  lines: z
    .array(Line, "Add at least one item.")
    .min(1, "Add at least one item.")
    .max(mostLines, `Test at most ${mostLines} items at once.`),
});
export type TryOrderForm = z.output<typeof TryOrderForm>;
/** The same while it is typed. */
export type TypedOrder = z.input<typeof TryOrderForm>;

/** By the place of the field: `ship_to_country`, `lines.0.quantity`. */
export type TryOrderErrors = Readonly<Record<string, string>>;

export type ReadTryOrder =
  | { readonly ok: true; readonly form: TryOrderForm }
  | { readonly ok: false; readonly errors: TryOrderErrors };

/** Reads what the page sent as one text of JSON. */
export function readTryOrder(sent: string): ReadTryOrder {
  const parsed = TryOrderForm.safeParse(jsonOf(sent));
  if (parsed.success) return { ok: true, form: parsed.data };
  const errors: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) errors[path.join(".")] ??= message;
  return { ok: false, errors };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const emptyLine: TypedOrder["lines"][number] = {
  sku: "",
  quantity: "1",
  grams: "",
  price: "",
  group: "",
};

export const emptyOrder: TypedOrder = {
  setup: "live",
  from: "",
  ship_to_country: "US",
  ship_to_state: "",
  ship_to_postal_code: "",
  ship_to_city: "",
  total_price: "",
  tags: "",
  shipping_method: "",
  channel_type: "shopify",
  customer_email_domain: "",
  lines: [emptyLine],
};
