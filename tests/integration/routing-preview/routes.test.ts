import { once } from "node:events";
import type { Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createApp } from "#app/server/app.ts";
import { loadBuild } from "#app/server/build.ts";
import { emptyLine, emptyOrder } from "#app/services/routing/preview/try-order-form.ts";
import { writeWeightsForm } from "#app/services/routing/preview/weights-form.ts";
import { RoutingSettings } from "#app/services/routing/setup/routing-setup.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { type Peer, startShopifyPeer } from "#tests/support/peers.ts";
import { makeWarehouse, setStock, type TestWarehouse } from "#tests/support/warehouses.ts";
import { type SignedInShop, signInShop } from "../security/signed-in-shop.ts";

let peer: Peer;
let server: Server;
let base: string;
let mine: SignedInShop;
let theirs: SignedInShop;
let foreignWarehouse: TestWarehouse;
let foreignOrder: string;

beforeAll(async () => {
  peer = await startShopifyPeer();
  server = createApp(await loadBuild()).listen(0, "localhost");
  await once(server, "listening");
  base = `http://localhost:${z.object({ port: z.number() }).parse(server.address()).port}`;
  [mine, theirs] = [await signInShop(peer), await signInShop(peer)];
  await setStock(mine, await makeWarehouse(mine), "MUG", 5);
  foreignWarehouse = await makeWarehouse(theirs);
  await setStock(theirs, foreignWarehouse, "THEIR-MUG", 5);
  foreignOrder = await makePendingOrder(theirs, [{ sku: "THEIR-MUG", quantity: 1 }]);
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await peer.stop();
});

const weights = (changes: Record<string, string> = {}) => ({
  ...writeWeightsForm(RoutingSettings.parse({})),
  revision: "0",
  ...changes,
});
const order = (changes: object = {}) => ({
  order: JSON.stringify({ ...emptyOrder, lines: [{ ...emptyLine, sku: "MUG" }], ...changes }),
});

async function post(path: string, route: string, form: Record<string, string>) {
  const answer = await mine.call(base, `${path}?_data=${encodeURIComponent(route)}`, form);
  return { status: answer.status, body: await answer.text() };
}
const save = (form: Record<string, string>) =>
  post("/app/routing/weights", "routes/app.routing.weights", form);
const attempt = (form: Record<string, string>) =>
  post("/app/routing/test", "routes/app.routing.[test]", form);

describe("saving weights", () => {
  test("answers 200, and 409 to who saw an older draft", async () => {
    expect((await save(weights({ cover_days: "7" }))).status).toBe(200);
    expect(await save(weights({ cover_days: "8" }))).toMatchObject({ status: 409 });
  });

  test.each([
    [{ cost: "0.9" }, "add up to 100%"],
    [{ max_shipments: "0" }, "whole number from 1 to 20"],
    [{ stale_policy: "x" }, "Choose what happens"],
    [{ revision: "first" }, "Open it again"],
    [{ revision: "" }, "Open it again"],
  ])("%j answers 400 and says why", async (changes, says) => {
    const answer = await save(weights(changes));
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(says);
  });

  test("an empty form answers 400", async () => {
    expect((await save({})).status).toBe(400);
  });

  test("another shop's warehouse answers 404", async () => {
    expect((await save(weights({ preferred_warehouse_id: foreignWarehouse.id }))).status).toBe(404);
  });
});

describe("testing an order", () => {
  test("answers the decision", async () => {
    const answer = await attempt(order());
    expect(answer.status).toBe(200);
    expect(answer.body).toContain("reno ships this order");
  });

  test.each([
    [{}, "The order is missing."],
    [{ order: "{" }, "not-valid"],
    [order({ lines: [] }), "Add at least one item."],
    [order({ ship_to_country: "USA" }), "Choose a country."],
  ])("%j answers 400 and says why", async (form, says) => {
    const answer = await attempt(form);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(says);
  });

  test("with a draft that is not there answers 409", async () => {
    const shop = await signInShop(peer);
    await makeWarehouse(shop);
    const path = `/app/routing/test?_data=${encodeURIComponent("routes/app.routing.[test]")}`;
    expect((await shop.call(base, path, order({ setup: "draft" }))).status).toBe(409);
  });

  test("started from another shop's order answers 404", async () => {
    expect((await attempt(order({ from: foreignOrder }))).status).toBe(404);
  });
});

describe("what the pages ask for", () => {
  test("the preview comes as JSON", async () => {
    const answer = await mine.call(base, "/app/routing/weights/preview");
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ orders: [], warehouses: [{ name: "reno" }] });
  });

  test("SKUs are suggested by how they begin, never another shop's", async () => {
    const ask = async (q: string): Promise<unknown> =>
      (await mine.call(base, `/app/routing/test/skus?q=${q}`)).json();
    expect(await ask("mu")).toEqual({ skus: [{ sku: "MUG", product: null }] });
    expect(await ask("THEIR")).toEqual({ skus: [] });
    expect(await ask("")).toMatchObject({ skus: [{ sku: "MUG" }] });
    expect((await mine.call(base, `/app/routing/test/skus?q=${"x".repeat(300)}`)).status).toBe(404);
  });

  test("an order number nobody has is told on the page", async () => {
    const path = `/app/routing/test?number=nope&_data=${encodeURIComponent("routes/app.routing.[test]")}`;
    const answer = await mine.call(base, path);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ problem: "No order has this number." });
  });
});
