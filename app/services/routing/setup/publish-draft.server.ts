import {
  discardStoredDraft,
  openStoredSetup,
  publishStoredDraft,
  type StoredRoutingSetup,
} from "#app/db/routing-setup.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { activeFaults } from "./check-setup.ts";
import { findCardProblem, readSetup } from "./open-routing-setup.server.ts";
import { type PublishDraftResult, Revision, type SetupProblem } from "./routing-setup.ts";

/**
 * Makes the draft with this revision live, all of it or nothing. A rule that is switched on and cannot be followed
 * stops it, unless it is live just so already. `replaceLive`: also over changes made live after the draft was begun.
 */
export async function publishDraft(
  ctx: ShopContext,
  { revision, replaceLive = false }: { readonly revision: number; readonly replaceLive?: boolean },
): Promise<PublishDraftResult> {
  const { draft, live, warehouses } = await openStoredSetup(ctx.db, ctx.shopId, ctx.now);
  if (draft?.revision !== revision) return { outcome: "draft-changed" };
  const problems = [...unreadableCard(draft), ...activeFaults(readSetup(draft), warehouses, live.rules)];
  if (problems.length > 0) return { outcome: "not-valid", problems };
  const { actor, now } = ctx;
  return publishStoredDraft(ctx.db, ctx.shopId, { revision, replaceLive, actor, now });
}

function unreadableCard(draft: StoredRoutingSetup["live"]): SetupProblem[] {
  const problem = findCardProblem(draft);
  const message = `the rate card can't be read: ${problem}`;
  return problem === null ? [] : [{ path: "settings.rate_card", ruleId: null, message }];
}

/** Throws the draft away; if a revision is given, only when it is still that one. */
export async function discardDraft(ctx: ShopContext, revision?: number) {
  if (revision !== undefined && !Revision.safeParse(revision).success) return "draft-changed";
  return discardStoredDraft(ctx.db, ctx.shopId, revision);
}
