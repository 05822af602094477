import { describe, expect, test } from "vitest";
import { listVersions } from "#app/services/routing/setup/list-versions.server.ts";
import { openRoutingSetup } from "#app/services/routing/setup/open-routing-setup.server.ts";
import { discardDraft, publishDraft } from "#app/services/routing/setup/publish-draft.server.ts";
import { revertTo } from "#app/services/routing/setup/revert-to.server.ts";
import { saveDraft } from "#app/services/routing/setup/save-draft.server.ts";
import { makeShop, makeTwoShops, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { defaults, draft, hold, liveRules, makeRule, publish, setupOf } from "./setups.ts";

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
