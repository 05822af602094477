import type { ActionFunctionArgs } from "@remix-run/node";
import { badForm, json } from "#app/lib/http.server.ts";
import { discardDraft } from "#app/services/routing/setup/publish-draft.server.ts";
import { messagesOf, RevisionForm } from "#app/services/routing/setup/rule-content.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

/** Throws the draft away, if it is the one the person looked at. */
export async function action({ request }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const form = RevisionForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return badForm(messagesOf(form.error));
  const outcome = await discardDraft(ctx, form.data.revision);
  switch (outcome) {
    case "discarded":
    case "no-draft":
      return json({ outcome: "discarded" });
    case "draft-changed": {
      const message = "The changes are not the ones you looked at any more. Check them, then discard.";
      return json({ outcome, message }, { status: 409 });
    }
  }
}
