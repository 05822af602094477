import { useFetcher, useNavigate } from "@remix-run/react";
import { useState } from "react";
import { showToast } from "#app/components/show-toast.ts";
import { useAnswer } from "#app/components/use-answer.ts";
import type { RuleForm } from "./rule-form.ts";
import { writeRule } from "./write-rule.ts";

export interface SaveAnswer {
  readonly outcome?: "saved" | "draft-changed" | "rule-not-found";
  readonly message?: string;
  /** That of the draft as it is now. */
  readonly revision?: number;
  readonly errors?: Readonly<Record<string, readonly string[]>>;
}

export type RuleSave = ReturnType<typeof useRuleSave>;

/** Saves a rule into the draft and goes back to the list. The revision is the one the form was opened with. */
export function useRuleSave(ruleId: string | null, revision: number) {
  const fetcher = useFetcher<SaveAnswer>();
  const navigate = useNavigate();
  const [opened] = useState(revision);
  const [isSaved, setSaved] = useState(false);
  const [isForgotten, setForgotten] = useState(false);
  useAnswer(fetcher.data, ({ outcome }) => {
    if (outcome !== "saved") return;
    setSaved(true);
    showToast("Rule saved to unpublished changes");
    navigate("/app/routing");
  });

  function send(form: RuleForm, timeZone: string, onto: number, id: string | null) {
    setForgotten(false);
    const rule = { name: form.name.trim(), is_active: form.isActive, ...writeRule(form, timeZone) };
    fetcher.submit(
      { revision: String(onto), rule: JSON.stringify(rule) },
      { method: "POST", action: `/app/routing/rules/${id ?? "new"}` },
    );
  }
  return {
    isSaved,
    isBusy: fetcher.state !== "idle",
    answer: fetcher.state === "idle" && !isForgotten ? fetcher.data : undefined,
    submit: (form: RuleForm, timeZone: string) => send(form, timeZone, opened, ruleId),
    /** On the draft as somebody else left it; as a new rule where they deleted this one. */
    submitAgain: (form: RuleForm, timeZone: string) =>
      send(
        form,
        timeZone,
        fetcher.data?.revision ?? opened,
        fetcher.data?.outcome === "rule-not-found" ? null : ruleId,
      ),
    forget: () => setForgotten(true),
  };
}
