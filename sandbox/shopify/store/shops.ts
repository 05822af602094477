import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { nextId } from "../lib/ids.ts";
import { Faults, noFaults } from "../webhooks/faults.ts";
import { seedProducts } from "./products.ts";

const Row = z.object({
  domain: z.string(),
  legacy_id: z.string(),
  name: z.string(),
  email: z.string(),
  currency: z.string(),
  timezone: z.string(),
  state: z.enum(["available", "installed", "uninstalled"]),
  created_at: z.string(),
  installed_at: z.string().nullable(),
  uninstalled_at: z.string().nullable(),
  faults: z.string(),
  order_count: z.number(),
});

export type Shop = ReturnType<typeof toShop>;

const toShop = (row: z.infer<typeof Row>) => ({
  domain: row.domain,
  handle: row.domain.replace(".myshopify.com", ""),
  legacyId: row.legacy_id,
  name: row.name,
  email: row.email,
  currency: row.currency,
  timezone: row.timezone,
  state: row.state,
  createdAt: row.created_at,
  installedAt: row.installed_at,
  uninstalledAt: row.uninstalled_at,
  faults: Faults.parse(JSON.parse(row.faults)),
  orderCount: row.order_count,
});

export interface NewShop {
  readonly domain: string;
  readonly name?: string;
  readonly email?: string;
  readonly currency?: string;
  readonly timezone?: string;
}

const titleOf = (domain: string) =>
  domain
    .replace(".myshopify.com", "")
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");

/** Opens the shop with its catalogue unless it exists already. */
export function ensureShop(db: DatabaseSync, shop: NewShop, now: Date): Shop {
  const existing = findShop(db, shop.domain);
  if (existing) return existing;
  db.prepare(
    `insert into shops (domain, legacy_id, name, email, currency, timezone, state, created_at, faults, order_count)
     values (?, ?, ?, ?, ?, ?, 'available', ?, ?, 0)`,
  ).run(
    shop.domain,
    nextId(db, "small"),
    shop.name ?? titleOf(shop.domain),
    shop.email ?? `owner@${shop.domain.replace(".myshopify.com", "")}.example`,
    shop.currency ?? "USD",
    shop.timezone ?? "America/New_York",
    now.toISOString(),
    JSON.stringify(noFaults),
  );
  seedProducts(db, shop.domain, now);
  return requireShop(db, shop.domain);
}

export function findShop(db: DatabaseSync, domain: string): Shop | null {
  const row = db.prepare("select * from shops where domain = ?").get(domain);
  return row === undefined ? null : toShop(Row.parse(row));
}

export function requireShop(db: DatabaseSync, domain: string): Shop {
  const shop = findShop(db, domain);
  if (!shop) throw new Error(`no shop ${domain}`);
  return shop;
}

export const listShops = (db: DatabaseSync): Shop[] =>
  z.array(Row).parse(db.prepare("select * from shops order by created_at, domain").all()).map(toShop);

export function markInstalled(db: DatabaseSync, domain: string, now: Date): void {
  db.prepare(
    "update shops set state = 'installed', installed_at = ? where domain = ? and state <> 'installed'",
  ).run(now.toISOString(), domain);
}

/** After an uninstall the app gets no token until a person opens the shop to it again. */
export function markAvailable(db: DatabaseSync, domain: string): void {
  db.prepare("update shops set state = 'available' where domain = ? and state = 'uninstalled'").run(domain);
}

export function markUninstalled(db: DatabaseSync, domain: string, now: Date): void {
  db.prepare("update shops set state = 'uninstalled', uninstalled_at = ? where domain = ?").run(
    now.toISOString(),
    domain,
  );
  db.prepare("delete from access_tokens where shop = ?").run(domain);
  db.prepare("delete from refresh_tokens where shop = ?").run(domain);
}

export function saveFaults(db: DatabaseSync, domain: string, faults: Faults): void {
  db.prepare("update shops set faults = ? where domain = ?").run(JSON.stringify(faults), domain);
}

/** The shop's next order number, from 1001. */
export function nextOrderNumber(db: DatabaseSync, domain: string): number {
  const row = db
    .prepare("update shops set order_count = order_count + 1 where domain = ? returning order_count")
    .get(domain);
  return 1000 + z.object({ order_count: z.number() }).parse(row).order_count;
}
