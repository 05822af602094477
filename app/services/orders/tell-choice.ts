import { inSentence, tellReason } from "#app/services/routing/reasons.ts";
import { unitCount } from "./phrases.ts";
import type { NameOf, ShownDecision } from "./tell-decision.ts";

/** Why a person's choice is what it is, and what Swyft would have done by itself. */
export function whyChosen({ choice_reason: reason, ...decision }: ShownDecision, nameOf: NameOf): string {
  const said = reason === null ? "Chosen by your staff." : `Chosen by your staff: “${reason}”.`;
  return `${said} ${automaticChoice(decision, nameOf)}`.trim();
}

function automaticChoice(
  { selected_warehouse_id: chosen, details: { automatic } }: Omit<ShownDecision, "choice_reason">,
  nameOf: NameOf,
): string {
  if (!automatic) return "";
  const { selected_warehouse_id: id, reason } = automatic;
  if (id === null) return `Swyft had found no warehouse: ${inSentence(tellReason(reason ?? "").label)}.`;
  return id === chosen ? "Swyft would have chosen it as well." : `Swyft would have chosen ${nameOf(id)}.`;
}

/** What a person's choice asks of a warehouse beyond its stock and its day, a sentence each. */
export function tellRisks({ details }: ShownDecision, nameOfSku: (sku: string) => string): string[] {
  return [
    ...details.missing.map(
      ({ sku, quantity }) =>
        `${nameOfSku(sku)}: ${unitCount(quantity)} more than the warehouse has to promise.`,
    ),
    ...(details.over_capacity ? ["The warehouse had reached its orders for the day."] : []),
  ];
}
