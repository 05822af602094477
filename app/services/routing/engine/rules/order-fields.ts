import type { OrderInput } from "../route-input.ts";

type Read<T> = (order: OrderInput) => T;

/** Text is compared in lower case; null is missing. */
export const textFields: ReadonlyMap<string, Read<string | null>> = new Map([
  ["ship_to_country", (order: OrderInput) => order.ship_to_country],
  ["ship_to_state", (order: OrderInput) => order.ship_to_state],
  ["ship_to_city", (order: OrderInput) => order.ship_to_city],
  ["ship_to_postal_code", (order: OrderInput) => order.ship_to_postal_code],
  ["currency", (order: OrderInput) => order.currency],
  ["channel_type", (order: OrderInput) => order.channel_type],
  ["shipping_method", (order: OrderInput) => order.shipping_method],
  ["customer_email_domain", (order: OrderInput) => order.customer_email_domain],
]);

export const numberFields: ReadonlyMap<string, Read<number | null>> = new Map([
  ["total_price", (order: OrderInput) => order.total_price],
  ["item_count", itemCount],
  ["weight_grams", weightGrams],
]);

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
