import { randomUUID } from "node:crypto";
import { Session } from "@shopify/shopify-api";
import { expect, test } from "vitest";
import { logger } from "#app/clients/logger.server.ts";
import { makeSessionStorage } from "#app/services/shops/session-storage.server.ts";
import { adminSql, connectTestDb } from "#tests/support/stack.ts";

const storage = makeSessionStorage(connectTestDb(), logger);
const newShop = () => `session-${randomUUID().slice(0, 8)}.myshopify.com`;

const offline = (shop: string) =>
  new Session({
    id: `offline_${shop}`,
    shop,
    state: "",
    isOnline: false,
    scope: "read_orders,read_products",
    expires: new Date("2026-11-22T10:00:00.123Z"),
    accessToken: `shpat_${randomUUID()}`,
    refreshToken: `shprt_${randomUUID()}`,
    refreshTokenExpires: new Date("2027-02-20T10:00:00Z"),
  });

const online = (shop: string) =>
  new Session({
    id: `${shop}_88001122`,
    shop,
    state: "abc",
    isOnline: true,
    scope: "read_orders",
    expires: new Date("2026-11-22T10:00:00Z"),
    accessToken: `shpua_${randomUUID()}`,
    onlineAccessInfo: {
      expires_in: 3600,
      associated_user_scope: "read_orders",
      associated_user: {
        id: 88001122,
        first_name: "A",
        last_name: "B",
        email: "a@example.com",
        email_verified: true,
        account_owner: true,
        locale: "en",
        collaborator: false,
      },
    },
  });

interface StoredTokens {
  access: string | null;
  refresh: string | null;
}

async function storedTokens(id: string): Promise<StoredTokens | undefined> {
  const [row] = await adminSql<StoredTokens[]>`
    select "accessToken" as access, "refreshToken" as refresh from public.shopify_sessions where id = ${id}`;
  return row;
}

test.each([
  { kind: "offline", make: offline },
  { kind: "online", make: online },
])("an $kind session comes back as it was stored", async ({ make }) => {
  const session = make(newShop());
  expect(await storage.storeSession(session)).toBe(true);
  const loaded = await storage.loadSession(session.id);
  expect(loaded).toBeInstanceOf(Session);
  expect(loaded?.equals(session)).toBe(true);
  expect(loaded?.expires).toEqual(session.expires);
  expect(loaded?.refreshTokenExpires).toEqual(session.refreshTokenExpires);
});

test("storing again replaces, also with a token taken away", async () => {
  const session = offline(newShop());
  await storage.storeSession(session);
  session.accessToken = undefined;
  await storage.storeSession(session);
  const loaded = await storage.loadSession(session.id);
  expect(loaded?.accessToken).toBeUndefined();
  expect(loaded?.refreshToken).toBe(session.refreshToken);
});

test("neither token can be read in the database", async () => {
  const session = offline(newShop());
  await storage.storeSession(session);
  const [row] = await adminSql<{ everything: string }[]>`
    select to_jsonb(s)::text as everything from public.shopify_sessions s where id = ${session.id}`;
  expect(row?.everything).toContain(session.shop);
  expect(row?.everything).not.toContain(session.accessToken);
  expect(row?.everything).not.toContain(session.refreshToken);
  const stored = await storedTokens(session.id);
  const header = Buffer.from(stored?.access?.split(".")[0] ?? "", "base64url").toString();
  expect(JSON.parse(header)).toEqual({ alg: "dir", enc: "A256GCM", kid: "test" });
});

test("a token moved to another shop's row does not open there", async () => {
  const mine = offline(newShop());
  const theirs = offline(newShop());
  await storage.storeSession(mine);
  await storage.storeSession(theirs);
  const stolen = await storedTokens(theirs.id);
  await adminSql`update public.shopify_sessions set "accessToken" = ${stolen?.access ?? null} where id = ${mine.id}`;
  expect(await storage.loadSession(mine.id)).toBeUndefined();
  expect((await storage.loadSession(theirs.id))?.accessToken).toBe(theirs.accessToken);
});

test("an access token moved into the refresh token's column does not open there", async () => {
  const session = offline(newShop());
  await storage.storeSession(session);
  await adminSql`update public.shopify_sessions set "refreshToken" = "accessToken" where id = ${session.id}`;
  expect(await storage.loadSession(session.id)).toBeUndefined();
});

test("a shop's sessions are found and removed without touching another shop's", async () => {
  const [mine, theirs] = [newShop(), newShop()];
  const sessions = [offline(mine), online(mine), offline(theirs)];
  for (const session of sessions) await storage.storeSession(session);

  const found = await storage.findSessionsByShop(mine);
  expect(found.map(({ id }) => id).sort()).toEqual([`${mine}_88001122`, `offline_${mine}`].sort());

  await storage.deleteSession(`offline_${mine}`);
  expect(await storage.findSessionsByShop(mine)).toHaveLength(1);
  await storage.deleteSessions([`${mine}_88001122`, "offline_unknown"]);
  expect(await storage.findSessionsByShop(mine)).toEqual([]);
  expect(await storage.loadSession(`offline_${mine}`)).toBeUndefined();
  expect(await storage.findSessionsByShop(theirs)).toHaveLength(1);
});
