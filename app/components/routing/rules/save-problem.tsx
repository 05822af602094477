import { Banner, List } from "@shopify/polaris";
import type { RuleSave } from "./use-rule-save.ts";

/** Why a rule was not saved, and what can be done. */
export function SaveProblem({ save, onSaveAnyway }: { save: RuleSave; onSaveAnyway: () => void }) {
  const { answer } = save;
  if (answer?.errors) {
    return (
      <Banner tone="critical" title="This rule can't be saved">
        <List>
          {Object.values(answer.errors)
            .flat()
            .map((message) => (
              <List.Item key={message}>{message}</List.Item>
            ))}
        </List>
      </Banner>
    );
  }
  switch (answer?.outcome) {
    case "draft-changed":
      return (
        <Banner
          tone="warning"
          title="The rules changed while you were editing"
          action={{ content: "Save my rule anyway", loading: save.isBusy, onAction: onSaveAnyway }}
        >
          Saving replaces this rule with yours and keeps every other change. To see what changed first, open
          Routing in another tab.
        </Banner>
      );
    case "rule-not-found":
      return (
        <Banner
          tone="warning"
          title="This rule was deleted while you were editing"
          action={{ content: "Save as a new rule", loading: save.isBusy, onAction: onSaveAnyway }}
        >
          Discard to leave it deleted.
        </Banner>
      );
    case "saved":
    case undefined:
      return answer?.message === undefined ? null : <Banner tone="critical" title={answer.message} />;
  }
}
