import { randomUUID } from "node:crypto";
import { openRoutingSetup } from "#app/services/routing/setup/open-routing-setup.server.ts";
import { publishDraft } from "#app/services/routing/setup/publish-draft.server.ts";
import {
  type RoutingRule,
  RoutingSettings,
  type RoutingSetup,
} from "#app/services/routing/setup/routing-setup.ts";
import { saveDraft } from "#app/services/routing/setup/save-draft.server.ts";
import type { TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";

export const toCalifornia = { field: "ship_to_state", operator: "equals", value: "CA" };
export const hold = { type: "hold", until: null };
export const defaults = RoutingSettings.parse({});

export const makeRule = (action: object, changes: Partial<RoutingRule> = {}): RoutingRule => ({
  id: randomUUID(),
  name: "West",
  priority: 1,
  is_active: true,
  conditions: toCalifornia,
  action,
  ...changes,
});

export const setupOf = (...rules: RoutingRule[]): RoutingSetup => ({ rules, settings: defaults });

/** Saves a draft over whatever draft there is; answers its revision. */
export async function draft(shop: TestShop, setup: RoutingSetup): Promise<number> {
  const { revision } = await openRoutingSetup(shop.ctx);
  const saved = await saveDraft(shop.ctx, { revision, setup });
  if (saved.outcome !== "saved") throw new Error(`the draft was not saved: ${JSON.stringify(saved)}`);
  return saved.revision;
}

/** Drafts and publishes; answers the version. */
export async function publish(shop: TestShop, setup: RoutingSetup): Promise<number> {
  const published = await publishDraft(shop.ctx, { revision: await draft(shop, setup) });
  if (published.outcome !== "published") {
    throw new Error(`the draft was not published: ${JSON.stringify(published)}`);
  }
  return published.version;
}

export const liveRules = (shop: TestShop) => adminSql<
  { id: string; name: string; priority: number; is_active: boolean }[]
>`
  select id, name, priority, is_active from public.routing_rules where shop_id = ${shop.id} order by priority, id`;
