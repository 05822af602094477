import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { seeStore, upsertStore } from "#app/db/stores.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { makeShop } from "#tests/support/shops.ts";
import { adminSql, connectTestDb } from "#tests/support/stack.ts";

const db = connectTestDb();

const facts = (over: Partial<Parameters<typeof upsertStore>[1]> = {}) => ({
  shopDomain: `store-${randomUUID().slice(0, 8)}.myshopify.com`,
  name: "First name",
  email: "owner@example.com",
  timeZone: "America/Chicago",
  currency: "USD",
  ...over,
});

async function storeRow(shopDomain: string): Promise<Record<string, unknown> | undefined> {
  const rows = await adminSql<Record<string, unknown>[]>`
    select id, shop_name, email, time_zone, currency, plan, is_active, routing_from, installed_at, uninstalled_at
    from public.stores where shop_domain = ${shopDomain}`;
  expect(rows).toHaveLength(1);
  return rows[0];
}

const channelsOf = (shopId: string) => adminSql`
  select id, channel_type, is_primary from public.sales_channels where shop_id = ${shopId}`;

test("the first time makes the shop, its primary Shopify channel, and the start of routing", async () => {
  const shop = facts();
  const { shopId, channelId, outcome } = await upsertStore(db, shop);
  expect(outcome).toBe("created");
  expect(await storeRow(shop.shopDomain)).toMatchObject({
    id: shopId,
    shop_name: "First name",
    email: "owner@example.com",
    time_zone: "America/Chicago",
    currency: "USD",
    plan: "free",
    is_active: true,
    uninstalled_at: null,
  });
  expect((await storeRow(shop.shopDomain))?.["routing_from"]).toBeInstanceOf(Date);
  expect(await channelsOf(shopId)).toEqual([{ id: channelId, channel_type: "shopify", is_primary: true }]);
});

test("a second time brings the facts up to date and keeps what is Swyft's own", async () => {
  const shop = facts();
  const first = await upsertStore(db, shop);
  await adminSql`update public.stores set plan = 'pro', routing_from = '2025-01-01' where id = ${first.shopId}`;
  const before = await storeRow(shop.shopDomain);

  const second = await upsertStore(db, { ...shop, name: "New name", timeZone: "Europe/Berlin" });

  expect(second).toEqual({ ...first, outcome: "updated" });
  const after = await storeRow(shop.shopDomain);
  expect(after).toEqual({ ...before, shop_name: "New name", time_zone: "Europe/Berlin" });
  expect(await channelsOf(first.shopId)).toHaveLength(1);
});

test("a re-install reactivates the same shop from that moment on", async () => {
  const shop = facts();
  const { shopId } = await upsertStore(db, shop);
  await adminSql`
    update public.stores
    set is_active = false, installed_at = now() - interval '9 days', uninstalled_at = now() - interval '2 days'
    where id = ${shopId}`;
  expect(await seeStore(db, shop.shopDomain)).toEqual({ id: shopId, isActive: false });
  const before = await storeRow(shop.shopDomain);

  expect(await upsertStore(db, shop)).toMatchObject({ shopId, outcome: "reactivated" });

  const after = await storeRow(shop.shopDomain);
  expect(after).toMatchObject({
    is_active: true,
    uninstalled_at: null,
    routing_from: before?.["routing_from"],
  });
  expect(after?.["installed_at"]).not.toEqual(before?.["installed_at"]);
  expect(Date.now() - Number(after?.["installed_at"])).toBeLessThan(60_000);
});

test("a re-install routes the orders that were waiting when the shop left, and no other shop's", async () => {
  const [mine, theirs] = [await makeShop(), await makeShop()];
  const lines = [{ sku: "A", quantity: 1 }];
  const [waiting, held] = [await makePendingOrder(mine, lines), await makePendingOrder(mine, lines)];
  const foreign = await makePendingOrder(theirs, lines);
  await adminSql`update public.unified_orders set routing_status = 'held' where id = ${held}`;
  await adminSql`update public.stores set is_active = false, uninstalled_at = now() where id = ${mine.id}`;

  await upsertStore(db, facts({ shopDomain: mine.domain }));

  const jobs = await adminSql<{ key: string }[]>`
    select key from graphile_worker.jobs
    where key = any (${[waiting, held, foreign].map((id) => `route:${id}`)})`;
  expect(jobs).toEqual([{ key: `route:${waiting}` }]);
});

test("many at once make one shop with one channel", async () => {
  const shop = facts();
  const answers = await Promise.all(Array.from({ length: 8 }, () => upsertStore(db, shop)));
  expect(new Set(answers.map(({ shopId }) => shopId)).size).toBe(1);
  expect(answers.filter(({ outcome }) => outcome === "created")).toHaveLength(1);
  expect(await channelsOf(answers[0]?.shopId ?? "")).toHaveLength(1);
});

test("a time zone the database does not know is not stored", async () => {
  const shop = facts({ timeZone: "Mars/Olympus" });
  await upsertStore(db, shop);
  expect(await storeRow(shop.shopDomain)).toMatchObject({ time_zone: "UTC" });
  await upsertStore(db, { ...shop, timeZone: "Asia/Tokyo" });
  await upsertStore(db, { ...shop, timeZone: "Mars/Olympus" });
  expect(await storeRow(shop.shopDomain)).toMatchObject({ time_zone: "Asia/Tokyo" });
});

test("events that came before the shop are given to it and enqueued, those of other shops are not", async () => {
  const shop = facts();
  const stranger = facts();
  const [waiting, second, failed] = await Promise.all([
    plantEvent(shop.shopDomain),
    plantEvent(shop.shopDomain),
    plantEvent(shop.shopDomain, "failed"),
  ]);
  const foreign = await plantEvent(stranger.shopDomain);

  const { shopId } = await upsertStore(db, shop);

  expect(await eventOwner(waiting)).toBe(shopId);
  expect(await eventOwner(second)).toBe(shopId);
  expect(await eventOwner(failed)).toBeNull();
  expect(await eventOwner(foreign)).toBeNull();
  expect(await queuedEvents([waiting, second, failed, foreign])).toEqual([waiting, second].sort());
});

test("a shop is found by its own domain only", async () => {
  const shop = await makeShop();
  expect(await seeStore(db, shop.domain)).toEqual({ id: shop.id, isActive: true });
  expect(await seeStore(db, "nobody.myshopify.com")).toBeNull();
});

async function plantEvent(shopDomain: string, status = "received"): Promise<string> {
  const [row] = await adminSql<{ id: string }[]>`
    insert into public.shopify_webhook_events (webhook_id, topic, shop_domain, payload, status)
    values (${randomUUID()}, 'orders/create', ${shopDomain}, '{}', ${status}) returning id`;
  if (!row) throw new Error("the event was not planted");
  return row.id;
}

async function eventOwner(id: string): Promise<unknown> {
  const [row] = await adminSql`select shop_id from public.shopify_webhook_events where id = ${id}`;
  return row?.["shop_id"];
}

async function queuedEvents(ids: string[]): Promise<string[]> {
  const rows = await adminSql<{ key: string }[]>`
    select replace(key, 'shopify-event:', '') as key from graphile_worker.jobs
    where task_identifier = 'process_shopify_event' and key = any (${ids.map((id) => `shopify-event:${id}`)})`;
  return rows.map(({ key }) => key).sort();
}
