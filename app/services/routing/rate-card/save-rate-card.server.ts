import type { ShopContext } from "#app/services/shop-context.ts";
import { openRoutingSetup } from "../setup/open-routing-setup.server.ts";
import { saveDraft } from "../setup/save-draft.server.ts";
import type { SaveSettingResult } from "../setup/setting-form.ts";
import { type RateCardErrors, readRateCardForm } from "./rate-card-form.ts";

/** Puts the rate card of a form into the draft, which begins with what is live. Everything else stays as it is. */
export async function saveRateCard(
  ctx: ShopContext,
  revision: number,
  fields: Readonly<Record<string, unknown>>,
): Promise<SaveSettingResult<RateCardErrors>> {
  const read = readRateCardForm(fields);
  if (!read.ok) return { outcome: "not-valid", errors: read.errors, message: null };
  const opened = await openRoutingSetup(ctx);
  const { rules, settings } = (opened.draft ?? opened.live).setup;
  const setup = { rules, settings: { ...settings, rate_card: read.card } };
  const saved = await saveDraft(ctx, { revision, setup });
  switch (saved.outcome) {
    case "saved":
      return { outcome: "saved", revision: saved.revision };
    case "not-valid":
      return { outcome: "not-valid", errors: {}, message: saved.problems[0]?.message ?? null };
    case "draft-changed":
      return { outcome: "draft-changed" };
  }
}
