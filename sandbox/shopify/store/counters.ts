import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";

export const counterNames = [
  "token_exchanges",
  "refreshes",
  "refused_tokens",
  "graphql_calls",
  "throttled",
] as const;
export type CounterName = (typeof counterNames)[number];

const Rows = z.array(z.object({ shop: z.string(), name: z.enum(counterNames), value: z.number() }));

export function count(db: DatabaseSync, shop: string, name: CounterName): void {
  db.prepare(
    `insert into counters (shop, name, value) values (?, ?, 1)
     on conflict (shop, name) do update set value = value + 1`,
  ).run(shop, name);
}

/** Every counter of every shop: { "a.myshopify.com": { refreshes: 1, … } }. */
export function readCounters(db: DatabaseSync, shops: readonly string[]) {
  const rows = Rows.parse(db.prepare("select shop, name, value from counters").all());
  const zeros = () => Object.fromEntries(counterNames.map((name) => [name, 0]));
  const result: Record<string, Record<string, number>> = Object.fromEntries(
    shops.map((shop) => [shop, zeros()]),
  );
  for (const { shop, name, value } of rows) result[shop] = { ...(result[shop] ?? zeros()), [name]: value };
  return result;
}
