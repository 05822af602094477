import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { badForm, json } from "#app/lib/http.server.ts";
import { publishDraft } from "#app/services/routing/setup/publish-draft.server.ts";
import { messagesOf, revision } from "#app/services/routing/setup/rule-content.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Form = z.object({
  revision,
  replaceLive: z
    .enum(["true", "false"])
    .default("false")
    .transform((answer) => answer === "true"),
});

/** Makes the draft live. */
export async function action({ request }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const form = Form.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return badForm(messagesOf(form.error));
  const result = await publishDraft(ctx, form.data);
  const { outcome } = result;
  switch (outcome) {
    case "published":
      return json({ outcome, version: result.version });
    case "not-valid": {
      const message = result.problems.some(({ ruleId }) => ruleId === null)
        ? "The draft's rate card can't be read. Replace it under Rate card, then publish."
        : "Some rules can't be followed. Edit, turn off or delete them, then publish.";
      return json({ outcome, message, problems: result.problems }, { status: 422 });
    }
    case "draft-changed": {
      const message = "The changes are not the ones you looked at any more. Check them, then publish.";
      return json({ outcome, message }, { status: 409 });
    }
    case "live-changed": {
      const message = "What is live changed meanwhile. Publish again to replace it.";
      return json({ outcome, message }, { status: 409 });
    }
  }
}
