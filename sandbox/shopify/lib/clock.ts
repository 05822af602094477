import { DateTime } from "luxon";

export type Clock = () => Date;

/** Shopify keeps whole seconds. */
export const wholeSecond = (date: Date) => new Date(Math.floor(date.getTime() / 1000) * 1000);

/** As the Admin GraphQL API writes time: 2026-11-22T08:00:00Z. */
export const utcText = (iso: string) => iso.replace(/\.\d+Z$/, "Z");

/** As webhook payloads write time: with the shop's own offset, 2026-11-22T03:00:00-05:00. */
export function shopTimeText(iso: string, timezone: string): string {
  return DateTime.fromISO(iso, { zone: timezone }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
}

let sequence = 0;

/** A moment with nanosecond digits, later than every one given before within the same millisecond. */
export function triggeredAt(now: Date): string {
  sequence = (sequence + 1) % 1_000_000;
  return now.toISOString().replace("Z", `${String(sequence).padStart(6, "0")}Z`);
}
