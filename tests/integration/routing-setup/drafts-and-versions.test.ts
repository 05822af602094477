import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { listVersions } from "#app/services/routing/setup/list-versions.server.ts";
import { openRoutingSetup } from "#app/services/routing/setup/open-routing-setup.server.ts";
import { discardDraft, publishDraft } from "#app/services/routing/setup/publish-draft.server.ts";
import { revertTo } from "#app/services/routing/setup/revert-to.server.ts";
import { saveDraft } from "#app/services/routing/setup/save-draft.server.ts";
import { makeShop, makeTwoShops, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeWarehouse } from "#tests/support/warehouses.ts";
import { defaults, draft, makeRule, publish, setupOf } from "./setups.ts";

const hold = { type: "hold", until: null };

async function liveRules(shop: TestShop) {
  return adminSql<{ id: string; name: string; priority: number; is_active: boolean }[]>`
    select id, name, priority, is_active from public.routing_rules where shop_id = ${shop.id} order by priority, id`;
}

async function shopState(shop: TestShop) {
  const [row] = await adminSql<{ settings: Record<string, unknown>; settings_version: number }[]>`
    select settings, settings_version from public.stores where id = ${shop.id}`;
  if (!row) throw new Error("the shop is gone");
  return row;
}

describe("a draft", () => {
  test("changes nothing until it is published, then everything at once", async () => {
    const shop = await makeShop();
    const rule = makeRule(hold);
    const settings = { ...defaults, weights: { inventory: 0.1, proximity: 0.7, cost: 0.1, capacity: 0.1 } };
    const before = await shopState(shop);

    const revision = await draft(shop, { rules: [rule], settings });
    expect(await liveRules(shop)).toEqual([]);
    expect(await shopState(shop)).toEqual(before);
    expect(await openRoutingSetup(shop.ctx)).toMatchObject({
      draft: {
        revision,
        savedBy: "test",
        changes: { added: ["West"], settings: ["weights"] },
        liveMoved: false,
      },
      live: { version: null },
    });

    expect(await publishDraft(shop.ctx, { revision })).toEqual({ outcome: "published", version: 2 });
    expect(await liveRules(shop)).toMatchObject([{ id: rule.id, name: "West" }]);
    const after = await shopState(shop);
    expect(after.settings).toMatchObject({ weights: settings.weights, split: defaults.split });
    expect(after.settings_version).toBeGreaterThan(before.settings_version);
    expect(await openRoutingSetup(shop.ctx)).toMatchObject({
      draft: null,
      revision: 0,
      live: { version: 2, publishedBy: "test", setup: { rules: [rule], settings } },
    });
  });

  test("keeps the settings that are not routing's", async () => {
    const shop = await makeShop();
    await adminSql`update public.stores set settings = '{"payment": "paid", "cover_days": 5}' where id = ${shop.id}`;
    expect((await openRoutingSetup(shop.ctx)).live.setup.settings.cover_days).toBe(5);
    await publish(shop, setupOf());
    expect((await shopState(shop)).settings).toMatchObject({ payment: "paid", cover_days: 14 });
  });

  test("of two people who save at once one wins, and the other is told", async () => {
    const shop = await makeShop();
    const revision = await draft(shop, setupOf());
    const save = (name: string) =>
      saveDraft(shop.ctx, { revision, setup: setupOf(makeRule(hold, { name })) });
    const saved = await Promise.all([save("One"), save("Two")]);

    expect(saved.map(({ outcome }) => outcome).sort()).toEqual(["draft-changed", "saved"]);
    const refused = saved.find(({ outcome }) => outcome === "draft-changed");
    const opened = await openRoutingSetup(shop.ctx);
    expect(refused).toEqual({ outcome: "draft-changed", revision: opened.revision, by: "test" });
    expect(await publishDraft(shop.ctx, { revision })).toEqual({ outcome: "draft-changed" });
  });

  test("that was discarded and begun anew is not saved over by who saw the old one", async () => {
    const shop = await makeShop();
    const old = await draft(shop, setupOf());
    expect(await discardDraft(shop.ctx, old)).toBe("discarded");
    expect(await discardDraft(shop.ctx)).toBe("no-draft");
    const fresh = await draft(shop, setupOf(makeRule(hold)));
    expect(await saveDraft(shop.ctx, { revision: old, setup: setupOf() })).toMatchObject({
      outcome: "draft-changed",
      revision: fresh,
    });
    for (const revision of [old, Number.NaN, -1, 0.5]) {
      expect(await discardDraft(shop.ctx, revision)).toBe("draft-changed");
      expect(await saveDraft(shop.ctx, { revision, setup: setupOf() })).toMatchObject({
        outcome: "draft-changed",
        revision: fresh,
      });
    }
  });

  test("is published over what went live meanwhile only when that is wanted", async () => {
    const shop = await makeShop();
    await publish(shop, setupOf(makeRule(hold)));
    const revision = await draft(shop, setupOf(makeRule(hold, { name: "Mine" })));
    await revertTo(shop.ctx, 1);

    expect((await openRoutingSetup(shop.ctx)).draft?.liveMoved).toBe(true);
    expect(await publishDraft(shop.ctx, { revision })).toEqual({ outcome: "live-changed" });
    expect(await liveRules(shop)).toEqual([]);
    expect(await publishDraft(shop.ctx, { revision, replaceLive: true })).toMatchObject({
      outcome: "published",
    });
    expect(await liveRules(shop)).toMatchObject([{ name: "Mine" }]);
  });

  test("is not published when rules were changed by hand meanwhile; what is found live becomes a version", async () => {
    const shop = await makeShop();
    await publish(shop, setupOf(makeRule(hold)));
    const revision = await draft(shop, setupOf());
    await adminSql`update public.routing_rules set name = 'By hand' where shop_id = ${shop.id}`;

    expect((await openRoutingSetup(shop.ctx)).live).toMatchObject({ version: null, publishedBy: null });
    expect(await publishDraft(shop.ctx, { revision })).toEqual({ outcome: "live-changed" });
    await publishDraft(shop.ctx, { revision, replaceLive: true });

    const { versions } = await listVersions(shop.ctx);
    expect(versions.map(({ version, origin, changes }) => [version, origin, changes?.changed])).toEqual([
      [4, "published", []],
      [3, "kept", ["By hand"]],
      [2, "published", []],
      [1, "kept", undefined],
    ]);
  });
});

