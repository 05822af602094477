import type { ShopContext } from "#app/services/shop-context.ts";
import type { EditedRules } from "./edit-rules.ts";
import { openRoutingSetup } from "./open-routing-setup.server.ts";
import type { RoutingRule, SaveDraftResult } from "./routing-setup.ts";
import { saveDraft } from "./save-draft.server.ts";

type EditDraftResult = SaveDraftResult | { readonly outcome: "rule-not-found" };

/**
 * Edits the rules of the draft, which begins with what is live. `revision` is the one the person looked at: where
 * somebody saved since, nothing is written.
 */
export async function editDraft(
  ctx: ShopContext,
  revision: number,
  edit: (rules: readonly RoutingRule[]) => EditedRules,
): Promise<EditDraftResult> {
  const opened = await openRoutingSetup(ctx);
  const { rules, settings } = (opened.draft ?? opened.live).setup;
  const edited = edit(rules);
  if (!edited) return { outcome: "rule-not-found" };
  return saveDraft(ctx, { revision, setup: { rules: edited, settings } });
}
