import { z } from "zod";
import { formNumber } from "#app/lib/form-number.ts";
import { findFaults } from "../engine/index.ts";
import { RoutingRule } from "./routing-setup.ts";

const Written = z.string({ error: "Send a rule." }).transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "The rule could not be read." });
    return z.NEVER;
  }
});

const Content = RoutingRule.omit({ id: true, priority: true }).superRefine((rule, context) => {
  for (const { at, problem } of findFaults(rule)) {
    context.addIssue({ code: "custom", path: [...at], message: problem });
  }
});

/** The revision of the draft a person looked at: 0 where there was none. */
export const revision = formNumber("Send the revision you saw.");

/** A rule as the builder sends it; one that orders could not follow is refused, with a message for each part at fault. */
export const RuleContentForm = z.object({ revision, rule: Written.pipe(Content) });
export const RevisionForm = z.object({ revision });

/** Messages of a form by its fields; those of a rule by its parts: name, conditions, action. */
export function messagesOf(error: z.ZodError): Record<string, string[]> {
  const messages: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const [field = "rule", part] = issue.path.map(String);
    const name = field === "rule" && part !== undefined ? part : field;
    const said = issue.code === "unrecognized_keys" ? `Unknown: ${issue.keys.join(", ")}.` : issue.message;
    messages[name] = [...(messages[name] ?? []), said];
  }
  return messages;
}
