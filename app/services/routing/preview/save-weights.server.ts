import type { ShopContext } from "#app/services/shop-context.ts";
import { openRoutingSetup } from "../setup/open-routing-setup.server.ts";
import type { OpenedRoutingSetup, RoutingSettings, SetupProblem } from "../setup/routing-setup.ts";
import { saveDraft } from "../setup/save-draft.server.ts";
import type { SaveSettingResult } from "../setup/setting-form.ts";
import { fieldOfProblem, readWeightsForm, type WeightsErrors } from "./weights-form.ts";

export type SaveWeightsResult =
  SaveSettingResult<WeightsErrors> | { readonly outcome: "warehouse-not-found" };

/** Puts the settings of a form into the draft, which begins with what is live. Rules stay as they are. */
export async function saveWeights(
  ctx: ShopContext,
  revision: number,
  fields: Readonly<Record<string, unknown>>,
): Promise<SaveWeightsResult> {
  const opened = await openRoutingSetup(ctx);
  const base = (opened.draft ?? opened.live).setup;
  const read = readWeightsForm(fields, base.settings);
  if (!read.ok) return { outcome: "not-valid", errors: read.errors, message: null };
  if (!knowsPreferred(opened, base.settings, read.settings)) return { outcome: "warehouse-not-found" };
  const saved = await saveDraft(ctx, { revision, setup: { ...base, settings: read.settings } });
  switch (saved.outcome) {
    case "saved":
      return { outcome: "saved", revision: saved.revision };
    case "not-valid":
      return refused(saved.problems);
    case "draft-changed":
      return { outcome: "draft-changed" };
  }
}

/** One that was removed may stay until somebody chooses another. */
function knowsPreferred({ warehouses }: OpenedRoutingSetup, saved: RoutingSettings, wanted: RoutingSettings) {
  const id = wanted.preferred_warehouse_id;
  return id === null || id === saved.preferred_warehouse_id || warehouses.some((each) => each.id === id);
}

function refused(problems: readonly SetupProblem[]): SaveWeightsResult {
  const errors: WeightsErrors = {};
  for (const problem of problems) {
    const field = problem.ruleId === null ? fieldOfProblem(problem) : null;
    if (field !== null) errors[field] ??= problem.message;
  }
  const elsewhere = problems.find(({ ruleId }) => ruleId !== null);
  return { outcome: "not-valid", errors, message: elsewhere?.message ?? null };
}
