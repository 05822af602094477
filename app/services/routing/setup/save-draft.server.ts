import { openStoredSetup, saveStoredDraft } from "#app/db/routing-setup.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { checkSetup } from "./check-setup.ts";
import { Revision, type RoutingSetup, type SaveDraftResult } from "./routing-setup.ts";

/**
 * Saves the draft of somebody who saw `revision` (0: there was none). All that is wrong with the setup is answered at
 * once; rules that are live or drafted as they stand are not judged again.
 */
export async function saveDraft(
  ctx: ShopContext,
  { revision, setup: document }: { readonly revision: number; readonly setup: unknown },
): Promise<SaveDraftResult> {
  const stored = await openStoredSetup(ctx.db, ctx.shopId, ctx.now);
  if (!Revision.safeParse(revision).success) {
    return {
      outcome: "draft-changed",
      revision: stored.draft?.revision ?? 0,
      by: stored.draft?.saved_by ?? null,
    };
  }
  const settled = [...stored.live.rules, ...(stored.draft?.rules ?? [])];
  const checked = checkSetup(document, stored.warehouses, settled);
  if ("problems" in checked) return { outcome: "not-valid", problems: checked.problems };
  const { setup } = checked;
  const saved = await saveStoredDraft(ctx.db, ctx.shopId, revision, setup, ctx.actor);
  switch (saved.outcome) {
    case "saved":
      return { outcome: "saved", revision: saved.revision };
    case "draft-changed":
      return saved;
    case "rule-id-taken":
      return { outcome: "not-valid", problems: takenIds(setup, saved.ids) };
  }
}

const takenIds = ({ rules }: RoutingSetup, ids: readonly string[]) =>
  rules.flatMap(({ id }, at) =>
    ids.includes(id) ? [{ path: `rules[${at}].id`, ruleId: id, message: "expected an id of its own" }] : [],
  );
