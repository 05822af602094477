import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openRoutingSetup } from "#app/services/routing/setup/open-routing-setup.server.ts";
import { publishDraft } from "#app/services/routing/setup/publish-draft.server.ts";
import { saveDraft } from "#app/services/routing/setup/save-draft.server.ts";
import { makeShop, makeTwoShops } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeWarehouse } from "#tests/support/warehouses.ts";
import { defaults, draft, hold, liveRules, makeRule, publish, setupOf } from "./setups.ts";

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