describe("what is wrong with a draft is told place by place, and nothing is written", () => {
  const someone = makeRule(hold);

  test.each<[string, () => unknown, { path: string; ruleId?: string | null; message: RegExp }]>([
    [
      "no name",
      () => setupOf({ ...someone, name: " " }),
      { path: "rules[0].name", ruleId: someone.id, message: /name/ },
    ],
    [
      "an unknown operator deep inside",
      () =>
        setupOf(
          makeRule(hold, { conditions: { all: [{ field: "tags", operator: "resembles", value: "x" }] } }),
        ),
      { path: "rules[0].conditions.all[0].operator", message: /unknown operator "resembles"/ },
    ],
    [
      "no action",
      () => setupOf({ ...someone, action: undefined }),
      { path: "rules[0].action", message: /no action/ },
    ],
    [
      "a warehouse that is not there",
      () => setupOf(makeRule({ type: "route_to_warehouse", warehouse_id: randomUUID() })),
      { path: "rules[0].action.warehouse_id", message: /unknown warehouse/ },
    ],
    ["an id twice", () => setupOf(someone, someone), { path: "rules[1].id", message: /id of its own/ }],
    [
      "weights beyond 1",
      () => ({ rules: [], settings: { ...defaults, weights: { ...defaults.weights, cost: 0.9 } } }),
      { path: "settings.weights", ruleId: null, message: /add up to 1, got 1.7/ },
    ],
    [
      "a misspelt setting",
      () => ({ rules: [], settings: { ...defaults, coverdays: 3 } }),
      { path: "settings.coverdays", message: /known key/ },
    ],
    [
      "a preferred warehouse that is not there",
      () => ({ rules: [], settings: { ...defaults, preferred_warehouse_id: randomUUID() } }),
      { path: "settings.preferred_warehouse_id", message: /one of the shop's warehouses/ },
    ],
    [
      "a rate card with seven zones",
      () => ({
        rules: [],
        settings: {
          ...defaults,
          rate_card: { effective: "2026-01-01", currency: "USD", prices: [[1, 2, 3, 4, 5, 6, 7]] },
        },
      }),
      { path: "settings.rate_card.prices[0]", message: /8 prices/ },
    ],
    [
      "text no database can hold",
      () => setupOf(makeRule(hold, { conditions: { field: "tags", operator: "contains", value: "a\0b" } })),
      { path: "rules[0]", message: /cannot be stored/ },
    ],
    ["no setup at all", () => "everything", { path: "", message: /rules and settings/ }],
  ])("%s", async (_what, setupFor, expected) => {
    const shop = await makeShop();
    const saved = await saveDraft(shop.ctx, { revision: 0, setup: setupFor() });
    expect(saved).toMatchObject({ outcome: "not-valid" });
    const told = "problems" in saved ? saved.problems : [];
    const { message, ...place } = expected;
    expect(told.find(({ path }) => path === place.path)).toMatchObject(place);
    expect(told.find(({ path }) => path === place.path)?.message).toMatch(message);
    expect((await openRoutingSetup(shop.ctx)).draft).toBeNull();
  });

  test("another shop's warehouse", async () => {
    const { mine, theirs } = await makeTwoShops();
    const { id } = await makeWarehouse(theirs);
    const saved = await saveDraft(mine.ctx, {
      revision: 0,
      setup: setupOf(makeRule({ type: "prefer_warehouse", warehouse_id: id })),
    });
    expect(saved).toMatchObject({
      outcome: "not-valid",
      problems: [{ path: "rules[0].action.warehouse_id" }],
    });
  });

  test("another shop's rule: its id is not taken over, neither drafting nor publishing", async () => {
    const { mine, theirs } = await makeTwoShops();
    const rule = makeRule(hold);
    const revision = await draft(mine, setupOf(rule));
    await publish(theirs, setupOf(rule));
    const saved = await saveDraft(mine.ctx, { revision, setup: setupOf(rule) });
    expect(saved).toMatchObject({
      outcome: "not-valid",
      problems: [{ path: "rules[0].id", ruleId: rule.id }],
    });
    await expect(publishDraft(mine.ctx, { revision })).rejects.toThrow(/another shop/);
    expect(await liveRules(mine)).toEqual([]);
    expect(await liveRules(theirs)).toHaveLength(1);
  });
});

test("a rule that cannot be followed any more does not keep its author from changing another, and can be published as it is", async () => {
  const shop = await makeShop();
  const warehouse = await makeWarehouse(shop);
  const rule = makeRule({ type: "route_to_warehouse", warehouse_id: warehouse.id });
  await publish(shop, setupOf(rule));
  await adminSql`delete from public.trackstar_warehouses where id = ${warehouse.id}`;

  const opened = await openRoutingSetup(shop.ctx);
  expect(opened.lints).toMatchObject([{ ruleId: rule.id, kind: "deleted_warehouse", severity: "critical" }]);
  const version = await publish(shop, setupOf(rule, makeRule(hold, { name: "Other", priority: 2 })));
  expect(version).toBe(3);
  const changed = { ...rule, action: { type: "prefer_warehouse", warehouse_id: warehouse.id } };
  expect(await saveDraft(shop.ctx, { revision: 0, setup: setupOf(changed) })).toMatchObject({
    outcome: "not-valid",
  });
});

describe("versions", () => {
  test("go back to any setup there was, from the first publish on", async () => {
    const shop = await makeShop();
    await adminSql`insert into public.routing_rules (shop_id, name, conditions, action)
      values (${shop.id}, 'From before', '{"field": "tags", "operator": "contains", "value": "vip"}', '{"type": "hold"}')`;
    const [original] = await liveRules(shop);
    const rule = makeRule(hold);
    await publish(shop, setupOf(rule));

    expect(await revertTo(shop.ctx, 1)).toEqual({ outcome: "reverted", version: 3 });
    expect(await liveRules(shop)).toEqual([original]);
    expect(await revertTo(shop.ctx, 2)).toEqual({ outcome: "reverted", version: 4 });
    expect(await liveRules(shop)).toMatchObject([{ id: rule.id }]);

    const { versions, next } = await listVersions(shop.ctx);
    expect(next).toBeNull();
    expect(versions).toMatchObject([
      { version: 4, origin: "reverted", revertedFrom: 2, isLive: true, changes: { added: ["West"] } },
      { version: 3, origin: "reverted", revertedFrom: 1, isLive: false },
      { version: 2, origin: "published", publishedBy: "test", changes: { removed: ["From before"] } },
      { version: 1, origin: "kept", publishedBy: "swyft", rules: 1, changes: null },
    ]);
    const audit = await adminSql`
      select action, subject, actor from public.audit_log where shop_id = ${shop.id} order by id`;
    expect(audit).toEqual([
      { action: "routing_published", subject: "routing_version:2", actor: "test" },
      { action: "routing_reverted", subject: "routing_version:3", actor: "test" },
      { action: "routing_reverted", subject: "routing_version:4", actor: "test" },
    ]);
  });

  test("that are not there are not found, also another shop's", async () => {
    const { mine, theirs } = await makeTwoShops();
    await publish(theirs, setupOf(makeRule(hold)));
    for (const version of [1, 2, 0, -1, 1.5, 1e12, Number.NaN]) {
      expect(await revertTo(mine.ctx, version)).toEqual({ outcome: "version-not-found" });
    }
    expect((await listVersions(mine.ctx)).versions).toEqual([]);
  });

  test("come in pages", async () => {
    const shop = await makeShop();
    for (const name of ["One", "Two", "Three"]) await publish(shop, setupOf(makeRule(hold, { name })));
    const first = await listVersions(shop.ctx, undefined, 2);
    expect(first.versions.map(({ version }) => version)).toEqual([4, 3]);
    expect(first.versions[1]?.changes).toMatchObject({ added: ["Two"], removed: ["One"] });
    const second = await listVersions(shop.ctx, first.next ?? 0, 2);
    expect(second.versions.map(({ version }) => version)).toEqual([2, 1]);
    expect(second.next).toBeNull();
  });
});

describe("a shop's settings edited by hand refuse what routing could not follow", () => {
  test.each([
    '{"weights": {"cost": 2}}',
    '{"weights": {"cost": 0.5}}',
    '{"weights": {"speed": 0.1}}',
    '{"weights": [0.4]}',
    '{"split": {"policy": "sometimes"}}',
    '{"split": {"max_shipments": 1.5}}',
    '{"cover_days": "14"}',
    '{"cover_days": null}',
    '{"stale_policy": "ignore"}',
    '{"partial": true}',
    '{"preferred_warehouse_id": "reno"}',
    '{"rate_card": []}',
  ])("%s", async (settings) => {
    const shop = await makeShop();
    const edit = adminSql`update public.stores set settings = ${settings}::jsonb where id = ${shop.id}`;
    await expect(edit).rejects.toMatchObject({ code: "23514" });
  });
});
