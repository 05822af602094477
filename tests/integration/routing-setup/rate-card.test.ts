import { describe, expect, test } from "vitest";
import { openRateCard } from "#app/services/routing/rate-card/open-rate-card.server.ts";
import { saveRateCard } from "#app/services/routing/rate-card/save-rate-card.server.ts";
import { openRoutingSetup } from "#app/services/routing/setup/open-routing-setup.server.ts";
import { publishDraft } from "#app/services/routing/setup/publish-draft.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { makeShop, makeTwoShops, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { makeWarehouse, setStock } from "#tests/support/warehouses.ts";

const flat = (price: string) =>
  `0,${Array<string>(8).fill(price).join()}\n1,${Array<string>(8).fill(price).join()}`;

async function ownCard(ctx: Parameters<typeof openRateCard>[0], changes: Record<string, string> = {}) {
  const { fields } = await openRateCard(ctx);
  return { ...fields, card: "own", per_order: "1.25", prices: flat("4.50"), ...changes };
}

test("a published rate card is what decisions cost", async () => {
  const shop = await makeShop();
  await setStock(shop, await makeWarehouse(shop), "MUG", 5);
  const saved = await saveRateCard(shop.ctx, 0, await ownCard(shop.ctx));
  if (saved.outcome !== "saved") throw new Error(saved.outcome);
  expect((await publishDraft(shop.ctx, { revision: saved.revision })).outcome).toBe("published");
  const orderId = await makePendingOrder(shop, [{ sku: "MUG", quantity: 1 }]);
  expect(await routeOrder(shop.ctx, orderId)).toBe("saved");
  const [decision] = await adminSql<{ cost: number; currency: string }[]>`
    select (details #>> '{raw,cost}')::float as cost, details #>> '{raw,cost_currency}' as currency
    from routing_decisions where order_id = ${orderId} and is_current`;
  expect(decision).toEqual({ cost: 5.75, currency: "USD" });
});

test("the built-in card comes back, and the rest of the draft stays", async () => {
  const shop = await makeShop();
  const own = await saveRateCard(shop.ctx, 0, await ownCard(shop.ctx));
  if (own.outcome !== "saved") throw new Error(own.outcome);
  expect((await openRateCard(shop.ctx)).fields).toMatchObject({ card: "own", per_order: "1.25" });
  const back = await saveRateCard(shop.ctx, own.revision, { card: "built_in" });
  expect(back.outcome).toBe("saved");
  const { draft, live } = await openRoutingSetup(shop.ctx);
  expect(draft?.setup).toEqual(live.setup);
});

test("what cannot be a card is refused field by field and nothing is saved", async () => {
  const shop = await makeShop();
  const refused = await saveRateCard(shop.ctx, 0, await ownCard(shop.ctx, { prices: "1,2", currency: "?" }));
  expect(refused).toMatchObject({
    outcome: "not-valid",
    errors: {
      prices: "Row 1: expected pounds and 8 prices, found 2 columns.",
      currency: "Enter a currency code of three letters, such as USD.",
    },
  });
  expect((await openRateCard(shop.ctx)).isDraft).toBe(false);
});

test("who looked at an older draft overwrites nothing, and another shop sees none of it", async () => {
  const { mine, theirs } = await makeTwoShops();
  const fields = await ownCard(mine.ctx);
  expect((await saveRateCard(mine.ctx, 0, fields)).outcome).toBe("saved");
  expect(await saveRateCard(mine.ctx, 0, { ...fields, name: "Late" })).toEqual({ outcome: "draft-changed" });
  expect((await openRateCard(theirs.ctx)).fields.card).toBe("built_in");
});

describe("a card that somebody broke by hand", () => {
  const broken = { rate_card: { effective: "2026-01-01", currency: "USD", prices: [[1, 2]] } };
  const problem = "prices[0]: expected 8 prices, one a zone, got a list of 2";
  const breakLive = (shop: TestShop) => adminSql`
    update stores set settings = settings || ${adminSql.json(broken)} where id = ${shop.id}`;
  const breakDraft = (shop: TestShop) => adminSql`
    update routing_drafts set settings = settings || ${adminSql.json(broken)} where shop_id = ${shop.id}`;

  test("is named on its page while it is live, and any card that is saved replaces it", async () => {
    const shop = await makeShop();
    await setStock(shop, await makeWarehouse(shop), "MUG", 5);
    await breakLive(shop);
    const orderId = await makePendingOrder(shop, [{ sku: "MUG", quantity: 1 }]);
    await routeOrder(shop.ctx, orderId);
    const [order] = await adminSql`select routing_status as is from unified_orders where id = ${orderId}`;
    expect(order?.["is"]).toBe("needs_review");
    const opened = await openRateCard(shop.ctx);
    expect(opened).toMatchObject({ unreadable: { where: "live", problem }, fields: { card: "" } });

    const saved = await saveRateCard(shop.ctx, 0, { ...opened.fields, card: "built_in" });
    if (saved.outcome !== "saved") throw new Error(saved.outcome);
    expect((await openRoutingSetup(shop.ctx)).draft?.changes.settings).toEqual(["rate_card"]);
    expect(await openRateCard(shop.ctx)).toMatchObject({
      isDraft: true,
      unreadable: { where: "live", problem },
      fields: { card: "built_in" },
    });
    expect((await publishDraft(shop.ctx, { revision: saved.revision })).outcome).toBe("published");
    expect((await openRateCard(shop.ctx)).unreadable).toBeNull();
    expect(await routeOrder(shop.ctx, await makePendingOrder(shop, [{ sku: "MUG", quantity: 1 }]))).toBe(
      "saved",
    );
  });

  test("is named in a draft too, which cannot be published with it", async () => {
    const shop = await makeShop();
    const saved = await saveRateCard(shop.ctx, 0, await ownCard(shop.ctx));
    if (saved.outcome !== "saved") throw new Error(saved.outcome);
    await breakDraft(shop);
    expect(await openRateCard(shop.ctx)).toMatchObject({
      unreadable: { where: "draft", problem },
      fields: { card: "" },
    });
    expect(await publishDraft(shop.ctx, { revision: saved.revision })).toEqual({
      outcome: "not-valid",
      problems: [
        { path: "settings.rate_card", ruleId: null, message: `the rate card can't be read: ${problem}` },
      ],
    });
  });
});
