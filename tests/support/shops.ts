import { randomUUID } from "node:crypto";
import { logger } from "#app/clients/logger.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { adminSql, connectTestDb } from "./stack.ts";

export interface TestShop {
  readonly id: string;
  readonly domain: string;
  readonly channelId: string;
  readonly ctx: ShopContext;
}

export async function makeShop(
  options: { routingFrom?: Date; timeZone?: string; now?: Date } = {},
): Promise<TestShop> {
  const domain = `shop-${randomUUID().slice(0, 8)}.myshopify.com`;
  const routingFrom = options.routingFrom ?? new Date("2020-01-01T00:00:00Z");
  const [store] = await adminSql<{ id: string }[]>`
    insert into public.stores (shop_domain, shop_name, email, plan, time_zone, currency, routing_from, installed_at)
    values (${domain}, ${domain}, ${`owner@${domain}`}, 'free', ${options.timeZone ?? "America/New_York"}, 'USD',
            ${routingFrom}, '2020-01-01')
    returning id`;
  if (!store) throw new Error("the shop was not made");
  const [channel] = await adminSql<{ id: string }[]>`
    insert into public.sales_channels (shop_id, channel_type, channel_name, is_primary)
    values (${store.id}, 'shopify', ${domain}, true) returning id`;
  if (!channel) throw new Error("the channel was not made");
  return { id: store.id, domain, channelId: channel.id, ctx: contextOf(store.id, domain, options.now) };
}

function contextOf(shopId: string, shopDomain: string, now = new Date()): ShopContext {
  return { db: connectTestDb(), shopId, shopDomain, actor: "test", now, log: logger };
}

/** Two shops side by side: whatever one does, the other must not notice. */
export async function makeTwoShops(): Promise<{ mine: TestShop; theirs: TestShop }> {
  const [mine, theirs] = await Promise.all([makeShop(), makeShop()]);
  return { mine, theirs };
}
