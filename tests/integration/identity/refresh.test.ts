import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { adminFor } from "#app/clients/shopify-admin/admin.server.ts";
import { ShopAccessError } from "#app/clients/shopify-admin/refresh.server.ts";
import { releaseRefreshLease, takeRefreshLease } from "#app/db/leases.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";
import { sessionStorage } from "#app/shopify.server.ts";
import { type Peer, startShopifyPeer } from "#tests/support/peers.ts";
import { adminSql, connectTestDb } from "#tests/support/stack.ts";
import { countersOf, documentRequest, openShop, tokenOf } from "./shopify.ts";

let peer: Peer;
beforeAll(async () => {
  peer = await startShopifyPeer();
});
afterAll(() => peer.stop());

const nameQuery = "{ shop { name } }";
const sessionId = (shop: string) => `offline_${shop}`;

async function installedShop(): Promise<string> {
  const shop = await openShop(peer, { name: "Harbor Goods" });
  await requireShop(documentRequest(shop, await tokenOf(peer, shop)));
  return shop;
}

/** Our row says that the token is about to end. */
const letTokenEnd = (shop: string) => adminSql`
  update public.shopify_sessions set expires = now() + interval '4 minutes' where id = ${sessionId(shop)}`;

const askName = async (shop: string) =>
  (await adminFor(shop)).graphql(nameQuery).then((answer) => answer.json());
const named = expect.objectContaining({ data: { shop: { name: "Harbor Goods" } } }) as unknown;

test("a token with time left is used as it is", async () => {
  const shop = await installedShop();
  expect(await askName(shop)).toEqual(named);
  expect(await countersOf(peer, shop)).toMatchObject({ refreshes: 0 });
});

test("two processes with a token about to end refresh it once and both get their answer", async () => {
  const shop = await installedShop();
  const before = await sessionStorage.loadSession(sessionId(shop));
  await letTokenEnd(shop);

  const processes = [new Asker(shop), new Asker(shop)];
  await Promise.all(processes.map((each) => each.line("ready")));
  const answers = await Promise.all(processes.map((each) => each.go()));

  expect(answers).toEqual([named, named]);
  expect(await countersOf(peer, shop)).toMatchObject({ refreshes: 1 });
  const after = await sessionStorage.loadSession(sessionId(shop));
  expect(after?.accessToken).not.toBe(before?.accessToken);
  expect(after?.isExpired(5 * 60_000)).toBe(false);
  expect(await leasesOf(shop)).toEqual([]);
});

test("many jobs of one process refresh once as well", async () => {
  const shop = await installedShop();
  await letTokenEnd(shop);
  const answers = await Promise.all(Array.from({ length: 6 }, () => askName(shop)));
  expect(answers).toEqual(Array.from({ length: 6 }, () => named));
  expect(await countersOf(peer, shop)).toMatchObject({ refreshes: 1 });
});

test("while somebody else holds the lease Shopify is not called, and the token they store is used", async () => {
  const shop = await installedShop();
  await letTokenEnd(shop);
  const session = await sessionStorage.loadSession(sessionId(shop));
  if (!session) throw new Error("no session");
  const db = connectTestDb();
  await takeRefreshLease(db, session.id, "somebody else", 30);

  const answer = askName(shop);
  const polls = vi.spyOn(sessionStorage, "loadSession");
  await vi.waitFor(() => expect(polls.mock.calls.length).toBeGreaterThan(3), { timeout: 10_000 });
  expect(await countersOf(peer, shop)).toMatchObject({ refreshes: 0 });
  session.expires = new Date(Date.now() + 3_600_000);
  await sessionStorage.storeSession(session);

  expect(await answer).toEqual(named);
  expect(await countersOf(peer, shop)).toMatchObject({ refreshes: 0 });
  await releaseRefreshLease(db, session.id, "somebody else");
});

test("a holder that died is replaced when its lease is over", async () => {
  const shop = await installedShop();
  await letTokenEnd(shop);
  await takeRefreshLease(connectTestDb(), sessionId(shop), "dead", 1);
  expect(await askName(shop)).toEqual(named);
  expect(await countersOf(peer, shop)).toMatchObject({ refreshes: 1 });
});

test("a token that Shopify refuses before its time is renewed once", async () => {
  const shop = await installedShop();
  await peer.call("POST", "/sandbox/expire-tokens", { shop });
  expect(await askName(shop)).toEqual(named);
  expect(await countersOf(peer, shop)).toMatchObject({ refreshes: 1 });
});

test("one shop's refresh does not touch another's session", async () => {
  const [mine, theirs] = [await installedShop(), await installedShop()];
  const before = await sessionStorage.loadSession(sessionId(theirs));
  await letTokenEnd(mine);
  await askName(mine);
  expect((await sessionStorage.loadSession(sessionId(theirs)))?.accessToken).toBe(before?.accessToken);
  expect(await countersOf(peer, theirs)).toMatchObject({ refreshes: 0 });
});

test("a shop nobody can act for is said to be one", async () => {
  await expect(adminFor("nobody.myshopify.com")).rejects.toThrow(ShopAccessError);

  const uninstalled = await installedShop();
  await peer.call("POST", "/sandbox/uninstall", { shop: uninstalled });
  await letTokenEnd(uninstalled);
  await expect(adminFor(uninstalled)).rejects.toThrow(ShopAccessError);
  expect(await leasesOf(uninstalled)).toEqual([]);
});

const leasesOf = (shop: string) => adminSql`
  select holder from public.token_refresh_leases where session_id = ${sessionId(shop)}`;

/** A second process that waits for the word and then asks the shop for its name. */
class Asker {
  readonly #child: ChildProcess;
  readonly #lines: Interface;

  constructor(shop: string) {
    const program = new URL("./ask-shop.ts", import.meta.url);
    this.#child = spawn(process.execPath, [fileURLToPath(program), shop], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    if (!this.#child.stdout) throw new Error("the process has no output");
    this.#lines = createInterface({ input: this.#child.stdout });
  }

  async line(expected?: string): Promise<string> {
    const event: unknown[] = await once(this.#lines, "line", { signal: AbortSignal.timeout(20_000) });
    const line = String(event[0]);
    if (expected !== undefined) expect(line).toBe(expected);
    return line;
  }

  async go(): Promise<unknown> {
    const answer = this.line();
    this.#child.stdin?.write("go\n");
    return JSON.parse(await answer);
  }
}
