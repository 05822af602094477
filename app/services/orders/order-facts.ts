import { fromMinor, minorDigits, toMinor } from "#app/lib/money.ts";

/** What Swyft keeps of a version of an order, the same whichever way it came. Money is decimal text of the shop's currency. */
export interface OrderFacts {
  readonly externalOrderId: string;
  readonly number: string;
  readonly placedAt: string;
  readonly updatedAt: string;
  readonly cancelledAt: string | null;
  readonly isClosed: boolean;
  readonly isTest: boolean;
  readonly isConfirmed: boolean;
  readonly currency: string;
  readonly totalPrice: string;
  /** As Shopify names it, lower case. */
  readonly financialStatus: string | null;
  readonly fulfillmentStatus: FulfillmentStatus;
  readonly email: string | null;
  readonly shipTo: ShipTo | null;
  readonly shippingMethod: string | null;
  readonly tags: readonly string[];
  readonly lines: readonly OrderLine[];
}

export type FulfillmentStatus = "unfulfilled" | "partial" | "fulfilled";

export interface ShipTo {
  readonly name: string | null;
  readonly address1: string | null;
  readonly address2: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
  readonly phone: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface OrderLine {
  readonly lineId: string;
  /** Compared exactly; empty where the product has none. */
  readonly sku: string;
  readonly name: string;
  readonly price: string;
  /** Units ordered, whatever became of them. */
  readonly quantity: number;
  /** Units left after edits and refunds. */
  readonly currentQuantity: number;
  /** Units still to be shipped. */
  readonly fulfillableQuantity: number;
  readonly grams: number;
  readonly requiresShipping: boolean;
  readonly vendor: string | null;
  readonly group: string | null;
}

/** Text without surrounding space; null where nothing is left. */
export function textOrNull(value: string | null | undefined): string | null {
  const text = value?.trim() ?? "";
  return text === "" ? null : text;
}

/** The two-letter code in capitals; null for anything else. */
export function countryCode(value: string | null | undefined): string | null {
  const code = value?.trim().toUpperCase() ?? "";
  return /^[A-Z]{2}$/.test(code) ? code : null;
}

/** A place on earth, or none. */
export function place(latitude: number | null | undefined, longitude: number | null | undefined) {
  const isPlace =
    latitude != null && longitude != null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isPlace ? { latitude, longitude } : { latitude: null, longitude: null };
}

/** "10.0" and "10.00" USD are both "10.00"; a price finer than the currency is rounded. */
export function exactMoney(amount: string, currency: string): string {
  const digits = minorDigits(currency);
  const [, fraction = ""] = amount.split(".");
  if (/[1-9]/.test(fraction.slice(digits))) return Number(amount).toFixed(digits);
  return fromMinor(toMinor(amount, currency), currency);
}

/** One spelling of a moment: UTC, to the millisecond. */
export const moment = (text: string): string => new Date(text).toISOString();

/** The number in `gid://shopify/LineItem/123`, as text. */
export const idInGid = (gid: string): string => gid.slice(gid.lastIndexOf("/") + 1);

export const orderGid = (id: string): string => `gid://shopify/Order/${id}`;

export const sortedTags = (tags: readonly string[]): string[] =>
  [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ""))].sort();

/** Lines by their number, which is their age; webhook and GraphQL may list them differently. */
export const sortedLines = (lines: readonly OrderLine[]): OrderLine[] =>
  lines.toSorted((a, b) => {
    const [left, right] = [idInGid(a.lineId), idInGid(b.lineId)];
    return left.length - right.length || (left < right ? -1 : 1);
  });
