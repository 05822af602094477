import type { OrderInput } from "../route-input.ts";

type Read<T> = (order: OrderInput) => T;

/** Text is compared in lower case; null is missing. */
export const textFields = [
  "ship_to_country",
  "ship_to_state",
  "ship_to_city",
  "ship_to_postal_code",
  "currency",
  "channel_type",
  "shipping_method",
  "customer_email_domain",
] as const satisfies readonly (keyof OrderInput)[];

export const numberFields = [
  { name: "total_price", read: ({ total_price: price }) => price },
  { name: "item_count", read: itemCount },
  { name: "weight_grams", read: weightGrams },
] as const satisfies readonly { name: string; read: Read<number | null> }[];

/** A date without a time is the midnight in UTC that begins it. */
export function orderMoment({ order_date: date }: OrderInput): number | null {
  return date === null ? null : Date.parse(date);
}

/** Units, not lines. */
function itemCount({ lines }: OrderInput): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Missing only where no line has a weight; else a line without one weighs nothing, as it does for the rates. */
function weightGrams({ lines }: OrderInput): number | null {
  if (lines.every(({ grams }) => grams === null)) return null;
  return lines.reduce((sum, { grams, quantity }) => sum + (grams ?? 0) * quantity, 0);
}
