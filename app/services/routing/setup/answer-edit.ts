import type { SaveDraftResult } from "./routing-setup.ts";

type Result = SaveDraftResult | { readonly outcome: "rule-not-found" };

interface Answer {
  readonly status: number;
  readonly body: {
    readonly outcome: Result["outcome"];
    readonly message?: string;
    readonly errors?: Readonly<Record<string, readonly string[]>>;
    readonly revision?: number;
  };
}

/** What came of an edit of the draft, as the page that asked for it hears it. */
export function answerEdit(result: Result): Answer {
  const { outcome } = result;
  switch (outcome) {
    case "saved":
      return { status: 200, body: { outcome, revision: result.revision } };
    case "not-valid": {
      const problems = result.problems.map(({ message }) => message);
      const message = `The rule can't be followed: ${problems[0] ?? "something is wrong with it"}.`;
      return { status: 400, body: { outcome, message, errors: { rule: problems } } };
    }
    case "draft-changed": {
      const message = "Somebody else changed the rules. You see them as they are now. Try again.";
      return { status: 409, body: { outcome, message, revision: result.revision } };
    }
    case "rule-not-found":
      return { status: 404, body: { outcome, message: "This rule does not exist any more." } };
  }
}
