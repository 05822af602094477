import { once } from "node:events";
import type { Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { createApp } from "#app/server/app.ts";
import { loadBuild } from "#app/server/build.ts";
import { listVersions } from "#app/services/routing/setup/list-versions.server.ts";
import { openRoutingSetup } from "#app/services/routing/setup/open-routing-setup.server.ts";
import { type Peer, startShopifyPeer } from "#tests/support/peers.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeWarehouse } from "#tests/support/warehouses.ts";
import { type SignedInShop, signInShop } from "../security/signed-in-shop.ts";

let peer: Peer;
let server: Server;
let base: string;
let shop: SignedInShop;
let reno: string;

beforeAll(async () => {
  peer = await startShopifyPeer();
  server = createApp(await loadBuild()).listen(0, "localhost");
  await once(server, "listening");
  const { port } = z.object({ port: z.number() }).parse(server.address());
  base = `http://localhost:${port}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await peer.stop();
});
beforeEach(async () => {
  shop = await signInShop(peer);
  reno = (await makeWarehouse(shop)).id;
});

const routeIds: readonly [pattern: RegExp, id: string][] = [
  [/^rules\/[^/]+$/, "app.routing.rules.$ruleId"],
  [/^rules\/[^/]+\/(\w+)$/, "app.routing.rules.$ruleId.$1"],
  [/^versions\/[^/]+\/revert$/, "app.routing.versions.$version.revert"],
  [/^(\w+)$/, "app.routing.$1"],
];

/** Calls a resource below /app/routing as the shop's page does; without a form it is read. */
async function call(path: string, form?: Record<string, string>, as = shop) {
  const [pattern, id] = routeIds.find(([each]) => each.test(path)) ?? [/^/, ""];
  const route = `routes/${path.replace(pattern, id)}`;
  const response = await as.call(base, `/app/routing/${path}?_data=${encodeURIComponent(route)}`, form);
  const text = await response.text();
  const body: unknown = text === "" ? null : JSON.parse(text);
  return { status: response.status, body };
}

const west = { field: "ship_to_state", operator: "in", value: ["CA", "OR", "WA"] };
const written = (changes: object = {}) =>
  JSON.stringify({
    name: "West",
    is_active: true,
    conditions: west,
    action: { type: "route_to_warehouse", warehouse_id: reno },
    ...changes,
  });

const opened = () => openRoutingSetup(shop.ctx);
const revision = async () => String((await opened()).revision);
async function names() {
  const { draft, live } = await opened();
  return (draft ?? live).setup.rules.map(({ name, is_active: isOn }) => (isOn ? name : `${name} (off)`));
}
async function addRules(...added: string[]): Promise<string[]> {
  for (const name of added) {
    const form = { revision: await revision(), rule: written({ name }) };
    expect(await call("rules/new", form)).toMatchObject({ status: 200, body: { outcome: "saved" } });
  }
  return (await opened()).draft?.setup.rules.map(({ id }) => id) ?? [];
}

describe("a rule", () => {
  test("that is new comes last in the draft, and nothing is live before it is published", async () => {
    await addRules("First", "Second");
    const { draft, live } = await opened();
    expect(live.setup.rules).toEqual([]);
    expect(draft?.setup.rules).toMatchObject([
      { name: "First", priority: 1, conditions: west },
      { name: "Second", priority: 2 },
    ]);
  });

  test("is changed, moved, switched, copied and deleted in the draft", async () => {
    const [first = "", second = ""] = await addRules("First", "Second");
    const change = async (path: string, form: Record<string, string> = {}) =>
      expect((await call(path, { revision: await revision(), ...form })).status).toBeLessThan(400);

    await change(`rules/${first}`, { rule: written({ name: "Changed" }) });
    expect(await names()).toEqual(["Changed", "Second"]);
    await change(`rules/${first}/position`, { position: "1" });
    expect(await names()).toEqual(["Second", "Changed"]);
    await change(`rules/${second}/active`, { isActive: "false" });
    await change(`rules/${second}/copy`);
    expect(await names()).toEqual(["Second (off)", "Second (copy) (off)", "Changed"]);
    await change(`rules/${second}/removal`);
    expect(await names()).toEqual(["Second (copy) (off)", "Changed"]);
  });

  test.each<[what: string, changes: object, errors: object]>([
    ["without a name", { name: "" }, { name: ["Give the rule a name."] }],
    [
      "with an unknown operator and no warehouse",
      { conditions: { ...west, operator: "resembles" }, action: { type: "exclude_warehouse" } },
      {
        conditions: ['unknown operator "resembles"'],
        action: ["action.warehouse_id: expected text, got nothing"],
      },
    ],
    ["with an empty group", { conditions: { all: [] } }, { conditions: ['empty group "all"'] }],
    ["with a key nobody knows", { colour: "red" }, { rule: ["Unknown: colour."] }],
  ])("%s is refused with a message for each part", async (_what, changes, errors) => {
    expect(await call("rules/new", { revision: "0", rule: written(changes) })).toEqual({
      status: 400,
      body: { errors },
    });
    expect(await names()).toEqual([]);
  });

  test("that is no JSON, or comes without a revision, is refused", async () => {
    expect(await call("rules/new", { revision: "0", rule: "{" })).toEqual({
      status: 400,
      body: { errors: { rule: ["The rule could not be read."] } },
    });
    expect(await call("rules/new", { rule: written() })).toMatchObject({
      status: 400,
      body: { errors: { revision: ["Send the revision you saw."] } },
    });
    const [id = ""] = await addRules("First");
    for (const position of ["-1", ""]) {
      expect(await call(`rules/${id}/position`, { revision: "1", position })).toEqual({
        status: 400,
        body: { errors: { position: ["Send the place it moves to."] } },
      });
    }
  });

  test.each(["", " ", "-1", "1.5", "1e3", "0x1"])(
    "with the revision %j is refused by every route",
    async (sent) => {
      const [id = ""] = await addRules("First");
      const form = { revision: sent, rule: written(), position: "0", isActive: "true" };
      const edits = ["", "/active", "/copy", "/position", "/removal"].map((path) => `rules/${id}${path}`);
      for (const path of ["rules/new", ...edits, "publish", "discard"]) {
        expect([path, await call(path, form)]).toEqual([
          path,
          { status: 400, body: { errors: { revision: ["Send the revision you saw."] } } },
        ]);
      }
      expect(await names()).toEqual(["First"]);
    },
  );

  test("saved by somebody who saw an older draft changes nothing, and can be saved again", async () => {
    const [id = ""] = await addRules("First");
    const seen = await revision();
    await addRules("Second");
    const late = await call(`rules/${id}`, { revision: seen, rule: written({ name: "Late" }) });
    expect(late).toMatchObject({ status: 409, body: { outcome: "draft-changed" } });
    expect(await names()).toEqual(["First", "Second"]);

    const { revision: current } = z.object({ revision: z.int() }).parse(late.body);
    const again = { revision: String(current), rule: written({ name: "Late" }) };
    expect(await call(`rules/${id}`, again)).toMatchObject({ status: 200 });
    expect(await names()).toEqual(["Late", "Second"]);
  });

  test("of another shop, or of none, does not exist", async () => {
    const theirs = await signInShop(peer);
    const [id = ""] = await addRules("First");
    const form = { revision: "0", rule: written(), position: "0", isActive: "true" };
    expect((await call(`rules/${id}`, undefined, theirs)).status).toBe(404);
    expect((await call("rules/nonsense")).status).toBe(404);
    for (const path of ["", "/position", "/active", "/copy", "/removal"]) {
      expect((await call(`rules/${id}${path}`, form, theirs)).status).toBe(404);
    }
    expect(await names()).toEqual(["First"]);
  });

  test("written by hand is shown with its problem, and can be replaced", async () => {
    const action = { type: "route_to_warehouse", warehouse_id: reno };
    const [row] = await adminSql<{ id: string }[]>`
      insert into public.routing_rules (shop_id, name, priority, is_active, conditions, action)
      values (${shop.id}, 'Odd', 1, true, '{"field": "ship_to_state", "operator": "resembles"}', ${adminSql.json(action)})
      returning id`;
    const id = row?.id ?? "";
    expect(await call(`rules/${id}`)).toMatchObject({
      status: 200,
      body: { rule: { name: "Odd" }, problem: 'unknown operator "resembles"' },
    });
    expect(await call(`rules/${id}`, { revision: "0", rule: written() })).toMatchObject({ status: 200 });
    expect((await opened()).draft?.setup.rules).toMatchObject([{ id, conditions: west }]);
  });
});

describe("the draft", () => {
  test("is published as a version, and an old version comes back as a new one", async () => {
    await addRules("First");
    expect(await call("publish", { revision: await revision() })).toMatchObject({
      status: 200,
      body: { outcome: "published" },
    });
    await addRules("Second");
    await call("publish", { revision: await revision() });
    expect(await names()).toEqual(["First", "Second"]);

    const [, before] = (await listVersions(shop.ctx)).versions;
    expect(await call(`versions/${before?.version ?? 0}/revert`, {})).toMatchObject({ status: 200 });
    expect(await names()).toEqual(["First"]);
    expect((await listVersions(shop.ctx)).versions[0]).toMatchObject({
      isLive: true,
      origin: "reverted",
      revertedFrom: before?.version,
    });
  });

  test("that somebody changed meanwhile is neither published nor discarded", async () => {
    await addRules("First");
    const seen = await revision();
    await addRules("Second");
    for (const path of ["publish", "discard"]) {
      expect(await call(path, { revision: seen })).toMatchObject({
        status: 409,
        body: { outcome: "draft-changed" },
      });
    }
    expect((await opened()).live.setup.rules).toEqual([]);
    expect(await call("discard", { revision: await revision() })).toMatchObject({ status: 200 });
    expect((await opened()).draft).toBeNull();
  });

  test("with a rule whose warehouse was deleted is not published, and says which rule", async () => {
    const [id = ""] = await addRules("First");
    await adminSql`delete from public.trackstar_warehouses where id = ${reno}`;
    expect(await call("publish", { revision: await revision() })).toMatchObject({
      status: 422,
      body: { outcome: "not-valid", problems: [{ ruleId: id }] },
    });
    const form = { revision: await revision(), isActive: "false" };
    expect(await call(`rules/${id}/active`, form)).toMatchObject({ status: 200 });
    expect(await call("publish", { revision: await revision() })).toMatchObject({ status: 200 });
  });

  test.each(["publish", "discard"])("%s without a revision is refused", async (path) => {
    expect(await call(path, {})).toMatchObject({ status: 400 });
  });

  test.each(["0", "-1", "1.5", "99999999999", "one"])("version %s does not exist", async (version) => {
    expect((await call(`versions/${version}/revert`, {})).status).toBe(404);
  });
});
