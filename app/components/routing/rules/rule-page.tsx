import { useState } from "react";
import type { OpenedRule } from "#app/services/routing/setup/open-rule.server.ts";
import { readRuleForm, salvageRule } from "./read-rule-form.ts";
import { RuleBuilder } from "./rule-builder.tsx";
import { newRule } from "./rule-form.ts";
import { UnreadableRule } from "./unreadable-rule.tsx";

/** A rule to edit, a new one, or one that was written by hand in a way that cannot be edited. */
export function RulePage({ opened }: { opened: OpenedRule }) {
  const { rule, timeZone, revision } = opened;
  const [replaces, setReplaces] = useState(false);
  const start = rule === null ? newRule : readRuleForm(rule, timeZone);
  if (rule !== null && start === null && !replaces) {
    return (
      <UnreadableRule
        ruleId={rule.id}
        name={rule.name}
        revision={revision}
        problem={opened.problem}
        written={JSON.stringify({ conditions: rule.conditions, action: rule.action }, null, 2)}
        onReplace={() => setReplaces(true)}
      />
    );
  }
  return (
    <RuleBuilder
      title={rule?.name ?? "Add rule"}
      ruleId={rule?.id ?? null}
      start={start ?? (rule ? salvageRule(rule, timeZone) : newRule)}
      revision={revision}
      warehouses={opened.warehouses}
      timeZone={timeZone}
      lints={opened.lints}
    />
  );
}
