import { plural } from "#app/components/format.ts";
import type { OpenedRoutingSetup, RoutingRule } from "#app/services/routing/setup/routing-setup.ts";
import { readRuleForm } from "./read-rule-form.ts";
import type { ShownRule } from "./rule-row.tsx";
import { tellRule, type WarehouseNames } from "./tell-rule.ts";

export interface ShownRouting {
  readonly rules: readonly ShownRule[];
  readonly revision: number;
  readonly draft: Pick<
    NonNullable<OpenedRoutingSetup["draft"]>,
    "savedAt" | "savedBy" | "liveMoved" | "changes"
  > | null;
  readonly timeZone: string;
}

/** What the list of rules shows of a setup. */
export function showRouting(opened: OpenedRoutingSetup): ShownRouting {
  const { draft, revision, timeZone } = opened;
  return {
    rules: showRules(opened),
    revision,
    draft: draft && {
      savedAt: draft.savedAt,
      savedBy: draft.savedBy,
      liveMoved: draft.liveMoved,
      changes: draft.changes,
    },
    timeZone,
  };
}

/** The rules of the draft, or of what is live where there is none. */
function showRules({ draft, live, warehouses, lints, matches, timeZone }: OpenedRoutingSetup): ShownRule[] {
  const names = new Map(warehouses.map(({ id, name }) => [id, name]));
  return (draft ?? live).setup.rules
    .toSorted((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1))
    .map((rule) => ({
      id: rule.id,
      name: rule.name,
      isActive: rule.is_active,
      sentence: sentenceOf(rule, names, timeZone),
      lints: lints.filter(({ ruleId }) => ruleId === rule.id),
      matched: tellMatches(matches[rule.id] ?? 0),
    }));
}

function sentenceOf(rule: RoutingRule, names: WarehouseNames, timeZone: string): string {
  const form = readRuleForm(rule, timeZone);
  return form ? tellRule(form, names) : "Written by hand. Open it to see what it says.";
}

const tellMatches = (count: number): string | null =>
  count === 0 ? null : `Matched ${plural(count, "order")} in the last 90 days.`;
