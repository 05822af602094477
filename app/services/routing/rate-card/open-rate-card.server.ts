import type { ShopContext } from "#app/services/shop-context.ts";
import { builtInRateCard } from "../engine/index.ts";
import { openRoutingSetup } from "../setup/open-routing-setup.server.ts";
import { writeRateCardForm } from "./rate-card-form.ts";

/** The rate card of the draft, or of what is live where there is none, as a form. */
export async function openRateCard(ctx: ShopContext) {
  const opened = await openRoutingSetup(ctx);
  const { settings } = (opened.draft ?? opened.live).setup;
  return {
    now: ctx.now.toISOString(),
    /** Goes into `saveRateCard`. */
    revision: opened.revision,
    isDraft: opened.draft !== null,
    fields: writeRateCardForm(settings.rate_card),
    builtIn: { name: builtInRateCard.name, effective: builtInRateCard.effective },
  };
}
export type OpenedRateCard = Awaited<ReturnType<typeof openRateCard>>;
