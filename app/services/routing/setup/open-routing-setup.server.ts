import { openStoredSetup, type StoredRoutingSetup } from "#app/db/routing-setup.server.ts";
import { days } from "#app/lib/duration.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { diffSetups } from "./diff-setups.ts";
import { lintRules } from "./lint-rules.ts";
import { type OpenedRoutingSetup, RoutingSettings, type RoutingSetup } from "./routing-setup.ts";

/** Everything the routing screens show: what is live, the draft, and what is to be said about its rules. */
export async function openRoutingSetup(ctx: ShopContext): Promise<OpenedRoutingSetup> {
  const since = new Date(ctx.now.getTime() - days(90));
  const stored = await openStoredSetup(ctx.db, ctx.shopId, since);
  const live = readSetup(stored.live);
  const draft = stored.draft && draftOf(stored.draft, live);
  const warehouses = stored.warehouses.map(({ is_place: _, ...warehouse }) => warehouse);
  return {
    live: {
      setup: live,
      version: stored.version?.version ?? null,
      publishedAt: stored.version?.published_at.toISOString() ?? null,
      publishedBy: stored.version?.published_by ?? null,
    },
    draft,
    revision: draft?.revision ?? 0,
    warehouses,
    matches: stored.matches,
    lints: lintRules((draft?.setup ?? live).rules, {
      warehouses,
      matches: stored.matches,
      liveSince: stored.live_since,
      now: ctx.now,
    }),
    timeZone: stored.time_zone,
  };
}

function draftOf(draft: NonNullable<StoredRoutingSetup["draft"]>, live: RoutingSetup) {
  const setup = readSetup(draft);
  return {
    setup,
    revision: draft.revision,
    savedAt: draft.saved_at.toISOString(),
    savedBy: draft.saved_by,
    liveMoved: draft.live_moved,
    changes: diffSetups(live, setup),
  };
}

/** What is stored, with the default of each setting. The database refuses other settings than these, but for rate cards. */
export function readSetup({ rules, settings }: StoredRoutingSetup["live"]): RoutingSetup {
  const parsed = RoutingSettings.safeParse(settings);
  return {
    rules,
    settings: parsed.success ? parsed.data : RoutingSettings.parse({ ...settings, rate_card: null }),
  };
}
