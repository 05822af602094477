import { expect, test } from "vitest";
import { openWeights } from "#app/services/routing/preview/open-weights.server.ts";
import { saveWeights } from "#app/services/routing/preview/save-weights.server.ts";
import { writeWeightsForm } from "#app/services/routing/preview/weights-form.ts";
import { openRoutingSetup } from "#app/services/routing/setup/open-routing-setup.server.ts";
import { RoutingSettings } from "#app/services/routing/setup/routing-setup.ts";
import { saveDraft } from "#app/services/routing/setup/save-draft.server.ts";
import { makeShop, makeTwoShops } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeWarehouse } from "#tests/support/warehouses.ts";

const fields = {
  ...writeWeightsForm(RoutingSettings.parse({})),
  inventory: "0.1",
  proximity: "0.2",
  cost: "0.3",
  capacity: "0.4",
  split: "never",
  cover_days: "7",
};
const wanted = {
  weights: { inventory: 0.1, proximity: 0.2, cost: 0.3, capacity: 0.4 },
  split: { policy: "never" },
  cover_days: 7,
};

test("saved weights are in the draft and leave what is live alone", async () => {
  const shop = await makeShop();
  const before = await openWeights(shop.ctx);
  expect(before).toMatchObject({ isDraft: false, revision: 0, hasOtherRules: false, currency: "USD" });
  const saved = await saveWeights(shop.ctx, 0, fields);
  expect(saved.outcome).toBe("saved");
  const after = await openWeights(shop.ctx);
  expect(after).toMatchObject({ isDraft: true, edited: { settings: wanted }, live: before.live });
  expect(after.live.settings.weights.inventory).toBe(0.4);
});

test("rules of the draft stay as they are, and the page says that they go live too", async () => {
  const shop = await makeShop();
  const warehouse = await makeWarehouse(shop);
  const rule = {
    id: crypto.randomUUID(),
    name: "West",
    priority: 1,
    is_active: true,
    conditions: { field: "ship_to_state", operator: "equals", value: "CA" },
    action: { type: "prefer_warehouse", warehouse_id: warehouse.id },
  };
  const begun = await saveDraft(shop.ctx, {
    revision: 0,
    setup: { rules: [rule], settings: RoutingSettings.parse({}) },
  });
  if (begun.outcome !== "saved") throw new Error(begun.outcome);
  const saved = await saveWeights(shop.ctx, begun.revision, {
    ...fields,
    preferred_warehouse_id: warehouse.id,
  });
  expect(saved.outcome).toBe("saved");
  expect((await openRoutingSetup(shop.ctx)).draft?.setup).toMatchObject({
    rules: [rule],
    settings: { ...wanted, preferred_warehouse_id: warehouse.id },
  });
  expect((await openWeights(shop.ctx)).hasOtherRules).toBe(true);
});

test("who looked at an older draft overwrites nothing", async () => {
  const shop = await makeShop();
  await saveWeights(shop.ctx, 0, fields);
  expect(await saveWeights(shop.ctx, 0, { ...fields, cover_days: "9" })).toEqual({
    outcome: "draft-changed",
  });
  expect((await openWeights(shop.ctx)).edited.settings.cover_days).toBe(7);
});

test("what cannot be saved is told at its field, and nothing is written", async () => {
  const shop = await makeShop();
  expect(await saveWeights(shop.ctx, 0, { ...fields, cost: "0.9", cover_days: "soon" })).toMatchObject({
    outcome: "not-valid",
    errors: { cover_days: "Enter a number of days from 0 to 365." },
  });
  expect(await saveWeights(shop.ctx, 0, { ...fields, cost: "0.9" })).toMatchObject({
    outcome: "not-valid",
    errors: { weights: "The four weights have to add up to 100%." },
  });
  const drafts = await adminSql`select from public.routing_drafts where shop_id = ${shop.id}`;
  expect(drafts).toHaveLength(0);
});

test("another shop's warehouse cannot be preferred", async () => {
  const { mine, theirs } = await makeTwoShops();
  const foreign = await makeWarehouse(theirs);
  expect(await saveWeights(mine.ctx, 0, { ...fields, preferred_warehouse_id: foreign.id })).toEqual({
    outcome: "warehouse-not-found",
  });
  expect((await openWeights(mine.ctx)).isDraft).toBe(false);
});
