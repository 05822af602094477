import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";

const SmallBase = 5_600_000_000_000n;
/** Above 2^53: neighbouring ids become the same number once a reader parses them as doubles. */
const LargeBase = 820_982_911_946_154_508n;

export type IdSize = "small" | "large";

/** The next legacy id as text; never given twice, not even after a restart. */
export function nextId(db: DatabaseSync, size: IdSize): string {
  return reserveIds(db, size, 1)(0);
}

/** Reserves `count` ids at once; the function answers the n-th of them. */
export function reserveIds(db: DatabaseSync, size: IdSize, count: number): (n: number) => string {
  const row = db
    .prepare(
      `insert into sequences (name, value) values ('id', ?1)
       on conflict (name) do update set value = value + ?1 returning value`,
    )
    .get(count);
  const { value } = z.object({ value: z.number() }).parse(row);
  const first = (size === "large" ? LargeBase : SmallBase) + BigInt(value - count + 1);
  return (n) => String(first + BigInt(n));
}

export const gid = (type: string, legacyId: string) => `gid://shopify/${type}/${legacyId}`;

/** The legacy id inside a gid of this type, or null. */
export function legacyIdOf(type: string, id: string): string | null {
  return new RegExp(`^gid://shopify/${type}/([0-9]+)$`).exec(id)?.[1] ?? null;
}
