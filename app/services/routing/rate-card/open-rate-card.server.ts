import type { ShopContext } from "#app/services/shop-context.ts";
import { builtInRateCard } from "../engine/index.ts";
import { openRoutingSetup } from "../setup/open-routing-setup.server.ts";
import type { OpenedRoutingSetup } from "../setup/routing-setup.ts";
import { writeRateCardForm } from "./rate-card-form.ts";

/** The rate card of the draft, or of what is live where there is none, as a form. */
export async function openRateCard(ctx: ShopContext) {
  const opened = await openRoutingSetup(ctx);
  const { setup, cardProblem } = opened.draft ?? opened.live;
  const fields = writeRateCardForm(setup.settings.rate_card);
  return {
    now: ctx.now.toISOString(),
    /** Goes into `saveRateCard`. */
    revision: opened.revision,
    isDraft: opened.draft !== null,
    /** Neither card is chosen while the one that is edited cannot be read, so that any choice can be saved. */
    fields: cardProblem === null ? fields : { ...fields, card: "" },
    unreadable: findUnreadable(opened),
    builtIn: { name: builtInRateCard.name, effective: builtInRateCard.effective },
  };
}
export type OpenedRateCard = Awaited<ReturnType<typeof openRateCard>>;

/** What was broken by hand: the draft's card, or else the live one. */
function findUnreadable({ draft, live }: OpenedRoutingSetup) {
  const inDraft = draft?.cardProblem ?? null;
  if (inDraft !== null) return { where: "draft" as const, problem: inDraft };
  return live.cardProblem === null ? null : { where: "live" as const, problem: live.cardProblem };
}
