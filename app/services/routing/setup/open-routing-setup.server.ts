import { openStoredSetup, type StoredRoutingSetup } from "#app/db/routing-setup.server.ts";
import { days } from "#app/lib/duration.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { describeProblems } from "../engine/problems.ts";
import { RateCardInput } from "../engine/rate-card-input.ts";
import { diffSetups } from "./diff-setups.ts";
import { lintRules } from "./lint-rules.ts";
import {
  type OpenedRoutingSetup,
  RoutingSettings,
  type RoutingSetup,
  type SetupChanges,
} from "./routing-setup.ts";

/** Everything the routing screens show: what is live, the draft, and what is to be said about its rules. */
export async function openRoutingSetup(ctx: ShopContext): Promise<OpenedRoutingSetup> {
  const since = new Date(ctx.now.getTime() - days(90));
  const stored = await openStoredSetup(ctx.db, ctx.shopId, since);
  const live = { setup: readSetup(stored.live), cardProblem: findCardProblem(stored.live) };
  const draft = stored.draft && draftOf(stored.draft, live);
  const warehouses = stored.warehouses.map(({ is_place: _, ...warehouse }) => warehouse);
  return {
    live: {
      ...live,
      version: stored.version?.version ?? null,
      publishedAt: stored.version?.published_at.toISOString() ?? null,
      publishedBy: stored.version?.published_by ?? null,
    },
    draft,
    revision: draft?.revision ?? 0,
    warehouses,
    matches: stored.matches,
    lints: lintRules((draft ?? live).setup.rules, {
      warehouses,
      matches: stored.matches,
      liveSince: stored.live_since,
      now: ctx.now,
    }),
    timeZone: stored.time_zone,
  };
}

type ReadableSetup = Pick<OpenedRoutingSetup["live"], "setup" | "cardProblem">;

function draftOf(draft: NonNullable<StoredRoutingSetup["draft"]>, live: ReadableSetup) {
  const setup = readSetup(draft);
  const cardProblem = findCardProblem(draft);
  return {
    setup,
    cardProblem,
    revision: draft.revision,
    savedAt: draft.saved_at.toISOString(),
    savedBy: draft.saved_by,
    liveMoved: draft.live_moved,
    changes: withCard(diffSetups(live.setup, setup), live.cardProblem !== cardProblem),
  };
}

/** Where a card cannot be read, the built-in one stands for it in `setup`, and both would look the same. */
const withCard = (changes: SetupChanges, isOther: boolean): SetupChanges =>
  isOther ? { ...changes, settings: [...new Set([...changes.settings, "rate_card" as const])] } : changes;

/** Why the rate card cannot be read, place and problem; null where it can. */
export function findCardProblem({ settings }: StoredRoutingSetup["live"]): string | null {
  const { error } = RateCardInput.nullish().safeParse(settings["rate_card"]);
  return error ? (describeProblems(error.issues)[0] ?? null) : null;
}

/** What is stored, with the default of each setting. The database refuses other settings than these, but for rate cards. */
export function readSetup({ rules, settings }: StoredRoutingSetup["live"]): RoutingSetup {
  const parsed = RoutingSettings.safeParse(settings);
  return {
    rules,
    settings: parsed.success ? parsed.data : RoutingSettings.parse({ ...settings, rate_card: null }),
  };
}
